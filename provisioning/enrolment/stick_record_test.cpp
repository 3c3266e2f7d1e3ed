#include "provisioning/enrolment/stick_record.hpp"

#include <unistd.h>

#include <gtest/gtest.h>

#include "base/files.hpp"

namespace doorstep::setup {
namespace {

class StickRecordTest : public testing::Test {
  protected:
    void TearDown() override { std::filesystem::remove(file_); }
    std::filesystem::path file_ = "/tmp/stick-record-" + std::to_string(::getpid()) + ".json";
};

TEST_F(StickRecordTest, WhichKioskIsWhichStationOutlivesTheProgram) {
    auto record = StickRecord::load(file_).value();
    EXPECT_TRUE(record.rows().empty());
    ASSERT_TRUE(record.keep("village-1", {"serial K1", ""}));
    ASSERT_TRUE(record.keep("village-2", {"mac 52:54:00:00:00:01", ""}));
    ASSERT_TRUE(record.keep("village-1", {"serial K1", "DSDDSDSD"}));
    const auto again = StickRecord::load(file_).value();
    ASSERT_EQ(again.rows().size(), 2U);
    EXPECT_EQ(again.rows().at("village-1").steps, "DSDDSDSD");
    EXPECT_EQ(again.rows().at("village-2").kiosk, "mac 52:54:00:00:00:01");
    EXPECT_EQ(again.rows().at("village-2").steps, "");
}

TEST_F(StickRecordTest, WhatCannotBeReadIsNamedAndNotOverwritten) {
    for (const auto* text :
         {"", "[]", "{\"version\":2,\"rows\":{}}", "{\"version\":1,\"rows\":[]}", "{\"version\":1"}) {
        ASSERT_TRUE(write_file_durably(file_, as_bytes(std::string(text))));
        const auto record = StickRecord::load(file_);
        ASSERT_FALSE(record) << text;
        EXPECT_TRUE(record.error().is(RecordError::Unreadable)) << record.error().text();
        EXPECT_EQ(record.error().detail(), file_.native());
    }
}

}  // namespace
}  // namespace doorstep::setup

#include "device-drivers/worker/spool_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace doorstep::devices {
namespace {

class SpoolFile : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = testing::TempDir() + "spoolXXXXXX";
        folder = mkdtemp(name.data());
        std::filesystem::create_directory(folder / "session1");
    }
    void TearDown() override { std::filesystem::remove_all(folder); }
    std::filesystem::path folder;
    const Bytes page = Bytes(1000, 0x42);
};

TEST_F(SpoolFile, WrittenOnceReadBackModeForTheGroup) {
    const auto reference = write_spool_file(folder, "session1", page, "image/jpeg").value();
    EXPECT_EQ(reference.kind(), "image/jpeg");
    EXPECT_EQ(reference.size(), 1000U);
    struct stat status {};
    ASSERT_EQ(::stat((folder / reference.name()).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777U, 0640U);
    const auto back = read_spool_file(folder, reference).value();
    EXPECT_TRUE(std::equal(back.begin(), back.end(), page.begin(), page.end()));
}

TEST_F(SpoolFile, EndedSessionIsNotBroughtBack) {
    EXPECT_TRUE(write_spool_file(folder, "session2", page, "x").error().is(SpoolError::Gone));
}

TEST_F(SpoolFile, NamesThatLeaveTheSpoolAreRefused) {
    EXPECT_TRUE(write_spool_file(folder, "../session1", page, "x").error().is(SpoolError::BadName));
    auto reference = write_spool_file(folder, "session1", page, "x").value();
    for (const char* name : {"session1/../session1/a", "/etc/passwd", "session1/", "session1", ".", "session1/.x"}) {
        reference.set_name(name);
        EXPECT_TRUE(read_spool_file(folder, reference).error().is(SpoolError::BadName)) << name;
    }
}

TEST_F(SpoolFile, LinkChangedOrCutFileIsRefused) {
    const auto reference = write_spool_file(folder, "session1", page, "x").value();
    auto other = reference;
    other.set_digest(std::string(32, 'd'));
    EXPECT_TRUE(read_spool_file(folder, other).error().is(SpoolError::Mismatch));
    ASSERT_EQ(::truncate((folder / reference.name()).c_str(), 10), 0);
    EXPECT_TRUE(read_spool_file(folder, reference).error().is(SpoolError::Mismatch));
    std::filesystem::remove(folder / reference.name());
    std::filesystem::create_symlink("/etc/hostname", folder / reference.name());
    EXPECT_FALSE(read_spool_file(folder, reference));
}

}  // namespace
}  // namespace doorstep::devices

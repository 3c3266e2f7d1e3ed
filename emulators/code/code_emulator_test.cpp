#include "emulators/code/code_emulator.hpp"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

namespace doorstep::emulators {
namespace {

using nlohmann::json;

class CodeReaderEmulator : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string name = "/dev/shm/emucodeXXXXXX";
        options_.link = std::filesystem::path(::mkdtemp(name.data())) / "code";
        emulator_ = std::move(CodeEmulator::start(options_).value());
        open();
    }
    void TearDown() override { std::filesystem::remove_all(options_.link.parent_path()); }
    void open() { line_ = FileDescriptor(::open(options_.link.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK)); }
    json order(const json& what) {
        auto answer = emulator_->order(what);
        return answer ? *answer : json(answer.error().detail());
    }
    std::string hears(std::size_t least) {
        std::string all;
        pollfd ready{line_.get(), POLLIN, 0};
        while (all.size() < least && ::poll(&ready, 1, 20'000) == 1) {
            char buffer[512];
            const auto n = ::read(line_.get(), buffer, sizeof buffer);
            if (n <= 0) {
                break;
            }
            all.append(buffer, static_cast<std::size_t>(n));
        }
        return all;
    }
    CodeOptions options_;
    std::unique_ptr<CodeEmulator> emulator_;
    FileDescriptor line_;
};

TEST_F(CodeReaderEmulator, SaysWhatIsShownAndItsEndMark) {
    EXPECT_EQ(order({{"do", "show"}, {"text", "DS1"}})["shown"], 1);
    EXPECT_EQ(hears(5), "DS1\r\n");
    order({{"do", "half"}, {"text", "DS"}});
    EXPECT_EQ(hears(2), "DS");
    order({{"do", "garbage"}, {"bytes", 40}});
    EXPECT_EQ(hears(40).size(), 40U);
}

TEST_F(CodeReaderEmulator, PulledOffItSaysNothingAndIsRefused) {
    EXPECT_EQ(order({{"do", "unplug"}})["plugged"], false);
    EXPECT_EQ(order({{"do", "show"}, {"text", "DS1"}}), "it is not plugged in");
    EXPECT_EQ(order({{"do", "plug"}})["plugged"], true);
    open();
    order({{"do", "show"}, {"text", "DS2"}});
    EXPECT_EQ(hears(5), "DS2\r\n");
    EXPECT_EQ(order({{"do", "dance"}}), "unknown order \"dance\"");
}

TEST_F(CodeReaderEmulator, CountsWhatADriverSendsToAReader) {
    ASSERT_EQ(::write(line_.get(), "hello", 5), 5);
    json said = json::object();
    for (int i = 0; i < 2000 && said.value("misunderstood", 0) == 0; ++i) {
        ::poll(nullptr, 0, 5);
        said = order({{"do", "status"}});
    }
    EXPECT_EQ(said["misunderstood"], 5);
}

}  // namespace
}  // namespace doorstep::emulators

// The reader on a serial line: the real node of a pseudo terminal in the test's own loop.
#include "device-drivers/code/code_reader.hpp"

#include <gtest/gtest.h>
#include <sys/ioctl.h>
#include <termios.h>

#include <string>
#include <vector>

#include "device-drivers/code/fake_code_line.hpp"
#include "device-drivers/code/watched_code_reader.hpp"

namespace doorstep::devices {
namespace {

class CodeReaderOnALine : public testing::WatchedCodeReader {
  protected:
    // Members of a test go before those of its base: the reader must not outlive its line.
    void TearDown() override { reader_.reset(); }
    void start(std::int64_t settle = 30) { WatchedCodeReader::start(line_.address(), settle); }

    testing::FakeCodeLine line_;
};

TEST_F(CodeReaderOnALine, CodesAreToldAsTheyEnd) {
    line_.plug();
    start(10'000);
    ASSERT_TRUE(is_there());
    EXPECT_EQ(identity_.transport, "serial " + line_.device().string());
    line_.say("DS1:0747");
    line_.say("49131783\r\nDS2\r\n");
    EXPECT_TRUE(until([this] { return codes_.size() == 2; }));
    EXPECT_EQ(codes_, (std::vector<std::string>{"DS1:074749131783", "DS2"}));
}

TEST_F(CodeReaderOnALine, AReaderWithoutAnEndMarkEndsACodeByItsPause) {
    line_.plug();
    start();
    ASSERT_TRUE(is_there());
    line_.say("DS1:0747");
    EXPECT_TRUE(until([this] { return codes_.size() == 1; }));
    EXPECT_EQ(codes_.front(), "DS1:0747");
}

TEST_F(CodeReaderOnALine, WhatWasSaidBeforeItWasOpenedIsNobodys) {
    line_.plug();
    line_.say("old\r");
    pollfd arrived{line_.slave(), POLLIN, 0};
    ASSERT_EQ(::poll(&arrived, 1, 20'000), 1);
    start();
    ASSERT_TRUE(is_there());
    line_.say("new\r");
    EXPECT_TRUE(until([this] { return !codes_.empty(); }));
    EXPECT_EQ(codes_, std::vector<std::string>{"new"});
}

TEST_F(CodeReaderOnALine, UnpluggedIsToldAndTheHalfCodeIsGoneWhenItIsBack) {
    start(10'000);
    ASSERT_TRUE(is_away_by(CodeLineError::Missing));
    line_.plug();
    ASSERT_TRUE(is_there());
    line_.say("half");
    ASSERT_TRUE(until([this] { return reader_->catch_up(); }));
    line_.unplug();
    ASSERT_TRUE(is_away_by(CodeLineError::Missing));
    line_.plug();
    ASSERT_TRUE(is_there());
    line_.say("whole\r");
    EXPECT_TRUE(until([this] { return !codes_.empty(); }));
    EXPECT_EQ(codes_, std::vector<std::string>{"whole"});
    EXPECT_EQ(changes_, 4) << "each change is told once";
}

TEST_F(CodeReaderOnALine, NobodyElseMayOpenTheLine) {
    line_.plug();
    start();
    ASSERT_TRUE(is_there());
    int exclusive = 0;
    ASSERT_EQ(::ioctl(line_.slave(), TIOCGEXCL, &exclusive), 0);
    EXPECT_EQ(exclusive, 1);
    termios settings{};
    ASSERT_EQ(::tcgetattr(line_.slave(), &settings), 0);
    EXPECT_EQ(settings.c_lflag & (ICANON | ECHO), 0U);
    EXPECT_EQ(::cfgetispeed(&settings), B19200);
}

TEST_F(CodeReaderOnALine, WhatIsNoSerialLineIsSaidAndNeverRead) {
    line_.put_a_file();
    start();
    EXPECT_TRUE(is_away_by(CodeLineError::WrongKind));
}

TEST_F(CodeReaderOnALine, NoiseForALongTimeNeverStopsTheNextCode) {
    line_.plug();
    start();
    ASSERT_TRUE(is_there());
    std::string noise;
    for (int i = 0; i < 3000; ++i) {
        noise.push_back(static_cast<char>(i % 13 == 0 ? '\r' : i * 31));
    }
    for (int i = 0; i < 20; ++i) {
        line_.say(noise);
        loop_.run_once(5);
    }
    line_.say("\rDS1\r");
    EXPECT_TRUE(until([this] { return !codes_.empty() && codes_.back() == "DS1"; }));
}

TEST(CodeAddressTest, SaysHowAndWhere) {
    const auto serial = parse_code_address("serial:/dev/ttyACM0").value();
    EXPECT_EQ(serial.baud, 9600U);
    EXPECT_EQ(serial.speech, CodeSpeech::Serial);
    EXPECT_EQ(parse_code_address("serial:/dev/ttyUSB0?baud=115200").value().baud, 115200U);
    const auto keys = parse_code_address("keys:/dev/input/event5").value();
    EXPECT_EQ(keys.speech, CodeSpeech::Keys);
    EXPECT_EQ(keys.device, "/dev/input/event5");
    for (const auto* bad : {"", "serial:", "keys:", "keys:event5", "serial:/dev/x?baud=1", "serial:/dev/x?speed=9600",
                            "serial:/dev/x?baud=9600x", "/dev/ttyACM0", "usb:/dev/x"}) {
        EXPECT_FALSE(parse_code_address(bad)) << bad;
    }
}

}  // namespace
}  // namespace doorstep::devices

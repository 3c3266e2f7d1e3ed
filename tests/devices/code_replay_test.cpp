// The code reader's driver against recordings: those in device-drivers/code/recordings, and ones made here over a
// pseudo terminal (those of a keyboard: device_code_keys_test).
#include "base/testing/run_until.hpp"
#include "device-drivers/code/fake_code_line.hpp"
#include "tests/devices/code_recording.hpp"

namespace doorstep::devices {
namespace {

using testing::Kind;

class CodeRecord : public ::testing::Test {
  protected:
    // Members go in turn: the reader must not outlive its line.
    void TearDown() override { reader_.reset(); }
    void start() {
        CodeReader::Callbacks callbacks;
        callbacks.status = [this](const std::optional<Error>& trouble, const CodeIdentity&) {
            hear(testing::status_word(trouble));
        };
        callbacks.seen = [this](const SeenCode& code) { hear(testing::code_word(code)); };
        CodeDelays delays;
        delays.look_again = 100;
        reader_ = std::make_unique<CodeReader>(loop_, parse_code_address(line_.address()).value(), callbacks, delays,
                                               std::make_unique<testing::RecordedCodeLine>(recorder_));
        reader_->start();
    }
    bool hears(const std::vector<std::string>& words) {
        return run_until(
                   loop_, [&] { return words_.size() >= words.size(); }, 20'000) &&
               words_ == words;
    }
    // Replays what was recorded, at once.
    void replays(const std::string& name) {
        const auto recording = recorder_.finished(name);
        EXPECT_EQ(testing::replay_code(recording), "") << name << "\n" << recorder_.text();
    }

    testing::FakeCodeLine line_;

  private:
    void hear(const std::string& word) {
        recorder_.note(Kind::Result, word);
        words_.push_back(word);
    }
    EventLoop loop_;
    testing::Recorder recorder_{"code", "serial", {19200}};
    std::unique_ptr<CodeReader> reader_;
    std::vector<std::string> words_;
};

TEST_F(CodeRecord, CodesWithAnEndMark) {
    line_.plug();
    start();
    ASSERT_TRUE(hears({"There"}));
    line_.say("DS1:074749131783:kiosk-1:1:x\r");
    ASSERT_TRUE(hears({"There", "Whole"}));
    line_.say("DS2\r\n");
    ASSERT_TRUE(hears({"There", "Whole", "Whole"}));
    replays("good-serial");
}

TEST_F(CodeRecord, ACodeThatEndsByItsPause) {
    line_.plug();
    start();
    ASSERT_TRUE(hears({"There"}));
    line_.say("DS1:0747");
    ASSERT_TRUE(hears({"There", "Whole"}));
    replays("good-without-end-mark");
}

TEST_F(CodeRecord, BytesThatAreNoText) {
    line_.plug();
    start();
    ASSERT_TRUE(hears({"There"}));
    line_.say("\xC7\xE0\xCA\xAF\r");  // GB18030
    ASSERT_TRUE(hears({"There", "NotWhole"}));
    line_.say("DS1\r");
    ASSERT_TRUE(hears({"There", "NotWhole", "Whole"}));
    replays("not-whole");
}

TEST_F(CodeRecord, MissingThenPluggedThenUnpluggedInTheMiddleOfACode) {
    start();
    ASSERT_TRUE(hears({"Missing"}));
    line_.plug();
    ASSERT_TRUE(hears({"Missing", "There"}));
    line_.say("DS1\rhal");
    ASSERT_TRUE(hears({"Missing", "There", "Whole"}));
    line_.unplug();
    ASSERT_TRUE(hears({"Missing", "There", "Whole", "Missing"}));
    replays("missing-and-unplugged");
}

TEST_F(CodeRecord, WhatIsNoSerialLine) {
    line_.put_a_file();
    start();
    ASSERT_TRUE(hears({"WrongKind"}));
    replays("wrong-kind");
}

TEST(CodeReplay, EveryRecordingRunsAsItWasRecorded) {
    std::set<std::string> results;
    std::set<std::string> transports;
    for (const auto& [name, recording] : testing::recordings_of("code")) {
        EXPECT_EQ(testing::replay_code(recording), "") << name;
        results.merge(testing::results_of(recording));
        transports.insert(recording.transport);
    }
    EXPECT_EQ(results, (std::set<std::string>{"There", "Whole", "NotWhole", "Missing", "WrongKind", "Taken"}));
    EXPECT_EQ(transports, (std::set<std::string>{"serial", "keys"}));
}

TEST(CodeReplay, ADriverThatTellsSomethingElseIsNamedWithItsLine) {
    auto recording = testing::recordings_of("code").at("good-serial");
    for (auto& step : recording.steps) {
        step.word = step.word == "Whole" ? "NotWhole" : step.word;
    }
    EXPECT_NE(testing::replay_code(recording).find("the driver told Whole"), std::string::npos);
}

}  // namespace
}  // namespace doorstep::devices

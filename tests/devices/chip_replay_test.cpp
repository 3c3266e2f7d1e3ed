// Reading chip cards by script against the recordings in device-drivers/pcsc/recordings (made by device_chip_pcsc_test
// over pcscd).
#include "tests/devices/chip_recording.hpp"

namespace doorstep::devices {
namespace {

TEST(ChipReplay, EveryRecordingRunsAsItWasRecorded) {
    std::set<std::string> results;
    for (const auto& [name, recording] : testing::recordings_of("pcsc")) {
        EXPECT_EQ(testing::replay_chip(recording), "") << name;
        results.merge(testing::results_of(recording));
    }
    EXPECT_EQ(results, (std::set<std::string>{"test-applet", "Unknown", "Refused", "Removed", "NoCard", "Mute",
                                              "ReaderMissing", "NoService"}));
}

TEST(ChipReplay, AScriptThatAsksSomethingElseIsNamedWithItsLine) {
    auto recording = testing::recordings_of("pcsc").at("good");
    const auto command = std::find_if(recording.steps.rbegin(), recording.steps.rend(),
                                      [](const RecordedStep& step) { return step.kind == testing::Kind::To; });
    ASSERT_NE(command, recording.steps.rend());
    command->bytes[2] ^= 1;
    const auto line = std::to_string(recording.steps.rend() - command - 1 + 2);
    EXPECT_TRUE(testing::replay_chip(recording).starts_with("line " + line + ":")) << testing::replay_chip(recording);
}

TEST(ChipReplay, AnotherResultIsADifference) {
    auto recording = testing::recordings_of("pcsc").at("good");
    recording.steps.back().word = "Unknown";
    EXPECT_NE(testing::replay_chip(recording), "");
}

}  // namespace
}  // namespace doorstep::devices

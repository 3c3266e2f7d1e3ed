// The whole way of what a person says: session, hub, the real worker, a recording in place of the microphone, the
// spool.
#include <filesystem>

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "device-drivers/hub/hub_fixture.hpp"
#include "device-drivers/worker/spool_file.hpp"
#include "sound/loudness.hpp"
#include "sound/sound_file.hpp"
#include "sound/testing.hpp"

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;

class VoiceProcess : public testing::HubTest {
  protected:
    void SetUp() override {
        HubTest::SetUp();
        without_devices();
        ASSERT_TRUE(write_file_atomically(folder / "said.ogg", *sound::encode(sound::testing::tone(2000, 0.4))));
        options.config.microphone_device = "file:" + (folder / "said.ogg").native();
        options.workers.voice = fs::path(DOORSTEP_BIN_DIR) / "doorstep-worker-voice";
        start();
        ASSERT_TRUE(kiosk->hears_device("microphone", wire::Device::CLOSED));
    }
    std::uint64_t record(const std::string& session) const {
        wire::HubRequest request;
        request.mutable_record_voice()->set_session(session);
        return kiosk->ask(request).job().job();
    }
    bool heard_for(std::uint32_t ms) {
        return kiosk->hears([=](const wire::HubEvent& e) { return e.voice_heard().ms() >= ms; }, 60'000);
    }
};

TEST_F(VoiceProcess, WhatWasSaidUntilItWasStoppedLiesInTheSpool) {
    const auto session = kiosk->open_session();
    const auto job = record(session);
    ASSERT_TRUE(heard_for(500));
    wire::HubRequest stop;
    stop.mutable_stop_voice()->set_session(session);
    stop.mutable_stop_voice()->set_job(job);
    EXPECT_TRUE(kiosk->ask(stop).done());
    ASSERT_TRUE(kiosk->hears_job(job, wire::JobState::DONE));
    wire::VoiceRecording recording;
    for (const auto& event : kiosk->events()) {
        recording = event.has_voice() ? event.voice() : recording;
    }
    EXPECT_GE(recording.ms(), 500U);
    EXPECT_FALSE(recording.faint());
    const auto file = read_spool_file(options.spool, recording.recording());
    ASSERT_TRUE(file) << file.error().text();
    const auto sound = sound::decode({file->data(), file->size()}, 600'000);
    ASSERT_TRUE(sound) << sound.error().text();
    EXPECT_NEAR(static_cast<double>(sound->ms()), recording.ms(), 30);
    EXPECT_GT(sound::measure(*sound).peak, 0.2);
    EXPECT_TRUE(last("microphone", [](const wire::Device& d) { return d.state() == wire::Device::CLOSED; }));
}

TEST_F(VoiceProcess, WithTheSessionTheMicrophoneIsClosedAndNothingIsLeft) {
    const auto session = kiosk->open_session();
    ASSERT_NE(record(session), 0U);
    ASSERT_TRUE(heard_for(200));
    kiosk->close(session);
    EXPECT_TRUE(last("microphone", [](const wire::Device& d) { return d.state() == wire::Device::CLOSED; }));
    EXPECT_FALSE(fs::exists(options.spool / session));
}

}  // namespace
}  // namespace doorstep::devices

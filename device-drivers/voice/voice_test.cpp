// The microphone: open while it is recorded and no longer, what was said in the spool, what goes wrong.
#include "device-drivers/voice/voice_handler.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include <set>

#include "base/files.hpp"
#include "device-drivers/worker/spool_file.hpp"
#include "sound/loudness.hpp"
#include "sound/sound_file.hpp"
#include "sound/testing.hpp"

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;

class Link final : public WorkerLink {
  public:
    void send(const wire::WorkerMessage& message) override { sent.push_back(message); }
    bool cancelled(std::uint64_t job) const override { return cancelled_jobs.contains(job); }
    std::vector<wire::WorkerMessage> sent;
    std::set<std::uint64_t> cancelled_jobs;

    wire::Device::State state() const {
        auto now = wire::Device::STATE_UNKNOWN;
        for (const auto& one : sent) {
            now = one.has_status() ? one.status().state() : now;
        }
        return now;
    }
    wire::JobState end() const { return !sent.empty() && sent.back().has_job() ? sent.back().job() : wire::JobState(); }
    const wire::VoiceRecording* recording() const {
        for (const auto& one : sent) {
            if (one.has_voice()) {
                return &one.voice();
            }
        }
        return nullptr;
    }
};

class VoiceWorkerTest : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string name = "/dev/shm/voiceXXXXXX";
        folder = ::mkdtemp(name.data());
        fs::create_directories(folder / "spool/s1");
        configure("file:" + clip(0.4));
    }
    void TearDown() override { fs::remove_all(folder); }
    std::string clip(double loudness) const {
        EXPECT_TRUE(write_file_atomically(folder / "said.ogg", *sound::encode(sound::testing::tone(2000, loudness))));
        return (folder / "said.ogg").native();
    }
    void configure(const std::string& device) {
        wire::WorkerMessage message;
        (*message.mutable_configure()->mutable_settings())["device"] = device;
        message.mutable_configure()->set_spool_folder((folder / "spool").native());
        handler.message(message, link);
    }
    void record(std::uint32_t seconds, std::uint64_t job = 7) {
        wire::WorkerMessage message;
        message.mutable_record_voice()->set_job(job);
        message.mutable_record_voice()->set_spool("s1");
        message.mutable_record_voice()->set_seconds(seconds);
        handler.message(message, link);
    }
    void stop(std::uint64_t job = 7) {
        wire::WorkerMessage message;
        message.set_stop_voice(job);
        handler.message(message, link);
    }
    void ticks(int many) {
        for (int i = 0; i < many; ++i) {
            handler.tick(link);
        }
    }
    int files() const {
        int many = 0;
        for (const auto& one : fs::directory_iterator(folder / "spool/s1")) {
            many += one.is_regular_file() ? 1 : 0;
        }
        return many;
    }
    fs::path folder;
    Link link;
    VoiceHandler handler;
};

TEST_F(VoiceWorkerTest, IsOpenFromTheOrderToItsEndAndNoLonger) {
    EXPECT_EQ(handler.tick_every_ms(), -1);
    EXPECT_TRUE(link.sent.empty()) << "nothing is opened to be configured";
    record(60);
    EXPECT_EQ(link.state(), wire::Device::IN_USE);
    ticks(5);
    stop();
    EXPECT_EQ(link.state(), wire::Device::CLOSED);
    EXPECT_EQ(handler.tick_every_ms(), -1);
    EXPECT_EQ(link.end().state(), wire::JobState::DONE);
    const auto* const recording = link.recording();
    ASSERT_NE(recording, nullptr);
    EXPECT_EQ(recording->ms(), 500U);
    EXPECT_FALSE(recording->faint());
    EXPECT_EQ(recording->recording().kind(), "audio/ogg");
    const auto file = read_spool_file(folder / "spool", recording->recording());
    ASSERT_TRUE(file);
    const auto heard = sound::decode({file->data(), file->size()}, 10'000);
    ASSERT_TRUE(heard);
    EXPECT_NEAR(static_cast<double>(heard->ms()), 500, 30);
    EXPECT_NEAR(sound::testing::pitch(*heard), 220, 10);
}

TEST_F(VoiceWorkerTest, TellsHowLongAndHowLoud) {
    record(60);
    ticks(3);
    const auto& heard = link.sent.back().voice_heard();
    EXPECT_EQ(heard.job(), 7U);
    EXPECT_EQ(heard.ms(), 300U);
    EXPECT_NEAR(heard.peak(), 40, 6);
}

TEST_F(VoiceWorkerTest, EndsByItselfAtTheBound) {
    record(1);
    ticks(12);
    EXPECT_EQ(link.end().state(), wire::JobState::DONE);
    EXPECT_EQ(link.recording()->ms(), 1000U);
    EXPECT_EQ(link.state(), wire::Device::CLOSED);
}

TEST_F(VoiceWorkerTest, WhatIsCancelledIsThrownAway) {
    record(60);
    ticks(2);
    link.cancelled_jobs.insert(7);
    ticks(1);
    EXPECT_EQ(link.end().state(), wire::JobState::CANCELLED);
    EXPECT_EQ(link.state(), wire::Device::CLOSED);
    EXPECT_EQ(link.recording(), nullptr);
    EXPECT_EQ(files(), 0);
}

TEST_F(VoiceWorkerTest, HardlyAnythingHeardIsSaid) {
    configure("file:" + clip(0.001));
    record(60);
    ticks(4);
    stop();
    ASSERT_NE(link.recording(), nullptr);
    EXPECT_TRUE(link.recording()->faint());
}

TEST_F(VoiceWorkerTest, NoMicrophoneIsMissing) {
    configure("file:/missing.wav");
    record(60);
    EXPECT_EQ(link.end().fault().code(), wire::FAULT_MICROPHONE_MISSING);
    EXPECT_EQ(link.state(), wire::Device::ABSENT);
    EXPECT_EQ(handler.tick_every_ms(), -1);
}

TEST_F(VoiceWorkerTest, ASessionThatHasEndedGetsNoFile) {
    record(60);
    ticks(1);
    fs::remove_all(folder / "spool/s1");
    stop();
    EXPECT_EQ(link.end().state(), wire::JobState::FAILED);
    EXPECT_EQ(link.state(), wire::Device::CLOSED);
}

TEST_F(VoiceWorkerTest, OneAtATimeAndOnlyItsOwnStopEndsIt) {
    record(60, 7);
    record(60, 8);
    EXPECT_EQ(link.end().job(), 8U);
    EXPECT_EQ(link.end().fault().code(), wire::FAULT_BUSY);
    stop(8);
    EXPECT_EQ(link.state(), wire::Device::IN_USE);
    stop(7);
    EXPECT_EQ(link.end().state(), wire::JobState::CANCELLED) << "nothing was said";
    EXPECT_EQ(link.state(), wire::Device::CLOSED);
}

}  // namespace
}  // namespace doorstep::devices

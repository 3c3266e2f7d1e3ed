// The hub's side of the microphone, with a worker that listens, hangs and is pulled out as told.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "device-drivers/hub/hub_fixture.hpp"
#include "device-drivers/worker/spool_file.hpp"

namespace doorstep::devices {
namespace {

class HubVoice : public testing::HubTest {
  protected:
    void begin(const std::string& ways = "") {
        options.config.microphone_device = "alsa:" + ways;
        start();
        ASSERT_TRUE(kiosk->hears_device("microphone", wire::Device::CLOSED)) << "nothing is opened by itself";
        session = kiosk->open_session();
    }
    wire::HubReply record(const std::string& whose, std::uint32_t seconds = 0) const {
        wire::HubRequest request;
        request.mutable_record_voice()->set_session(whose);
        request.mutable_record_voice()->set_seconds(seconds);
        return kiosk->ask(request);
    }
    wire::HubReply stop(const std::string& whose, std::uint64_t job) const {
        wire::HubRequest request;
        request.mutable_stop_voice()->set_session(whose);
        request.mutable_stop_voice()->set_job(job);
        return kiosk->ask(request);
    }
    wire::HubReply cancel(std::uint64_t job) const {
        wire::HubRequest request;
        request.mutable_cancel()->set_session(session);
        request.mutable_cancel()->set_job(job);
        return kiosk->ask(request);
    }
    bool hears_seconds(std::uint32_t seconds) {
        return kiosk->hears([=](const wire::HubEvent& e) { return e.voice_heard().ms() == seconds * 10; });
    }
    std::string session;
};

TEST_F(HubVoice, WhatWasSaidLiesInTheSessionsFolderUntilItEnds) {
    begin();
    const auto job = record(session).job().job();
    ASSERT_NE(job, 0U);
    ASSERT_TRUE(hears_seconds(default_voice_seconds));
    EXPECT_TRUE(kiosk->hears_device("microphone", wire::Device::IN_USE));
    kiosk->forget();
    EXPECT_TRUE(stop(session, job).done());
    ASSERT_TRUE(kiosk->hears_job(job, wire::JobState::DONE));
    EXPECT_TRUE(kiosk->hears_device("microphone", wire::Device::CLOSED));
    wire::SpoolRef file;
    for (const auto& event : kiosk->events()) {
        file = event.has_voice() ? event.voice().recording() : file;
    }
    EXPECT_TRUE(read_spool_file(options.spool, file)) << file.name();
    kiosk->close(session);
    EXPECT_FALSE(std::filesystem::exists(options.spool / file.name()));
}

TEST_F(HubVoice, IsBoundAndOneAtATime) {
    begin();
    const auto job = record(session, 100'000).job().job();
    EXPECT_TRUE(hears_seconds(longest_voice_seconds));
    EXPECT_EQ(record(session).fault().code(), wire::FAULT_BUSY);
    const auto other = kiosk->open_session();
    EXPECT_EQ(record(other).fault().code(), wire::FAULT_BUSY);
    EXPECT_EQ(stop(other, job).fault().code(), wire::FAULT_BAD_REQUEST) << "another's recording goes on";
    EXPECT_EQ(record("none").fault().code(), wire::FAULT_NO_SESSION);
    EXPECT_TRUE(cancel(job).done());
    ASSERT_TRUE(kiosk->hears_job(job, wire::JobState::CANCELLED, wire::FAULT_CANCELLED));
    EXPECT_EQ(record(session, 5).fault().code(), wire::FAULT_NONE);
}

TEST_F(HubVoice, ASessionsEndEndsItAndTheNextOneFindsAFreshWorker) {
    begin();
    ASSERT_NE(record(session).job().job(), 0U);
    ASSERT_TRUE(hears_seconds(default_voice_seconds));
    const auto old = pid_of("microphone");
    kiosk->close(session);
    const auto next = kiosk->open_session();
    ASSERT_NE(record(next).job().job(), 0U);
    EXPECT_TRUE(until([&] { return pid_of("microphone") != old; }));
}

TEST_F(HubVoice, AMicrophoneThatIsGoneIsSaid) {
    begin("unplugged");
    const auto job = record(session).job().job();
    ASSERT_TRUE(kiosk->hears_job(job, wire::JobState::FAILED, wire::FAULT_MICROPHONE_MISSING));
    EXPECT_TRUE(kiosk->hears_device("microphone", wire::Device::ABSENT));
}

TEST_F(HubVoice, AWorkerThatHangsIsReplaced) {
    options.delays.voice_silence = 300;
    begin("hang");
    const auto job = record(session).job().job();
    EXPECT_TRUE(kiosk->hears_job(job, wire::JobState::FAILED, wire::FAULT_UNAVAILABLE));
}

TEST_F(HubVoice, AFileOutsideTheSessionIsNotBelieved) {
    begin("outside");
    const auto job = record(session).job().job();
    ASSERT_TRUE(hears_seconds(default_voice_seconds));
    EXPECT_TRUE(stop(session, job).done());
    ASSERT_TRUE(kiosk->hears_job(job, wire::JobState::FAILED, wire::FAULT_INTERNAL));
    const auto events = kiosk->events();
    EXPECT_TRUE(std::none_of(events.begin(), events.end(), [](const wire::HubEvent& e) { return e.has_voice(); }));
}

TEST_F(HubVoice, WithoutOneItIsMissing) {
    start();
    EXPECT_EQ(record(kiosk->open_session()).fault().code(), wire::FAULT_MICROPHONE_MISSING);
}

}  // namespace
}  // namespace doorstep::devices

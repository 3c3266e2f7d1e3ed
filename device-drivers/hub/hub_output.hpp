// What the services of the hub share: how they answer, tell and number.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "protocol/messages/hub.pb.h"

namespace doorstep::devices {

// Answers a request, once; the message is wiped when it was sent.
using AnswerTo = std::function<void(wire::HubReply reply)>;

// Ways out of a service. Thread-bound to the hub's loop.
struct HubOutput {
    // To every client that watches.
    std::function<void(const wire::HubEvent&)> tell_watchers;
    // To the client of that session; dropped when the session has ended. False when it was not sent.
    std::function<bool(const std::string& session, wire::HubEvent event)> tell_session;
    // Numbers of jobs, never twice in one run.
    std::function<std::uint64_t()> next_job;
};

// All waits of the hub, in milliseconds. Tests may shorten them.
struct HubDelays {
    std::int64_t open_device = 30'000;   // a device may warm up; SANE asks the network
    std::int64_t reopen_every = 3'000;   // while a device is absent or faulty
    std::int64_t page_silence = 60'000;  // a scanner's slowest page
    std::int64_t straighten = 20'000;    // one page
    std::int64_t print_silence = 60'000;
    std::int64_t cancel = 1'500;  // then the worker is killed: two seconds after a session nothing is left of it
    std::int64_t set_level = 2'000;
    std::int64_t voice_silence = 10'000;     // it tells ten times a second how loud it is; compressing takes a while
    std::int64_t power_off_notice = 15'000;  // from "switching off" on the screen to the deed
    std::int64_t read_chip = 10'000;         // a whole script: contact cards answer in tenths of a second
    // Watchers hear of codes thrown away at most that often: a noisy line may end one thousands of times a second.
    std::int64_t tell_discarded = 1'000;
    std::int64_t photo = 1'500;       // a plug-in takes some 10 ms
    std::int64_t self_test = 12'000;  // SANE asks the network
    std::int64_t measure = 5'000;     // the camera worker looks for two seconds
    std::int64_t face_extra = 8'000;  // beyond the seconds asked for: loading the net on a slow machine
};

inline wire::HubReply fault_reply(wire::FaultCode code) {
    wire::HubReply reply;
    reply.mutable_fault()->set_code(code);
    return reply;
}

inline wire::HubReply done_reply() {
    wire::HubReply reply;
    reply.set_done(true);
    return reply;
}

inline wire::HubReply job_reply(std::uint64_t job) {
    wire::HubReply reply;
    reply.mutable_job()->set_job(job);
    return reply;
}

}  // namespace doorstep::devices

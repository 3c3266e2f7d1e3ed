// One request that waits for its answer, which has an end.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "base/event_loop.hpp"
#include "device-drivers/hub/hub_output.hpp"

namespace doorstep::devices {

// Thread-bound to its loop, which must outlive it.
class PendingAnswer {
  public:
    explicit PendingAnswer(EventLoop& loop) : loop_(loop) {}
    ~PendingAnswer() { loop_.cancel(deadline_); }
    PendingAnswer(const PendingAnswer&) = delete;
    PendingAnswer& operator=(const PendingAnswer&) = delete;

    // A request of that session under that number; `overdue` is called when it has waited so long, and must give it an
    // answer. Only while none waits.
    void begin(const std::string& session, std::uint64_t number, AnswerTo answer, std::int64_t within_ms,
               std::function<void()> overdue);
    bool waits() const { return request_.has_value(); }
    bool waits_for(const std::string& session) const { return request_ && request_->session == session; }
    bool is(std::uint64_t number) const { return request_ && request_->number == number; }
    std::uint64_t number() const { return request_ ? request_->number : 0; }
    // Empty while none waits.
    std::string session() const { return request_ ? request_->session : std::string(); }
    // Answers it; without one that waits the reply is wiped.
    void answer(wire::HubReply reply);

  private:
    struct Request {
        std::string session;
        std::uint64_t number = 0;
        AnswerTo answer;
    };
    EventLoop& loop_;
    std::optional<Request> request_;
    EventLoop::TimerId deadline_ = 0;
};

}  // namespace doorstep::devices

#include "device-drivers/hub/pending_answer.hpp"

#include <utility>

#include "device-drivers/worker/wipe_message.hpp"

namespace doorstep::devices {

void PendingAnswer::begin(const std::string& session, std::uint64_t number, AnswerTo answer, std::int64_t within_ms,
                          std::function<void()> overdue) {
    request_ = Request{session, number, std::move(answer)};
    deadline_ = loop_.after(within_ms, [this, overdue = std::move(overdue)] {
        deadline_ = 0;
        overdue();
    });
}

void PendingAnswer::answer(wire::HubReply reply) {
    if (!request_) {
        return wipe_message(reply);
    }
    const Request request = std::move(*request_);
    request_.reset();
    loop_.cancel(std::exchange(deadline_, 0));
    request.answer(std::move(reply));
}

}  // namespace doorstep::devices

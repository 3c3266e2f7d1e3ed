#include "kiosk/journeys/mycase/receipt_code.hpp"

#include "protocol/envelope/statements.hpp"

namespace doorstep::kiosk {
namespace {

ReadCode read_of(const wire::HubReply& reply) {
    if (!reply.has_code()) {
        return {{}, reply.fault().code() == wire::FAULT_NONE ? fault_of(wire::FAULT_INTERNAL) : reply.fault()};
    }
    const auto receipt = protocol::parse_receipt_text(reply.code().text());
    return {receipt ? receipt->case_number : std::string(), {}};
}

}  // namespace

void ReceiptCode::wait(std::function<void(const ReadCode&)> then) {
    session_.ask_hub(
        [](wire::HubRequest& request, const std::string& session) {
            request.mutable_read_code()->set_session(session);
            request.mutable_read_code()->set_seconds(seconds);
        },
        session_.hub().delays().code, this,
        [this, asked = ++waiting_, then = std::move(then)](const wire::HubReply& reply) {
            if (asked == waiting_) {
                then(read_of(reply));
            }
        });
}

void ReceiptCode::stop() {
    ++waiting_;
    if (session_.is_open()) {
        session_.ask_hub([](wire::HubRequest& request,
                            const std::string& session) { request.mutable_cancel()->set_session(session); },
                         session_.hub().delays().quick, this, [](const wire::HubReply&) {});
    }
}

}  // namespace doorstep::kiosk

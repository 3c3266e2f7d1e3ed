#include "device-drivers/tool/hub_client.hpp"

#include <chrono>

namespace doorstep::devices {
namespace {

// At the bound the oldest event goes: a technician who looks away must not fill our memory.
constexpr std::size_t most_events = 1000;

}  // namespace

HubClient::HubClient(const std::string& address)
    : client_(address, {[this](std::string payload) { hear(payload); }, [this](bool up) { seen_ = seen_ || up; }}) {}

// Says that it goes: the hub keeps places for few, and would notice a client that is gone only after a while.
HubClient::~HubClient() {
    if (watching_) {
        wire::HubRequest request;
        request.mutable_watch()->set_off(true);
        ask(request, 1000);
    }
    if (!session_.empty()) {
        wire::HubRequest request;
        request.mutable_close_session()->set_session(session_);
        ask(request, 1000);
    }
}

void HubClient::hear(const std::string& payload) {
    const std::lock_guard lock(mutex_);
    if (!events_.emplace_back().ParseFromString(payload)) {
        events_.pop_back();
    }
    if (events_.size() > most_events) {
        events_.pop_front();
    }
    heard_.notify_all();
}

wire::HubReply HubClient::ask(const wire::HubRequest& request, std::int64_t within_ms) {
    wire::HubReply reply;
    const auto answer = client_.call_wait(request.SerializeAsString(), within_ms);
    if (!answer) {
        const bool late = seen_ && answer.error().is(protocol::RpcError::Timeout);
        reply.mutable_fault()->set_code(late ? wire::FAULT_TIMEOUT : wire::FAULT_UNAVAILABLE);
    } else if (!reply.ParseFromString(*answer)) {
        reply.Clear();
        reply.mutable_fault()->set_code(wire::FAULT_INTERNAL);
    }
    return reply;
}

wire::Fault HubClient::watch() {
    wire::HubRequest request;
    request.mutable_watch();
    watching_ = true;
    return ask(request).fault();
}

wire::Fault HubClient::open_session() {
    if (!session_.empty()) {
        return {};
    }
    wire::HubRequest request;
    request.mutable_open_session()->set_clerk(true);  // whoever is in service mode
    const auto reply = ask(request);
    session_ = reply.session().token();
    return reply.fault();
}

wire::FaultCode HubClient::begin() {
    const auto watching = watch();
    return watching.code() != wire::FAULT_NONE ? watching.code() : open_session().code();
}

std::optional<wire::HubEvent> HubClient::next(const std::function<bool(const wire::HubEvent&)>& wanted,
                                              std::int64_t within_ms) {
    std::optional<wire::HubEvent> found;
    std::unique_lock lock(mutex_);
    heard_.wait_for(lock, std::chrono::milliseconds(within_ms), [&] {
        while (!found && !events_.empty()) {
            if (wanted(events_.front())) {
                found = std::move(events_.front());
            }
            events_.pop_front();
        }
        return found.has_value();
    });
    return found;
}

}  // namespace doorstep::devices

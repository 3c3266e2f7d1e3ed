#include "tests/client/kiosk_client.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>

#include "base/paths.hpp"

namespace doorstep::client {
namespace {

enum class ClientError { Fault = 1, Garbled };

}  // namespace
}  // namespace doorstep::client

template <>
struct doorstep::ErrorNames<doorstep::client::ClientError> {
    static constexpr std::string_view module = "bench-client";
    static std::string_view name(client::ClientError e) {
        return e == client::ClientError::Fault ? "Fault" : "Garbled";
    }
};

namespace doorstep::client {
namespace {

template <class Reply, class Request>
Result<Reply> ask_over(protocol::RpcClient& client, const Request& request, std::int64_t deadline_ms) {
    DOORSTEP_TRY(const std::string bytes, client.call_wait(request.SerializeAsString(), deadline_ms));
    Reply reply;
    if (!reply.ParseFromString(bytes)) {
        return Error(ClientError::Garbled);
    }
    if (reply.has_fault() && reply.fault().code() != wire::FAULT_NONE) {
        return Error(ClientError::Fault, wire::FaultCode_Name(reply.fault().code()));
    }
    return reply;
}

std::unique_ptr<protocol::RpcClient> client_at(std::string_view arrow, std::string_view name) {
    return std::make_unique<protocol::RpcClient>(socket_address(arrow, name).value_or("ipc:///nowhere"));
}

}  // namespace

AgentClient::AgentClient() : client_(client_at("kiosk-agent", "agent.sock")) {}

AgentClient::AgentClient(const std::filesystem::path& run_folder)
    : client_(std::make_unique<protocol::RpcClient>("ipc://" + (run_folder / "kiosk-agent/agent.sock").native())) {}

Result<wire::AgentReply> AgentClient::ask(const wire::AgentRequest& request, std::int64_t deadline_ms) {
    return ask_over<wire::AgentReply>(*client_, request, deadline_ms);
}

Result<std::string> AgentClient::open_person(const std::string& name, const std::string& number) {
    wire::AgentRequest request;
    auto* card = request.mutable_open_person()->mutable_card();
    card->set_variant(wire::CardFields::CITIZEN);
    card->set_name(name);
    card->set_number(number);
    DOORSTEP_TRY(const auto reply, ask(request));
    return reply.person().session();
}

Result<std::string> AgentClient::draft(const std::string& session, wire::SubmissionKind kind,
                                       const std::vector<PartContent>& parts) {
    wire::AgentRequest start;
    start.mutable_start_draft()->set_session(session);
    start.mutable_start_draft()->set_kind(kind);
    start.mutable_start_draft()->set_scheme("dibao");
    start.mutable_start_draft()->set_scheme_version(1);
    DOORSTEP_TRY(const auto started, ask(start));
    for (const auto& part : parts) {
        wire::AgentRequest request;
        auto* put = request.mutable_put_part();
        put->set_session(session);
        put->set_draft(started.draft_started().id());
        put->set_number(part.number);
        put->set_kind(part.kind);
        put->set_media_type(part.media_type);
        put->set_inline_(part.content);
        DOORSTEP_TRY(const auto done, ask(request));
    }
    return started.draft_started().id();
}

Result<wire::Submitted> AgentClient::submit(const std::string& session, const std::string& draft) {
    wire::AgentRequest request;
    request.mutable_submit()->set_session(session);
    request.mutable_submit()->set_draft(draft);
    DOORSTEP_TRY(const auto reply, ask(request));
    return reply.submitted();
}

struct HubClient::Events {
    std::mutex mutex;
    std::condition_variable came;
    std::deque<wire::HubEvent> waiting;
};

HubClient::HubClient() : events_(std::make_shared<Events>()) {
    const auto arrived = [events = events_](const std::string& bytes) {
        wire::HubEvent event;
        // Preview frames would crowd out what tests wait for.
        if (event.ParseFromString(bytes) && !event.has_preview()) {
            const std::lock_guard lock(events->mutex);
            events->waiting.push_back(std::move(event));
            events->came.notify_all();
        }
    };
    client_ = std::make_unique<protocol::RpcClient>(socket_address("kiosk-hub", "hub.sock").value_or("ipc:///nowhere"),
                                                    protocol::RpcCallbacks{arrived, [](bool) {}});
}

HubClient::~HubClient() = default;

Result<wire::HubReply> HubClient::ask(const wire::HubRequest& request, std::int64_t deadline_ms) {
    return ask_over<wire::HubReply>(*client_, request, deadline_ms);
}

Status HubClient::watch() {
    wire::HubRequest request;
    request.mutable_watch();
    const auto reply = ask(request);
    return reply ? Status{} : Status(reply.error());
}

std::optional<wire::HubEvent> HubClient::wait_for(const std::function<bool(const wire::HubEvent&)>& wanted,
                                                  std::int64_t milliseconds) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
    std::unique_lock lock(events_->mutex);
    for (;;) {
        while (!events_->waiting.empty()) {
            wire::HubEvent event = std::move(events_->waiting.front());
            events_->waiting.pop_front();
            if (wanted(event)) {
                return event;
            }
        }
        if (events_->came.wait_until(lock, until) == std::cv_status::timeout) {
            return std::nullopt;
        }
    }
}

}  // namespace doorstep::client

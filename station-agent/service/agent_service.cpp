#include "station-agent/service/agent_service.hpp"

#include "base/log.hpp"
#include "station-agent/service/faults.hpp"
#include "station-agent/service/requests.hpp"

namespace doorstep::agent {

wire::AgentReply done_reply() {
    wire::AgentReply reply;
    reply.set_done(true);
    return reply;
}

Result<const PersonSession*> Call::person(const std::string& token) const {
    const auto* found = organs.sessions.find(peer, token);
    return found != nullptr ? Result<const PersonSession*>(found)
                            : Result<const PersonSession*>(wire::FAULT_NO_SESSION);
}

Result<const Shift*> Call::shift(const std::string& token) const {
    if (token.empty()) {
        return Result<const Shift*>(nullptr);
    }
    return required_shift(token);
}

Result<const Shift*> Call::required_shift(const std::string& token) const {
    const auto* found = organs.sessions.find_shift(peer, token);
    return found != nullptr ? Result<const Shift*>(found) : Result<const Shift*>(wire::FAULT_NOT_SIGNED_IN);
}

namespace {

// What a parsed request still holds of the person.
void wipe_request(wire::AgentRequest& request) {
    if (request.has_open_person()) {
        auto& card = *request.mutable_open_person()->mutable_card();
        for (auto* text : {card.mutable_name(), card.mutable_number(), card.mutable_address(), card.mutable_birth(),
                           card.mutable_english_name(), card.mutable_pass_number(), card.mutable_chip_serial()}) {
            wipe(*text);
        }
    } else if (request.has_put_part()) {
        wipe(*request.mutable_put_part()->mutable_inline_());
    } else if (request.has_sign_in()) {
        wipe(*request.mutable_sign_in()->mutable_pin());
        wipe(*request.mutable_sign_in()->mutable_one_time_code());
    } else if (request.has_service_act()) {
        wipe(*request.mutable_service_act()->mutable_card_number());
    }
}

}  // namespace

bool is_hand_in(std::string_view payload) {
    constexpr std::size_t largest = 1024;  // others carry pages' names or a person's words
    wire::AgentRequest request;
    const bool hand_in = payload.size() <= largest &&
                         request.ParseFromArray(payload.data(), static_cast<int>(payload.size())) &&
                         request.has_submit();
    wipe_request(request);
    return hand_in;
}

std::string AgentService::handle(const std::string& peer, std::string payload, Access access) {
    wire::AgentRequest request;
    const bool good = request.ParseFromString(payload);
    wipe(payload);
    auto answer = good ? route(peer, request, access) : Answer(wire::FAULT_BAD_REQUEST);
    wipe_request(request);
    if (answer) {
        return answer->SerializeAsString();
    }
    const auto code = fault_code(answer.error());
    if (code == wire::FAULT_INTERNAL || code == wire::FAULT_BAD_REQUEST || code == wire::FAULT_DISK_FULL) {
        log::warning("request {}: {}", static_cast<int>(request.kind_case()), answer.error().text());
    }
    auto reply = fault_reply(code);
    if (answer.error().is(OutboxError::ReserveOnly)) {
        (*reply.mutable_fault()->mutable_parameters())["room"] = "reserve";
    }
    return reply.SerializeAsString();
}

Answer AgentService::route(const std::string& peer, wire::AgentRequest& request, Access access) {
    if (access != Access::Kiosk) {
        if (auto answer = dispatch_technician(request)) {
            return std::move(*answer);
        }
    }
    return access == Access::Technician ? dispatch_status(peer, request) : dispatch(peer, request);
}

std::optional<Answer> AgentService::dispatch_technician(const wire::AgentRequest& request) {
    switch (request.kind_case()) {
        case wire::AgentRequest::kListSealed:
            return list_sealed(organs_, request.list_sealed());
        case wire::AgentRequest::kReadSealed:
            return read_sealed(organs_, request.read_sealed());
        case wire::AgentRequest::kRetryShelved:
            return retry_shelved(organs_, request.retry_shelved());
        case wire::AgentRequest::kTakeReceipt:
            return take_receipt(organs_, request.take_receipt());
        default:
            return std::nullopt;
    }
}

Answer AgentService::dispatch_status(const std::string& peer, const wire::AgentRequest& request) {
    wire::AgentReply reply;
    switch (request.kind_case()) {
        case wire::AgentRequest::kHello: {
            constexpr std::uint32_t protocol = 1;
            reply.mutable_hello()->set_protocol(protocol);
            reply.mutable_hello()->set_process("doorstep-agent");
            reply.mutable_hello()->set_version(organs_.version);
            return reply;
        }
        case wire::AgentRequest::kWatch:
            watchers_.insert(peer);
            return done_reply();
        case wire::AgentRequest::kStatus:
            *reply.mutable_status() = agent_status(organs_);
            return reply;
        default:
            return wire::FAULT_NOT_PERMITTED;
    }
}

// No request of a kiosk that practises comes further than its exercise.
Answer AgentService::dispatch(const std::string& peer, wire::AgentRequest& request) {
    const Call call{organs_, peer};
    end_trainings_without_shift(organs_);
    auto played = answer_in_training(call, request);
    auto answer = played ? std::move(*played) : dispatch_kept(call, request);
    end_trainings_without_shift(organs_);  // it may have been a sign-out
    return answer;
}

Answer AgentService::dispatch_kept(const Call& call, wire::AgentRequest& request) {
    using Request = wire::AgentRequest;
    switch (request.kind_case()) {
        case Request::kOpenPerson:
            return open_person(call, *request.mutable_open_person());
        case Request::kClosePerson:
            return close_person(call, request.close_person());
        case Request::kSignIn:
            return sign_in(call, *request.mutable_sign_in());
        case Request::kSignOut:
            return sign_out(call, request.sign_out());
        case Request::kServiceAct:
            return service_act(call, request.service_act());
        case Request::kAgentLog:
            return agent_log(call, request.agent_log());
        case Request::kKeepSelfTest:
            return keep_self_test(call, *request.mutable_keep_self_test());
        case Request::kListSelfTests:
            return list_self_tests(call, request.list_self_tests());
        case Request::kTellDevices:
            return tell_devices(call, request.tell_devices());
        case Request::kAttest:
            return attest(call, request.attest());
        case Request::kListAccounts:
            return list_accounts(call);
        case Request::kStartDraft:
            return start_draft(call, request.start_draft());
        case Request::kPutPart:
            return put_part(call, *request.mutable_put_part());
        case Request::kDropPart:
            return drop_part(call, request.drop_part());
        case Request::kGetDraft:
            return get_draft(call, request.get_draft());
        case Request::kDiscardDraft:
            return discard_draft(call, request.discard_draft());
        case Request::kSubmit:
            return submit(call, request.submit());
        case Request::kListItems:
            return list_items(call, request.list_items());
        case Request::kMyCases:
            return my_cases(call, request.my_cases());
        case Request::kAskTownship:
            return ask_township(call, request.ask_township());
        case Request::kAskComplaint:
            return ask_complaint(call, request.ask_complaint());
        case Request::kOpenVault:
            return open_vault(call, request.open_vault());
        case Request::kStoreFace:
            return store_face(call, *request.mutable_store_face());
        case Request::kWithdrawFace:
            return withdraw_face(call, request.withdraw_face());
        case Request::kListNotices:
            return list_notices(organs_);
        case Request::kClerkMessages:
            return clerk_messages(call, request.clerk_messages());
        case Request::kReadClerkMessage:
            return read_clerk_message(call, request.read_clerk_message());
        case Request::kListSchemes:
            return list_schemes(organs_);
        case Request::kGetScheme:
            return get_scheme(organs_, request.get_scheme());
        case Request::kGetConfiguration:
            return get_configuration(organs_);
        case Request::KIND_NOT_SET:
            return wire::FAULT_BAD_REQUEST;
        default:
            return dispatch_status(call.peer, request);
    }
}

void AgentService::peer_lost(const std::string& peer) {
    organs_.sessions.drop_peer(peer);
    watchers_.erase(peer);
    end_trainings_without_shift(organs_);
}

void AgentService::end_old_trainings() {
    end_trainings_without_shift(organs_);
}

void AgentService::announce() {
    wire::AgentEvent status;
    *status.mutable_status() = agent_status(organs_);
    wire::AgentEvent items;
    *items.mutable_items() = count_items(status.status());
    const auto send_if_new = [this](const wire::AgentEvent& event, std::string& last) {
        std::string payload = event.SerializeAsString();
        if (payload == last) {
            return;
        }
        last = payload;
        for (const auto& peer : watchers_) {
            send_(peer, payload);
        }
    };
    send_if_new(items, last_items_);
    send_if_new(status, last_status_);
}

void AgentService::account_changed(const wire::ClerkAccount& account) {
    if (!account.disabled() && account.one_time_code_hash().empty()) {
        return;
    }
    wire::AgentEvent event;
    event.set_shift_ended(account.account());
    for (const auto& peer : organs_.sessions.end_shifts_of(account.account())) {
        send_(peer, event.SerializeAsString());
    }
    end_trainings_without_shift(organs_);
}

void AgentService::scheme_came() {
    wire::AgentEvent event;
    event.set_schemes(true);
    for (const auto& peer : watchers_) {
        send_(peer, event.SerializeAsString());
    }
}

void AgentService::end_everything() {
    for (const auto& [peer, account] : organs_.sessions.end_all()) {
        wire::AgentEvent event;
        event.set_shift_ended(account);
        send_(peer, event.SerializeAsString());
    }
    end_trainings_without_shift(organs_);
}

}  // namespace doorstep::agent

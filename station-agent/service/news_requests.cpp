// What the township sent for everybody, for clerks and for the kiosk itself.
#include "station-agent/service/faults.hpp"
#include "station-agent/service/requests.hpp"

namespace doorstep::agent {

Answer list_notices(Organs& organs) {
    DOORSTEP_TRY(const std::int64_t now, known_now_ms(organs.store, organs.clock));
    DOORSTEP_TRY(const auto notices, organs.news.notices(now));
    wire::AgentReply reply;
    reply.mutable_notices()->mutable_notices()->Add(notices.begin(), notices.end());
    return reply;
}

Answer clerk_messages(Call call, const wire::ClerkMessages& request) {
    DOORSTEP_TRY(const Shift* shift, call.required_shift(request.operator_token()));
    DOORSTEP_TRY(const std::int64_t now, known_now_ms(call.organs.store, call.organs.clock));
    DOORSTEP_TRY(const auto messages, call.organs.news.messages(now));
    DOORSTEP_TRY(const auto read, call.organs.news.read_by(shift->clerk.account));
    wire::AgentReply reply;
    reply.mutable_clerk_messages()->mutable_messages()->Add(messages.begin(), messages.end());
    reply.mutable_clerk_messages()->mutable_read()->Add(read.begin(), read.end());
    return reply;
}

Answer read_clerk_message(Call call, const wire::ReadClerkMessage& request) {
    DOORSTEP_TRY(const Shift* shift, call.required_shift(request.operator_token()));
    DOORSTEP_CHECK(call.organs.news.mark_read(shift->clerk.account, request.id()));
    return done_reply();
}

Answer list_schemes(Organs& organs) {
    DOORSTEP_TRY(const auto kept, organs.releases.schemes().list());
    wire::AgentReply reply;
    reply.mutable_schemes();
    for (const auto& scheme : kept) {
        auto& info = *reply.mutable_schemes()->add_schemes();
        info.set_id(scheme.id);
        info.set_version(scheme.version);
        info.set_earlier(scheme.earlier);
    }
    return reply;
}

Answer get_scheme(Organs& organs, const wire::GetScheme& request) {
    DOORSTEP_TRY(auto package, organs.releases.schemes().find(request.id(), request.version()));
    if (!package) {
        return wire::FAULT_BAD_REQUEST;
    }
    wire::AgentReply reply;
    *reply.mutable_scheme() = std::move(*package);
    return reply;
}

Answer get_configuration(Organs& organs) {
    wire::AgentReply reply;
    DOORSTEP_TRY(*reply.mutable_configuration(), organs.releases.configuration());
    return reply;
}

}  // namespace doorstep::agent

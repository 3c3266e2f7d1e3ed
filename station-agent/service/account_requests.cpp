#include "base/log.hpp"
#include "station-agent/service/faults.hpp"
#include "station-agent/service/requests.hpp"

namespace doorstep::agent {

Answer sign_in(Call call, wire::SignIn& request) {
    auto clerk = call.organs.accounts.sign_in(request.account(), request.pin(), request.one_time_code());
    if (!clerk) {
        log::warning("sign-in of {}: {}", request.account(), clerk.error().name());
        // Only of accounts that there are: whoever types names fills no chain.
        if (!clerk.error().is(AccountError::Unknown)) {
            DOORSTEP_CHECK(call.organs.trail.note("sign-in-refused", request.account()));
        }
        DOORSTEP_TRY(const std::int64_t wait, call.organs.accounts.wait_seconds(request.account()));
        auto reply = fault_reply(fault_code(clerk.error()));
        (*reply.mutable_fault()->mutable_parameters())["wait_s"] = std::to_string(wait);
        return reply;
    }
    DOORSTEP_CHECK(call.organs.trail.note("sign-in", clerk->account));
    wire::AgentReply reply;
    auto& signed_in = *reply.mutable_signed_in();
    signed_in.set_account(clerk->account);
    signed_in.set_display_name(clerk->display_name);
    signed_in.set_role(clerk->role);
    signed_in.set_token(call.organs.sessions.begin_shift(call.peer, std::move(*clerk)));
    return reply;
}

Answer sign_out(Call call, const wire::SignOut& request) {
    call.organs.sessions.end_shift(call.peer, request.token());
    return done_reply();
}

Answer list_accounts(Call call) {
    DOORSTEP_TRY(auto infos, call.organs.accounts.list());
    wire::AgentReply reply;
    reply.mutable_accounts();
    for (auto& info : infos) {
        *reply.mutable_accounts()->add_accounts() = std::move(info);
    }
    return reply;
}

}  // namespace doorstep::agent

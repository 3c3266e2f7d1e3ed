#include "station-agent/service/faults.hpp"
#include "station-agent/service/requests.hpp"

namespace doorstep::agent {

wire::Items count_items(const wire::AgentStatus& status) {
    wire::Items items;
    items.set_sent(status.acknowledged());
    items.set_waiting(status.sealed() + status.sending() + status.shelved());
    items.set_last_confirmed_ms(status.last_confirmed_ms());
    items.set_line_up(status.line_up());
    items.set_refused(status.refused());
    items.set_shelved(status.shelved());
    items.set_next_try_ms(status.next_try_ms());
    items.set_overdue(status.overdue());
    items.set_room(status.room());
    return items;
}

// A clerk sees every item, a person the own ones.
Answer list_items(Call call, const wire::ListItems& request) {
    auto& organs = call.organs;
    std::optional<std::set<std::string>> only;
    DOORSTEP_TRY(const Shift* shift, call.shift(request.operator_token()));
    if (shift == nullptr) {
        DOORSTEP_TRY(const PersonSession* person, call.person(request.session()));
        DOORSTEP_TRY(only, case_numbers_of(organs, *person));
    }
    DOORSTEP_TRY(auto list, organs.outbox.list(only));
    wire::AgentReply reply;
    auto& items = *reply.mutable_items();
    items = count_items(agent_status(organs));
    for (auto& item : list) {
        *items.add_items() = std::move(item);
    }
    return reply;
}

wire::AgentStatus agent_status(Organs& organs) {
    wire::AgentStatus status;
    const auto counts = organs.outbox.counts().value_or(Counts{});
    const bool revoked = organs.releases.revoked().value_or(false);
    status.set_station(organs.enrolment ? organs.enrolment->station : "");
    status.set_enrolled(organs.enrolment.has_value() && !revoked);
    status.set_line_up(organs.uplink.line_up());
    status.set_line_words(organs.uplink.words());
    status.set_sealed(counts.sealed);
    status.set_sending(counts.sending);
    status.set_acknowledged(counts.acknowledged + counts.pruned);
    status.set_refused(counts.refused);
    status.set_shelved(counts.shelved);
    status.set_drafts(organs.drafts.count().value_or(0));
    status.set_oldest_unsent_ms(counts.oldest_unsent_ms);
    status.set_last_confirmed_ms(meta_number(*organs.store.database, "last_confirmed_ms").value_or(0));
    status.set_version(organs.version);
    status.set_next_try_ms(counts.next_try_ms);
    status.set_overdue(counts.overdue);
    status.set_countersigned(
        static_cast<std::uint64_t>(meta_number(*organs.store.database, "countersigned").value_or(0)));
    if (const auto recipient = organs.enrolment ? organs.releases.recipient(*organs.enrolment)
                                                : Result<protocol::Recipient>(OrderError::OtherStation)) {
        status.set_sealing_epoch(recipient->epoch);
    }
    status.set_silent_days(organs.contact.silent_days().value_or(0));
    status.set_locked(organs.locked());
    status.set_long_silent(organs.enrolment && status.silent_days() >= organs.silence_days().tell);
    status.set_unconfirmed(organs.enrolment && !organs.enrolment->confirmed);
    status.set_revoked(revoked);
    tell_levels(organs, status);
    *status.mutable_update() = organs.updates.state();
    if (auto said = organs.updates.said()) {
        *status.mutable_update_said() = *std::move(said);
    }
    status.set_self_test_due(self_test_due(organs));
    status.set_room(organs.outbox.room().value_or(wire::ROOM_UNKNOWN));
    status.set_downlink_cursor(static_cast<std::uint64_t>(meta_number(*organs.store.database, "downlink").value_or(0)));
    return status;
}

}  // namespace doorstep::agent

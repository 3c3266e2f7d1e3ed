#include "station-agent/uplink/downlink.hpp"

#include "base/log.hpp"
#include "protocol/envelope/statements.hpp"

namespace doorstep::agent {
namespace {

wire::DownlinkAck refused(std::uint64_t sequence, wire::FaultCode code) {
    wire::DownlinkAck ack;
    ack.set_sequence(sequence);
    ack.mutable_why_not()->set_code(code);
    return ack;
}

wire::DownlinkAck applied(std::uint64_t sequence) {
    wire::DownlinkAck ack;
    ack.set_sequence(sequence);
    ack.set_applied(true);
    return ack;
}

}  // namespace

Downlink::Downlink(Store& store, const Clock& clock, DownlinkTargets targets,
                   std::function<void(const wire::ClerkAccount&)> account_changed)
    : store_(store), clock_(clock), targets_(targets), account_changed_(std::move(account_changed)) {}

Result<std::uint64_t> Downlink::cursor() {
    DOORSTEP_TRY(const std::int64_t last, meta_number(*store_.database, "downlink"));
    return static_cast<std::uint64_t>(last);
}

wire::DownlinkAck Downlink::take(const wire::SignedDownlink& item, const Enrolment& enrolment) {
    wire::DownlinkItem content;
    if (!protocol::verify(protocol::domains::downlink, as_bytes(item.item()), as_bytes(item.signature()),
                          enrolment.gateway_sign_public) ||
        !content.ParseFromString(item.item()) || content.station() != enrolment.station) {
        log::warning("downlink: an item is not signed for this station");
        return refused(content.sequence(), wire::FAULT_NOT_PERMITTED);
    }
    const auto last = cursor();
    if (!last) {
        return refused(content.sequence(), wire::FAULT_INTERNAL);
    }
    if (content.sequence() <= *last) {
        return applied(content.sequence());
    }
    if (content.sequence() != *last + 1) {
        return refused(content.sequence(), wire::FAULT_BAD_REQUEST);
    }
    const auto status = store_.database->transaction([&]() -> Status {
        const bool expired = content.expires_ms() != 0 && content.expires_ms() < clock_.now().milliseconds;
        if (!expired) {
            DOORSTEP_CHECK(apply(content, enrolment));
        }
        return set_meta(*store_.database, "downlink", static_cast<std::int64_t>(content.sequence()));
    });
    if (!status) {
        log::error("downlink: item {} not applied: {}", content.sequence(), status.error().text());
        return refused(content.sequence(), wire::FAULT_INTERNAL);
    }
    if (content.has_vault_delete() || content.has_roster()) {
        ignore(store_.database->clear_log(), "the rows are overwritten; the log is cleared again by housekeeping");
    }
    if (content.has_clerk()) {
        account_changed_(content.clerk());
    }
    return applied(content.sequence());
}

Status Downlink::apply(const wire::DownlinkItem& item, const Enrolment& enrolment) {
    switch (item.kind_case()) {
        case wire::DownlinkItem::kCaseState:
            return targets_.cases.apply(item.case_state());
        case wire::DownlinkItem::kRoster:
            return targets_.roster.apply(item.roster(), enrolment.box);
        case wire::DownlinkItem::kClerk:
            return targets_.accounts.apply(item.clerk(), enrolment.box);
        case wire::DownlinkItem::kVaultDelete:
            return targets_.vault.remove(as_bytes(item.vault_delete().row_id()));
        default:
            log::warning("downlink: item {} is of a kind that this version does not know", item.sequence());
            return {};
    }
}

}  // namespace doorstep::agent

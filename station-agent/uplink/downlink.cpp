#include "station-agent/uplink/downlink.hpp"

#include "base/files.hpp"
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

constexpr std::size_t longest_detail = 200;
constexpr std::int64_t most_refusals = 64;  // told at a hello

// Of what would fail again however often it came. A disk that is full, or a file that cannot be written, may do better.
bool is_for_good(const Error& error) {
    return error.is(DatabaseError::Constraint) ||
           (error.module() != ErrorNames<DatabaseError>::module && error.module() != ErrorNames<FileError>::module);
}

wire::FaultCode code_of(const Error& error) {
    const bool not_allowed = error.is(protocol::ReleaseError::NotSigned) || error.is(OrderError::OtherStation) ||
                             error.is(OrderError::Older) || error.is(SchemeError::Older) ||
                             error.is(OrderError::NotReleased);
    return not_allowed                     ? wire::FAULT_NOT_PERMITTED
           : error.is(OrderError::Expired) ? wire::FAULT_TIMEOUT
                                           : wire::FAULT_BAD_REQUEST;
}

wire::DownlinkAck refused_for_good(std::uint64_t sequence, wire::FaultCode code, std::string why) {
    auto ack = refused(sequence, code);
    ack.set_final(true);
    ack.set_detail(std::move(why));
    return ack;
}

}  // namespace

Downlink::Downlink(Store& store, const Clock& clock, DownlinkTargets targets, DownlinkEvents events)
    : store_(store), clock_(clock), targets_(targets), events_(std::move(events)) {}

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
    Verdict verdict;
    auto status = store_.database->transaction([&] { return settle(content, enrolment, verdict); });
    if (status) {
        status = carry_out(content, verdict);
    }
    if (!status) {
        log::error("downlink: item {} not applied: {}", content.sequence(), status.error().text());
        return refused(content.sequence(), wire::FAULT_INTERNAL);
    }
    if (verdict.refused) {
        log::warning("downlink: item {} refused: {}", content.sequence(), verdict.refused->text());
        return refused_for_good(content.sequence(), code_of(*verdict.refused),
                                verdict.refused->text().substr(0, longest_detail));
    }
    return applied(content.sequence());
}

// Applied or refused, the number is used up in the same commit.
Status Downlink::settle(const wire::DownlinkItem& item, const Enrolment& enrolment, Verdict& verdict) {
    auto& database = *store_.database;
    const auto sequence = static_cast<std::int64_t>(item.sequence());
    DOORSTEP_TRY(const std::int64_t now, known_now_ms(store_, clock_));
    if (item.expires_ms() == 0 || item.expires_ms() >= now) {
        const auto done = database.transaction([&] { return apply(item, enrolment, verdict.effects); });
        if (!done && !is_for_good(done.error())) {
            return done.error();
        }
        if (!done) {
            verdict = {done.error(), {}};
            DOORSTEP_CHECK(database.run(
                "INSERT INTO downlink_refusals VALUES(?1,?2,?3) ON CONFLICT(sequence) DO NOTHING",
                {sequence, std::int64_t{code_of(done.error())}, done.error().text().substr(0, longest_detail)}));
        }
    }
    return set_meta(database, "downlink", sequence);
}

Status Downlink::carry_out(const wire::DownlinkItem& item, const Verdict& verdict) {
    if (item.has_vault_delete() || item.has_roster()) {
        ignore(store_.database->clear_log(), "the rows are overwritten; the log is cleared again by housekeeping");
    }
    if (item.has_clerk() && !verdict.refused) {
        events_.account_changed(item.clerk());
    }
    if (verdict.effects.clerk) {
        events_.account_changed(*verdict.effects.clerk);
    }
    if (verdict.effects.scheme) {
        events_.scheme_came();
    }
    if (verdict.effects.update) {
        events_.update_ordered();
    }
    return verdict.effects.forget ? events_.forget() : Status{};
}

Status Downlink::take_revocation(const wire::SignedRelease& release, const Enrolment& enrolment) {
    Releases::Effects effects;
    DOORSTEP_CHECK(store_.database->transaction([&]() -> Status {
        DOORSTEP_TRY(effects, targets_.releases.take_revocation(release, enrolment));
        return targets_.trail.note("order", "release", sha256(as_bytes(release.order())));
    }));
    return effects.forget ? events_.forget() : Status{};
}

Status Downlink::apply(const wire::DownlinkItem& item, const Enrolment& enrolment, Releases::Effects& effects) {
    switch (item.kind_case()) {
        case wire::DownlinkItem::kCaseState:
            return targets_.cases.apply(item.case_state());
        case wire::DownlinkItem::kRoster:
            return targets_.roster.apply(item.roster(), enrolment.box);
        case wire::DownlinkItem::kClerk:
            return apply_clerk(item.clerk(), enrolment);
        case wire::DownlinkItem::kVaultDelete:
            return targets_.vault.remove(as_bytes(item.vault_delete().row_id()));
        case wire::DownlinkItem::kRelease: {
            DOORSTEP_TRY(effects, targets_.releases.take(item.release(), enrolment));
            return targets_.trail.note("order", "release", sha256(as_bytes(item.release().signed_().order())));
        }
        case wire::DownlinkItem::kClerkMessage:
            return targets_.news.apply(item.clerk_message());
        case wire::DownlinkItem::kAnswer:
            return targets_.news.apply(item.answer());
        case wire::DownlinkItem::kNotice:
            return targets_.news.apply(item.notice());
        default:
            log::warning("downlink: item {} is of a kind that this version does not know", item.sequence());
            return {};
    }
}

// Where a release key is pinned, the gateway's key alone closes accounts and makes none.
Status Downlink::apply_clerk(const wire::ClerkAccount& clerk, const Enrolment& enrolment) {
    DOORSTEP_TRY(const auto pinned, targets_.releases.keys(enrolment));
    if (pinned.empty()) {
        return targets_.accounts.apply(clerk, enrolment.box);
    }
    return clerk.disabled() ? targets_.accounts.disable(clerk.account())
                            : Status(Error(OrderError::NotReleased, "an account that no release key signed"));
}

Result<std::vector<wire::DownlinkAck>> Downlink::refusals() {
    DOORSTEP_TRY(const Rows rows, store_.database->query("SELECT sequence,code,why FROM downlink_refusals ORDER BY "
                                                         "sequence DESC LIMIT ?1",
                                                         {most_refusals}));
    std::vector<wire::DownlinkAck> out;
    for (const auto& row : rows) {
        out.push_back(refused_for_good(static_cast<std::uint64_t>(row.number(0)),
                                       static_cast<wire::FaultCode>(row.number(1)), row.text(2)));
    }
    return out;
}

Status Downlink::refusals_told(std::uint64_t up_to) {
    return store_.database->run("DELETE FROM downlink_refusals WHERE sequence<=?1", {static_cast<std::int64_t>(up_to)});
}

}  // namespace doorstep::agent

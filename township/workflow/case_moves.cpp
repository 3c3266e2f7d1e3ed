#include "township/workflow/case_moves.hpp"

#include "base/log.hpp"
#include "forms/case_states.hpp"
#include "township/archive/holds.hpp"
#include "township/archive/tasks.hpp"
#include "township/archive/township_error.hpp"
#include "township/workflow/letters.hpp"
#include "township/workflow/roster.hpp"
#include "township/workflow/station_news.hpp"

namespace doorstep::township {
namespace {

using forms::CaseState;

struct Step {
    std::string_view case_number;
    std::string_view from;
    std::string_view to;
    std::string_view note;
    std::string_view reason;
    std::string_view who;
};

Status write_move(Archive& archive, const Step& step) {
    auto& db = archive.database();
    const auto now = archive.now();  // one moment: the case's time is its last move's
    DOORSTEP_CHECK(db.run("UPDATE cases SET state = ?2, note = ?3, state_ms = ?4 WHERE number = ?1",
                          {std::string(step.case_number), std::string(step.to), std::string(step.note), now}));
    return db.run(
        "INSERT INTO moves (case_number, from_state, to_state, note, reason, who, at_ms) VALUES (?1, ?2, ?3, ?4, ?5, "
        "?6, ?7)",
        {std::string(step.case_number), std::string(step.from), std::string(step.to), std::string(step.note),
         std::string(step.reason), std::string(step.who), now});
}

Result<CaseState> state_of(Archive& archive, std::string_view case_number) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT state FROM cases WHERE number = ?1 AND kind <> ?2",
                                          {std::string(case_number), static_cast<std::int64_t>(wire::COMPLAINT)}));
    if (rows.empty()) {
        return Error(TownshipError::NoSuchCase, std::string(case_number));
    }
    return forms::parse_case_state(rows[0].text(0));
}

// A hearing counts when it was recorded since the case last came to "hearing".
Result<bool> heard(Archive& archive, std::string_view case_number) {
    DOORSTEP_TRY(
        const Rows rows,
        archive.database().query(
            "SELECT count(*) FROM hearings WHERE case_number = ?1 AND at_ms >= (SELECT coalesce(max(at_ms), 0) "
            "FROM moves WHERE case_number = ?1 AND to_state = 'hearing')",
            {std::string(case_number)}));
    return rows[0].number(0) > 0;
}

Status check_rules(Archive& archive, std::string_view case_number, CaseState from, CaseState to, std::string_view why) {
    DOORSTEP_CHECK(forms::check_move(from, to));
    if (forms::decided_at_station(to)) {
        return Error(forms::FormsError::IllegalMove,
                     std::string(forms::case_state_id(to)) + " comes from a station's submission alone");
    }
    if (forms::needs_hearing(to)) {
        DOORSTEP_TRY(const bool hearing, heard(archive, case_number));
        if (!hearing) {
            return Error(TownshipError::NeedsHearing,
                         std::string(forms::case_state_id(to)) + " needs a hearing on record first");
        }
    }
    // Only the person takes an application back: by a letter, or by a paper or a call that the reason names.
    if (to == CaseState::Withdrawn && why.empty()) {
        DOORSTEP_TRY(const auto said, last_withdrawal(archive, case_number));
        if (said != Withdrawal::OfPerson) {
            return Error(TownshipError::NeedsReason,
                         said == Withdrawal::OfAnother
                             ? "somebody else took the application back here: say how the person agreed to it"
                             : "the person has not taken the application back here: say how it was done");
        }
    }
    if (forms::needs_written_reason(to) && why.empty()) {
        return Error(TownshipError::NeedsReason,
                     std::string(forms::case_state_id(to)) + " goes out in writing with a reason");
    }
    return {};
}

// A person without a number cannot be on a roster: the move stands, a person looks at it.
Status change_roster(Archive& archive, std::string_view case_number, CaseState to) {
    if (to == CaseState::Stop || to == CaseState::Closed) {
        return roster_remove(archive, case_number, {});
    }
    if (to != CaseState::Approved && to != CaseState::Paying) {
        return {};
    }
    const auto status = roster_add(archive, case_number, {});
    if (!status &&
        (status.error().is(TownshipError::NoOneForRoster) || status.error().is(TownshipError::NoSuchStation))) {
        Task task;
        task.kind = "needs-person";
        task.case_number = std::string(case_number);
        task.what = "not on a roster: " + status.error().detail();
        return add_task(archive, task);
    }
    return status;
}

}  // namespace

Status set_state(Archive& archive, std::string_view case_number, const Move& move, const Actor& actor) {
    DOORSTEP_TRY(const CaseState to, forms::parse_case_state(move.to));
    const std::string& reason = move.reason.empty() ? move.note : move.reason;
    return archive.database().transaction([&]() -> Status {
        DOORSTEP_CHECK(hold_case(archive, case_number));
        DOORSTEP_TRY(const CaseState from, state_of(archive, case_number));
        DOORSTEP_CHECK(check_rules(archive, case_number, from, to, reason));
        DOORSTEP_CHECK(write_move(archive, {case_number, forms::case_state_id(from), forms::case_state_id(to),
                                            move.note, reason, actor.who}));
        DOORSTEP_CHECK(audit(archive, actor, "set-state " + move.to, case_number));
        DOORSTEP_CHECK(change_roster(archive, case_number, to));
        if (to == CaseState::Withdrawn) {
            DOORSTEP_CHECK(close_withdrawal_tasks(archive, case_number, actor.who));
        }
        return tell_stations(archive, case_number, {});
    });
}

Status record_hearing(Archive& archive, std::string_view case_number, std::string_view record, const Actor& actor) {
    if (record.empty()) {
        return Error(TownshipError::NeedsReason, "a hearing's record is in writing");
    }
    auto& db = archive.database();
    return db.transaction([&]() -> Status {
        DOORSTEP_CHECK(state_of(archive, case_number));
        DOORSTEP_CHECK(db.run("INSERT INTO hearings (case_number, record, who, at_ms) VALUES (?1, ?2, ?3, ?4)",
                              {std::string(case_number), std::string(record), actor.who, archive.now()}));
        return audit(archive, actor, "hearing", case_number);
    });
}

Status arrive_in_state(Archive& archive, std::string_view case_number, std::string_view from, std::string_view to,
                       std::string_view who) {
    return write_move(archive, {case_number, from, to, "", "", who});
}

}  // namespace doorstep::township

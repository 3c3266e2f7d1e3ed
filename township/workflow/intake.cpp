#include "township/workflow/intake.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/calendar_date.hpp"
#include "base/case_number.hpp"
#include "base/id_number.hpp"
#include "forms/case_states.hpp"
#include "township/archive/audit.hpp"
#include "township/archive/holds.hpp"
#include "township/archive/part_store.hpp"
#include "township/archive/station_chain.hpp"
#include "township/archive/tasks.hpp"
#include "township/archive/test_point.hpp"
#include "township/archive/township_error.hpp"
#include "township/workflow/acting.hpp"
#include "township/workflow/case_moves.hpp"
#include "township/workflow/legal_time.hpp"
#include "township/workflow/letters.hpp"
#include "township/workflow/station_news.hpp"

namespace doorstep::township {
namespace {

const Actor gateway{"gateway", ""};

const Person* applicant_of(const Contents& contents) {
    const auto found = std::find_if(contents.people.begin(), contents.people.end(),
                                    [](const Person& person) { return person.role == "applicant"; });
    return found != contents.people.end() ? &*found : nullptr;
}

// True when this station, or this person, already belongs to the case: a hostile station cannot hang itself into
// another station's case by naming its number (SECURITY 6).
Result<bool> belongs(Archive& archive, const std::string& case_number, const wire::Header& header,
                     const Contents& contents) {
    auto& db = archive.database();
    DOORSTEP_TRY(const Rows station,
                 db.query("SELECT 1 FROM submissions WHERE case_number = ?1 AND attached = 1 AND station = ?2 UNION "
                          "SELECT 1 FROM roster WHERE case_number = ?1 AND station = ?2 AND removed_ms = 0",
                          {case_number, header.station_id()}));
    const auto* person = applicant_of(contents);
    if (!station.empty() || person == nullptr || person->number.empty()) {
        return !station.empty();
    }
    DOORSTEP_TRY(const Rows same,
                 db.query("SELECT 1 FROM people p JOIN submissions s ON s.id = p.submission WHERE s.case_number = ?1 "
                          "AND s.attached = 1 AND p.role = 'applicant' AND p.number_found = ?2",
                          {case_number, archive.cipher().found_by_number(person->number.view())}));
    return !same.empty();
}

// Another open application of the same person for the same scheme. For temporary relief beside a running allowance one
// may well apply.
Result<bool> looks_doubled(Archive& archive, const std::string& case_number, const wire::Header& header,
                           const Contents& contents) {
    const auto* person = applicant_of(contents);
    if (person == nullptr || person->number.empty()) {
        return false;
    }
    // So that of two that come at once the second sees the first.
    DOORSTEP_CHECK(hold_person(archive, person->number.view()));
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query(
                     "SELECT 1 FROM people p JOIN submissions s ON s.id = p.submission JOIN cases c ON c.number = "
                     "s.case_number WHERE p.number_found = ?1 AND p.role = 'applicant' AND s.kind = ?3 AND c.number <> "
                     "?2 AND c.scheme = ?4 AND c.state NOT IN ('closed', 'withdrawn', 'refused', 'not-accepted', "
                     "'stop')",
                     {archive.cipher().found_by_number(person->number.view()), case_number,
                      static_cast<std::int64_t>(wire::APPLICATION), header.scheme()}));
    return !rows.empty();
}

// Dates of birth that cannot be: most likely a mistyped number, so a person looks (SECURITY 28). By the township's day:
// a kiosk's clock may be wrong.
void add_birth_problems(const std::vector<Person>& people, Instant now, std::vector<std::string>& problems) {
    constexpr int oldest = 130;
    const auto today = CalendarDate::legal_day(now);
    for (const auto& person : people) {
        const auto number = IdNumber::parse(person.number.view());
        if (!number) {
            continue;  // other cards; what is no number at all is told by the form
        }
        if (number->birth() > today) {
            problems.push_back(fmt::format("{}: born in the future", person.role));
        } else if (age_in_years(number->birth(), today) > oldest) {
            problems.push_back(fmt::format("{}: more than {} years old", person.role, oldest));
        }
    }
}

bool is_complaint(const wire::Header& header) {
    return header.kind() == wire::COMPLAINT;
}

// The desk learns that something waits for others, and neither from whom nor from which village.
Task complaint_task() {
    Task task;
    task.kind = "needs-person";
    task.what = "a complaint waits for those who handle complaints (complaint list)";
    return task;
}

std::string joined(const std::vector<std::string>& words) {
    std::string out;
    for (const auto& word : words) {
        out += out.empty() ? word : "; " + word;
    }
    return out;
}

}  // namespace

struct Intake::Plan {
    Contents contents;
    std::string case_number;
    std::string state;  // the case's state before; empty: a new case
    bool attached = true;
    std::int64_t not_before_ms = 0;  // as its time token proves
    std::vector<std::string> problems;
};

Result<Intake::Plan> Intake::plan_for(const protocol::Opened& opened, BytesView sign_public) {
    const auto& header = opened.header;
    Plan plan;
    plan.contents = read_contents(opened);
    plan.problems = judgement_.problems_of(header, plan.contents);
    add_birth_problems(plan.contents.people, {archive_.now()}, plan.problems);
    add_acting_problems(header, plan.contents, {archive_.now()}, plan.problems);
    plan.not_before_ms = proved_not_before(archive_, header);
    if (names_token(header) && plan.not_before_ms == 0) {
        plan.problems.emplace_back("its time token is not ours");
    }
    const auto number = CaseNumber::parse(header.case_number());
    plan.attached = number.has_value();
    plan.case_number = number ? number->digits() : std::string{};
    if (!number) {
        plan.problems.emplace_back("no usable case number");
        return plan;
    }
    DOORSTEP_TRY(const Rows known,
                 archive_.database().query("SELECT state, kind FROM cases WHERE number = ?1", {plan.case_number}));
    if (!known.empty()) {
        plan.state = known[0].text(0);
        DOORSTEP_TRY(plan.attached, belongs(archive_, plan.case_number, header, plan.contents));
        // A complaint is under a number of its own, and nothing else is under a complaint's.
        plan.attached = plan.attached && !is_complaint(header) && known[0].number(1) != wire::COMPLAINT;
        if (!plan.attached) {
            plan.problems.emplace_back("names a case of another station and person");
        }
    }
    if (auto asked = letter_task(header.kind(), plan.contents, plan.state); !asked.empty()) {
        plan.problems.push_back(std::move(asked));
    }
    if (header.kind() == wire::APPLICATION) {
        DOORSTEP_TRY(const bool doubled, looks_doubled(archive_, plan.case_number, header, plan.contents));
        if (doubled) {
            plan.problems.emplace_back("the person has another open application");
        }
    }
    // With other keys the station was enrolled anew and counts from 1 again.
    DOORSTEP_TRY(
        const Rows sequence,
        archive_.database().query("SELECT 1 FROM submissions WHERE station = ?1 AND sequence = ?2 AND sign_public = ?3",
                                  {header.station_id(), static_cast<std::int64_t>(header.station_sequence()),
                                   Bytes(sign_public.begin(), sign_public.end())}));
    if (!sequence.empty()) {
        plan.problems.emplace_back("the station used this sequence number before");
    }
    return plan;
}

// A new case: submitted at the station, delivered here. A supplement that was asked for: the same way again.
Status Intake::write_case(const protocol::Opened& opened, const Plan& plan, const Uuid& id) {
    using forms::case_state_id;
    using forms::CaseState;
    if (!plan.attached) {
        return {};
    }
    const auto& header = opened.header;
    const auto submitted = case_state_id(CaseState::Submitted);
    const auto delivered = case_state_id(CaseState::Delivered);
    const bool asked_for = plan.state == case_state_id(CaseState::NeedsSupplement) &&
                           (header.kind() == wire::SUPPLEMENT || header.kind() == wire::APPLICATION);
    if (plan.state.empty()) {
        DOORSTEP_CHECK(archive_.database().run(
            "INSERT INTO cases (number, kind, scheme, scheme_version, station, state, state_ms, created_ms) VALUES "
            "(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?7)",
            {plan.case_number, static_cast<std::int64_t>(header.kind()), header.scheme(),
             static_cast<std::int64_t>(header.scheme_version()), header.station_id(), std::string(submitted),
             archive_.now()}));
    } else if (asked_for) {
        DOORSTEP_CHECK(arrive_in_state(archive_, plan.case_number, plan.state, submitted));
    }
    if (header.kind() == wire::APPLICATION_KEPT && !plan.contents.acting) {  // of another: a person looks
        DOORSTEP_CHECK(close_withdrawal_tasks(archive_, plan.case_number, "taken back by the person"));
    }
    if (plan.state.empty() || asked_for) {
        DOORSTEP_CHECK(arrive_in_state(archive_, plan.case_number, submitted, delivered));
    }
    return tell_stations(archive_, plan.case_number, id);
}

Status Intake::write_tray(const protocol::Opened& opened, const Plan& plan, const Uuid& id) {
    if (is_complaint(opened.header)) {
        return add_task(archive_, complaint_task());
    }
    if (plan.problems.empty()) {
        return {};
    }
    Task task;
    task.kind = "needs-person";
    task.station = opened.header.station_id();
    task.submission = id;
    task.case_number = plan.case_number;
    task.what = joined(plan.problems);
    return add_task(archive_, task);
}

Result<HeldSubmission> Intake::take_in(const protocol::Opened& opened, const Digest& envelope_digest,
                                       BytesView sign_public) {
    DOORSTEP_TRY(const Uuid id, Uuid::from_bytes(as_bytes(opened.header.submission_id())));
    DOORSTEP_CHECK(put_large_parts(archive_, opened));
    test_point("pages-written");
    HeldSubmission held;
    const auto written = archive_.database().transaction([&]() -> Status {
        // What another gateway is writing about the same case or station is seen, or waited for.
        DOORSTEP_CHECK(hold_case(archive_, opened.header.case_number()));
        DOORSTEP_CHECK(hold_station(archive_, opened.header.station_id()));
        DOORSTEP_TRY(const auto before, held_submission(archive_, id));
        if (before) {
            held = *before;
            return before->envelope_digest == envelope_digest && before->station == opened.header.station_id()
                       ? Status{}
                       : Status(Error(TownshipError::OtherContent, id.text()));
        }
        DOORSTEP_TRY(Plan plan, plan_for(opened, sign_public));
        NewSubmission row;
        row.opened = &opened;
        row.envelope_digest = envelope_digest;
        row.sign_public.assign(sign_public.begin(), sign_public.end());
        row.case_number = plan.case_number;
        row.attached = plan.attached;
        row.not_before_ms = plan.not_before_ms;
        row.consents = plan.contents.consents;
        row.outcome = plan.contents.outcome;
        row.people = std::move(plan.contents.people);
        DOORSTEP_TRY(held, insert_submission(archive_, row));
        DOORSTEP_CHECK(write_case(opened, plan, id));
        DOORSTEP_CHECK(write_tray(opened, plan, id));
        DOORSTEP_CHECK(extend_chain(archive_, opened.header.station_id(), sign_public));
        DOORSTEP_CHECK(audit(archive_, gateway, "received",
                             plan.case_number.empty() || is_complaint(opened.header) ? id.text() : plan.case_number));
        test_point("intake-before-commit");
        return {};
    });
    DOORSTEP_CHECK(written);
    test_point("intake-after-commit");
    return held;
}

}  // namespace doorstep::township

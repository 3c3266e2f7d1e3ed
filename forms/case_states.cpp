#include "forms/case_states.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

namespace doorstep::forms {
namespace {

using S = CaseState;

struct Row {
    CaseState state;
    std::string_view id;
    std::vector<CaseState> next;
};

// The table of DOMAIN 5.2. checking ∥ surveying may come in either order. Whoever applied may withdraw until the
// decision; the procedure (never the benefit) may be ended for unjustified non-cooperation between acceptance and
// decision (DB 29). A benefit goes down or ends only behind a hearing (SAL 48); after it the answer may also be "as
// before".
// clang-format off
const std::vector<Row>& table() {
    static const std::vector<Row> rows = {
        {S::Draft,                   "draft",            {S::Submitted}},
        {S::Submitted,               "submitted",        {S::Delivered, S::NeedsSupplement, S::Withdrawn}},
        {S::Delivered,               "delivered",        {S::NeedsSupplement, S::NotAccepted, S::Accepted, S::ReliefFirst, S::Withdrawn}},
        {S::NeedsSupplement,         "needs-supplement", {S::Submitted, S::Withdrawn}},
        {S::NotAccepted,             "not-accepted",     {S::Closed}},
        {S::Accepted,                "accepted",         {S::Checking, S::Surveying, S::ReliefFirst, S::Withdrawn, S::TerminatedNoCooperation}},
        {S::Checking,                "checking",         {S::Surveying, S::Opinion, S::Withdrawn, S::TerminatedNoCooperation}},
        {S::Surveying,               "surveying",        {S::Checking, S::Opinion, S::Withdrawn, S::TerminatedNoCooperation}},
        {S::Opinion,                 "opinion",          {S::Publicity, S::Withdrawn, S::TerminatedNoCooperation}},
        {S::Publicity,               "publicity",        {S::Objection, S::CountyReview, S::TownshipDecides, S::Withdrawn, S::TerminatedNoCooperation}},
        {S::Objection,               "objection",        {S::ReSurvey, S::Withdrawn, S::TerminatedNoCooperation}},
        {S::ReSurvey,                "re-survey",        {S::Publicity, S::Withdrawn, S::TerminatedNoCooperation}},
        {S::CountyReview,            "county-review",    {S::Approved, S::Refused, S::Withdrawn, S::TerminatedNoCooperation}},
        {S::TownshipDecides,         "township-decides", {S::Approved, S::Refused, S::Withdrawn, S::TerminatedNoCooperation}},
        {S::Approved,                "approved",         {S::Paying}},
        {S::Refused,                 "refused",          {S::Closed}},
        {S::Paying,                  "paying",           {S::ReviewDue}},
        {S::ReviewDue,               "review-due",       {S::Paying, S::Increase, S::Hearing}},
        {S::Increase,                "increase",         {S::Paying}},
        {S::Hearing,                 "hearing",          {S::Paying, S::Decrease, S::Stop}},
        {S::Decrease,                "decrease",         {S::Paying}},
        {S::Stop,                    "stop",             {S::Closed}},
        {S::Closed,                  "closed",           {}},
        {S::Withdrawn,               "withdrawn",        {S::Closed}},
        {S::TerminatedNoCooperation, "terminated-no-cooperation", {S::Closed}},
        {S::ReliefFirst,             "relief-first",     {S::SupplementDue}},
        {S::SupplementDue,           "supplement-due",   {S::Accepted, S::Closed}},
    };
    return rows;
}
// clang-format on

const Row& row_of(CaseState state) {
    return table()[static_cast<std::size_t>(state)];
}

}  // namespace

std::span<const CaseState> all_case_states() {
    static const std::vector<CaseState> states = [] {
        std::vector<CaseState> all;
        for (const auto& row : table()) {
            all.push_back(row.state);
        }
        return all;
    }();
    return states;
}

std::string_view case_state_id(CaseState state) {
    return row_of(state).id;
}

Result<CaseState> parse_case_state(std::string_view id) {
    for (const auto& row : table()) {
        if (row.id == id) {
            return row.state;
        }
    }
    return Error(FormsError::UnknownState, "no case state has that id");
}

bool legal_move(CaseState from, CaseState to) {
    const auto& next = row_of(from).next;
    return std::find(next.begin(), next.end(), to) != next.end();
}

Status check_move(CaseState from, CaseState to) {
    if (legal_move(from, to)) {
        return {};
    }
    std::string allowed;
    for (const auto next : row_of(from).next) {
        allowed += allowed.empty() ? "" : ", ";
        allowed += case_state_id(next);
    }
    return Error(FormsError::IllegalMove,
                 fmt::format("{} does not follow {}; what may follow: {}", case_state_id(to), case_state_id(from),
                             allowed.empty() ? "nothing, it is an end" : allowed));
}

std::vector<CaseState> moves_from(CaseState from) {
    return row_of(from).next;
}

bool needs_hearing(CaseState to) {
    return to == S::Decrease || to == S::Stop;
}

bool needs_written_reason(CaseState to) {
    return needs_hearing(to) || to == S::NotAccepted || to == S::Refused || to == S::TerminatedNoCooperation;
}

bool decided_at_station(CaseState state) {
    return state == S::Draft || state == S::Submitted || state == S::Delivered;
}

}  // namespace doorstep::forms

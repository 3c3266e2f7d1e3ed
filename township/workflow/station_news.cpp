#include "township/workflow/station_news.hpp"

#include "township/archive/downlink.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

// Of one case: what is older, people ask the township for.
constexpr std::int64_t most_steps = 64;

Status add_steps(Archive& archive, wire::CaseState& state) {
    DOORSTEP_TRY(const Rows moves,
                 archive.database().query("SELECT to_state, at_ms FROM (SELECT * FROM moves WHERE case_number = ?1 "
                                          "ORDER BY id DESC LIMIT ?2) AS newest ORDER BY id",
                                          {state.case_number(), most_steps}));
    for (const auto& move : moves) {
        auto& step = *state.add_steps();
        step.set_state(move.text(0));
        step.set_township_ms(move.number(1));
    }
    return {};
}

Result<wire::DownlinkItem> state_item(Archive& archive, std::string_view case_number) {
    wire::DownlinkItem item;
    DOORSTEP_TRY(*item.mutable_case_state(), case_state(archive, case_number));
    return item;
}

}  // namespace

Result<wire::CaseState> case_state(Archive& archive, std::string_view case_number) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT state, note, state_ms, scheme FROM cases WHERE number = ?1",
                                          {std::string(case_number)}));
    if (rows.empty()) {
        return Error(TownshipError::NoSuchCase, std::string(case_number));
    }
    wire::CaseState state;
    state.set_case_number(std::string(case_number));
    state.set_state(rows[0].text(0));
    state.set_note(rows[0].text(1));
    state.set_township_ms(rows[0].number(2));
    state.set_scheme(rows[0].text(3));
    DOORSTEP_CHECK(add_steps(archive, state));
    return state;
}

Result<std::vector<std::string>> stations_of_case(Archive& archive, std::string_view case_number) {
    DOORSTEP_TRY(
        const Rows rows,
        archive.database().query(
            // From the case to its few stations: a county has thousands.
            "SELECT id FROM stations WHERE state = 'enrolled' AND id IN (SELECT station FROM submissions WHERE "
            "case_number = ?1 AND attached = 1 UNION SELECT station FROM roster WHERE case_number = ?1 AND removed_ms "
            "= 0) ORDER BY id",
            {std::string(case_number)}));
    std::vector<std::string> out;
    for (const auto& row : rows) {
        out.push_back(row.text(0));
    }
    return out;
}

Status tell_stations(Archive& archive, std::string_view case_number, const Uuid& submission) {
    DOORSTEP_TRY(wire::DownlinkItem item, state_item(archive, case_number));
    if (!submission.is_nil()) {
        item.mutable_case_state()->set_submission(std::string(as_text(submission.bytes())));
    }
    DOORSTEP_TRY(const auto stations, stations_of_case(archive, case_number));
    for (const auto& station : stations) {
        DOORSTEP_TRY([[maybe_unused]] const auto sequence, queue_downlink(archive, station, item));
    }
    return {};
}

Status tell_everything(Archive& archive, std::string_view station) {
    DOORSTEP_TRY(const Rows rows, archive.database().query(
                                      "SELECT DISTINCT case_number FROM submissions WHERE station = ?1 AND attached = "
                                      "1 AND case_number IN (SELECT number FROM cases)",
                                      {std::string(station)}));
    for (const auto& row : rows) {
        DOORSTEP_TRY(const wire::DownlinkItem item, state_item(archive, row.text(0)));
        DOORSTEP_TRY([[maybe_unused]] const auto sequence, queue_downlink(archive, station, item));
    }
    return {};
}

}  // namespace doorstep::township

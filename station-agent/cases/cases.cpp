#include "station-agent/cases/cases.hpp"

#include "base/uuid.hpp"

namespace doorstep::agent {
namespace {

// wire.SubmissionKind of letters under a case; papers that were added count as one as well, but say of the case itself
// where its newest hand-in is.
#define LETTERS "(6,7,8,9)"
#define LETTERS_AND_SUPPLEMENTS "(5,6,7,8,9)"
// Behind the case number in the row of who handed it in for somebody else.
constexpr std::string_view acting_mark = " acting";
static_assert(wire::SUPPLEMENT == 5 && wire::QUESTION == 6 && wire::APPLICATION_WITHDRAWN == 7 &&
              wire::APPLICATION_KEPT == 8 && wire::HEARING_ANSWER == 9);

}  // namespace

Cases::Cases(Store& store, const StoreKey& key)
    : store_(store), key_(key), people_(*store.database, PersonRows::Table::CasePeople) {}

Status Cases::link(const PersonKey& person, const std::string& case_number) {
    DOORSTEP_TRY(const auto known, numbers_of(person));
    return known.contains(case_number) ? Status{} : add_link(person, case_number);
}

Status Cases::link_acting(const PersonKey& person, const std::string& case_number) {
    DOORSTEP_TRY(const auto known, acted_in(person));
    return known.contains(case_number) ? Status{} : add_link(person, case_number + std::string(acting_mark));
}

Status Cases::add_link(const PersonKey& person, const std::string& content) {
    Bytes row(16);
    fill_random(row);
    return people_.put(row, person, as_bytes(content));
}

Result<std::set<std::string>> Cases::numbers_of(const PersonKey& person) {
    return links(person, false);
}

Result<std::set<std::string>> Cases::acted_in(const PersonKey& person) {
    return links(person, true);
}

Result<std::set<std::string>> Cases::links(const PersonKey& person, bool acting) {
    DOORSTEP_TRY(const auto rows, people_.find(person));
    std::set<std::string> numbers;
    for (const auto& row : rows) {
        auto number = as_text(row.content);
        const bool acted = number.ends_with(acting_mark);
        if (acted == acting) {
            number.remove_suffix(acted ? acting_mark.size() : 0);
            numbers.emplace(number);
        }
    }
    return numbers;
}

Status Cases::apply(const wire::CaseState& state) {
    const auto& number = state.case_number();
    DOORSTEP_TRY(const Rows newer,
                 store_.database->query("SELECT 1 FROM case_states WHERE case_number=?1 AND township_ms>?2",
                                        {number, static_cast<std::int64_t>(state.township_ms())}));
    if (!newer.empty()) {
        return {};
    }
    auto note = seal_row(note_key(), as_bytes(state.note()), as_bytes(number));
    DOORSTEP_CHECK(store_.database->run(
        "INSERT INTO case_states VALUES(?1,?2,?3,?4,?5,?6) ON CONFLICT(case_number) DO UPDATE SET "
        "scheme=excluded.scheme,state=excluded.state,note_key=excluded.note_key,note=excluded.note,"
        "township_ms=excluded.township_ms",
        {number, state.scheme(), state.state(), std::move(note.row_key), std::move(note.content),
         static_cast<std::int64_t>(state.township_ms())}));
    return keep_steps(state);
}

// The township's list counts. An older township sends none: then each state is a step when it comes.
Status Cases::keep_steps(const wire::CaseState& state) {
    auto& database = *store_.database;
    const auto& number = state.case_number();
    if (state.steps().empty()) {
        return database.run(
            "INSERT INTO case_steps SELECT ?1,(SELECT ifnull(max(place)+1,0) FROM case_steps WHERE case_number=?1),"
            "?2,?3 WHERE NOT EXISTS (SELECT 1 FROM case_steps WHERE case_number=?1 AND state=?2 AND township_ms=?3)",
            {number, state.state(), static_cast<std::int64_t>(state.township_ms())});
    }
    DOORSTEP_CHECK(database.run("DELETE FROM case_steps WHERE case_number=?1", {number}));
    std::int64_t place = 0;
    for (const auto& step : state.steps()) {
        DOORSTEP_CHECK(database.run("INSERT INTO case_steps VALUES(?1,?2,?3,?4)",
                                    {number, place++, step.state(), static_cast<std::int64_t>(step.township_ms())}));
    }
    return {};
}

Status Cases::add_steps(wire::CaseInfo& info) {
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query("SELECT state,township_ms FROM (SELECT * FROM case_steps WHERE case_number=?1 "
                                        "ORDER BY place DESC LIMIT ?2) ORDER BY place",
                                        {info.case_number(), most_steps}));
    for (const auto& row : rows) {
        auto& step = *info.add_steps();
        step.set_state(row.text(0));
        step.set_township_ms(row.number(1));
    }
    return {};
}

Status Cases::add_letters(wire::CaseInfo& info) {
    DOORSTEP_TRY(
        const Rows rows,
        store_.database->query("SELECT sealed_ms,state,kind FROM (SELECT * FROM items WHERE case_number=?1 AND "
                               "kind IN " LETTERS_AND_SUPPLEMENTS " ORDER BY sequence DESC LIMIT ?2) ORDER BY sequence",
                               {info.case_number(), most_letters}));
    for (const auto& row : rows) {
        auto& letter = *info.add_questions();
        letter.set_submitted_ms(row.number(0));
        letter.set_state(static_cast<wire::Item::State>(row.number(1)));
        letter.set_kind(static_cast<wire::SubmissionKind>(row.number(2)));
    }
    return {};
}

// What the case is about is its newest hand-in that is no addition to another; where it is, that of the newest at all.
Status Cases::add_hand_ins(wire::CaseInfo& info) {
    DOORSTEP_TRY(const Rows items, store_.database->query(
                                       "SELECT scheme,sealed_ms,state,kind,township_ms FROM items WHERE case_number=?1 "
                                       "AND kind NOT IN " LETTERS " ORDER BY sequence DESC LIMIT 1",
                                       {info.case_number()}));
    if (items.empty()) {
        return {};
    }
    DOORSTEP_TRY(const Rows about,
                 store_.database->query(
                     "SELECT kind,scheme FROM items WHERE case_number=?1 AND kind NOT IN " LETTERS_AND_SUPPLEMENTS
                     " ORDER BY sequence DESC LIMIT 1",
                     {info.case_number()}));
    info.set_scheme(about.empty() ? items[0].text(0) : about[0].text(1));
    info.set_submitted_ms(items[0].number(1));
    info.set_item_state(static_cast<wire::Item::State>(items[0].number(2)));
    info.set_kind(static_cast<wire::SubmissionKind>(about.empty() ? items[0].number(3) : about[0].number(0)));
    info.set_township_ms(items[0].number(4));
    return {};
}

Result<std::vector<wire::CaseInfo>> Cases::describe(const std::set<std::string>& case_numbers) {
    std::vector<wire::CaseInfo> infos;
    for (const auto& number : case_numbers) {
        wire::CaseInfo info;
        info.set_case_number(number);
        DOORSTEP_CHECK(add_hand_ins(info));
        DOORSTEP_TRY(
            const Rows states,
            store_.database->query(
                "SELECT scheme,state,note_key,note,township_ms FROM case_states WHERE case_number=?1", {number}));
        if (!states.empty()) {
            DOORSTEP_TRY(const WipedBytes note,
                         open_row(note_key(), {states[0].bytes(2), states[0].bytes(3)}, as_bytes(number)));
            info.set_scheme(states[0].text(0).empty() ? info.scheme() : states[0].text(0));
            info.set_state(states[0].text(1));
            info.set_note(std::string(as_text(note)));
            info.set_state_ms(states[0].number(4));
        }
        DOORSTEP_CHECK(add_steps(info));
        DOORSTEP_CHECK(add_letters(info));
        infos.push_back(std::move(info));
    }
    return infos;
}

}  // namespace doorstep::agent

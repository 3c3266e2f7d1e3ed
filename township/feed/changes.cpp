#include "township/feed/changes.hpp"

#include <algorithm>

#include "protocol/messages/envelope.pb.h"

namespace doorstep::township {
namespace {

// "|approved|paying|": what LIKE looks for; empty: any state.
std::string states_text(const Purpose& purpose) {
    std::string out;
    for (const auto& state : purpose.states) {
        out += (out.empty() ? "|" : "") + state + "|";
    }
    return out;
}

// The newest application that belongs to the case and names people.
#define PEOPLE_OF_CASE                                                                                             \
    "(SELECT b.id FROM submissions b WHERE b.case_number = m.case_number AND b.attached = 1 AND EXISTS (SELECT 1 " \
    "FROM people p WHERE p.submission = b.id) ORDER BY (b.kind = 1) DESC, b.received_ms DESC LIMIT 1)"

// A complaint is no case that the county is told of.
Status add_states(Archive& archive, const Purpose& purpose, std::int64_t generation, Reached& reached, std::size_t most,
                  std::vector<Change>& out) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query(
                     "SELECT m.id, m.case_number, m.from_state, m.to_state, m.at_ms, c.scheme, c.scheme_version, "
                     "c.station, " PEOPLE_OF_CASE " FROM moves m JOIN cases c ON c.number = m.case_number WHERE m.id > "
                     "?1 AND c.kind <> ?6 AND (?2 = '' OR ?2 LIKE "
                     "'%|' || m.to_state || '|%') AND NOT EXISTS (SELECT 1 FROM feed_moves f WHERE f.purpose = ?3 AND "
                     "f.generation = ?4 AND f.move = m.id) ORDER BY m.id LIMIT ?5",
                     {reached.move, states_text(purpose), purpose.id, generation, static_cast<std::int64_t>(most),
                      static_cast<std::int64_t>(wire::COMPLAINT)}));
    for (const auto& row : rows) {
        Change change;
        change.kind = Change::Kind::CaseState;
        change.move = reached.move = row.number(0);
        change.case_number = row.text(1);
        change.from_state = row.text(2);
        change.state = row.text(3);
        change.at_ms = row.number(4);
        change.scheme = row.text(5);
        change.scheme_version = row.number(6);
        change.station = row.text(7);
        change.submission = row.bytes(8);
        out.push_back(std::move(change));
    }
    return {};
}

Status add_check_ins(Archive& archive, const Purpose& purpose, std::int64_t generation, Reached& reached,
                     std::size_t most, std::vector<Change>& out) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query(
                     "SELECT s.id, s.case_number, s.scheme, s.scheme_version, s.station, s.received_ms, x.way, "
                     "x.reason, x.person_present FROM check_ins x JOIN submissions s ON s.id = x.submission WHERE s.id "
                     "> ?1 AND s.attached = 1 AND NOT EXISTS (SELECT 1 FROM feed_check_ins f WHERE f.purpose = ?2 AND "
                     "f.generation = ?3 AND f.submission = s.id) ORDER BY s.id LIMIT ?4",
                     {reached.check_in, purpose.id, generation, static_cast<std::int64_t>(most)}));
    for (const auto& row : rows) {
        Change change;
        change.kind = Change::Kind::CheckIn;
        change.submission = reached.check_in = row.bytes(0);
        change.case_number = row.text(1);
        change.scheme = row.text(2);
        change.scheme_version = row.number(3);
        change.station = row.text(4);
        change.at_ms = row.number(5);
        change.way = row.number(6);
        change.reason = row.number(7);
        change.person_present = row.number(8) != 0;
        out.push_back(std::move(change));
    }
    return {};
}

}  // namespace

std::string_view id_of(Change::Kind kind) {
    return kind == Change::Kind::CaseState ? "case-state" : "check-in";
}

Result<std::vector<Change>> changes_to_tell(Archive& archive, const Purpose& purpose, std::int64_t generation,
                                            Reached& reached, std::size_t most) {
    std::vector<Change> out;
    if (purpose.case_states) {
        DOORSTEP_CHECK(add_states(archive, purpose, generation, reached, most, out));
    }
    if (purpose.check_ins && out.size() < most) {
        DOORSTEP_CHECK(add_check_ins(archive, purpose, generation, reached, most - out.size(), out));
    }
    return out;
}

Status note_told(Archive& archive, const Change& change, const Purpose& purpose, std::int64_t generation,
                 std::int64_t number) {
    if (change.kind == Change::Kind::CaseState) {
        return archive.database().run(
            "INSERT INTO feed_moves (purpose, generation, move, number) VALUES (?1, ?2, ?3, ?4)",
            {purpose.id, generation, change.move, number});
    }
    return archive.database().run(
        "INSERT INTO feed_check_ins (purpose, generation, submission, number) VALUES (?1, ?2, ?3, ?4)",
        {purpose.id, generation, change.submission, number});
}

}  // namespace doorstep::township

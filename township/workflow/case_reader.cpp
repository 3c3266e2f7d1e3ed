#include "township/workflow/case_reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/masking.hpp"
#include "protocol/messages/envelope.pb.h"
#include "township/archive/part_store.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

Uuid id_from(const Bytes& bytes) {
    return Uuid::from_bytes(bytes).value_or(Uuid{});
}

// A sealed column, masked unless the actor gave a purpose.
Result<std::string> shown(Archive& archive, std::string_view column, const Row& row, std::size_t index,
                          const Actor& actor, std::string (*mask)(std::string_view)) {
    if (row.is_null(index)) {
        return std::string{};
    }
    DOORSTEP_TRY(const WipedString plain, archive.cipher().open_text(column, row.bytes(index)));
    return actor.purpose.empty() ? mask(plain.view()) : plain.view();
}

// The applicant's sealed name is the newest one that belongs to the case.
#define APPLICANT_NAME                                                                                           \
    "(SELECT p.name FROM people p JOIN submissions b ON b.id = p.submission WHERE b.case_number = c.number AND " \
    "b.attached = 1 AND p.role = 'applicant' ORDER BY b.received_ms DESC LIMIT 1)"
#define OF_CASE(table)             \
    "(SELECT count(*) FROM " table \
    " x JOIN submissions b ON b.id = x.submission WHERE b.case_number = c.number AND b.attached = 1"
// Complaints (kind 10) are no cases for the desk: workflow/complaints.hpp.
static_assert(wire::COMPLAINT == 10);
constexpr std::string_view summary_sql =
    "SELECT c.number, c.kind, c.scheme, c.station, c.state, c.state_ms, c.created_ms, " APPLICANT_NAME
    ", (SELECT count(*) FROM submissions b WHERE b.case_number = c.number AND b.attached = 1), " OF_CASE("people")
    " AND x.role = 'member'), " OF_CASE("consents") "), " OF_CASE("parts") " AND x.kind IN (3, 4, 7)), "
    OF_CASE("check_ins") "), (SELECT count(*) FROM tasks t WHERE t.case_number = c.number AND t.done_ms = 0), c.note "
    "FROM cases c WHERE c.kind <> 10 AND (?1 = '' OR c.number = ?1) ORDER BY c.created_ms DESC, c.number LIMIT 10000";

Result<CaseSummary> summary_from(Archive& archive, const Row& row, const Actor& actor) {
    DOORSTEP_TRY(std::string name, shown(archive, "people.name", row, 7, actor, mask_name));
    return CaseSummary{row.text(0),    row.number(1),  row.text(2),     row.text(3),   row.text(4),
                       row.number(5),  row.number(6),  std::move(name), row.number(8), row.number(9),
                       row.number(10), row.number(11), row.number(12),  row.number(13)};
}

Result<std::vector<SubmissionView>> submissions_of(Archive& archive, const std::string& number) {
    DOORSTEP_TRY(
        const Rows rows,
        archive.database().query(
            "SELECT b.id, b.kind, b.station, b.sequence, b.author_as, b.author_account, b.station_ms, b.last_token_ms, "
            "b.received_ms, b.attached, i.source, i.line, i.received FROM submissions b LEFT JOIN imports i ON "
            "i.submission = b.id WHERE b.case_number = ?1 AND b.kind <> 10 ORDER BY b.received_ms, b.id",
            {number}));
    std::vector<SubmissionView> out;
    for (const auto& row : rows) {
        out.push_back({id_from(row.bytes(0)),
                       row.number(1),
                       row.text(2),
                       row.number(3),
                       row.number(4),
                       row.text(5),
                       row.number(6),
                       {row.number(7), row.number(8)},
                       row.number(9) != 0,
                       row.text(10),
                       row.number(11),
                       row.text(12)});
    }
    return out;
}

Result<std::vector<PersonView>> people_of(Archive& archive, const std::string& number, const Actor& actor) {
    DOORSTEP_TRY(
        const Rows rows,
        archive.database().query(
            "SELECT role, relation, name, number, phone FROM people WHERE submission = (SELECT b.id FROM "
            "submissions b WHERE b.case_number = ?1 AND b.attached = 1 AND EXISTS (SELECT 1 FROM people p "
            "WHERE p.submission = b.id) ORDER BY (b.kind = 1) DESC, b.received_ms DESC LIMIT 1) ORDER BY place",
            {number}));
    std::vector<PersonView> out;
    for (const auto& row : rows) {
        PersonView person{row.text(0), row.text(1), {}, {}, {}};
        DOORSTEP_TRY(person.name, shown(archive, "people.name", row, 2, actor, mask_name));
        DOORSTEP_TRY(person.number, shown(archive, "people.number", row, 3, actor, mask_number));
        DOORSTEP_TRY(person.phone, shown(archive, "people.phone", row, 4, actor, mask_phone));
        out.push_back(std::move(person));
    }
    return out;
}

Result<std::vector<PartView>> parts_of(Archive& archive, const std::string& number) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query(
                     "SELECT x.submission, x.number, x.kind, x.media_type, x.size, x.digest FROM parts x JOIN "
                     "submissions b ON b.id = x.submission WHERE b.case_number = ?1 AND b.kind <> 10 ORDER BY "
                     "b.received_ms, x.place",
                     {number}));
    std::vector<PartView> out;
    for (const auto& row : rows) {
        PartView part{id_from(row.bytes(0)), row.number(1), row.number(2), row.text(3), row.number(4), {}};
        const Bytes digest = row.bytes(5);
        std::copy_n(digest.begin(), std::min(digest.size(), part.digest.size()), part.digest.begin());
        out.push_back(std::move(part));
    }
    return out;
}

Result<std::vector<CheckInView>> check_ins_of(Archive& archive, const std::string& number, const Actor& actor) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query(
                     "SELECT b.id, b.case_number, b.station, x.way, x.reason, x.person_present, b.author_account, "
                     "(SELECT p.name FROM people p WHERE p.submission = b.id AND p.role = 'applicant'), x.station_ms, "
                     "b.received_ms FROM check_ins x JOIN submissions b ON b.id = x.submission WHERE ?1 = '' OR "
                     "b.case_number = ?1 ORDER BY b.received_ms DESC LIMIT 10000",
                     {number}));
    std::vector<CheckInView> out;
    for (const auto& row : rows) {
        DOORSTEP_TRY(std::string name, shown(archive, "people.name", row, 7, actor, mask_name));
        out.push_back({id_from(row.bytes(0)), row.text(1), row.text(2), row.number(3), row.number(4),
                       row.number(5) != 0, row.text(6), std::move(name), row.number(8), row.number(9)});
    }
    return out;
}

Status read_history(Archive& archive, const std::string& number, CaseDetail& out) {
    auto& db = archive.database();
    DOORSTEP_TRY(const Rows moves, db.query("SELECT from_state, to_state, note, reason, who, at_ms FROM moves WHERE "
                                            "case_number = ?1 ORDER BY id",
                                            {number}));
    for (const auto& row : moves) {
        out.moves.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.number(5)});
    }
    DOORSTEP_TRY(const Rows hearings,
                 db.query("SELECT record, who, at_ms FROM hearings WHERE case_number = ?1 ORDER BY id", {number}));
    for (const auto& row : hearings) {
        out.hearings.push_back({row.text(0), row.text(1), row.number(2)});
    }
    DOORSTEP_TRY(const Rows tasks,
                 db.query("SELECT what FROM tasks WHERE case_number = ?1 AND done_ms = 0 ORDER BY id", {number}));
    for (const auto& row : tasks) {
        out.tasks.push_back(row.text(0));
    }
    return {};
}

}  // namespace

bool PartView::is_page() const {
    return kind == wire::PAGE_ORIGINAL || kind == wire::PAGE_STRAIGHTENED || kind == wire::SIGNED_SHEET;
}

Result<std::vector<CaseSummary>> list_cases(Archive& archive, const Actor& actor) {
    DOORSTEP_CHECK(audit(archive, actor, "look", "all cases"));
    DOORSTEP_TRY(const Rows rows, archive.database().query(summary_sql, {std::string{}}));
    std::vector<CaseSummary> out;
    for (const auto& row : rows) {
        DOORSTEP_TRY(CaseSummary summary, summary_from(archive, row, actor));
        out.push_back(std::move(summary));
    }
    return out;
}

Result<std::vector<CheckInView>> list_check_ins(Archive& archive, const Actor& actor) {
    DOORSTEP_CHECK(audit(archive, actor, "look", "all check-ins"));
    return check_ins_of(archive, {}, actor);
}

Result<CaseDetail> read_case(Archive& archive, std::string_view case_number, const Actor& actor) {
    const std::string number(case_number);
    DOORSTEP_TRY(const Rows rows, archive.database().query(summary_sql, {number}));
    if (number.empty() || rows.empty()) {
        return Error(TownshipError::NoSuchCase, number);
    }
    DOORSTEP_CHECK(audit(archive, actor, "look", number));
    CaseDetail out;
    DOORSTEP_TRY(out.summary, summary_from(archive, rows[0], actor));
    out.note = rows[0].text(14);
    DOORSTEP_TRY(out.submissions, submissions_of(archive, number));
    DOORSTEP_TRY(out.people, people_of(archive, number, actor));
    DOORSTEP_TRY(out.consents, consents_of(archive, number));
    DOORSTEP_TRY(out.parts, parts_of(archive, number));
    DOORSTEP_TRY(out.check_ins, check_ins_of(archive, number, actor));
    DOORSTEP_TRY(out.letters, letters_of(archive, number, actor));
    DOORSTEP_TRY(out.acting, acting_in(archive, number, actor));
    DOORSTEP_CHECK(read_history(archive, number, out));
    return out;
}

Result<WipedBytes> read_part(Archive& archive, std::string_view case_number, const Uuid& submission,
                             std::int64_t number, const Actor& actor) {
    DOORSTEP_TRY(const Rows rows, archive.database().query(
                                      "SELECT x.digest FROM parts x JOIN submissions b ON b.id = x.submission WHERE "
                                      "b.case_number = ?1 AND b.kind <> 10 AND x.submission = ?2 AND x.number = ?3",
                                      {std::string(case_number), to_bytes(submission.bytes()), number}));
    Digest digest{};
    if (rows.empty() || rows[0].bytes(0).size() != digest.size()) {
        return Error(TownshipError::NoSuchCase, "no such part");
    }
    DOORSTEP_CHECK(audit(archive, actor, fmt::format("look part {}", number), case_number));
    const Bytes bytes = rows[0].bytes(0);
    std::copy(bytes.begin(), bytes.end(), digest.begin());
    return part_content(archive, digest);
}

}  // namespace doorstep::township

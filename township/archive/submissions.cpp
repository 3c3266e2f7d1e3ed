#include "township/archive/submissions.hpp"
#include "township/archive/part_store.hpp"

#include <algorithm>

namespace doorstep::township {
namespace {

Cell sealed_or_null(const ColumnCipher& cipher, std::string_view column, const WipedString& text) {
    return text.empty() ? Cell(std::monostate{}) : Cell(cipher.seal(column, as_bytes(text.view())));
}

std::int64_t millionths(float value) {
    return static_cast<std::int64_t>(static_cast<double>(value) * 1e6);
}

Status insert_header(Archive& archive, const NewSubmission& submission, const HeldSubmission& held) {
    const auto& header = submission.opened->header;
    const Cell follows = header.follows().size() == 16 ? Cell(to_bytes(as_bytes(header.follows()))) : Cell();
    return archive.database().run(
        "INSERT INTO submissions VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
        "?18)",
        {to_bytes(held.id.bytes()), held.station, static_cast<std::int64_t>(header.station_sequence()),
         static_cast<std::int64_t>(header.kind()), held.case_number, static_cast<std::int64_t>(submission.attached),
         header.scheme(), static_cast<std::int64_t>(header.scheme_version()),
         static_cast<std::int64_t>(header.author().as()), header.author().account(), header.times().station_ms(),
         submission.not_before_ms, held.received_ms, to_bytes(held.envelope_digest), submission.opened->header_bytes,
         submission.opened->inner_signature, submission.sign_public, follows});
}

Status insert_parts(Archive& archive, const NewSubmission& submission, const Bytes& id) {
    std::int64_t place = 0;
    for (const auto& part : submission.opened->parts) {
        DOORSTEP_CHECK(archive.database().run(
            "INSERT INTO parts VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            {id, static_cast<std::int64_t>(part.info.number()), place++, static_cast<std::int64_t>(part.info.kind()),
             part.info.media_type(), static_cast<std::int64_t>(part.content.size()), to_bytes(part.plain_digest)}));
    }
    return {};
}

Status insert_people(Archive& archive, const NewSubmission& submission, const Bytes& id) {
    const auto& cipher = archive.cipher();
    std::int64_t place = 0;
    for (const auto& person : submission.people) {
        const Cell found = person.number.empty() ? Cell() : Cell(cipher.found_by_number(person.number.view()));
        DOORSTEP_CHECK(archive.database().run(
            "INSERT INTO people VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            {id, place++, person.role, person.relation, cipher.seal("people.name", as_bytes(person.name.view())),
             sealed_or_null(cipher, "people.number", person.number), found,
             sealed_or_null(cipher, "people.phone", person.phone)}));
    }
    return {};
}

Status insert_consents(Archive& archive, const NewSubmission& submission, const Bytes& id) {
    std::int64_t place = 0;
    for (const auto& consent : submission.consents) {
        DOORSTEP_CHECK(archive.database().run(
            "INSERT INTO consents VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            {id, place++, to_bytes(as_bytes(consent.id())), static_cast<std::int64_t>(consent.kind()), consent.whose(),
             static_cast<std::int64_t>(consent.answer()), static_cast<std::int64_t>(consent.how()), consent.text_id(),
             static_cast<std::int64_t>(consent.text_version()), to_bytes(as_bytes(consent.text_digest())),
             consent.language(), static_cast<std::int64_t>(consent.paper_part()), consent.operator_(),
             consent.witness(), consent.recorded_ms()}));
    }
    return {};
}

Status insert_outcome(Archive& archive, const wire::CheckInOutcome& outcome, const Bytes& id) {
    return archive.database().run(
        "INSERT INTO check_ins VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
        {id, static_cast<std::int64_t>(outcome.way()), static_cast<std::int64_t>(outcome.reason()),
         static_cast<std::int64_t>(outcome.person_present()), millionths(outcome.distance()),
         millionths(outcome.threshold()), outcome.model(), outcome.station_ms()});
}

}  // namespace

Result<std::optional<HeldSubmission>> held_submission(Archive& archive, const Uuid& id) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query(
                     "SELECT station, case_number, envelope_digest, received_ms FROM submissions WHERE id = ?1",
                     {to_bytes(id.bytes())}));
    if (rows.empty()) {
        return std::optional<HeldSubmission>{};
    }
    HeldSubmission held{id, rows[0].text(0), rows[0].text(1), {}, rows[0].number(3)};
    const Bytes digest = rows[0].bytes(2);
    std::copy_n(digest.begin(), std::min(digest.size(), held.envelope_digest.size()), held.envelope_digest.begin());
    return std::optional<HeldSubmission>(std::move(held));
}

Result<HeldSubmission> insert_submission(Archive& archive, const NewSubmission& submission) {
    const auto& header = submission.opened->header;
    DOORSTEP_TRY(const Uuid id, Uuid::from_bytes(as_bytes(header.submission_id())));
    const HeldSubmission held{id, header.station_id(), submission.case_number, submission.envelope_digest,
                              archive.now()};
    const Bytes id_bytes = to_bytes(id.bytes());
    DOORSTEP_CHECK(insert_header(archive, submission, held));
    if (!submission.opened->audit_entries.empty()) {
        DOORSTEP_CHECK(archive.database().run("INSERT INTO station_entries VALUES (?1, ?2)",
                                              {id_bytes, submission.opened->audit_entries}));
    }
    DOORSTEP_CHECK(put_small_parts(archive, *submission.opened));
    DOORSTEP_CHECK(insert_parts(archive, submission, id_bytes));
    DOORSTEP_CHECK(insert_people(archive, submission, id_bytes));
    DOORSTEP_CHECK(insert_consents(archive, submission, id_bytes));
    if (submission.outcome) {
        DOORSTEP_CHECK(insert_outcome(archive, *submission.outcome, id_bytes));
    }
    return held;
}

Result<std::int64_t> keep_refused(Archive& archive, std::string_view station, BytesView submission,
                                  wire::RefusalCode code, BytesView envelope) {
    auto& db = archive.database();
    std::int64_t id = 0;
    DOORSTEP_CHECK(db.transaction([&]() -> Status {
        DOORSTEP_TRY(const Rows count,
                     db.query("SELECT count(*) FROM refused WHERE station = ?1", {std::string(station)}));
        if (count[0].number(0) >= most_refused) {
            return {};
        }
        DOORSTEP_TRY(
            const Rows rows,
            db.query("INSERT INTO refused (station, submission, code, digest, envelope, at_ms) VALUES (?1, ?2, "
                     "?3, ?4, ?5, ?6) ON CONFLICT DO NOTHING RETURNING id",
                     {std::string(station), to_bytes(submission), static_cast<std::int64_t>(code),
                      to_bytes(sha256(envelope)), to_bytes(envelope), archive.now()}));
        id = rows.empty() ? 0 : rows[0].number(0);
        return {};
    }));
    return id;
}

}  // namespace doorstep::township

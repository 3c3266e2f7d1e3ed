#include "township/archive/imports.hpp"

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

constexpr auto key_column = "imports.key";

Bytes key_found(const Archive& archive, std::string_view source, std::string_view key) {
    return archive.cipher().found_by(fmt::format("import|{}|{}", source, key));
}

}  // namespace

Result<std::vector<HeldImport>> held_imports(Archive& archive, std::string_view source, std::string_view key) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query(
                     "SELECT i.submission, s.case_number, i.content, s.follows FROM imports i JOIN submissions s ON "
                     "s.id = i.submission WHERE i.source = ?1 AND i.key_found = ?2 ORDER BY s.received_ms, s.id",
                     {std::string(source), key_found(archive, source, key)}));
    std::vector<HeldImport> out;
    for (const auto& row : rows) {
        out.push_back({Uuid::from_bytes(row.bytes(0)).value_or(Uuid{}), row.text(1), row.bytes(2), row.is_null(3)});
    }
    return out;
}

Bytes import_content(const Archive& archive, std::string_view all) {
    return archive.cipher().found_by(all);
}

Status insert_import(Archive& archive, const NewSubmission& submission, const ImportOrigin& origin,
                     const Actor& actor) {
    DOORSTEP_TRY(const HeldSubmission held, insert_submission(archive, submission));
    DOORSTEP_CHECK(archive.database().run(
        "INSERT INTO imports (submission, source, key, key_found, content, line, received) VALUES (?1, ?2, ?3, ?4, ?5, "
        "?6, ?7)",
        {to_bytes(held.id.bytes()), origin.source, archive.cipher().seal(key_column, as_bytes(origin.key)),
         key_found(archive, origin.source, origin.key), origin.content, static_cast<std::int64_t>(origin.line),
         origin.received}));
    DOORSTEP_TRY(const auto action, import_action(archive, held.id));
    return audit(archive, actor, action, held.case_number);
}

Result<std::string> import_action(Archive& archive, const Uuid& submission) {
    const Bytes id = to_bytes(submission.bytes());
    auto& db = archive.database();
    DOORSTEP_TRY(const Rows rows,
                 db.query("SELECT s.kind, s.case_number, s.scheme, s.received_ms, i.source, i.key_found, i.content, "
                          "i.line, i.received FROM submissions s JOIN imports i ON i.submission = s.id WHERE s.id = ?1",
                          {id}));
    if (rows.empty()) {
        return Error(TownshipError::NoSuchCase, "no import has that id");
    }
    const auto& row = rows[0];
    auto text =
        fmt::format("{}|{}|{}|{}|{}|{}|{}|{}|{}|{}", submission.text(), row.number(0), row.text(1), row.text(2),
                    row.number(3), row.text(4), to_hex(row.bytes(5)), to_hex(row.bytes(6)), row.number(7), row.text(8));
    DOORSTEP_TRY(const Rows parts,
                 db.query("SELECT number, kind, media_type, size, digest FROM parts WHERE submission = ?1 ORDER BY "
                          "place",
                          {id}));
    for (const auto& part : parts) {
        text += fmt::format("|{}|{}|{}|{}|{}", part.number(0), part.number(1), part.text(2), part.number(3),
                            to_hex(part.bytes(4)));
    }
    return "imported " + to_hex(sha256(as_bytes(text)));
}

}  // namespace doorstep::township

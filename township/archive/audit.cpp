#include "township/archive/audit.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/files.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

constexpr auto head_file = "audit.head";
constexpr std::size_t largest_head = 256;

void add_number(Bytes& to, std::uint64_t value) {
    for (int shift = 0; shift < 64; shift += 8) {
        to.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

void add_bytes(Bytes& to, BytesView bytes) {
    add_number(to, bytes.size());
    to.insert(to.end(), bytes.begin(), bytes.end());
}

Digest digest_of(const AuditEntry& entry, BytesView previous) {
    Bytes text;
    add_number(text, entry.sequence);
    add_number(text, static_cast<std::uint64_t>(entry.at_ms));
    for (const auto* field : {&entry.who, &entry.action, &entry.what, &entry.why}) {
        add_bytes(text, as_bytes(*field));
    }
    add_bytes(text, previous);
    return sha256(text);
}

AuditEntry entry_from(const Row& row) {
    return {
        static_cast<std::uint64_t>(row.number(0)), row.number(1), row.text(2), row.text(3), row.text(4), row.text(5)};
}

Error tampered(std::uint64_t row, std::string_view how) {
    return Error(TownshipError::Tampered, fmt::format("audit row {}: {}", row, how));
}

// "sequence digest" of the last head that was written; empty when there is none yet.
Result<std::string> kept_head(const Archive& archive) {
    auto text = read_text_file(archive.folder() / head_file, largest_head);
    if (!text && text.error().is(FileError::NotFound)) {
        return std::string{};
    }
    return text;
}

std::string head_text(std::uint64_t sequence, BytesView digest) {
    return fmt::format("{} {}\n", sequence, to_hex(digest));
}

}  // namespace

Status audit(Archive& archive, const Actor& actor, std::string_view action, std::string_view what) {
    auto& db = archive.database();
    return db.transaction([&]() -> Status {
        DOORSTEP_TRY(const Rows last, db.query("SELECT sequence, digest FROM audit ORDER BY sequence DESC LIMIT 1"));
        const Bytes previous = last.empty() ? Bytes(32) : last[0].bytes(1);
        const AuditEntry entry{last.empty() ? 1U : static_cast<std::uint64_t>(last[0].number(0)) + 1,
                               archive.now(),
                               actor.who,
                               std::string(action),
                               std::string(what),
                               actor.purpose};
        const Digest digest = digest_of(entry, previous);
        return db.run("INSERT INTO audit VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                      {static_cast<std::int64_t>(entry.sequence), entry.at_ms, entry.who, entry.action, entry.what,
                       entry.why, previous, Bytes(digest.begin(), digest.end())});
    });
}

Result<std::vector<AuditEntry>> audit_of(Archive& archive, std::string_view what) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT sequence, at_ms, who, action, what, why FROM audit WHERE ?1 = '' OR "
                                          "what = ?1 ORDER BY sequence DESC LIMIT 10000",
                                          {std::string(what)}));
    std::vector<AuditEntry> out;
    for (const auto& row : rows) {
        out.push_back(entry_from(row));
    }
    std::reverse(out.begin(), out.end());
    return out;
}

Result<std::uint64_t> verify_audit(Archive& archive) {
    DOORSTEP_TRY(const std::string head, kept_head(archive));
    DOORSTEP_TRY(const Rows rows, archive.database().query("SELECT sequence, at_ms, who, action, what, why, previous, "
                                                           "digest FROM audit ORDER BY sequence"));
    Bytes previous(32);
    bool head_seen = head.empty();
    std::uint64_t expected = 1;
    for (const auto& row : rows) {
        const auto entry = entry_from(row);
        if (entry.sequence != expected) {
            return tampered(expected, "missing");
        }
        if (row.bytes(6) != previous) {
            return tampered(expected, "does not continue the row before");
        }
        const Digest digest = digest_of(entry, previous);
        previous = row.bytes(7);
        if (!std::equal(digest.begin(), digest.end(), previous.begin(), previous.end())) {
            return tampered(expected, "edited");
        }
        head_seen = head_seen || head_text(expected, previous) == head;
        ++expected;
    }
    if (!head_seen) {
        return tampered(expected - 1, "the chain ends before, or beside, the head that was kept");
    }
    return expected - 1;
}

Status write_audit_head(Archive& archive) {
    DOORSTEP_TRY(const Rows last,
                 archive.database().query("SELECT sequence, digest FROM audit ORDER BY sequence DESC LIMIT 1"));
    if (last.empty()) {
        return {};
    }
    const auto text = head_text(static_cast<std::uint64_t>(last[0].number(0)), last[0].bytes(1));
    DOORSTEP_TRY(const std::string before, kept_head(archive));
    return before == text ? Status{} : write_file_durably(archive.folder() / head_file, as_bytes(text), 0600);
}

}  // namespace doorstep::township

#include "township/archive/audit.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/files.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

constexpr std::size_t largest_head = 256;
constexpr std::int64_t rows_at_once = 1000;

// Beside the database, so that who cuts the tail off there must be here too.
std::filesystem::path head_file(const Archive& archive, const std::string& chain) {
    return archive.folder() / (chain.empty() ? "audit.head" : "audit-" + chain + ".head");
}

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
    if (!entry.chain.empty()) {
        add_bytes(text, as_bytes(entry.chain));
    }
    return sha256(text);
}

#define ENTRY_COLUMNS "chain, sequence, at_ms, who, action, what, why"
constexpr std::size_t entry_columns = 7;

AuditEntry entry_from(const Row& row) {
    return {
        row.text(0), static_cast<std::uint64_t>(row.number(1)), row.number(2), row.text(3), row.text(4), row.text(5),
        row.text(6)};
}

// "sequence digest" of the last head that was written; empty when there is none yet.
Result<std::string> kept_head(const Archive& archive, const std::string& chain) {
    auto text = read_text_file(head_file(archive, chain), largest_head);
    if (!text && text.error().is(FileError::NotFound)) {
        return std::string{};
    }
    return text;
}

std::string head_text(std::uint64_t sequence, BytesView digest) {
    return fmt::format("{} {}\n", sequence, to_hex(digest));
}

// One chain being walked.
class Walk {
  public:
    Walk(std::string chain, std::string head) : chain_(std::move(chain)), head_(std::move(head)) {}
    Status step(const Row& row) {
        const auto entry = entry_from(row);
        if (entry.sequence != reached_.sequence + 1) {
            return tampered("missing");
        }
        if (row.bytes(entry_columns) != reached_.digest) {
            return tampered("does not continue the row before");
        }
        const Digest digest = digest_of(entry, reached_.digest);
        if (to_bytes(digest) != row.bytes(entry_columns + 1)) {
            return tampered("edited");
        }
        reached_ = {entry.sequence, to_bytes(digest)};
        head_seen_ = head_seen_ || head_text(reached_.sequence, reached_.digest) == head_;
        return {};
    }
    Status end() const {
        return head_.empty() || head_seen_
                   ? Status{}
                   : Status(tampered("the chain ends before, or beside, the head that was kept"));
    }
    std::uint64_t rows() const { return reached_.sequence; }

  private:
    Error tampered(std::string_view how) const {
        const auto whose = chain_.empty() ? "" : " of " + chain_;
        return Error(TownshipError::Tampered, fmt::format("audit row {}{}: {}", reached_.sequence + 1, whose, how));
    }
    std::string chain_;
    std::string head_;
    AuditHead reached_;
    bool head_seen_ = false;
};

Result<std::uint64_t> verify_chain(Archive& archive, const std::string& chain) {
    DOORSTEP_TRY(const std::string head, kept_head(archive, chain));
    Walk walk(chain, head);
    for (;;) {
        DOORSTEP_TRY(const Rows rows,
                     archive.database().query("SELECT " ENTRY_COLUMNS
                                              ", previous, digest FROM audit WHERE chain = ?1 AND sequence > ?2 ORDER "
                                              "BY sequence LIMIT ?3",
                                              {chain, static_cast<std::int64_t>(walk.rows()), rows_at_once}));
        for (const auto& row : rows) {
            DOORSTEP_CHECK(walk.step(row));
        }
        if (rows.empty()) {
            DOORSTEP_CHECK(walk.end());
            return walk.rows();
        }
    }
}

}  // namespace

Status audit(Archive& archive, const Actor& actor, std::string_view action, std::string_view what) {
    auto& db = archive.database();
    const std::string& chain = archive.store().chain;
    return db.transaction([&]() -> Status {
        DOORSTEP_CHECK(db.hold("audit/" + chain));
        DOORSTEP_TRY(const AuditHead last, audit_head(archive));
        const AuditEntry entry{
            chain, last.sequence + 1, archive.now(), actor.who, std::string(action), std::string(what), actor.purpose};
        return db.run("INSERT INTO audit (" ENTRY_COLUMNS
                      ", previous, digest) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                      {chain, static_cast<std::int64_t>(entry.sequence), entry.at_ms, entry.who, entry.action,
                       entry.what, entry.why, last.digest, to_bytes(digest_of(entry, last.digest))});
    });
}

Result<AuditHead> audit_head(Archive& archive) {
    DOORSTEP_TRY(const Rows last, archive.database().query("SELECT sequence, digest FROM audit WHERE chain = ?1 ORDER "
                                                           "BY sequence DESC LIMIT 1",
                                                           {archive.store().chain}));
    return last.empty() ? AuditHead{} : AuditHead{static_cast<std::uint64_t>(last[0].number(0)), last[0].bytes(1)};
}

Result<std::vector<AuditEntry>> audit_of(Archive& archive, std::string_view what) {
    // One chain has its own order, whatever the clock did; between several there is but the clock's.
    const std::string order = archive.store().on_server() ? "at_ms DESC, chain, sequence DESC" : "sequence DESC";
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT " ENTRY_COLUMNS " FROM audit WHERE ?1 = '' OR what = ?1 ORDER BY " +
                                              order + " LIMIT 10000",
                                          {std::string(what)}));
    std::vector<AuditEntry> out;
    for (const auto& row : rows) {
        out.push_back(entry_from(row));
    }
    std::reverse(out.begin(), out.end());
    return out;
}

Result<std::uint64_t> verify_audit(Archive& archive) {
    DOORSTEP_TRY(const Rows chains, archive.database().query("SELECT DISTINCT chain FROM audit"));
    // Also one of which nothing is left but the head that was kept.
    std::set<std::string> names{archive.store().chain};
    for (const auto& row : chains) {
        names.insert(row.text(0));
    }
    std::uint64_t rows = 0;
    for (const auto& name : names) {
        DOORSTEP_TRY(const auto walked, verify_chain(archive, name));
        rows += walked;
    }
    return rows;
}

Status write_audit_head(Archive& archive) {
    const std::string& chain = archive.store().chain;
    DOORSTEP_TRY(const AuditHead last, audit_head(archive));
    if (last.sequence == 0) {
        return {};
    }
    const auto text = head_text(last.sequence, last.digest);
    DOORSTEP_TRY(const std::string before, kept_head(archive, chain));
    return before == text ? Status{} : write_file_durably(head_file(archive, chain), as_bytes(text), 0600);
}

Result<std::vector<std::string>> audit_heads(const std::filesystem::path& folder) {
    std::vector<std::string> out;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        const auto name = entry.path().filename();
        if (name.native().rfind("audit", 0) == 0 && name.extension() == ".head") {
            out.push_back(name.native());
        }
    }
    return failed ? Result<std::vector<std::string>>(file_error(failed.value(), folder.native()))
                  : Result<std::vector<std::string>>(std::move(out));
}

}  // namespace doorstep::township

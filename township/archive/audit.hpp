// Who looked, exported, decided, and why: a hash chain in the database, its head also in a file (SECURITY 20, 21).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "township/archive/archive.hpp"

namespace doorstep::township {

// Who acts, and what for. Made once by each entrance (command line, console, gateway).
struct Actor {
    std::string who;      // system account, or "gateway"
    std::string purpose;  // as given with --purpose; empty: what is shown stays masked
};

struct AuditEntry {
    std::string chain;  // whose; empty where there is one
    std::uint64_t sequence = 0;
    std::int64_t at_ms = 0;
    std::string who;
    std::string action;
    std::string what;
    std::string why;
};

// Adds a row; joins the caller's transaction, else commits by itself. No personal data in `what`.
Status audit(Archive& archive, const Actor& actor, std::string_view action, std::string_view what);
// Rows about one thing (a case number), oldest first; all when `what` is empty, of all chains. At most 10,000, the
// newest.
Result<std::vector<AuditEntry>> audit_of(Archive& archive, std::string_view what);
// Where this process's own chain stands.
struct AuditHead {
    std::uint64_t sequence = 0;  // of its last row; 0: it has none
    Bytes digest = Bytes(32);    // of that row; zero bytes: none
};
Result<AuditHead> audit_head(Archive& archive);
// Walks all chains; the number of rows. Tampered names the first row that does not hold, or says that the tail of a
// chain was cut off behind the head that the file here keeps of it.
Result<std::uint64_t> verify_audit(Archive& archive);
// Writes the head of this process's chain beside the database (audit.head, or audit-<chain>.head). The gateway does so
// now and then, each command at its end.
Status write_audit_head(Archive& archive);
// Names of the heads that a state folder keeps: of its gateway's chain, of its commands'. File errors.
Result<std::vector<std::string>> audit_heads(const std::filesystem::path& folder);

}  // namespace doorstep::township

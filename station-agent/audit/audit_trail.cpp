#include "station-agent/audit/audit_trail.hpp"

#include "protocol/envelope/audit_entries.hpp"

namespace doorstep::agent {

Status AuditTrail::note(std::string_view what, std::string_view who, BytesView subject) {
    auto& database = *store_.database;
    return database.transaction([&]() -> Status {
        DOORSTEP_TRY(const std::int64_t last, meta_number(database, "sequence"));
        const auto sequence = last + 1;
        DOORSTEP_TRY(const Rows rows, database.query("SELECT coalesce(max(place)+1,0) FROM audit_entries WHERE "
                                                     "sequence=?1",
                                                     {sequence}));
        const auto place = rows[0].number(0);
        if (place >= protocol::most_audit_entries) {
            return {};
        }
        const bool full = place + 1 == protocol::most_audit_entries;
        wire::AuditEntry entry;
        entry.set_at_ms(clock_.now().milliseconds);
        entry.set_what(std::string(full ? "full" : what));
        entry.set_who(std::string(full ? "" : who));
        entry.set_subject(full ? "" : std::string(as_text(subject)));
        DOORSTEP_TRY(const Bytes previous, meta_bytes(database, "audit_head"));
        const Bytes head = to_bytes(protocol::audit_entry_step(previous, static_cast<std::uint64_t>(sequence),
                                                               static_cast<std::uint64_t>(place), entry));
        const auto content = entry.SerializeAsString();
        DOORSTEP_CHECK(database.run("INSERT INTO audit_entries VALUES(?1,?2,?3,?4)",
                                    {sequence, place, to_bytes(as_bytes(content)), head}));
        return set_meta(database, "audit_head", head);
    });
}

Result<wire::AuditEntries> AuditTrail::before(std::uint64_t sequence) {
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query("SELECT entry FROM audit_entries WHERE sequence=?1 ORDER BY place",
                                        {static_cast<std::int64_t>(sequence)}));
    wire::AuditEntries out;
    for (const auto& row : rows) {
        const Bytes entry = row.bytes(0);
        if (!out.add_entries()->ParseFromArray(entry.data(), static_cast<int>(entry.size()))) {
            return Error(StoreError::CannotOpen, "an audit entry");
        }
    }
    return out;
}

}  // namespace doorstep::agent

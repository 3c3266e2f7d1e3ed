#include "protocol/envelope/audit_entries.hpp"

#include <fmt/format.h>

#include "protocol/envelope/associated.hpp"

namespace doorstep::protocol {

Digest audit_entry_step(BytesView previous, std::uint64_t sequence, std::uint64_t place,
                        const wire::AuditEntry& entry) {
    Bytes text;
    for (const auto* field : {&entry.what(), &entry.who(), &entry.subject()}) {
        append_field(text, as_bytes(*field));
    }
    Sha256 hash;
    hash.update(previous);
    hash.update(as_bytes(fmt::format("{}.{}|{}|entry|", sequence, place, entry.at_ms())));
    hash.update(text);
    return hash.finish();
}

std::optional<Bytes> audit_head_over(BytesView previous, std::uint64_t sequence, BytesView entries) {
    wire::AuditEntries list;
    if (!list.ParseFromArray(entries.data(), static_cast<int>(entries.size())) ||
        list.entries_size() > most_audit_entries) {
        return std::nullopt;
    }
    Bytes head(previous.begin(), previous.end());
    for (int i = 0; i < list.entries_size(); ++i) {
        const auto next = audit_entry_step(head, sequence, static_cast<std::uint64_t>(i), list.entries(i));
        head.assign(next.begin(), next.end());
    }
    return head;
}

}  // namespace doorstep::protocol

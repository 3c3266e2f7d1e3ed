#include "station-agent/roster/roster.hpp"

#include <algorithm>

#include "protocol/envelope/statements.hpp"

namespace doorstep::agent {

Roster::Roster(Store& store, const StoreKey& key)
    : store_(store), key_(key), rows_(*store.database, PersonRows::Table::Roster) {}

Status Roster::apply(const wire::RosterChange& change, const protocol::BoxKeys& station) {
    if (change.remove()) {
        DOORSTEP_TRY([[maybe_unused]] const bool was, rows_.remove(as_bytes(change.row())));
        return {};
    }
    DOORSTEP_TRY(const WipedBytes plain, protocol::open_box(as_bytes(change.sealed_entry()), station));
    wire::RosterEntry entry;
    if (!entry.ParseFromArray(plain.data(), static_cast<int>(plain.size())) || entry.number().empty()) {
        return Error(StoreError::CannotOpen, "roster entry");
    }
    const auto status = rows_.put(as_bytes(change.row()), person_key(key_, entry.number()), plain);
    wipe(*entry.mutable_number());
    for (auto& number : *entry.mutable_household_numbers()) {
        wipe(number);
    }
    return status;
}

Result<std::vector<wire::RosterEntry>> Roster::entries(const PersonKey& person) {
    DOORSTEP_TRY(const auto rows, rows_.find(person));
    std::vector<wire::RosterEntry> entries;
    for (const auto& row : rows) {
        wire::RosterEntry entry;
        if (entry.ParseFromArray(row.content.data(), static_cast<int>(row.content.size()))) {
            entries.push_back(std::move(entry));
        }
    }
    std::sort(entries.begin(), entries.end(),
              [](const auto& a, const auto& b) { return a.case_number() < b.case_number(); });
    return entries;
}

}  // namespace doorstep::agent

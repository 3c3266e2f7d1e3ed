#include "station-agent/vault/vault.hpp"

#include "base/uuid.hpp"

namespace doorstep::agent {
namespace {

constexpr std::size_t row_id_size = 16;

}  // namespace

Vault::Vault(Store& store) : store_(store), rows_(*store.database, PersonRows::Table::Vault) {}

Result<Bytes> Vault::store(const PersonKey& person, const wire::Template& face) {
    Bytes row(row_id_size);
    fill_random(row);
    wire::Template kept = face;
    kept.set_row_id(std::string(as_text(row)));
    std::string plain = kept.SerializeAsString();
    DOORSTEP_TRY(const auto earlier, rows_.find(person));
    const auto status = store_.database->transaction([&]() -> Status {
        for (const auto& found : earlier) {
            DOORSTEP_TRY([[maybe_unused]] const bool was, rows_.remove(found.row));
        }
        return rows_.put(row, person, as_bytes(plain));
    });
    wipe(plain);
    wipe(kept.mutable_values()->mutable_data(), static_cast<std::size_t>(kept.values_size()) * sizeof(float));
    DOORSTEP_CHECK(status);
    DOORSTEP_CHECK(store_.database->clear_log());
    return row;
}

Result<std::optional<wire::Template>> Vault::open(const PersonKey& person) {
    DOORSTEP_TRY(const auto rows, rows_.find(person));
    wire::Template face;
    if (rows.empty() || !face.ParseFromArray(rows[0].content.data(), static_cast<int>(rows[0].content.size()))) {
        return std::optional<wire::Template>{};
    }
    return std::optional<wire::Template>{std::move(face)};
}

Result<Bytes> Vault::row_of(const PersonKey& person) {
    DOORSTEP_TRY(const auto rows, rows_.find(person));
    return rows.empty() ? Bytes{} : rows[0].row;
}

Result<Bytes> Vault::withdraw(const PersonKey& person) {
    DOORSTEP_TRY(const Bytes row, row_of(person));
    if (!row.empty()) {
        DOORSTEP_CHECK(remove(row));
        DOORSTEP_CHECK(store_.database->clear_log());
    }
    return row;
}

Status Vault::remove(BytesView row) {
    DOORSTEP_TRY([[maybe_unused]] const bool was, rows_.remove(row));
    return {};
}

}  // namespace doorstep::agent

#include "station-agent/store/person_rows.hpp"

#include "station-agent/store/store.hpp"

namespace doorstep::agent {
namespace {

std::string table_name(PersonRows::Table table) {
    switch (table) {
        case PersonRows::Table::Roster:
            return "roster";
        case PersonRows::Table::Vault:
            return "vault";
        case PersonRows::Table::CasePeople:
            return "case_people";
    }
    return {};
}

}  // namespace

PersonRows::PersonRows(Database& database, Table table) : database_(database), table_(table_name(table)) {}

Status PersonRows::put(BytesView row, const PersonKey& person, BytesView content) {
    auto sealed = seal_row(person.key, content, row);
    return database_.run("INSERT OR REPLACE INTO " + table_ + " VALUES(?1,?2,?3,?4)",
                         {to_bytes(row), person.tag, std::move(sealed.row_key), std::move(sealed.content)});
}

Result<std::vector<PersonRows::Found>> PersonRows::find(const PersonKey& person) {
    DOORSTEP_TRY(const Rows rows,
                 database_.query("SELECT row,row_key,content FROM " + table_ + " WHERE tag=?1", {person.tag}));
    std::vector<Found> found;
    for (const auto& row : rows) {
        const Bytes id = row.bytes(0);
        auto content = open_row(person.key, {row.bytes(1), row.bytes(2)}, id);
        if (content) {
            found.push_back({id, std::move(*content)});
        }
    }
    return found;
}

Result<bool> PersonRows::remove(BytesView row) {
    DOORSTEP_CHECK(database_.run("DELETE FROM " + table_ + " WHERE row=?1", {to_bytes(row)}));
    return database_.changes() > 0;
}

}  // namespace doorstep::agent

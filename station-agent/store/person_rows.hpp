// Rows about a person in one table: found by tag, opened by the person's key. Roster, vault and the links from people
// to cases are such rows. Thread-bound.
#pragma once

#include <string>
#include <vector>

#include "base/database.hpp"
#include "station-agent/store/store_key.hpp"

namespace doorstep::agent {

class PersonRows {
  public:
    enum class Table { Roster, Vault, CasePeople };
    PersonRows(Database& database, Table table);
    struct Found {
        Bytes row;
        WipedBytes content;
    };
    // Adds, or replaces the row of that id.
    Status put(BytesView row, const PersonKey& person, BytesView content);
    // The person's rows: those with the tag that the key opens. Rows of others with the same tag stay closed.
    Result<std::vector<Found>> find(const PersonKey& person);
    // True when there was such a row. Its key is overwritten; truncate the log afterwards to leave nothing.
    Result<bool> remove(BytesView row);

  private:
    Database& database_;
    std::string table_;
};

}  // namespace doorstep::agent

// Which store an archive lies in, as township.toml says ([store]).
#pragma once

#include <filesystem>
#include <string>

namespace doorstep::township {

struct StoreSettings {
    enum class Backend { Sqlite, Postgresql };
    Backend backend = Backend::Sqlite;
    // PostgreSQL: as libpq takes it.
    std::string conninfo;
    // PostgreSQL: whose audit chain this process adds to; a-z, 0-9 and -. Each gateway has one of its own, so that none
    // waits for another's commit (docs/decisions/two-stores.md).
    std::string chain;
    // Where pages/ and refused/ lie, seen by all gateways; empty: in the state folder.
    std::filesystem::path files;
    // PostgreSQL: false lets a server pass that does not keep what it committed; for tests that are not about it.
    bool durable = true;

    bool on_server() const { return backend == Backend::Postgresql; }
};

}  // namespace doorstep::township

// The store that this run of a test program is about: the same tests run on each (DOORSTEP_TEST_STORE, set by ctest).
#pragma once

#include <string>

#include "township/archive/store_settings.hpp"

namespace doorstep::township::testing {

class PostgresServer;

// SQLite, or an empty schema of this program's PostgreSQL server (postgres_server.hpp, with an unsynced disk).
StoreSettings store_under_test();
// The same for a program of its own, so PostgreSQL with a synced disk; the test may open it beside that program.
StoreSettings synced_store();
// A new one on that server, whatever this run is about.
StoreSettings store_on(PostgresServer& server);
// As lines of [store] in township.toml.
std::string store_lines(const StoreSettings& settings = synced_store());
// True for PostgreSQL: what a test does with statements of its own differs now and then.
bool on_postgresql();

// What the two say differently, for tests that look at the database itself or change what no program of ours may.
// How many guards (write-once triggers) the table ?1 has.
std::string guards_of();
// Takes a table's guards away.
std::string without_guards(const std::string& table);
// `size` zero bytes, `size` random bytes, and one zero byte behind a column of bytes, as expressions.
std::string zero_bytes(int size);
std::string random_bytes(int size);
std::string with_a_byte_more(const std::string& column);

}  // namespace doorstep::township::testing

#include "township/testing/store_under_test.hpp"

#include <cstdlib>
#include <string_view>

#include <fmt/format.h>

#include "township/testing/postgres_server.hpp"

namespace doorstep::township::testing {

bool on_postgresql() {
    const char* wanted = std::getenv("DOORSTEP_TEST_STORE");
    return wanted != nullptr && std::string_view(wanted) == "postgresql";
}

StoreSettings store_on(PostgresServer& server) {
    StoreSettings settings;
    settings.backend = StoreSettings::Backend::Postgresql;
    settings.conninfo = server.new_schema();
    settings.chain = "test";
    return settings;
}

StoreSettings store_under_test() {
    if (!on_postgresql()) {
        return {};
    }
    auto settings = store_on(PostgresServer::shared());
    settings.durable = false;
    return settings;
}

StoreSettings synced_store() {
    return on_postgresql() ? store_on(PostgresServer::synced()) : StoreSettings{};
}

std::string store_lines(const StoreSettings& settings) {
    return settings.on_server() ? fmt::format("backend = \"postgresql\"\nconninfo = \"{}\"\n", settings.conninfo)
                                : std::string{};
}

std::string guards_of() {
    return on_postgresql() ? "SELECT count(*) FROM pg_trigger WHERE tgrelid = to_regclass(?1) AND NOT tgisinternal"
                           : "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?1";
}

std::string without_guards(const std::string& table) {
    return on_postgresql() ? fmt::format("ALTER TABLE {} DISABLE TRIGGER USER", table)
                           : fmt::format(
                                 "DROP TRIGGER IF EXISTS {0}_fixed; DROP TRIGGER IF EXISTS {0}_kept; DROP TRIGGER IF "
                                 "EXISTS case_number_fixed",
                                 table);
}

std::string zero_bytes(int size) {
    return on_postgresql() ? fmt::format("decode(repeat('00', {}), 'hex')", size) : fmt::format("zeroblob({})", size);
}

std::string random_bytes(int size) {
    return on_postgresql() ? fmt::format(
                                 "substr(sha256(CAST(CAST(random() AS text) AS bytea)) || "
                                 "sha256(CAST(CAST(random() AS text) AS bytea)), 1, {})",
                                 size)
                           : fmt::format("randomblob({})", size);
}

std::string with_a_byte_more(const std::string& column) {
    return on_postgresql() ? fmt::format("{} || decode('00', 'hex')", column)
                           : fmt::format("CAST({} || x'00' AS BLOB)", column);
}

}  // namespace doorstep::township::testing

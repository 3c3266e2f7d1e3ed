#include "township/archive/open_store.hpp"

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "township/archive/schema_text.hpp"
#include "township/archive/township_error.hpp"
#include "township/postgres/months.hpp"
#include "township/postgres/postgres_database.hpp"
#include "township/postgres/sql_text.hpp"

namespace doorstep::township {
namespace {

constexpr int newest_format = 2;

// Format 1 had one audit chain and no name for it.
Status from_1_to_2(Database& database) {
    DOORSTEP_TRY(const Rows there, database.query("SELECT 1 FROM pragma_table_info('audit') WHERE name = 'chain'"));
    return there.empty() ? database.run("ALTER TABLE audit ADD COLUMN chain TEXT NOT NULL DEFAULT ''") : Status{};
}

Result<int> format_of(Database& database) {
    DOORSTEP_TRY(const Rows rows, database.query("SELECT value FROM settings WHERE name = 'format'"));
    const int format = rows.empty() ? 0 : std::atoi(rows[0].text(0).c_str());
    return format >= 1 && format <= newest_format
               ? Result<int>(format)
               : Result<int>(Error(TownshipError::NewerArchive, fmt::format("the archive has format {}", format)));
}

Status migrate(Database& database) {
    DOORSTEP_TRY(const int format, format_of(database));
    if (format == newest_format) {
        return {};
    }
    return database.transaction([&]() -> Status {
        DOORSTEP_CHECK(from_1_to_2(database));
        return database.run("UPDATE settings SET value = '2' WHERE name = 'format'");
    });
}

Result<std::string> setting(Database& database, const std::string& name) {
    DOORSTEP_TRY(const Rows rows, database.query("SELECT value FROM settings WHERE name = ?1", {name}));
    return rows.empty() ? std::string{} : rows[0].text(0);
}

Status keep_setting(Database& database, const std::string& name, const std::string& value) {
    return database.run("INSERT INTO settings VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                        {name, value});
}

// Changing a schema waits for whoever works on its tables: it is done only when the text is not the one of last time.
Status bring_up(Database& database) {
    const std::string text = server_schema(schema_text) + schema_server_text;
    const std::string digest = to_hex(sha256(as_bytes(text)));
    DOORSTEP_TRY(const Rows there, database.query("SELECT to_regclass('settings') IS NOT NULL"));
    if (there[0].number(0) != 0) {
        DOORSTEP_TRY(const auto held, setting(database, "schema"));
        if (held == digest) {
            return {};
        }
    }
    return database.transaction([&]() -> Status {
        DOORSTEP_CHECK(database.hold("schema"));
        DOORSTEP_CHECK(database.script(text));
        return keep_setting(database, "schema", digest);
    });
}

// Two gateways with different keys on one archive would each write what the other cannot read.
Status same_keys(Database& database, const TownshipKeys& keys) {
    const std::string ours = to_hex(fingerprint_of(keys));
    DOORSTEP_CHECK(database.run("INSERT INTO settings VALUES ('keys', ?1) ON CONFLICT DO NOTHING", {ours}));
    DOORSTEP_TRY(const auto held, setting(database, "keys"));
    return held == ours ? Status{}
                        : Status(Error(TownshipError::BadKeyFile, "the archive in the database is under other keys"));
}

Result<std::unique_ptr<Database>> open_server(const StoreSettings& settings, const TownshipKeys& keys, Instant now) {
    DOORSTEP_TRY(auto database,
                 open_postgres(settings.conninfo, settings.durable ? ServerPromise::Durable : ServerPromise::Unsafe));
    DOORSTEP_CHECK(bring_up(*database));
    DOORSTEP_CHECK(format_of(*database));
    DOORSTEP_CHECK(same_keys(*database, keys));
    DOORSTEP_CHECK(make_months(*database, now));
    return database;
}

}  // namespace

Result<std::unique_ptr<Database>> open_store(const std::filesystem::path& folder, const StoreSettings& settings,
                                             const TownshipKeys& keys, Instant now) {
    if (settings.on_server()) {
        return open_server(settings, keys, now);
    }
    // One commit: whole or not there, and a new archive waits for the disk once instead of at each statement.
    const auto schema = fmt::format("BEGIN IMMEDIATE;\n{}COMMIT;\n", schema_text);
    DOORSTEP_TRY(auto database, Database::open(folder / "archive.db", schema));
    DOORSTEP_CHECK(migrate(*database));
    return database;
}

Digest fingerprint_of(const TownshipKeys& keys) {
    Sha256 digest;
    digest.update(as_bytes("doorstep/backup/1"));
    digest.update(keys.archive);
    digest.update(keys.lookup);
    return digest.finish();
}

}  // namespace doorstep::township

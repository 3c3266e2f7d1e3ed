#include "township/archive/archive_copy.hpp"

#include <fmt/format.h>

#include "township/archive/schema_text.hpp"
#include "township/archive/township_error.hpp"
#include "township/postgres/months.hpp"

namespace doorstep::township {
namespace {

struct Table {
    std::string name;
    std::vector<std::string> columns;
    bool counts = false;  // its ids are given by the database

    std::string column_list() const {
        std::string out;
        for (const auto& column : columns) {
            out += fmt::format("{}\"{}\"", out.empty() ? "" : ", ", column);
        }
        return out;
    }
    std::string insertion() const {
        std::string marks;
        for (std::size_t i = 1; i <= columns.size(); ++i) {
            marks += fmt::format("{}?{}", marks.empty() ? "" : ", ", i);
        }
        return fmt::format("INSERT INTO {} ({}) VALUES ({})", name, column_list(), marks);
    }
};

// As schema.sql made them, in its order: what refers to another table stands behind it. Not the settings: they are
// about the store itself.
Result<std::vector<Table>> tables_of(Database& file) {
    DOORSTEP_TRY(const Rows names, file.query("SELECT name, sql LIKE '%AUTOINCREMENT%' FROM sqlite_master WHERE type = "
                                              "'table' AND name NOT LIKE 'sqlite_%' AND name <> 'settings' ORDER BY "
                                              "rowid"));
    std::vector<Table> out;
    for (const auto& row : names) {
        Table table{row.text(0), {}, row.number(1) != 0};
        DOORSTEP_TRY(const Rows columns, file.query("SELECT name FROM pragma_table_info(?1)", {table.name}));
        for (const auto& column : columns) {
            table.columns.push_back(column.text(0));
        }
        out.push_back(std::move(table));
    }
    return out;
}

Status copy_table(const Table& table, Database& from, Database& to) {
    const auto insertion = table.insertion();
    return from.each_row(fmt::format("SELECT {} FROM {}", table.column_list(), table.name),
                         [&](const Row& row) { return to.run(insertion, std::span<const Cell>(row.cells())); });
}

// Behind the ids that came along.
Status count_on(const Table& table, Database& server) {
    return server.run(
        fmt::format("SELECT setval(pg_get_serial_sequence('{0}', 'id'), coalesce(max(id), 0) + 1, false) "
                    "FROM {0}",
                    table.name));
}

// The months in which the submissions were made, so that they lie where they would have been put. What a clock far off
// made goes into the rest.
Status make_their_months(Database& file, Database& server, Instant now) {
    constexpr std::int64_t a_month_ms = 28LL * 24 * 3600 * 1000;
    constexpr std::int64_t oldest_ms = 120 * a_month_ms;
    DOORSTEP_TRY(const Rows ids, file.query("SELECT min(id) FROM submissions WHERE id > ?1",
                                            {first_id({now.milliseconds - oldest_ms})}));
    if (ids[0].is_null(0)) {
        return {};
    }
    for (auto at = time_in(ids[0].bytes(0)).milliseconds; at < now.milliseconds; at += a_month_ms) {
        DOORSTEP_CHECK(make_months(server, {at}));
    }
    return {};
}

}  // namespace

Status copy_to_file(Database& server, const std::filesystem::path& file) {
    DOORSTEP_TRY(const auto copy, Database::open(file, schema_text));
    DOORSTEP_TRY(const auto tables, tables_of(*copy));
    return server.transaction([&]() -> Status {
        DOORSTEP_CHECK(server.script("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"));
        return copy->transaction([&]() -> Status {
            for (const auto& table : tables) {
                DOORSTEP_CHECK(copy_table(table, server, *copy));
            }
            return {};
        });
    });
}

Status copy_from_file(const std::filesystem::path& file, Database& server) {
    DOORSTEP_TRY(const auto copy, Database::open(file, schema_text, DatabaseUse::Exclusive));
    DOORSTEP_TRY(const auto tables, tables_of(*copy));
    DOORSTEP_CHECK(make_their_months(*copy, server, system_clock().now()));
    return server.transaction([&]() -> Status {
        for (const auto& table : tables) {
            DOORSTEP_TRY(const Rows there, server.query(fmt::format("SELECT 1 FROM {} LIMIT 1", table.name)));
            if (!there.empty()) {
                return Error(TownshipError::NotEmpty, "the database holds rows of " + table.name);
            }
            DOORSTEP_CHECK(copy_table(table, *copy, server));
            DOORSTEP_CHECK(table.counts ? count_on(table, server) : Status{});
        }
        return {};
    });
}

}  // namespace doorstep::township

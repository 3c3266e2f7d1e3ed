#include "township/postgres/months.hpp"

#include <algorithm>
#include <chrono>
#include <string>

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "base/log.hpp"

namespace doorstep::township {
namespace {

using std::chrono::months;
using std::chrono::year_month;

constexpr std::size_t time_bytes = 6;  // of UUIDv7
constexpr int months_ahead = 2;        // nobody need look after a gateway that is left alone for so long

year_month month_of(Instant at) {
    const std::chrono::sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(at.milliseconds)};
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(time)};
    return day.year() / day.month();
}

std::string first_id_of(year_month month) {
    const std::chrono::sys_time<std::chrono::milliseconds> begin{std::chrono::sys_days(month / 1)};
    return fmt::format("'\\x{}'", to_hex(first_id({begin.time_since_epoch().count()})));
}

std::string part_name(std::string_view table, year_month month) {
    return fmt::format("{}_{:04}_{:02}", table, static_cast<int>(month.year()), static_cast<unsigned>(month.month()));
}

Result<bool> is_there(Database& database, const std::string& table) {
    DOORSTEP_TRY(const Rows rows, database.query("SELECT to_regclass(?1) IS NOT NULL", {table}));
    return rows[0].number(0) != 0;
}

Status make_month(Database& database, const MonthlyTable& table, year_month month) {
    const auto name = part_name(table.name, month);
    DOORSTEP_TRY(const bool there, is_there(database, name));
    if (there) {
        return {};
    }
    const auto made = database.transaction([&] {
        return database.script(fmt::format("CREATE TABLE {} PARTITION OF {} FOR VALUES FROM ({}) TO ({})", name,
                                           table.name, first_id_of(month), first_id_of(month + months(1))));
    });
    if (!made && made.error().is(DatabaseError::Constraint)) {
        log::warning("store: {} stays in the table's rest: rows of it are there already", name);
        return {};
    }
    return made;
}

Status make_all(Database& database, year_month month) {
    // Another gateway may have been quicker.
    DOORSTEP_CHECK(database.hold("months"));
    for (const auto& table : monthly_tables) {
        DOORSTEP_CHECK(
            database.script(fmt::format("CREATE TABLE IF NOT EXISTS {0}_rest PARTITION OF {0} DEFAULT", table.name)));
        for (int ahead = 0; ahead <= months_ahead; ++ahead) {
            DOORSTEP_CHECK(make_month(database, table, month + months(ahead)));
        }
    }
    return {};
}

}  // namespace

Status make_months(Database& database, Instant now) {
    const auto month = month_of(now);
    const auto& last = monthly_tables[std::size(monthly_tables) - 1];
    DOORSTEP_TRY(const bool first_there, is_there(database, part_name(last.name, month)));
    DOORSTEP_TRY(const bool last_there, is_there(database, part_name(last.name, month + months(months_ahead))));
    return first_there && last_there ? Status{} : database.transaction([&] { return make_all(database, month); });
}

Instant time_in(BytesView id) {
    std::int64_t out = 0;
    for (const auto byte : id.first(std::min<std::size_t>(id.size(), time_bytes))) {
        out = out * 256 + byte;
    }
    return {out};
}

Bytes first_id(Instant from) {
    Bytes out(time_bytes);
    for (std::size_t i = 0; i < time_bytes; ++i) {
        out[i] = static_cast<std::uint8_t>(from.milliseconds >> (8 * (time_bytes - 1 - i)));
    }
    return out;
}

}  // namespace doorstep::township

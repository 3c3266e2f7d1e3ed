#include "station-agent/release/scheme_shelf.hpp"

#include <fmt/format.h>

#include "forms/scheme_package.hpp"

namespace doorstep {

std::string_view ErrorNames<agent::SchemeError>::name(agent::SchemeError e) {
    switch (e) {
        case agent::SchemeError::Older:
            return "Older";
        case agent::SchemeError::Broken:
            return "Broken";
    }
    return "?";
}

namespace agent {
namespace {

// Nothing is written down before it was read whole.
Status try_out(const wire::SchemePackage& package) {
    const auto scheme = forms::load_package_of(package);
    return scheme ? Status{} : Status(Error(SchemeError::Broken, scheme.error().text()));
}

}  // namespace

Status SchemeShelf::keep_earlier(const std::string& id) {
    auto& database = *store_.database;
    DOORSTEP_CHECK(
        database.run("INSERT OR IGNORE INTO schemes_before SELECT id,version,package FROM schemes WHERE id=?1", {id}));
    // The one before stays in any case: a form may have been opened a moment ago and begin its draft only now.
    return database.run(
        "DELETE FROM schemes_before WHERE NOT EXISTS (SELECT 1 FROM drafts WHERE scheme=schemes_before.id AND "
        "scheme_version=schemes_before.version) AND version<(SELECT max(version) FROM schemes_before AS other WHERE "
        "other.id=schemes_before.id)");
}

Status SchemeShelf::put(const wire::SchemePackage& package) {
    auto& database = *store_.database;
    DOORSTEP_TRY(const Rows before, database.query("SELECT version FROM schemes WHERE id=?1", {package.id()}));
    if (!before.empty() && before[0].number(0) >= std::int64_t{package.version()}) {
        return Error(SchemeError::Older, fmt::format("{} {} is here", package.id(), before[0].number(0)));
    }
    DOORSTEP_CHECK(try_out(package));
    DOORSTEP_CHECK(keep_earlier(package.id()));
    const std::string bytes = package.SerializeAsString();
    return database.run(
        "INSERT INTO schemes VALUES(?1,?2,?3) ON CONFLICT(id) DO UPDATE SET version=excluded.version,"
        "package=excluded.package",
        {package.id(), std::int64_t{package.version()}, to_bytes(as_bytes(bytes))});
}

Result<std::vector<SchemeShelf::Kept>> SchemeShelf::list() {
    DOORSTEP_TRY(const Rows rows,
                 store_.database->query("SELECT id,version,0 FROM schemes UNION ALL SELECT id,version,1 "
                                        "FROM schemes_before ORDER BY 1,2"));
    std::vector<Kept> kept;
    for (const auto& row : rows) {
        kept.push_back({row.text(0), static_cast<std::uint32_t>(row.number(1)), row.number(2) != 0});
    }
    return kept;
}

Result<std::optional<wire::SchemePackage>> SchemeShelf::find(const std::string& id, std::uint32_t version) {
    DOORSTEP_TRY(const Rows rows, store_.database->query(
                                      "SELECT package FROM schemes WHERE id=?1 AND ?2 IN (0,version) UNION ALL SELECT "
                                      "package FROM schemes_before WHERE id=?1 AND version=?2",
                                      {id, std::int64_t{version}}));
    wire::SchemePackage package;
    if (rows.empty() || !package.ParseFromString(std::string(as_text(rows[0].bytes(0))))) {
        return std::optional<wire::SchemePackage>{};
    }
    return std::optional<wire::SchemePackage>{std::move(package)};
}

}  // namespace agent
}  // namespace doorstep

#include "station-agent/release/scheme_shelf.hpp"

#include <fmt/format.h>

#include "forms/archive/scheme_archive.hpp"
#include "forms/scheme_package.hpp"
#include "protocol/envelope/scheme_signature.hpp"

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

Error broken(std::string why) {
    return {SchemeError::Broken, std::move(why)};
}

// The files within, as the kiosk gets them. Nothing is written down before all of it was read whole.
Result<wire::SchemePackage> unpacked(const wire::SchemePackage& carried, std::span<const Bytes> release_keys) {
    if (carried.files_size() != 1) {
        return broken("an order carries one package");
    }
    const auto archive = forms::unpack_scheme(
        as_bytes(carried.files(0).content()), [&](std::string_view manifest, const auto& signatures) {
            return protocol::scheme_manifest_signed(manifest, signatures, release_keys);
        });
    if (!archive) {
        return broken(archive.error().text());
    }
    const auto& manifest = archive->manifest;
    if (manifest.scheme != carried.id() || manifest.version != carried.version()) {
        return broken(
            fmt::format("it is {} {}, not {} {}", manifest.scheme, manifest.version, carried.id(), carried.version()));
    }
    wire::SchemePackage package;
    package.set_id(manifest.scheme);
    package.set_version(manifest.version);
    for (const auto& [name, content] : archive->files) {
        auto& file = *package.add_files();
        file.set_name(name);
        file.set_content(content);
    }
    const auto scheme = forms::load_package_of(package);
    return scheme ? Result<wire::SchemePackage>(std::move(package)) : broken(scheme.error().text());
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

Status SchemeShelf::put(const wire::SchemePackage& carried, std::span<const Bytes> release_keys) {
    auto& database = *store_.database;
    DOORSTEP_TRY(const Rows before, database.query("SELECT version FROM schemes WHERE id=?1", {carried.id()}));
    if (!before.empty() && before[0].number(0) >= std::int64_t{carried.version()}) {
        return Error(SchemeError::Older, fmt::format("{} {} is here", carried.id(), before[0].number(0)));
    }
    DOORSTEP_TRY(const auto package, unpacked(carried, release_keys));
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

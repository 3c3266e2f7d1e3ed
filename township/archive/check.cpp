#include "township/archive/check.hpp"

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "township/archive/audit.hpp"
#include "township/archive/checks.hpp"

namespace doorstep::township {
namespace checks {

constexpr auto database_name = "archive.db";

void found(CheckReport& report, std::string kind, std::string where, std::string why) {
    ++report.damaged;
    if (report.damage.size() < most_damage) {
        report.damage.push_back({std::move(kind), std::move(where), std::move(why)});
    }
}

Rows rows_of(Archive& archive, CheckReport& report, std::string_view sql, std::initializer_list<Cell> values) {
    auto rows = archive.database().query(sql, values);
    if (!rows) {
        found(report, "database", database_name, rows.error().text());
        return {};
    }
    return std::move(*rows);
}

}  // namespace checks

namespace {

using checks::database_name;
using checks::found;
using checks::rows_of;

void database(Archive& archive, CheckReport& report) {
    const auto damage = archive.database().find_damage();
    if (!damage) {
        found(report, "database", database_name, damage.error().text());
        return;
    }
    for (const auto& one : *damage) {
        found(report, "database", database_name, one);
    }
}

void own_chain(Archive& archive, CheckReport& report) {
    const auto rows = verify_audit(archive);
    if (rows) {
        report.audit_rows = *rows;
    } else {
        found(report, "audit", "the township's chain", rows.error().detail());
    }
}

std::optional<Digest> digest_named(const std::filesystem::path& file) {
    const auto bytes = from_hex(file.filename().native());
    if (!bytes || bytes->size() != std::tuple_size_v<Digest>) {
        return std::nullopt;
    }
    Digest digest{};
    std::copy(bytes->begin(), bytes->end(), digest.begin());
    return digest;
}

// Calls `each` with the digest of every page file.
template <class F>
void each_page_file(const std::filesystem::path& folder, CheckReport& report, F each) {
    std::error_code failed;
    auto entry = std::filesystem::recursive_directory_iterator(folder, failed);
    for (; !failed && entry != std::filesystem::recursive_directory_iterator(); entry.increment(failed)) {
        if (const auto digest = digest_named(entry->path())) {
            each(*digest);
        }
    }
    if (failed) {
        found(report, "page", folder.native(), failed.message());
    }
}

void spare_pages(Archive& archive, CheckReport& report) {
    std::uint64_t files = 0;
    each_page_file(archive.files() / "pages", report, [&](const Digest&) { ++files; });
    const auto named = rows_of(archive, report,
                               "SELECT count(DISTINCT digest) FROM parts WHERE digest NOT IN (SELECT digest FROM "
                               "small_parts)");
    const auto rows = named.empty() ? 0U : static_cast<std::uint64_t>(named[0].number(0));
    report.spare_pages = files > rows ? files - rows : 0;
}

}  // namespace

CheckReport check_archive(Archive& archive) {
    CheckReport report;
    database(archive, report);
    checks::submissions(archive, report);
    checks::cases(archive, report);
    checks::sealed_numbers(archive, report);
    checks::station_chains(archive, report);
    checks::downlink(archive, report);
    checks::refused(archive, report);
    own_chain(archive, report);
    spare_pages(archive, report);
    return report;
}

Result<CheckReport> check_pages_alone(const std::filesystem::path& folder) {
    DOORSTEP_TRY(const auto keys, load_keys(folder / "keys"));
    const ColumnCipher cipher(keys.archive, keys.lookup);
    DOORSTEP_TRY(const BlobStore blobs, BlobStore::open(folder / "pages", cipher));
    CheckReport report;
    each_page_file(folder / "pages", report, [&](const Digest& digest) {
        const auto content = blobs.get(digest);
        if (content) {
            ++report.pages;
            report.page_bytes += content->size();
        } else {
            found(report, "page", to_hex(digest), content.error().text());
        }
    });
    return report;
}

}  // namespace doorstep::township

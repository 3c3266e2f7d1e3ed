#include "station-agent/release/scheme_shelf.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/files.hpp"
#include "forms/scheme.hpp"

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

constexpr std::size_t longest_name = 64;
constexpr int most_files = 32;
constexpr auto trial_folder = "scheme-trial";

bool is_plain(std::string_view name) {
    return !name.empty() && name.size() <= longest_name && name.front() != '.' &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                      c == '_' || c == '.';
           });
}

// Where a file of the package goes below the trial's folder; nothing for a name that leaves it.
std::optional<std::filesystem::path> place_of(const std::string& id, std::string_view name) {
    constexpr std::string_view common = "common/";
    if (name.starts_with(common) && is_plain(name.substr(common.size()))) {
        return std::filesystem::path("common") / name.substr(common.size());
    }
    return is_plain(name) ? std::optional(std::filesystem::path(id) / name) : std::nullopt;
}

// Gone when the trial is over, however it ended.
class TrialFolder {
  public:
    explicit TrialFolder(std::filesystem::path path) : path_(std::move(path)) { remove(); }
    ~TrialFolder() { remove(); }
    TrialFolder(const TrialFolder&) = delete;
    TrialFolder& operator=(const TrialFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

  private:
    void remove() const {
        std::error_code failed;
        std::filesystem::remove_all(path_, failed);
    }
    std::filesystem::path path_;
};

Error broken(std::string why) {
    return {SchemeError::Broken, std::move(why)};
}

}  // namespace

Status SchemeShelf::try_out(const wire::SchemePackage& package) const {
    if (!is_plain(package.id()) || package.id() == "common" || package.files_size() > most_files) {
        return broken("its id, or too many files");
    }
    const TrialFolder trial(store_.folder / trial_folder);
    for (const auto& file : package.files()) {
        const auto place = place_of(package.id(), file.name());
        if (!place) {
            return broken("a file's name");
        }
        DOORSTEP_CHECK(make_folder((trial.path() / *place).parent_path(), 0700));
        DOORSTEP_CHECK(write_file_atomically(trial.path() / *place, as_bytes(file.content()), 0600));
    }
    const auto scheme = forms::Scheme::load(trial.path() / package.id());
    if (!scheme) {
        return broken(scheme.error().text());
    }
    if (scheme->id() != package.id() || scheme->version() != package.version()) {
        return broken(
            fmt::format("it is {} {}, not {} {}", scheme->id(), scheme->version(), package.id(), package.version()));
    }
    return {};
}

Status SchemeShelf::put(const wire::SchemePackage& package) {
    auto& database = *store_.database;
    DOORSTEP_TRY(const Rows before, database.query("SELECT version FROM schemes WHERE id=?1", {package.id()}));
    if (!before.empty() && before[0].number(0) >= std::int64_t{package.version()}) {
        return Error(SchemeError::Older, fmt::format("{} {} is here", package.id(), before[0].number(0)));
    }
    DOORSTEP_CHECK(try_out(package));
    const std::string bytes = package.SerializeAsString();
    return database.run(
        "INSERT INTO schemes VALUES(?1,?2,?3) ON CONFLICT(id) DO UPDATE SET version=excluded.version,"
        "package=excluded.package",
        {package.id(), std::int64_t{package.version()}, to_bytes(as_bytes(bytes))});
}

Result<std::vector<SchemeShelf::Kept>> SchemeShelf::list() {
    DOORSTEP_TRY(const Rows rows, store_.database->query("SELECT id,version FROM schemes ORDER BY id"));
    std::vector<Kept> kept;
    for (const auto& row : rows) {
        kept.push_back({row.text(0), static_cast<std::uint32_t>(row.number(1))});
    }
    return kept;
}

Result<std::optional<wire::SchemePackage>> SchemeShelf::find(const std::string& id) {
    DOORSTEP_TRY(const Rows rows, store_.database->query("SELECT package FROM schemes WHERE id=?1", {id}));
    wire::SchemePackage package;
    if (rows.empty() || !package.ParseFromString(std::string(as_text(rows[0].bytes(0))))) {
        return std::optional<wire::SchemePackage>{};
    }
    return std::optional<wire::SchemePackage>{std::move(package)};
}

}  // namespace agent
}  // namespace doorstep

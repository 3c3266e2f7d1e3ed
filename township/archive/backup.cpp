#include "township/archive/backup.hpp"

#include <fcntl.h>

#include <algorithm>

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "base/files.hpp"
#include "township/archive/archive_copy.hpp"
#include "township/archive/audit.hpp"
#include "township/archive/file_copy.hpp"
#include "township/archive/open_store.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

namespace fs = std::filesystem;

constexpr auto name_file = "township";  // of the keys: its presence says that all are there

Error bad(std::string_view why) {
    return {TownshipError::BadBackup, std::string(why)};
}

// Regular files below `folder`, as paths below it; none when it is not there.
Result<std::vector<std::string>> files_below(const fs::path& folder) {
    std::vector<std::string> out;
    std::error_code failed;
    if (!fs::exists(folder, failed)) {
        return out;
    }
    auto entry = fs::recursive_directory_iterator(folder, failed);
    for (; !failed && entry != fs::recursive_directory_iterator(); entry.increment(failed)) {
        if (entry->is_regular_file(failed)) {
            out.push_back(entry->path().lexically_relative(folder).native());
        }
    }
    std::sort(out.begin(), out.end());
    return failed ? Result<std::vector<std::string>>(file_error(failed.value(), folder.native()))
                  : Result<std::vector<std::string>>(std::move(out));
}

// One backup being made.
struct Making {
    Archive& archive;
    const fs::path& folder;
    Manifest before;  // empty: the first
    Manifest now;
    BackupReport report;

    bool has(const std::string& path) const {
        const auto known = before.files.find(path);
        std::error_code failed;
        return known != before.files.end() && fs::file_size(folder / path, failed) == known->second.size && !failed;
    }
    void keep(const std::string& path) { now.files[path] = before.files.at(path); }
    // From this machine's own folder, or from the one that all gateways see.
    Status copy(const fs::path& from, const std::string& path) {
        DOORSTEP_TRY(const auto sum, copy_summed(from / path, folder / path));
        now.files[path] = {sum.digest, sum.size};
        ++report.copied;
        report.copied_bytes += sum.size;
        return {};
    }
};

// A page is named by what it holds, so a copy that is there stays; a new one is opened before it is believed.
Status take_pages(Making& making) {
    DOORSTEP_TRY(const auto pages, files_below(making.archive.files() / "pages"));
    for (const auto& page : pages) {
        const auto path = "pages/" + page;
        if (making.has(path)) {
            making.keep(path);
            continue;
        }
        const auto bytes = from_hex(fs::path(page).filename().native());
        Digest digest{};
        if (!bytes || bytes->size() != digest.size()) {
            continue;  // being written right now: it gets its name later
        }
        std::copy(bytes->begin(), bytes->end(), digest.begin());
        if (const auto content = making.archive.blobs().get(digest); !content) {
            making.report.damaged.push_back(fmt::format("{}: {}", path, content.error().text()));
            continue;
        }
        DOORSTEP_CHECK(making.copy(making.archive.files(), path));
    }
    return {};
}

// Refused parts are few, and the same name may come again with other bytes.
Status take_refused(Making& making) {
    DOORSTEP_TRY(const auto files, files_below(making.archive.files() / "refused"));
    for (const auto& file : files) {
        const auto path = "refused/" + file;
        const auto sum = sum_of(making.archive.files() / path);
        if (!sum && sum.error().is(FileError::NotFound)) {
            continue;  // room was made for a newer one
        }
        DOORSTEP_CHECK(sum);
        if (making.has(path) && making.before.files.at(path).digest == sum->digest) {
            making.keep(path);
        } else {
            DOORSTEP_CHECK(making.copy(making.archive.files(), path));
        }
    }
    return {};
}

// The head before the database: a head that the copy does not reach would look like a cut tail.
Status take_database(Making& making) {
    DOORSTEP_CHECK(write_audit_head(making.archive));
    DOORSTEP_TRY(const auto heads, audit_heads(making.archive.folder()));
    for (const auto& head : heads) {
        DOORSTEP_CHECK(making.copy(making.archive.folder(), head));
    }
    std::error_code failed;
    unsigned number = 1;
    while (fmt::format("archive-{}.db", number) == making.before.database ||
           fs::exists(making.folder / fmt::format("archive-{}.db", number), failed)) {
        ++number;
    }
    making.now.database = fmt::format("archive-{}.db", number);
    const auto file = making.folder / making.now.database;
    // SQLite takes an empty file, and so the mode is ours.
    const FileDescriptor made(::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!made.valid()) {
        return file_error(errno, file.native());
    }
    auto& database = making.archive.database();
    DOORSTEP_CHECK(making.archive.store().on_server() ? copy_to_file(database, file)
                                                      : database.run("VACUUM INTO ?1", {file.native()}));
    DOORSTEP_TRY(const auto sum, sum_of(file));
    making.now.files[making.now.database] = {sum.digest, sum.size};
    ++making.report.copied;
    making.report.copied_bytes += sum.size;
    return {};
}

Result<Manifest> manifest_in(const fs::path& folder) {
    const auto text = read_text_file(folder / manifest_file, largest_manifest);
    if (!text) {
        return bad(text.error().is(FileError::NotFound) ? "no manifest: no backup was finished here"
                                                        : text.error().text());
    }
    return manifest_from(*text);
}

// The manifest before, where this is not the first backup here.
Result<Manifest> earlier(const fs::path& folder, const TownshipKeys& keys) {
    std::error_code failed;
    if (!fs::exists(folder / manifest_file, failed)) {
        return Manifest{};
    }
    DOORSTEP_TRY(auto manifest, manifest_in(folder));
    if (manifest.township != keys.township || manifest.keys != fingerprint_of(keys)) {
        return bad(fmt::format("the folder holds a backup of {} under other keys", manifest.township));
    }
    return manifest;
}

// What the new manifest does not name: databases before, files of a backup that was cut off.
void sweep(const fs::path& folder, const Manifest& now) {
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder, failed)) {
        const auto name = entry.path().filename().native();
        if (name.rfind("archive-", 0) == 0 && now.files.count(name) == 0) {
            fs::remove(entry.path(), failed);
        }
    }
}

}  // namespace

Result<BackupReport> make_backup(Archive& archive, const fs::path& folder) {
    DOORSTEP_CHECK(make_folder(folder, 0700));
    DOORSTEP_TRY(const FileDescriptor alone, lock_file(folder / "lock"));
    DOORSTEP_TRY(auto before, earlier(folder, archive.keys()));
    Making making{archive, folder, std::move(before), {}, {}};
    making.now.township = archive.keys().township;
    making.now.made_ms = archive.now();
    making.now.keys = fingerprint_of(archive.keys());
    // Pages after the database: a page is there before its row, and no page is ever removed.
    DOORSTEP_CHECK(take_database(making));
    DOORSTEP_CHECK(take_pages(making));
    DOORSTEP_CHECK(take_refused(making));
    DOORSTEP_CHECK(sync_everything(folder));
    DOORSTEP_CHECK(write_file_durably(folder / manifest_file, as_bytes(to_text(making.now)), 0600));
    sweep(folder, making.now);
    making.report.made_ms = making.now.made_ms;
    making.report.files = making.now.files.size();
    return making.report;
}

Result<BackupCheck> check_backup(const fs::path& folder) {
    BackupCheck check;
    DOORSTEP_TRY(check.manifest, manifest_in(folder));
    for (const auto& [path, file] : check.manifest.files) {
        const auto sum = sum_of(folder / path);
        if (!sum) {
            check.damaged.push_back(fmt::format("{}: {}", path, sum.error().text()));
        } else if (sum->size != file.size || sum->digest != file.digest) {
            check.damaged.push_back(path + ": is not what the manifest says");
        }
    }
    return check;
}

Result<Manifest> restore_backup(const fs::path& folder, const fs::path& keys, const fs::path& into) {
    std::error_code failed;
    if (fs::exists(into, failed) && !fs::is_empty(into, failed)) {
        return Error(FileError::NotRegular, into.native() + ": is not empty; nothing is ever overwritten");
    }
    DOORSTEP_TRY(const auto held, load_keys(keys));
    DOORSTEP_TRY(auto check, check_backup(folder));
    if (check.manifest.keys != fingerprint_of(held)) {
        return bad("these keys do not open this backup");
    }
    if (!check.damaged.empty()) {
        return bad(fmt::format("{} of {} files are damaged, the first: {}; nothing was restored", check.damaged.size(),
                               check.manifest.files.size(), check.damaged.front()));
    }
    DOORSTEP_CHECK(make_folder(into, 0700));
    for (const auto& [path, file] : check.manifest.files) {
        const auto to = path == check.manifest.database ? into / "archive.db" : into / path;
        DOORSTEP_TRY(const auto sum, copy_summed(folder / path, to));
        if (sum.digest != file.digest) {
            return bad(path + ": changed while it was read");
        }
    }
    DOORSTEP_TRY(const auto key_files, files_below(keys));
    for (const auto& name : key_files) {
        if (name != name_file) {
            DOORSTEP_TRY([[maybe_unused]] const auto sum, copy_summed(keys / name, into / "keys" / name));
        }
    }
    DOORSTEP_CHECK(sync_everything(into));
    DOORSTEP_TRY([[maybe_unused]] const auto sum, copy_summed(keys / name_file, into / "keys" / name_file));
    DOORSTEP_CHECK(sync_everything(into));
    return std::move(check.manifest);
}

}  // namespace doorstep::township

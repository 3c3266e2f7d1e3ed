#include "station-agent/store/store.hpp"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "base/files.hpp"
#include "base/log.hpp"
#include "schema_sql.hpp"
#include "station-agent/store/test_point.hpp"

namespace doorstep {

std::string_view ErrorNames<agent::StoreError>::name(agent::StoreError e) {
    switch (e) {
        case agent::StoreError::NewerFormat:
            return "NewerFormat";
        case agent::StoreError::Missing:
            return "Missing";
        case agent::StoreError::CannotOpen:
            return "CannotOpen";
        case agent::StoreError::BadKeyFile:
            return "BadKeyFile";
        case agent::StoreError::InUse:
            return "InUse";
    }
    return "?";
}

namespace agent {
namespace {

constexpr std::int64_t format_version = 1;
constexpr std::size_t largest_blob = 64U << 20U;  // a part of 32 MiB and its seal, with room
constexpr std::string_view unfinished = ".part";

Status write_and_sync(const std::filesystem::path& path, BytesView content) {
    const FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    std::size_t done = 0;
    while (file.valid() && done < content.size()) {
        const ssize_t n = ::write(file.get(), content.data() + done, content.size() - done);
        if (n < 0 && errno != EINTR) {
            break;
        }
        done += static_cast<std::size_t>(std::max<ssize_t>(n, 0));
    }
    if (!file.valid() || done < content.size() || ::fdatasync(file.get()) != 0) {
        const auto error = file_error(errno, path.native());
        ::unlink(path.c_str());
        return error;
    }
    return {};
}

}  // namespace

#ifdef DOORSTEP_TEST_BUILD
void test_point(std::string_view name) {
    const char* wanted = std::getenv("DOORSTEP_KILL_AT");
    if (wanted != nullptr && name == wanted) {
        ::raise(SIGKILL);
    }
}
#endif

Status BlobFiles::prepare() const {
    return make_folder(folder_, 0700);
}

Status BlobFiles::put(std::span<const Blob> blobs) const {
    if (blobs.empty()) {
        return {};
    }
    auto done = put_all(blobs);
    if (!done) {
        for (const auto& blob : blobs) {
            ::unlink((folder_ / (to_hex(blob.name) + std::string(unfinished))).c_str());
        }
    }
    return done;
}

Status BlobFiles::put_all(std::span<const Blob> blobs) const {
    for (const auto& blob : blobs) {
        DOORSTEP_CHECK(write_and_sync(folder_ / (to_hex(blob.name) + std::string(unfinished)), blob.content));
    }
    test_point("files-written");
    for (const auto& blob : blobs) {
        const auto name = folder_ / to_hex(blob.name);
        if (::rename((name.native() + std::string(unfinished)).c_str(), name.c_str()) != 0) {
            return file_error(errno, name.native());
        }
    }
    test_point("files-renamed");
    return sync_folder(folder_);
}

Result<Bytes> BlobFiles::read(const Digest& name) const {
    auto content = read_file(folder_ / to_hex(name), largest_blob);
    if (!content || sha256(*content) != name) {
        return Error(StoreError::Missing, to_hex(name));
    }
    return content;
}

Result<std::string> BlobFiles::read_piece(const Digest& name, std::uint64_t offset, std::size_t size) const {
    const auto path = folder_ / to_hex(name);
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    std::string piece(size, '\0');
    const ssize_t n = file.valid() ? ::pread(file.get(), piece.data(), size, static_cast<off_t>(offset)) : -1;
    if (n != static_cast<ssize_t>(size)) {
        return Error(StoreError::Missing, path.native());
    }
    return piece;
}

void BlobFiles::remove(const Digest& name) const {
    std::error_code failed;
    std::filesystem::remove(folder_ / to_hex(name), failed);
}

void BlobFiles::sweep(const std::set<Digest>& keep) const {
    std::set<std::string> names;
    for (const auto& digest : keep) {
        names.insert(to_hex(digest));
    }
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder_, failed)) {
        if (!names.contains(entry.path().filename().native())) {
            std::filesystem::remove(entry.path(), failed);
        }
    }
}

Result<Store> Store::open(const std::filesystem::path& folder) {
    DOORSTEP_CHECK(make_folder(folder, 0700));
    Store store;
    store.folder = folder;
    auto lock = lock_file(folder / "agent.lock");
    if (!lock) {
        return lock.error().is(FileError::Denied) ? Error(StoreError::InUse, folder.native()) : lock.error();
    }
    store.lock_ = std::move(*lock);
    DOORSTEP_TRY(store.database, Database::open(folder / "agent.db", "", DatabaseUse::Exclusive));
    DOORSTEP_TRY(const Rows version, store.database->query("PRAGMA user_version"));
    if (version.at(0).number(0) > format_version) {
        return Error(StoreError::NewerFormat, fmt::format("{} > {}", version[0].number(0), format_version));
    }
    DOORSTEP_CHECK(store.database->script(schema_sql));
    DOORSTEP_CHECK(store.database->run(fmt::format("PRAGMA user_version={}", format_version)));
    store.files = BlobFiles(folder / "sealed");
    DOORSTEP_CHECK(store.files.prepare());
    DOORSTEP_CHECK(store.sweep_unnamed());
    return store;
}

Status Store::sweep_unnamed() const {
    DOORSTEP_TRY(const Rows named, database->query("SELECT digest FROM item_parts WHERE content IS NULL "
                                                   "UNION SELECT file FROM draft_parts WHERE file IS NOT NULL"));
    std::set<Digest> keep;
    for (const auto& row : named) {
        keep.insert(digest_from(row.bytes(0)));
    }
    files.sweep(keep);
    return {};
}

Status Store::tidy() {
    DOORSTEP_CHECK(database->clear_log());
    if (untidy_) {
        DOORSTEP_CHECK(sweep_unnamed());
        untidy_ = false;
    }
    return {};
}

Result<std::int64_t> meta_number(Database& database, std::string_view name) {
    DOORSTEP_TRY(const Rows rows, database.query("SELECT value FROM meta WHERE name=?1", {std::string(name)}));
    return rows.empty() ? 0 : rows[0].number(0);
}

Result<Bytes> meta_bytes(Database& database, std::string_view name) {
    DOORSTEP_TRY(const Rows rows, database.query("SELECT value FROM meta WHERE name=?1", {std::string(name)}));
    return rows.empty() ? Bytes{} : rows[0].bytes(0);
}

Status set_meta(Database& database, std::string_view name, Cell value) {
    return database.run("INSERT INTO meta VALUES(?1,?2) ON CONFLICT(name) DO UPDATE SET value=excluded.value",
                        {std::string(name), std::move(value)});
}

Digest digest_from(BytesView bytes) {
    Digest digest{};
    if (bytes.size() == digest.size()) {
        std::copy(bytes.begin(), bytes.end(), digest.begin());
    }
    return digest;
}

}  // namespace agent
}  // namespace doorstep

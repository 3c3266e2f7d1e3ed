// The agent's database and the folder of larger encrypted files beside it. Thread-bound.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "base/database.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/files.hpp"

namespace doorstep::agent {

enum class StoreError {
    NewerFormat = 1,  // stop: the state was written by a newer version
    Missing,          // the row or file is not there
    CannotOpen,       // other key or altered bytes
    BadKeyFile,       // stop: the station's key file is broken
    InUse,            // stop: another agent runs on this state
};

// Larger contents lie in files: a database page chain of megabytes would be slow to write and to wipe.
constexpr std::size_t largest_inline = 64U << 10U;

// Files named by the SHA-256 of their content. Content is encrypted before it comes here.
class BlobFiles {
  public:
    explicit BlobFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
    // Makes the folder (0700).
    Status prepare() const;
    struct Blob {
        Digest name;
        BytesView content;
    };
    // Durable for all of them when it returns: each written and fsynced under a temporary name, then renamed, then one
    // fsync of the folder. A blob that is there already stays. On failure nothing has a name that was not there before
    // or it is complete, and nothing unfinished is left: on a full disk each further try would fill it more.
    Status put(std::span<const Blob> blobs) const;
    // The whole file; Missing when it is not there or its content no longer fits its name.
    Result<Bytes> read(const Digest& name) const;
    // Up to `size` bytes from `offset`; Missing when there is no such file or it is shorter.
    Result<std::string> read_piece(const Digest& name, std::uint64_t offset, std::size_t size) const;
    // No effect when it is not there.
    void remove(const Digest& name) const;
    // Removes every file that is not in `keep`: what a crash left between file and commit.
    void sweep(const std::set<Digest>& keep) const;

  private:
    Status put_all(std::span<const Blob> blobs) const;
    std::filesystem::path folder_;
};

// Opens <folder>/agent.db, checks its format version and sweeps files that no row names. InUse while another Store is
// open there: two senders of one outbox would step on each other. NewerFormat and the errors of Database::open.
struct Store {
    std::filesystem::path folder;
    std::unique_ptr<Database> database;
    BlobFiles files{std::filesystem::path{}};

    static Result<Store> open(const std::filesystem::path& folder);
    // The commit that would have named new files failed: they are removed by the next tidy().
    void note_failed_commit() { untidy_ = true; }
    // Clears the database's log and then, after a failed commit, removes files that no row names. In this order: while
    // the log stands, a restart might still find that commit in it. Errors of the database; tried again by the caller.
    Status tidy();

  private:
    Status sweep_unnamed() const;
    FileDescriptor lock_;
    bool untidy_ = false;
};

// Single values of table meta.
Result<std::int64_t> meta_number(Database& database, std::string_view name);
Result<Bytes> meta_bytes(Database& database, std::string_view name);
Status set_meta(Database& database, std::string_view name, Cell value);

// Digest of 32 stored bytes; all zero when it has another length.
Digest digest_from(BytesView bytes);

}  // namespace doorstep::agent

template <>
struct doorstep::ErrorNames<doorstep::agent::StoreError> {
    static constexpr std::string_view module = "store";
    static std::string_view name(agent::StoreError e);
};

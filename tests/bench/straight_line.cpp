#include "tests/bench/straight_line.hpp"

#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include "base/files.hpp"
#include "base/uuid.hpp"

namespace doorstep::bench {
namespace {

constexpr std::size_t kept_as_file = 64 * 1024;  // larger sealed parts lie in files, as in the agent's outbox

}  // namespace

struct StraightLine::State {
    std::filesystem::path folder;
    sqlite3* database = nullptr;
    sqlite3_stmt* insert_item = nullptr;
    sqlite3_stmt* insert_part = nullptr;
    protocol::SigningKeys station = protocol::make_signing_keys();
    protocol::BoxKeys township = protocol::make_box_keys();
    std::uint64_t sequence = 0;
    FileDescriptor plain;

    ~State() {
        sqlite3_finalize(insert_item);
        sqlite3_finalize(insert_part);
        sqlite3_close(database);
    }
    bool run(const char* sql) { return sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK; }
    bool keep_part(const Uuid& id, std::size_t number, const Digest& name, const Bytes& sealed);
};

StraightLine::StraightLine(const std::filesystem::path& folder) : state_(std::make_unique<State>()) {
    std::filesystem::create_directories(folder / "sealed");
    state_->folder = folder;
    sqlite3_open((folder / "floor.db").c_str(), &state_->database);
    state_->run("PRAGMA journal_mode=WAL");
    state_->run("PRAGMA synchronous=FULL");
    state_->run("PRAGMA secure_delete=ON");
    state_->run("CREATE TABLE IF NOT EXISTS item (id BLOB PRIMARY KEY, envelope BLOB) WITHOUT ROWID");
    state_->run(
        "CREATE TABLE IF NOT EXISTS part (id BLOB, number INTEGER, name BLOB, content BLOB, PRIMARY KEY (id, number))");
    sqlite3_prepare_v2(state_->database, "INSERT INTO item VALUES (?1, ?2)", -1, &state_->insert_item, nullptr);
    sqlite3_prepare_v2(state_->database, "INSERT INTO part VALUES (?1, ?2, ?3, ?4)", -1, &state_->insert_part, nullptr);
    state_->plain = FileDescriptor(::open((folder / "plain").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
}

StraightLine::~StraightLine() = default;

bool StraightLine::State::keep_part(const Uuid& id, std::size_t number, const Digest& name, const Bytes& sealed) {
    const bool as_file = sealed.size() > kept_as_file;
    if (as_file && !write_file_durably(folder / "sealed" / to_hex(name), sealed)) {
        return false;
    }
    sqlite3_reset(insert_part);
    sqlite3_bind_blob(insert_part, 1, id.bytes().data(), 16, SQLITE_TRANSIENT);
    sqlite3_bind_int64(insert_part, 2, static_cast<sqlite3_int64>(number));
    sqlite3_bind_blob(insert_part, 3, name.data(), static_cast<int>(name.size()), SQLITE_STATIC);
    sqlite3_bind_blob(insert_part, 4, sealed.data(), as_file ? 0 : static_cast<int>(sealed.size()), SQLITE_STATIC);
    return sqlite3_step(insert_part) == SQLITE_DONE;
}

bool StraightLine::submit(std::span<const protocol::PartToSeal> parts) {
    const Uuid id = Uuid::make_v7();
    wire::Header header;
    header.set_submission_id(id.bytes().data(), id.bytes().size());
    header.set_kind(wire::APPLICATION);
    header.set_station_id("bench");
    header.set_station_sequence(++state_->sequence);
    header.set_receiving_township("bench");
    header.set_competent_township("bench");
    header.set_case_number("000000000195");
    const auto sealed = protocol::seal(header, parts, state_->station, {state_->township.public_key, 1});
    if (!sealed || !state_->run("BEGIN IMMEDIATE")) {
        return false;
    }
    for (std::size_t i = 0; i < sealed->parts.size(); ++i) {
        if (!state_->keep_part(id, i + 1, sealed->names[i], sealed->parts[i])) {
            return false;
        }
    }
    sqlite3_reset(state_->insert_item);
    sqlite3_bind_blob(state_->insert_item, 1, id.bytes().data(), 16, SQLITE_TRANSIENT);
    sqlite3_bind_blob(state_->insert_item, 2, sealed->envelope.data(), static_cast<int>(sealed->envelope.size()),
                      SQLITE_STATIC);
    return sqlite3_step(state_->insert_item) == SQLITE_DONE && state_->run("COMMIT");
}

bool StraightLine::bare_append(std::size_t bytes) {
    const Bytes content(bytes, 0x5A);
    return ::write(state_->plain.get(), content.data(), content.size()) == static_cast<ssize_t>(bytes) &&
           fdatasync(state_->plain.get()) == 0;
}

}  // namespace doorstep::bench

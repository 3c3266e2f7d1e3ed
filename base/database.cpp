#include "base/database.hpp"

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <map>

#include <fmt/format.h>

#include "base/files.hpp"

namespace doorstep {
namespace {

// Of an exclusive file; a shared one's log is SQLite's own matter.
constexpr int most_log_pages = 1000;       // then the log is cleared without waiting to be told
constexpr int most_kept_log_pages = 2000;  // a log that one commit made larger gives its space back
constexpr std::int64_t log_header = 32;    // https://www.sqlite.org/fileformat2.html#the_write_ahead_log
constexpr std::int64_t frame_header = 24;  // before each page
constexpr int busy_timeout_ms = 5000;      // a command line beside a daemon waits that long for the other's commit

struct CloseDatabase {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};
struct FinishStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, FinishStatement>;

Error database_error(sqlite3* handle, std::string_view what) {
    const auto detail = fmt::format("{}: {}", what, sqlite3_errmsg(handle));
    switch (sqlite3_errcode(handle)) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return {DatabaseError::Busy, detail};
        case SQLITE_FULL:
            return {DatabaseError::Full, detail};
        case SQLITE_CONSTRAINT:
            return {DatabaseError::Constraint, detail};
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return {DatabaseError::Damaged, detail};
        case SQLITE_CANTOPEN:
        case SQLITE_READONLY:
            return {DatabaseError::CannotOpen, detail};
        default:
            return {DatabaseError::Failed, detail};
    }
}

// `values` must outlive the statement's run: nothing is copied.
void bind(sqlite3_stmt* statement, std::initializer_list<Cell> values) {
    int index = 0;
    for (const auto& value : values) {
        ++index;
        if (const auto* number = std::get_if<std::int64_t>(&value)) {
            sqlite3_bind_int64(statement, index, *number);
        } else if (const auto* text = std::get_if<std::string>(&value)) {
            sqlite3_bind_text64(statement, index, text->data(), text->size(), SQLITE_STATIC, SQLITE_UTF8);
        } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
            const void* data = bytes->empty() ? "" : static_cast<const void*>(bytes->data());
            sqlite3_bind_blob64(statement, index, data, bytes->size(), SQLITE_STATIC);
        }
    }
}

Cell read_cell(sqlite3_stmt* statement, int column) {
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
    switch (sqlite3_column_type(statement, column)) {
        case SQLITE_INTEGER:
            return static_cast<std::int64_t>(sqlite3_column_int64(statement, column));
        case SQLITE_TEXT:
            return std::string(reinterpret_cast<const char*>(sqlite3_column_text(statement, column)), size);
        case SQLITE_BLOB: {
            const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement, column));
            return size == 0 ? Bytes{} : Bytes(data, data + size);
        }
        default:
            return std::monostate{};
    }
}

Row read_row(sqlite3_stmt* statement) {
    std::vector<Cell> cells;
    for (int i = 0; i < sqlite3_column_count(statement); ++i) {
        cells.push_back(read_cell(statement, i));
    }
    return Row(std::move(cells));
}

}  // namespace

std::string_view ErrorNames<DatabaseError>::name(DatabaseError e) {
    switch (e) {
        case DatabaseError::CannotOpen:
            return "CannotOpen";
        case DatabaseError::Damaged:
            return "Damaged";
        case DatabaseError::Busy:
            return "Busy";
        case DatabaseError::Full:
            return "Full";
        case DatabaseError::Constraint:
            return "Constraint";
        case DatabaseError::Failed:
            return "Failed";
    }
    return "?";
}

Bytes to_bytes(BytesView view) {
    return {view.begin(), view.end()};
}

std::int64_t Row::number(std::size_t column) const {
    const auto* value = column < cells_.size() ? std::get_if<std::int64_t>(&cells_[column]) : nullptr;
    return value != nullptr ? *value : 0;
}

std::string Row::text(std::size_t column) const {
    const auto* value = column < cells_.size() ? std::get_if<std::string>(&cells_[column]) : nullptr;
    return value != nullptr ? *value : std::string{};
}

Bytes Row::bytes(std::size_t column) const {
    const auto* value = column < cells_.size() ? std::get_if<Bytes>(&cells_[column]) : nullptr;
    return value != nullptr ? *value : Bytes{};
}

bool Row::is_null(std::size_t column) const {
    return column >= cells_.size() || std::holds_alternative<std::monostate>(cells_[column]);
}

struct Database::State {
    std::unique_ptr<sqlite3, CloseDatabase> handle;
    std::map<std::string, Statement, std::less<>> prepared;
    DatabaseUse use = DatabaseUse::Shared;
    int depth = 0;
    std::uint64_t undone = 0;
    int log_pages = 0;         // exclusive: frames in the log after the last commit
    bool log_written = false;  // exclusive: a commit since the log was cleared
    bool log_unsure = false;   // a statement failed: the log may hold more than was committed

    Status script(std::string_view sql) {
        const std::string text(sql);
        if (sqlite3_exec(handle.get(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
            return database_error(handle.get(), text.substr(0, 60));
        }
        return {};
    }

    Result<sqlite3_stmt*> prepare(std::string_view sql) {
        if (const auto found = prepared.find(sql); found != prepared.end()) {
            return found->second.get();
        }
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(handle.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr) !=
            SQLITE_OK) {
            return database_error(handle.get(), sql);
        }
        constexpr std::size_t most_prepared = 200;  // statements are constants of ours; this only guards a defect
        if (prepared.size() >= most_prepared) {
            prepared.clear();
        }
        return prepared.emplace(std::string(sql), Statement(statement)).first->second.get();
    }

    // The mode that SQLite really has: some file systems silently refuse WAL.
    Status expect(std::string_view pragma, std::string_view wanted) {
        DOORSTEP_TRY(sqlite3_stmt * statement, prepare(pragma));
        std::string got;
        if (sqlite3_step(statement) == SQLITE_ROW) {
            got = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0));
        }
        sqlite3_reset(statement);
        return got == wanted ? Status{} : Status(Error(DatabaseError::Failed, fmt::format("{}: {}", pragma, got)));
    }

    Result<std::int64_t> number(std::string_view pragma) {
        DOORSTEP_TRY(sqlite3_stmt * statement, prepare(pragma));
        const bool row = sqlite3_step(statement) == SQLITE_ROW;
        const std::int64_t value = row ? sqlite3_column_int64(statement, 0) : 0;
        sqlite3_reset(statement);
        return row ? Result<std::int64_t>(value) : Result<std::int64_t>(database_error(handle.get(), pragma));
    }

    // From here on we watch the log's size and clear it; SQLite's own checkpoints would leave its old content.
    void keep_log() {
        sqlite3_wal_hook(
            handle.get(),
            [](void* self, sqlite3*, const char*, int pages) {
                static_cast<State*>(self)->log_pages = pages;
                static_cast<State*>(self)->log_written = true;
                return SQLITE_OK;
            },
            this);
    }

    // After a checkpoint that copied all `used` pages of the log. A commit begins the log anew, with new salts: from
    // then on the frames behind it are nothing to SQLite, whether or not they are gone when the power goes.
    Status overwrite_log(int used) {
        DOORSTEP_TRY(const std::int64_t version, number("PRAGMA user_version"));
        DOORSTEP_CHECK(script(fmt::format("PRAGMA user_version={}", version)));
        if (log_pages > used) {
            return Error(DatabaseError::Busy, "the log did not begin anew");
        }
        sqlite3_file* log = nullptr;
        if (sqlite3_file_control(handle.get(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) != SQLITE_OK ||
            log == nullptr || log->pMethods == nullptr) {
            return Error(DatabaseError::Failed, "no log to overwrite");
        }
        DOORSTEP_TRY(const std::int64_t page_bytes, number("PRAGMA page_size"));
        const Bytes nothing(static_cast<std::size_t>(page_bytes + frame_header));
        for (int frame = log_pages; frame < used; ++frame) {
            const auto at = log_header + std::int64_t{frame} * std::ssize(nothing);
            if (log->pMethods->xWrite(log, nothing.data(), static_cast<int>(nothing.size()), at) != SQLITE_OK) {
                return Error(DatabaseError::Failed, "the log cannot be overwritten");
            }
        }
        return log->pMethods->xSync(log, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY) == SQLITE_OK
                   ? Status{}
                   : Status(Error(DatabaseError::Failed, "the overwritten log cannot be synced"));
    }
};

Database::Database(std::unique_ptr<State> state) : state_(std::move(state)) {}
Database::~Database() = default;

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& path, std::string_view schema,
                                                 DatabaseUse use) {
    auto state = std::make_unique<State>();
    state->use = use;
    sqlite3* handle = nullptr;
    const mode_t before = ::umask(0077);  // the file and its log are for their process alone
    const bool salvage = use == DatabaseUse::Salvage;
    const int flags = salvage ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int opened = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    state->handle.reset(handle);
    const auto finish = [&]() -> Status {
        if (opened != SQLITE_OK) {
            return database_error(handle, path.native());
        }
        if (salvage) {
            return state->script("SELECT 1 FROM sqlite_master");
        }
        sqlite3_busy_timeout(handle, busy_timeout_ms);
        DOORSTEP_CHECK(state->script("PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"));
        if (use == DatabaseUse::Exclusive) {
            // Before the log is touched, so that its index lies in memory and not in a file shared with others.
            DOORSTEP_CHECK(state->expect("PRAGMA locking_mode=EXCLUSIVE", "exclusive"));
        }
        DOORSTEP_CHECK(state->expect("PRAGMA journal_mode=WAL", "wal"));
        DOORSTEP_CHECK(state->script("PRAGMA synchronous=FULL;"));
        DOORSTEP_CHECK(state->expect("PRAGMA synchronous", "2"));
        DOORSTEP_CHECK(state->expect("PRAGMA secure_delete", "1"));
        const auto sound = state->expect("PRAGMA quick_check(1)", "ok");
        if (!sound) {
            return Error(DatabaseError::Damaged, sound.error().detail());
        }
        DOORSTEP_CHECK(state->script(schema));
        if (use == DatabaseUse::Exclusive) {
            DOORSTEP_CHECK(state->script("PRAGMA wal_checkpoint(TRUNCATE)"));  // what a killed process left in it
            state->keep_log();
        }
        return {};
    };
    const auto status = finish();
    ::umask(before);
    DOORSTEP_CHECK(status);
    DOORSTEP_CHECK(salvage ? Status{} : sync_folder(path.parent_path()));
    return std::unique_ptr<Database>(new Database(std::move(state)));
}

Result<Rows> Database::query(std::string_view sql, std::initializer_list<Cell> values) {
    DOORSTEP_TRY(sqlite3_stmt * statement, state_->prepare(sql));
    bind(statement, values);
    Rows rows;
    int step = 0;
    while ((step = sqlite3_step(statement)) == SQLITE_ROW) {
        rows.push_back(read_row(statement));
    }
    const auto failed = step == SQLITE_DONE ? Status{} : Status(database_error(state_->handle.get(), sql));
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    state_->log_unsure = state_->log_unsure || !failed;
    DOORSTEP_CHECK(failed);
    return rows;
}

Status Database::run(std::string_view sql, std::initializer_list<Cell> values) {
    DOORSTEP_TRY([[maybe_unused]] const Rows rows, query(sql, values));
    if (state_->log_pages >= most_log_pages && sqlite3_get_autocommit(state_->handle.get()) != 0) {
        ignore(clear_log(), "what was to be done is done; the next commit clears again");
    }
    return {};
}

Status Database::script(std::string_view sql) {
    return state_->script(sql);
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(state_->handle.get());
}

Status Database::transaction(const std::function<Status()>& work) {
    const bool outermost = state_->depth == 0;
    if (!outermost && sqlite3_get_autocommit(state_->handle.get()) != 0) {
        // After some failures (a full disk) SQLite undoes the whole on its own; a part of it would stand alone.
        return Error(DatabaseError::Failed, "the transaction around this one was undone");
    }
    DOORSTEP_CHECK(run(outermost ? "BEGIN IMMEDIATE" : "SAVEPOINT part"));
    ++state_->depth;
    auto done = work();
    --state_->depth;
    if (done) {
        done = run(outermost ? "COMMIT" : "RELEASE part");
    }
    if (!done) {
        ++state_->undone;
        ignore(outermost ? run("ROLLBACK") : script("ROLLBACK TO part; RELEASE part"),
               "the first failure is the one to tell");
    }
    return done;
}

std::uint64_t Database::undone() const {
    return state_->undone;
}

Status Database::clear_log() {
    if (state_->use == DatabaseUse::Exclusive && !state_->log_written && !state_->log_unsure) {
        return {};
    }
    const int used = state_->log_pages;
    const bool keep = state_->use == DatabaseUse::Exclusive && used <= most_kept_log_pages && !state_->log_unsure;
    DOORSTEP_TRY(const Rows done, query(keep ? "PRAGMA wal_checkpoint(RESTART)" : "PRAGMA wal_checkpoint(TRUNCATE)"));
    if (done.empty() || done[0].number(0) != 0) {
        return Error(DatabaseError::Busy, "the log is in use");
    }
    DOORSTEP_CHECK(keep ? state_->overwrite_log(used) : Status{});
    state_->log_pages = keep ? state_->log_pages : 0;
    state_->log_written = false;
    state_->log_unsure = false;
    return {};
}

}  // namespace doorstep

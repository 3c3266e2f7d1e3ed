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
void bind(sqlite3_stmt* statement, std::span<const Cell> values) {
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

// The embedded one.
class SqliteDatabase final : public Database {
  public:
    SqliteDatabase(sqlite3* handle, DatabaseUse use) : handle_(handle), use_(use) {}
    // Sets the modes, checks, and runs the schema.
    Status make_ready(std::string_view schema);

    Status script(std::string_view sql) override {
        const std::string text(sql);
        if (sqlite3_exec(handle_.get(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
            return database_error(handle_.get(), text.substr(0, 60));
        }
        return {};
    }
    Status each_row(std::string_view sql, const std::function<Status(const Row&)>& each) override {
        return step_through(sql, {}, each);
    }
    std::int64_t changes() const override { return sqlite3_changes64(handle_.get()); }
    // Transactions are IMMEDIATE: nobody else writes meanwhile.
    Status hold(std::string_view) override { return {}; }
    Result<std::vector<std::string>> find_damage() override;
    Status clear_log() override;

  private:
    Result<Rows> rows_of(std::string_view sql, std::span<const Cell> values) override;
    Status step_through(std::string_view sql, std::span<const Cell> values, const std::function<Status(Row&&)>& each);
    void settle() override;
    std::string_view begin_words() const override { return "BEGIN IMMEDIATE"; }
    // After some failures (a full disk) SQLite undoes the whole on its own.
    bool stands() const override { return sqlite3_get_autocommit(handle_.get()) == 0; }

    Result<sqlite3_stmt*> prepare(std::string_view sql) {
        if (const auto found = prepared_.find(sql); found != prepared_.end()) {
            return found->second.get();
        }
        sqlite3_stmt* statement = nullptr;
        if (sqlite3_prepare_v2(handle_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr) !=
            SQLITE_OK) {
            return database_error(handle_.get(), sql);
        }
        constexpr std::size_t most_prepared = 200;  // statements are constants of ours; this only guards a defect
        if (prepared_.size() >= most_prepared) {
            prepared_.clear();
        }
        return prepared_.emplace(std::string(sql), Statement(statement)).first->second.get();
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
        return row ? Result<std::int64_t>(value) : Result<std::int64_t>(database_error(handle_.get(), pragma));
    }

    // From here on we watch the log's size and clear it; SQLite's own checkpoints would leave its old content.
    void keep_log() {
        sqlite3_wal_hook(
            handle_.get(),
            [](void* self, sqlite3*, const char*, int pages) {
                static_cast<SqliteDatabase*>(self)->log_pages_ = pages;
                static_cast<SqliteDatabase*>(self)->log_written_ = true;
                return SQLITE_OK;
            },
            this);
    }

    // After a checkpoint that copied all `used` pages of the log. A commit begins the log anew, with new salts: from
    // then on the frames behind it are nothing to SQLite, whether or not they are gone when the power goes.
    Status overwrite_log(int used) {
        DOORSTEP_TRY(const std::int64_t version, number("PRAGMA user_version"));
        DOORSTEP_CHECK(script(fmt::format("PRAGMA user_version={}", version)));
        if (log_pages_ > used) {
            return Error(DatabaseError::Busy, "the log did not begin anew");
        }
        sqlite3_file* log = nullptr;
        if (sqlite3_file_control(handle_.get(), "main", SQLITE_FCNTL_JOURNAL_POINTER, &log) != SQLITE_OK ||
            log == nullptr || log->pMethods == nullptr) {
            return Error(DatabaseError::Failed, "no log to overwrite");
        }
        DOORSTEP_TRY(const std::int64_t page_bytes, number("PRAGMA page_size"));
        const Bytes nothing(static_cast<std::size_t>(page_bytes + frame_header));
        for (int frame = log_pages_; frame < used; ++frame) {
            const auto at = log_header + std::int64_t{frame} * std::ssize(nothing);
            if (log->pMethods->xWrite(log, nothing.data(), static_cast<int>(nothing.size()), at) != SQLITE_OK) {
                return Error(DatabaseError::Failed, "the log cannot be overwritten");
            }
        }
        return log->pMethods->xSync(log, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY) == SQLITE_OK
                   ? Status{}
                   : Status(Error(DatabaseError::Failed, "the overwritten log cannot be synced"));
    }

    std::unique_ptr<sqlite3, CloseDatabase> handle_;
    std::map<std::string, Statement, std::less<>> prepared_;
    DatabaseUse use_;
    int log_pages_ = 0;         // exclusive: frames in the log after the last commit
    bool log_written_ = false;  // exclusive: a commit since the log was cleared
    bool log_unsure_ = false;   // a statement failed: the log may hold more than was committed
};

Status SqliteDatabase::make_ready(std::string_view schema) {
    if (use_ == DatabaseUse::Salvage) {
        return script("SELECT 1 FROM sqlite_master");
    }
    sqlite3_busy_timeout(handle_.get(), busy_timeout_ms);
    DOORSTEP_CHECK(script("PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"));
    if (use_ == DatabaseUse::Exclusive) {
        // Before the log is touched, so that its index lies in memory and not in a file shared with others.
        DOORSTEP_CHECK(expect("PRAGMA locking_mode=EXCLUSIVE", "exclusive"));
    }
    DOORSTEP_CHECK(expect("PRAGMA journal_mode=WAL", "wal"));
    DOORSTEP_CHECK(script("PRAGMA synchronous=FULL;"));
    DOORSTEP_CHECK(expect("PRAGMA synchronous", "2"));
    DOORSTEP_CHECK(expect("PRAGMA secure_delete", "1"));
    const auto sound = expect("PRAGMA quick_check(1)", "ok");
    if (!sound) {
        return Error(DatabaseError::Damaged, sound.error().detail());
    }
    DOORSTEP_CHECK(script(schema));
    if (use_ == DatabaseUse::Exclusive) {
        DOORSTEP_CHECK(script("PRAGMA wal_checkpoint(TRUNCATE)"));  // what a killed process left in it
        keep_log();
    }
    return {};
}

Status SqliteDatabase::step_through(std::string_view sql, std::span<const Cell> values,
                                    const std::function<Status(Row&&)>& each) {
    DOORSTEP_TRY(sqlite3_stmt * statement, prepare(sql));
    bind(statement, values);
    Status handed;
    int step = 0;
    while (handed && (step = sqlite3_step(statement)) == SQLITE_ROW) {
        handed = each(read_row(statement));
    }
    const auto failed = !handed || step == SQLITE_DONE ? handed : Status(database_error(handle_.get(), sql));
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    log_unsure_ = log_unsure_ || !failed;
    return failed;
}

Result<Rows> SqliteDatabase::rows_of(std::string_view sql, std::span<const Cell> values) {
    Rows rows;
    DOORSTEP_CHECK(step_through(sql, values, [&](Row&& row) -> Status {
        rows.push_back(std::move(row));
        return {};
    }));
    return rows;
}

void SqliteDatabase::settle() {
    if (log_pages_ >= most_log_pages && sqlite3_get_autocommit(handle_.get()) != 0) {
        ignore(clear_log(), "what was to be done is done; the next commit clears again");
    }
}

Result<std::vector<std::string>> SqliteDatabase::find_damage() {
    std::vector<std::string> out;
    DOORSTEP_TRY(const Rows found, query("PRAGMA integrity_check"));
    for (const auto& row : found) {
        if (row.text(0) != "ok") {
            out.push_back(row.text(0));
        }
    }
    DOORSTEP_TRY(const Rows orphans, query("PRAGMA foreign_key_check"));
    for (const auto& row : orphans) {
        out.push_back(fmt::format("{}: refers to a row of {} that is not there", row.text(0), row.text(2)));
    }
    return out;
}

Status SqliteDatabase::clear_log() {
    if (use_ == DatabaseUse::Exclusive && !log_written_ && !log_unsure_) {
        return {};
    }
    const int used = log_pages_;
    const bool keep = use_ == DatabaseUse::Exclusive && used <= most_kept_log_pages && !log_unsure_;
    DOORSTEP_TRY(const Rows done, query(keep ? "PRAGMA wal_checkpoint(RESTART)" : "PRAGMA wal_checkpoint(TRUNCATE)"));
    if (done.empty() || done[0].number(0) != 0) {
        return Error(DatabaseError::Busy, "the log is in use");
    }
    DOORSTEP_CHECK(keep ? overwrite_log(used) : Status{});
    log_pages_ = keep ? log_pages_ : 0;
    log_written_ = false;
    log_unsure_ = false;
    return {};
}

}  // namespace

Result<std::unique_ptr<Database>> Database::open(const std::filesystem::path& path, std::string_view schema,
                                                 DatabaseUse use) {
    sqlite3* handle = nullptr;
    const mode_t before = ::umask(0077);  // the file and its log are for their process alone
    const bool salvage = use == DatabaseUse::Salvage;
    const int flags = salvage ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    const int opened = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
    auto database = std::make_unique<SqliteDatabase>(handle, use);
    const auto status =
        opened == SQLITE_OK ? database->make_ready(schema) : Status(database_error(handle, path.native()));
    ::umask(before);
    DOORSTEP_CHECK(status);
    DOORSTEP_CHECK(salvage ? Status{} : sync_folder(path.parent_path()));
    return std::unique_ptr<Database>(std::move(database));
}

}  // namespace doorstep

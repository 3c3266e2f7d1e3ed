// A database as our processes use it: statements, rows, transactions with parts. open() gives SQLite (WAL,
// synchronous=FULL, secure_delete, checked at open), the only one that a station knows; a township may have a server's
// behind the same words (township/postgres). Thread-bound.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep {

enum class DatabaseError {
    CannotOpen = 1,  // stop at start and say the path
    Damaged,         // stop at start: quick_check found a fault; a technician must look
    Busy,            // another process holds it longer than the timeout: try again
    Away,            // a server's: not reached, or it broke off: try again later; whether a commit was done is unknown
    Full,            // the disk is full: nothing was changed
    Constraint,      // a rule of the schema refused the change
    Failed,          // a defect of ours or of the disk: log it
};
template <>
struct ErrorNames<DatabaseError> {
    static constexpr std::string_view module = "database";
    static std::string_view name(DatabaseError e);
};

// A cell: nothing, a number, text or bytes.
using Cell = std::variant<std::monostate, std::int64_t, std::string, Bytes>;
// An id, a digest, a signature as a cell.
Bytes to_bytes(BytesView view);

// One result row. The getters give 0 or empty when the cell is of another kind.
class Row {
  public:
    explicit Row(std::vector<Cell> cells) : cells_(std::move(cells)) {}
    std::int64_t number(std::size_t column) const;
    std::string text(std::size_t column) const;
    Bytes bytes(std::size_t column) const;
    bool is_null(std::size_t column) const;
    // As they are, to be written elsewhere.
    const std::vector<Cell>& cells() const { return cells_; }

  private:
    std::vector<Cell> cells_;
};
using Rows = std::vector<Row>;

// Who has the file open: a command line may stand beside a daemon, or one process keeps it for itself and is spared
// the file locks around every statement. Or nobody can use it any more and somebody reads what is left: nothing is
// checked, nothing is changed, each statement may fail with Damaged and the next one not.
enum class DatabaseUse { Shared, Exclusive, Salvage };

class Database {
  public:
    // Opens or makes the file (mode 0600), sets the modes and checks that they hold, runs quick_check, and runs
    // `schema` (CREATE … IF NOT EXISTS). CannotOpen, Damaged, Failed; Busy when another has it to itself.
    static Result<std::unique_ptr<Database>> open(const std::filesystem::path& path, std::string_view schema,
                                                  DatabaseUse use = DatabaseUse::Shared);
    virtual ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // One statement with ?1 … bound in order; all its rows.
    Result<Rows> query(std::string_view sql, std::initializer_list<Cell> values = {});
    Result<Rows> query(std::string_view sql, std::span<const Cell> values) { return rows_of(sql, values); }
    // The same, but each row is handed on as it comes: for a table that need not fit in RAM. `each` must not use this
    // database; when it fails that is the end.
    virtual Status each_row(std::string_view sql, const std::function<Status(const Row&)>& each) = 0;
    // One statement whose rows are of no interest.
    Status run(std::string_view sql, std::initializer_list<Cell> values = {});
    Status run(std::string_view sql, std::span<const Cell> values);
    // Several statements without values, e.g. a schema.
    virtual Status script(std::string_view sql) = 0;
    // Rows changed by the last statement.
    virtual std::int64_t changes() const = 0;
    // Runs `work` in one transaction: committed, and so durable, when it succeeds, undone when it fails. Inside another
    // transaction it is a part of that one (a savepoint): what fails is undone alone, what succeeds is durable when the
    // outermost is. A server may ask for an outermost transaction to be run again when it met another one's locks the
    // wrong way round: `work` must be able to.
    Status transaction(const std::function<Status()>& work);
    // Nobody else who holds `what` goes on until this transaction is over: for what is read and then written by
    // several processes. SQLite's transactions are alone anyway. Busy after some seconds.
    virtual Status hold(std::string_view what) = 0;
    // How many transactions, or parts of one, were undone since open: what a caller keeps in RAM about rows is right as
    // long as this number stands.
    std::uint64_t undone() const { return undone_; }
    // What the database's own check finds wrong with itself, in its words; empty when it is whole. Slow.
    virtual Result<std::vector<std::string>> find_damage() = 0;
    // Wiped rows leave no bytes behind in the log. SQLite: copies the WAL into the file and empties it. An exclusive
    // file's log is overwritten and keeps its space: a commit into space that is there already waits for the disk once,
    // not also for the file system's journal. Without a commit since the last time it does nothing. A server's log is
    // its own matter: nothing is done.
    virtual Status clear_log() = 0;

  protected:
    Database() = default;
    bool in_transaction() const { return depth_ > 0; }

  private:
    virtual Result<Rows> rows_of(std::string_view sql, std::span<const Cell> values) = 0;
    // After a statement of run(), outside a transaction.
    virtual void settle() {}
    virtual std::string_view begin_words() const = 0;
    // What the server still knows of: false when it has undone the whole on its own.
    virtual bool stands() const = 0;
    virtual Status commit() { return run("COMMIT"); }
    // True when the outermost transaction that failed with this may succeed when it is run again.
    virtual bool worth_another_try(const Error&) const { return false; }
    Status try_once(const std::function<Status()>& work);

    int depth_ = 0;
    std::uint64_t undone_ = 0;
};

}  // namespace doorstep

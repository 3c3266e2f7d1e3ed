// SQLite as every process of ours uses it: WAL, synchronous=FULL, secure_delete, checked at open. Thread-bound.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <memory>
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
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // One statement with ?1 … bound in order; all its rows.
    Result<Rows> query(std::string_view sql, std::initializer_list<Cell> values = {});
    // One statement whose rows are of no interest.
    Status run(std::string_view sql, std::initializer_list<Cell> values = {});
    // Several statements without values, e.g. a schema.
    Status script(std::string_view sql);
    // Rows changed by the last statement.
    std::int64_t changes() const;
    // Runs `work` in one IMMEDIATE transaction: committed, and so durable, when it succeeds, undone when it fails.
    // Inside another transaction it is a part of that one (a savepoint): what fails is undone alone, what succeeds is
    // durable when the outermost is.
    Status transaction(const std::function<Status()>& work);
    // How many transactions, or parts of one, were undone since open: what a caller keeps in RAM about rows is right as
    // long as this number stands.
    std::uint64_t undone() const;
    // Copies the WAL into the file and empties it, so that wiped rows leave no bytes behind. An exclusive file's log is
    // overwritten and keeps its space: a commit into space that is there already waits for the disk once, not also for
    // the file system's journal. Without a commit since the last time it does nothing.
    Status clear_log();

  private:
    struct State;
    explicit Database(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace doorstep

#include "base/database.hpp"

namespace doorstep {

std::string_view ErrorNames<DatabaseError>::name(DatabaseError e) {
    switch (e) {
        case DatabaseError::CannotOpen:
            return "CannotOpen";
        case DatabaseError::Damaged:
            return "Damaged";
        case DatabaseError::Busy:
            return "Busy";
        case DatabaseError::Away:
            return "Away";
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

Database::~Database() = default;

Result<Rows> Database::query(std::string_view sql, std::initializer_list<Cell> values) {
    return rows_of(sql, {values.begin(), values.size()});
}

Status Database::run(std::string_view sql, std::initializer_list<Cell> values) {
    return run(sql, std::span<const Cell>(values.begin(), values.size()));
}

Status Database::run(std::string_view sql, std::span<const Cell> values) {
    DOORSTEP_TRY([[maybe_unused]] const Rows rows, query(sql, values));
    settle();
    return {};
}

Status Database::transaction(const std::function<Status()>& work) {
    constexpr int most_tries = 4;  // each met another's locks the wrong way round: then somebody is in a bad way
    const bool outermost = depth_ == 0;
    auto done = try_once(work);
    for (int tries = 1; outermost && !done && tries < most_tries && worth_another_try(done.error()); ++tries) {
        done = try_once(work);
    }
    return done;
}

Status Database::try_once(const std::function<Status()>& work) {
    const bool outermost = depth_ == 0;
    if (!outermost && !stands()) {
        // A part of it would stand alone.
        return Error(DatabaseError::Failed, "the transaction around this one was undone");
    }
    DOORSTEP_CHECK(run(outermost ? begin_words() : "SAVEPOINT part"));
    ++depth_;
    auto done = work();
    --depth_;
    if (done) {
        done = outermost ? commit() : run("RELEASE part");
    }
    if (!done) {
        ++undone_;
        ignore(outermost ? run("ROLLBACK") : script("ROLLBACK TO part; RELEASE part"),
               "the first failure is the one to tell");
    }
    return done;
}

}  // namespace doorstep

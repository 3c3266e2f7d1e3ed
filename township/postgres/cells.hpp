// Cells to and from PostgreSQL's binary formats: bigint, text, bytea. For postgres_database.cpp alone.
#pragma once

#include <libpq-fe.h>

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "base/database.hpp"

namespace doorstep::township {

// Types of the values of a statement; 0 where PostgreSQL must infer it (nothing).
std::vector<Oid> types_of(std::span<const Cell> values);

// Values as libpq wants them; texts and bytes are borrowed from the cells.
class BoundCells {
  public:
    explicit BoundCells(std::span<const Cell> cells);
    BoundCells(const BoundCells&) = delete;
    BoundCells& operator=(const BoundCells&) = delete;
    int count() const { return static_cast<int>(values_.size()); }
    const char* const* values() const { return values_.data(); }
    const int* lengths() const { return lengths_.data(); }
    const int* formats() const { return formats_.data(); }

  private:
    void add(const Cell& cell);

    std::deque<std::int64_t> numbers_;  // big-endian; they do not move
    std::vector<const char*> values_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

// All rows of a binary result. Failed when a column has a type that our rooms do not use (a sum of bigints is numeric:
// cast it).
Result<Rows> rows_from(const PGresult* result);

}  // namespace doorstep::township

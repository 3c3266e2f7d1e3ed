#include "township/postgres/cells.hpp"

#include <endian.h>

#include <cstring>

#include <fmt/format.h>

namespace doorstep::township {
namespace {

// Of pg_type.dat, the same in every version.
enum Type : Oid {
    type_bool = 16,
    type_bytea = 17,
    type_name = 19,
    type_int8 = 20,
    type_int2 = 21,
    type_int4 = 23,
    type_text = 25,
    type_unknown = 705,
    type_varchar = 1043,
    type_void = 2278,
};

std::int64_t number_from(const char* data, int size) {
    std::uint64_t value = 0;
    for (int i = 0; i < size; ++i) {
        value = (value << 8U) | static_cast<std::uint8_t>(data[i]);
    }
    const int shift = 64 - 8 * size;  // carries the sign of the narrower ones
    return static_cast<std::int64_t>(value << shift) >> shift;
}

Result<Cell> cell_from(const PGresult* result, int row, int column) {
    if (PQgetisnull(result, row, column) != 0) {
        return Cell(std::monostate{});
    }
    const char* data = PQgetvalue(result, row, column);
    const int size = PQgetlength(result, row, column);
    switch (PQftype(result, column)) {
        case type_int8:
        case type_int4:
        case type_int2:
            return Cell(number_from(data, size));
        case type_bool:
            return Cell(std::int64_t{*data});
        case type_text:
        case type_varchar:
        case type_name:
        case type_unknown:
            return Cell(std::string(data, static_cast<std::size_t>(size)));
        case type_bytea:
            return Cell(to_bytes(as_bytes({data, static_cast<std::size_t>(size)})));
        case type_void:
            return Cell(std::monostate{});
        default:
            return Error(DatabaseError::Failed, fmt::format("column {} has type {}, which no room of ours uses",
                                                            PQfname(result, column), PQftype(result, column)));
    }
}

}  // namespace

std::vector<Oid> types_of(std::span<const Cell> values) {
    static constexpr Oid types[] = {0, type_int8, type_text, type_bytea};  // as the alternatives of Cell
    std::vector<Oid> out;
    for (const auto& value : values) {
        out.push_back(types[value.index()]);
    }
    return out;
}

BoundCells::BoundCells(std::span<const Cell> cells) {
    for (const auto& cell : cells) {
        add(cell);
    }
}

void BoundCells::add(const Cell& cell) {
    const char* value = nullptr;
    std::size_t length = 0;
    if (const auto* number = std::get_if<std::int64_t>(&cell)) {
        numbers_.push_back(static_cast<std::int64_t>(htobe64(static_cast<std::uint64_t>(*number))));
        value = reinterpret_cast<const char*>(&numbers_.back());
        length = sizeof(std::int64_t);
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
        value = text->c_str();
        length = text->size();
    } else if (const auto* bytes = std::get_if<Bytes>(&cell)) {
        value = bytes->empty() ? "" : reinterpret_cast<const char*>(bytes->data());
        length = bytes->size();
    }
    values_.push_back(value);
    lengths_.push_back(static_cast<int>(length));
    formats_.push_back(1);
}

Result<Rows> rows_from(const PGresult* result) {
    Rows rows;
    const int columns = PQnfields(result);
    for (int row = 0; row < PQntuples(result); ++row) {
        std::vector<Cell> cells;
        for (int column = 0; column < columns; ++column) {
            DOORSTEP_TRY(Cell cell, cell_from(result, row, column));
            cells.push_back(std::move(cell));
        }
        rows.emplace_back(std::move(cells));
    }
    return rows;
}

}  // namespace doorstep::township

// The catalogue of an old archive: a CSV table as offices have it, UTF-8 or GB18030, quoted fields, with or without a
// byte order mark. Read by libcsv in its strict mode: what is ambiguous is told with its line, never guessed.
// Reentrant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::township {

// Bounds; over them the catalogue is refused.
constexpr std::size_t largest_catalogue = 256U << 20U;
constexpr std::size_t most_rows = 1'000'000;
constexpr std::size_t most_columns = 200;
constexpr std::size_t longest_cell = 64U << 10U;

enum class Encoding { Auto, Utf8, Gb18030 };

struct CatalogueForm {
    Encoding encoding = Encoding::Auto;  // Auto: UTF-8 when it is that, else GB18030
    char separator = ',';
    std::size_t header_line = 1;  // rows before the one that names the columns are passed over
};

struct CatalogueRow {
    std::size_t line = 0;            // of the file, from 1, where the row begins
    std::vector<std::string> cells;  // as many as there are columns; UTF-8, blanks around them cut off
};

struct Catalogue {
    std::vector<std::string> columns;
    std::vector<CatalogueRow> rows;  // empty ones are left out
    // Rows with more or fewer cells than there are columns: nobody can say which cell is which.
    std::vector<CatalogueRow> odd_rows;
};

// BadCatalogue with the line.
Result<Catalogue> catalogue_from(BytesView file, const CatalogueForm& form);

// Text without the blanks of any script around it (also U+3000, U+00A0, U+FEFF).
std::string_view trimmed(std::string_view text);

}  // namespace doorstep::township

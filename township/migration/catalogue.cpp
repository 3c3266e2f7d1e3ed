#include "township/migration/catalogue.hpp"

#include <csv.h>
#include <iconv.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <set>

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "township/migration/migration_error.hpp"

namespace doorstep::township {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Error bad(std::size_t line, std::string_view why) {
    return {MigrationError::BadCatalogue, line == 0 ? std::string(why) : fmt::format("line {}: {}", line, why)};
}

std::size_t line_at(std::string_view text, std::size_t offset) {
    return 1 +
           static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(offset), '\n'));
}

struct CloseIconv {
    using pointer = iconv_t;
    void operator()(iconv_t handle) const { iconv_close(handle); }
};

Result<std::string> utf8_from_gb18030(std::string_view text) {
    const iconv_t opened = iconv_open("UTF-8", "GB18030");
    if (opened == reinterpret_cast<iconv_t>(-1)) {  // what iconv_open() gives when it knows no such encoding
        return bad(0, "this machine has no table of GB18030");
    }
    const std::unique_ptr<iconv_t, CloseIconv> handle(opened);
    std::string out;
    std::array<char, 1U << 14U> block{};
    auto* from = const_cast<char*>(text.data());
    std::size_t left = text.size();
    while (left > 0) {
        auto* to = block.data();
        std::size_t room = block.size();
        const auto done = iconv(handle.get(), &from, &left, &to, &room);
        const int failed = errno;
        out.append(block.data(), block.size() - room);
        if (done == static_cast<std::size_t>(-1) && failed != E2BIG) {
            return bad(line_at(text, text.size() - left), "neither UTF-8 nor GB18030");
        }
    }
    return out;
}

// The text as UTF-8, without its mark.
Result<std::string> decoded(BytesView file, Encoding encoding) {
    const auto text = as_text(file);
    if (const auto zero = text.find('\0'); zero != std::string_view::npos) {
        return bad(line_at(text, zero), "a zero byte: saved as UTF-16? Save it as \"CSV UTF-8\"");
    }
    const bool marked = text.starts_with(byte_order_mark);
    const bool valid = encoding != Encoding::Gb18030 && utf8_to_utf16le(text).has_value();
    if (encoding == Encoding::Utf8 && !valid) {
        return bad(0, "not UTF-8, as the mapping says");
    }
    if (marked && !valid && encoding == Encoding::Auto) {
        return bad(0, "marked as UTF-8 and is none");
    }
    return valid ? std::string(text.substr(marked ? byte_order_mark.size() : 0)) : utf8_from_gb18030(text);
}

// libcsv calls back for each cell and each row.
struct Collector {
    std::vector<CatalogueRow> rows;
    CatalogueRow row;
    std::size_t line = 1;  // that is being read
    std::string fault;

    void cell(const void* data, std::size_t size) {
        if (row.cells.empty()) {
            row.line = line;
        }
        if (size > longest_cell || row.cells.size() >= most_columns) {
            fault =
                size > longest_cell ? "a cell of more than 64 KiB: a quote that is never closed?" : "too many columns";
            return;
        }
        row.cells.emplace_back(trimmed({static_cast<const char*>(data), size}));
    }
    void end_row() {
        const bool empty =
            std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& one) { return one.empty(); });
        if (!empty) {
            rows.push_back(std::move(row));
        }
        row = {};
        fault = rows.size() > most_rows ? "more rows than one catalogue may have" : fault;
    }
};

void on_cell(void* data, std::size_t size, void* collector) {
    static_cast<Collector*>(collector)->cell(data, size);
}
void on_row(int /*terminator*/, void* collector) {
    static_cast<Collector*>(collector)->end_row();
}
// Blanks are ours to cut: libcsv's would keep a tab from being a separator.
int no_space(unsigned char /*character*/) {
    return 0;
}

struct FreeParser {
    void operator()(csv_parser* parser) const { csv_free(parser); }
};

// Line by line, so that each row knows its own.
Result<std::vector<CatalogueRow>> rows_of(std::string_view text, char separator) {
    csv_parser parser{};
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI) != 0) {
        return bad(0, "libcsv does not start");
    }
    const std::unique_ptr<csv_parser, FreeParser> owner(&parser);
    csv_set_delim(&parser, static_cast<unsigned char>(separator));
    csv_set_space_func(&parser, no_space);
    Collector collector;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size() - 1) + 1;
        if (csv_parse(&parser, text.data(), end, on_cell, on_row, &collector) != end) {
            return bad(collector.line, "a quote stands where none may stand");
        }
        if (!collector.fault.empty()) {
            return bad(collector.line, collector.fault);
        }
        text.remove_prefix(end);
        ++collector.line;
    }
    if (csv_fini(&parser, on_cell, on_row, &collector) != 0) {
        return bad(collector.line, "a quote is opened and never closed");
    }
    return collector.fault.empty() ? std::move(collector.rows)
                                   : Result<std::vector<CatalogueRow>>(bad(collector.line, collector.fault));
}

Status check_columns(const CatalogueRow& header) {
    std::set<std::string> names;
    for (const auto& name : header.cells) {
        if (!name.empty() && !names.insert(name).second) {
            return bad(header.line, "two columns are called " + name);
        }
    }
    return {};
}

}  // namespace

std::string_view trimmed(std::string_view text) {
    constexpr std::array<std::string_view, 8> blanks{" ", "\t", "\r", "\n", "\v", "\u3000", "\u00A0", "\uFEFF"};
    for (bool more = true; more;) {
        more = false;
        for (const auto blank : blanks) {
            if (text.starts_with(blank)) {
                text.remove_prefix(blank.size());
                more = true;
            }
            if (text.ends_with(blank)) {
                text.remove_suffix(blank.size());
                more = true;
            }
        }
    }
    return text;
}

Result<Catalogue> catalogue_from(BytesView file, const CatalogueForm& form) {
    if (file.size() > largest_catalogue) {
        return bad(0, "larger than 256 MiB");
    }
    DOORSTEP_TRY(const std::string text, decoded(file, form.encoding));
    DOORSTEP_TRY(auto rows, rows_of(text, form.separator));
    const auto header =
        std::find_if(rows.begin(), rows.end(), [&](const CatalogueRow& row) { return row.line >= form.header_line; });
    if (header == rows.end()) {
        return bad(form.header_line, "no row that names the columns");
    }
    DOORSTEP_CHECK(check_columns(*header));
    Catalogue out;
    out.columns = header->cells;
    for (auto row = header + 1; row != rows.end(); ++row) {
        (row->cells.size() == out.columns.size() ? out.rows : out.odd_rows).push_back(std::move(*row));
    }
    return out;
}

}  // namespace doorstep::township

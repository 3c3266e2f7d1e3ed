#include "township/migration/old_file.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "base/calendar_date.hpp"
#include "base/id_number.hpp"

namespace doorstep::township {
namespace {

constexpr auto state_when_unknown = "closed";
constexpr std::size_t most_names = 2000;  // of files in one row; what is beyond is told

// Cells by the names of their columns.
class Cells {
  public:
    explicit Cells(const Catalogue& catalogue) {
        for (std::size_t i = 0; i < catalogue.columns.size(); ++i) {
            places_.emplace(catalogue.columns[i], i);
        }
    }
    const std::string& of(const CatalogueRow& row, const std::string& column) const {
        static const std::string none;
        const auto found = column.empty() ? places_.end() : places_.find(column);
        return found != places_.end() && found->second < row.cells.size() ? row.cells[found->second] : none;
    }

  private:
    std::map<std::string, std::size_t> places_;
};

struct Reading {
    const Mapping& mapping;
    const Cells& cells;
};

void find(OldFile& file, std::size_t line, std::string kind, std::string what, bool for_a_person = true) {
    file.findings.push_back({line, std::move(kind), std::move(what), for_a_person});
}

// The rule's value; nothing when the cell's word is in no list.
std::optional<std::string> value_of(const Reading& reading, const ValueRule& rule, const CatalogueRow& row) {
    const auto& cell = reading.cells.of(row, rule.column);
    if (cell.empty()) {
        return rule.value;
    }
    if (rule.values.empty()) {
        return cell;
    }
    const auto found = rule.values.find(cell);
    return found != rule.values.end() ? std::optional(found->second) : std::nullopt;
}

std::string joined_key(const Reading& reading, const CatalogueRow& row) {
    std::string out;
    bool any = false;
    for (const auto& column : reading.mapping.key) {
        const auto& cell = reading.cells.of(row, column);
        any = any || !cell.empty();
        out += (out.empty() ? "" : " ") + cell;
    }
    return any ? out : std::string{};
}

// Without a key the whole row is its own.
std::string key_of_whole(const CatalogueRow& row) {
    return fmt::format("{}", fmt::join(row.cells, "\x1F"));
}

void check_number(OldFile& file, const CatalogueRow& row, const std::string& role, std::string& number) {
    if (number.empty()) {
        return;
    }
    if (const auto parsed = IdNumber::parse(number)) {
        number = parsed->plain();
        return;
    }
    if (IdNumber::parse(id_number_search_form(number))) {
        find(file, row.line, "old-number", role + ": 15 digits, kept so and found under 18", false);
    } else if (number.find("E+") != std::string::npos || number.find("e+") != std::string::npos) {
        find(file, row.line, "id-number", role + ": rounded by a spreadsheet, the last digits are lost");
    } else {
        find(file, row.line, "id-number", fmt::format("{}: {}", role, IdNumber::parse(number).error().name()));
    }
}

Person person_of(const Reading& reading, const CatalogueRow& row, std::string role, std::string relation,
                 OldFile& file) {
    std::string number = cleaned_number(reading.cells.of(row, reading.mapping.id_number));
    check_number(file, row, role, number);
    Person out{std::move(role), std::move(relation), WipedString(reading.cells.of(row, reading.mapping.name)),
               WipedString(std::move(number)), WipedString(reading.cells.of(row, reading.mapping.phone))};
    if (out.name.empty()) {
        find(file, row.line, "name", out.role + ": no name");
    }
    return out;
}

// 01 and 02 of GB/T 4761: the person, the head of the household.
bool is_head(const std::string& relation) {
    return relation.empty() || relation == "01" || relation == "02";
}

void read_people(const Reading& reading, OldFile& file) {
    for (const auto& row : file.rows) {
        const auto relation = value_of(reading, reading.mapping.relation, row);
        if (!relation) {
            find(file, row.line, "relation", "the word is in no list of the mapping");
        }
        const bool first = file.people.empty() || file.people.front().role != "applicant";
        const bool head = first && relation && is_head(*relation);
        auto person =
            person_of(reading, row, head ? "applicant" : "member", head || !relation ? std::string{} : *relation, file);
        file.people.insert(head ? file.people.begin() : file.people.end(), std::move(person));
    }
    if (!file.people.empty() && file.people.front().role != "applicant") {
        find(file, file.line, "household", "nobody in it is the person or the head");
    }
}

bool is_scheme(std::string_view id) {
    return std::all_of(id.begin(), id.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; });
}

void read_values(const Reading& reading, OldFile& file) {
    const auto& row = file.rows.front();
    const auto scheme = value_of(reading, reading.mapping.scheme, row);
    if (scheme && is_scheme(*scheme)) {
        file.scheme = *scheme;
    } else {
        find(file, row.line, "scheme", "the word is in no list of the mapping");
    }
    const auto state = value_of(reading, reading.mapping.state, row);
    file.state = state_when_unknown;
    if (state && is_state(*state)) {
        file.state = *state;
    } else if (!state || !state->empty()) {
        find(file, row.line, "state", "the word is in no list of the mapping: kept as closed");
    }
    const auto& received = reading.cells.of(row, reading.mapping.received);
    file.received = cleaned_date(received);
    if (file.received.empty() && !received.empty()) {
        find(file, row.line, "date", "the day of receipt is no day");
    }
}

std::string with_slashes(std::string text) {
    std::replace(text.begin(), text.end(), '\\', '/');
    return text;
}

void add_names(const Reading& reading, const CatalogueRow& row, OldFile& file) {
    const auto& rule = reading.mapping.files;
    const std::string strip = with_slashes(rule.strip);
    std::string_view rest = reading.cells.of(row, rule.column);
    while (!rest.empty()) {
        const auto end = std::min(rest.find(rule.separator), rest.size());
        std::string name = with_slashes(std::string(trimmed(rest.substr(0, end))));
        rest.remove_prefix(std::min(end + rule.separator.size(), rest.size()));
        if (!strip.empty() && name.starts_with(strip)) {
            name.erase(0, strip.size());
        }
        if (name.empty()) {
            continue;
        }
        if (file.names.size() >= most_names) {
            find(file, row.line, "too-many", fmt::format("more than {} names of files", most_names));
            return;
        }
        file.names.push_back(std::move(name));
    }
}

// "scan/{档号}-" with the row's cells in it; empty when one of them is: it would fit to files of others.
std::string filled(const Reading& reading, const CatalogueRow& row, std::string_view prefix) {
    std::string out;
    while (!prefix.empty()) {
        const auto open = std::min(prefix.find('{'), prefix.size());
        out += prefix.substr(0, open);
        prefix.remove_prefix(open);
        if (!prefix.empty()) {
            const auto close = prefix.find('}');
            const auto& cell = reading.cells.of(row, std::string(prefix.substr(1, close - 1)));
            if (cell.empty()) {
                return {};
            }
            out += cell;
            prefix.remove_prefix(close + 1);
        }
    }
    return with_slashes(out);
}

void read_file_names(const Reading& reading, OldFile& file) {
    for (const auto& row : file.rows) {
        add_names(reading, row, file);
        for (const auto& prefix : reading.mapping.files.prefixes) {
            auto begin = filled(reading, row, prefix);
            if (!begin.empty() && std::find(file.begins.begin(), file.begins.end(), begin) == file.begins.end()) {
                file.begins.push_back(std::move(begin));
            }
        }
    }
}

// Digits of all scripts that offices type to ASCII; everything else stays.
std::string narrowed(std::string_view text) {
    constexpr std::string_view wide = "０１２３４５６７８９Ｘｘ";
    constexpr std::string_view narrow = "0123456789XX";
    constexpr std::size_t wide_size = 3;
    std::string out;
    while (!text.empty()) {
        const auto at = text.size() >= wide_size ? wide.find(text.substr(0, wide_size)) : std::string_view::npos;
        const bool is_wide = at != std::string_view::npos && at % wide_size == 0;
        out += is_wide ? narrow[at / wide_size] : text[0];
        text.remove_prefix(is_wide ? wide_size : 1);
    }
    return out;
}

}  // namespace

std::string cleaned_number(std::string_view cell) {
    cell = trimmed(cell);
    if (cell.size() > 3 && cell.starts_with("=\"") && cell.ends_with("\"")) {
        cell = cell.substr(2, cell.size() - 3);
    }
    for (const std::string_view quote : {"'", "’", "‘"}) {
        if (cell.starts_with(quote)) {
            cell.remove_prefix(quote.size());
        }
    }
    return narrowed(trimmed(cell));
}

std::string cleaned_date(std::string_view cell) {
    const std::string text = narrowed(trimmed(cell));
    constexpr std::size_t compact = 8;
    const bool digits = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits && text.size() == compact) {
        const auto date = CalendarDate::parse_compact(text);
        return date ? date->text() : std::string{};
    }
    int parts[3] = {0, 0, 0};
    const char* at = text.data();
    const char* const end = text.data() + text.size();
    for (auto& part : parts) {
        while (at < end && (*at < '0' || *at > '9')) {
            ++at;
        }
        const char* const begin = at;
        at = std::from_chars(at, end, part).ptr;
        // Two-digit years once made people minus twenty-five years old.
        if (at == begin || (&part == parts && at - begin != 4)) {
            return {};
        }
    }
    const auto date = CalendarDate::make(parts[0], parts[1], parts[2]);
    return date ? date->text() : std::string{};
}

std::vector<OldFile> old_files(const Catalogue& catalogue, const Mapping& mapping) {
    const Cells cells(catalogue);
    const Reading reading{mapping, cells};
    std::vector<OldFile> out;
    std::map<std::string, std::size_t> by_key;
    for (const auto& row : catalogue.rows) {
        const auto key = joined_key(reading, row);
        const auto known = mapping.has_members && !key.empty() ? by_key.find(key) : by_key.end();
        if (known != by_key.end()) {
            out[known->second].rows.push_back(row);
            continue;
        }
        by_key.emplace(key, out.size());
        OldFile file;
        file.line = row.line;
        file.key = key.empty() ? key_of_whole(row) : key;
        file.rows.push_back(row);
        if (key.empty()) {
            find(file, row.line, "key", "no key: the whole row is taken for one");
        }
        out.push_back(std::move(file));
    }
    for (auto& file : out) {
        read_values(reading, file);
        read_people(reading, file);
        read_file_names(reading, file);
    }
    for (const auto& row : catalogue.odd_rows) {
        OldFile file;
        file.line = row.line;
        file.key = key_of_whole(row);
        file.state = state_when_unknown;
        file.rows.push_back(row);
        find(file, row.line, "columns",
             fmt::format("{} cells under {} columns: nobody knows which is which", row.cells.size(),
                         catalogue.columns.size()));
        out.push_back(std::move(file));
    }
    return out;
}

}  // namespace doorstep::township

#include "township/migration/mapping.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/config.hpp"
#include "forms/case_states.hpp"
#include "township/archive/stations.hpp"
#include "township/migration/migration_error.hpp"

namespace doorstep::township {
namespace {

constexpr std::size_t most_header_lines = 100;

Error bad(std::string_view why) {
    return {MigrationError::BadMapping, std::string(why)};
}

Result<ValueRule> read_rule(Config& config, const std::string& key) {
    ValueRule out;
    DOORSTEP_TRY(out.column, config.text(key + ".column", ""));
    DOORSTEP_TRY(out.value, config.text(key + ".value", ""));
    DOORSTEP_TRY(out.values, config.words(key + ".values"));
    return out;
}

Status read_source(Config& config, Mapping& out) {
    DOORSTEP_TRY(out.source, config.text("source.name", ""));
    DOORSTEP_TRY(out.catalogue_file, config.text("source.catalogue", ""));
    if (!is_station_id(out.source) || out.catalogue_file.empty()) {
        return bad("source.name (a-z, 0-9 and -) or source.catalogue is missing");
    }
    DOORSTEP_TRY(const std::string encoding, config.text("source.encoding", "auto"));
    if (encoding != "auto" && encoding != "utf-8" && encoding != "gb18030") {
        return bad("source.encoding knows auto, utf-8 and gb18030, not " + encoding);
    }
    out.form.encoding = encoding == "auto" ? Encoding::Auto : encoding == "utf-8" ? Encoding::Utf8 : Encoding::Gb18030;
    DOORSTEP_TRY(const std::string separator, config.text("source.separator", ","));
    if (separator.size() != 1 || separator == "\"" || separator == "\n" || separator == "\r") {
        return bad("source.separator is one character, e.g. \",\" or \"\\t\"");
    }
    out.form.separator = separator[0];
    DOORSTEP_TRY(const auto line, config.integer("source.header_line", 1));
    if (line < 1 || line > static_cast<std::int64_t>(most_header_lines)) {
        return bad("source.header_line is a line from 1 to 100");
    }
    out.form.header_line = static_cast<std::size_t>(line);
    return {};
}

// A word of ours that is none would make every row of it wrong.
Status check_states(const ValueRule& rule) {
    if (!rule.value.empty() && !is_state(rule.value)) {
        return bad("case.state.value: no state is called " + rule.value);
    }
    for (const auto& [word, state] : rule.values) {
        if (!is_state(state)) {
            return bad(fmt::format("case.state.values.{}: no state is called {}", word, state));
        }
    }
    return {};
}

Status read_case(Config& config, Mapping& out) {
    DOORSTEP_TRY(out.key, config.texts("case.key", {}));
    if (out.key.empty()) {
        return bad("case.key is missing: the columns that together name a file");
    }
    DOORSTEP_TRY(out.scheme, read_rule(config, "case.scheme"));
    DOORSTEP_TRY(out.state, read_rule(config, "case.state"));
    DOORSTEP_TRY(out.received, config.text("case.received", ""));
    return check_states(out.state);
}

Status read_people(Config& config, Mapping& out) {
    DOORSTEP_TRY(out.name, config.text("person.name", ""));
    DOORSTEP_TRY(out.id_number, config.text("person.number", ""));
    DOORSTEP_TRY(out.phone, config.text("person.phone", ""));
    DOORSTEP_TRY(out.relation, read_rule(config, "person.relation"));
    out.has_members = !out.relation.column.empty();
    return out.name.empty() ? Status(bad("person.name is missing: the column of the name")) : Status{};
}

Status read_files(Config& config, Mapping& out) {
    DOORSTEP_TRY(out.files.column, config.text("files.column", ""));
    DOORSTEP_TRY(out.files.separator, config.text("files.separator", ";"));
    DOORSTEP_TRY(out.files.strip, config.text("files.strip", ""));
    DOORSTEP_TRY(out.files.prefixes, config.texts("files.prefix", {}));
    for (const auto& prefix : out.files.prefixes) {
        DOORSTEP_TRY(const auto columns, columns_in(prefix));
        if (columns.empty()) {
            return bad("files.prefix names no column: every row would get the same files");
        }
    }
    return out.files.separator.empty() ? Status(bad("files.separator is empty")) : Status{};
}

void add_rule(const ValueRule& rule, std::vector<std::string>& to) {
    if (!rule.column.empty()) {
        to.push_back(rule.column);
    }
}

Result<std::vector<std::string>> columns_of(const Mapping& mapping) {
    std::vector<std::string> out = mapping.key;
    for (const auto* rule : {&mapping.scheme, &mapping.state, &mapping.relation}) {
        add_rule(*rule, out);
    }
    for (const auto* column :
         {&mapping.received, &mapping.name, &mapping.id_number, &mapping.phone, &mapping.files.column}) {
        if (!column->empty()) {
            out.push_back(*column);
        }
    }
    for (const auto& prefix : mapping.files.prefixes) {
        DOORSTEP_TRY(const auto named, columns_in(prefix));
        out.insert(out.end(), named.begin(), named.end());
    }
    return out;
}

}  // namespace

Result<std::vector<std::string>> columns_in(std::string_view prefix) {
    std::vector<std::string> out;
    for (auto open = prefix.find('{'); open != std::string_view::npos; open = prefix.find('{')) {
        const auto close = prefix.find('}', open);
        if (close == std::string_view::npos) {
            return bad("files.prefix: a brace is not closed");
        }
        out.emplace_back(prefix.substr(open + 1, close - open - 1));
        prefix.remove_prefix(close + 1);
    }
    return out;
}

bool is_state(std::string_view id) {
    const auto state = forms::parse_case_state(id);
    return state && *state != forms::CaseState::Draft;
}

Result<Mapping> mapping_from(std::string_view toml) {
    auto config = Config::parse(toml);
    if (!config) {
        return bad(config.error().detail());
    }
    Mapping out;
    for (const auto read : {read_source, read_case, read_people, read_files}) {
        const auto status = read(*config, out);
        if (!status) {
            return bad(status.error().detail());
        }
    }
    const auto finished = config->finish();
    return finished ? Result<Mapping>(std::move(out)) : bad("unknown key " + finished.error().detail());
}

Status check_mapping(const Mapping& mapping, const Catalogue& catalogue) {
    DOORSTEP_TRY(const auto wanted, columns_of(mapping));
    for (const auto& column : wanted) {
        if (std::find(catalogue.columns.begin(), catalogue.columns.end(), column) == catalogue.columns.end()) {
            return bad(
                fmt::format("the catalogue has no column {}; it has: {}", column, fmt::join(catalogue.columns, ", ")));
        }
    }
    return {};
}

}  // namespace doorstep::township

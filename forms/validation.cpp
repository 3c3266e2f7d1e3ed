#include "forms/validation.hpp"

#include <map>

#include "base/id_number.hpp"
#include "forms/shown_answers.hpp"
#include "forms/value_check.hpp"

namespace doorstep::forms {
namespace {

class Findings {
  public:
    explicit Findings(const SchemeParts& parts) : parts_(parts) {}

    void add(std::string path, std::string_view schema_path, std::string field, Problem problem, Place place) {
        if (list.size() < most_findings) {
            auto key = problem_key(parts_, schema_path, problem);
            list.push_back({std::move(path), std::move(field), problem, std::move(key), std::move(place)});
        }
    }

    std::vector<Finding> list;

  private:
    const SchemeParts& parts_;
};

std::string row_path(std::string_view group, std::size_t row, std::string_view id) {
    std::string out = std::string(group) + "/" + std::to_string(row);
    return id.empty() ? out : out + "/" + std::string(id);
}

// Fields of one page (of one row) in the object that holds them.
void check_fields(const SchemeParts& parts, const Page& page, const Json& holder, const Place& place, Findings& out) {
    for (const auto& field : page.fields) {
        const auto schema_path = field_path(field.group, field.id);
        const auto& spec = parts.fields.at(schema_path);
        const auto path =
            place.row < 0 ? field.id : row_path(field.group, static_cast<std::size_t>(place.row), field.id);
        const auto found = holder.find(field.id);
        if (found == holder.end()) {
            if (spec.field.required) {
                out.add(path, schema_path, field.id, Problem::Missing, place);
            }
        } else if (const auto problem = check_value(spec, *found)) {
            out.add(path, schema_path, field.id, *problem, place);
        }
    }
}

void check_row_count(const Page& page, std::size_t rows, Findings& out) {
    if (rows < page.fewest_rows) {
        out.add(page.group, page.group, {}, Problem::TooFewRows, {page.id, -1, {}});
    } else if (rows > page.most_rows) {
        out.add(page.group, page.group, {}, Problem::TooManyRows, {page.id, -1, {}});
    }
}

void check_unknown_in_row(const SchemeParts& parts, const Page& page, std::size_t number, const Json& row,
                          Findings& out) {
    for (const auto& [id, value] : row.items()) {
        if (parts.fields.count(field_path(page.group, id)) == 0) {
            out.add(row_path(page.group, number, {}), page.group, {}, Problem::UnknownField, {page.id, -1, {}});
        }
    }
}

void check_rows(const SchemeParts& parts, const Json& shown, const Page& page, Findings& out) {
    const auto found = shown.find(page.group);
    if (found != shown.end() && !found->is_array()) {
        out.add(page.group, page.group, {}, Problem::WrongKind, {page.id, -1, {}});
        return;
    }
    const Json& rows = rows_of(shown, page.group);
    check_row_count(page, rows.size(), out);
    for (std::size_t i = 0; i < rows.size() && i < page.most_rows; ++i) {
        if (!rows[i].is_object()) {
            out.add(row_path(page.group, i, {}), page.group, {}, Problem::WrongKind, {page.id, -1, {}});
            continue;
        }
        for (const Page* row_page : shown_row_pages(parts, shown, page, rows[i])) {
            check_fields(parts, *row_page, rows[i], {page.id, static_cast<int>(i), row_page->id}, out);
        }
        check_unknown_in_row(parts, page, i, rows[i], out);
    }
}

Place place_of(const SchemeParts& parts, std::string_view schema_path, int row) {
    const auto& spec = parts.fields.at(std::string(schema_path));
    if (spec.field.group.empty()) {
        return {spec.on_page, -1, {}};
    }
    for (const auto& page : parts.pages) {
        if (page.group == spec.field.group) {
            return {page.id, row, spec.on_page};
        }
    }
    return {};
}

// Fields that the card gave and whose page is hidden, and fields that no page asks.
void check_given(const SchemeParts& parts, const Json& shown, Findings& out) {
    for (const auto& [from, id] : parts.card) {
        const auto& spec = parts.fields.at(id);
        const Page* page = spec.on_page.empty() ? nullptr : find_page(parts, spec.on_page);
        if (page != nullptr && page_shown(parts, shown, *page)) {
            continue;  // checked with its page
        }
        const auto found = shown.find(id);
        const Place place{spec.on_page, -1, {}};
        if (found == shown.end()) {
            if (spec.required_by_schema) {
                out.add(id, id, id, Problem::Missing, place);
            }
        } else if (const auto problem = check_value(spec, *found)) {
            out.add(id, id, id, *problem, place);
        }
    }
}

void check_unknown(const SchemeParts& parts, const Json& answers, Findings& out) {
    for (const auto& [id, value] : answers.items()) {
        if (!parts.schema["properties"].contains(id)) {
            out.add({}, {}, {}, Problem::UnknownField, {});
            return;  // its name is outside text: once is enough and nothing of it is repeated
        }
    }
}

// Calls use(schema path, path, row, text) for each ID number.
template <class Use>
void each_id_number(const SchemeParts& parts, const Json& shown, const std::vector<std::string>& paths,
                    const Use& use) {
    for (const auto& path : paths) {
        const auto& field = parts.fields.at(path).field;
        if (field.group.empty()) {
            if (const auto found = shown.find(field.id); found != shown.end() && found->is_string()) {
                use(path, path, -1, found->template get_ref<const std::string&>());
            }
            continue;
        }
        const Json& rows = rows_of(shown, field.group);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const auto found = rows[i].is_object() ? rows[i].find(field.id) : rows[i].end();
            if (found != rows[i].end() && found->is_string()) {
                use(path, row_path(field.group, i, field.id), static_cast<int>(i),
                    found->template get_ref<const std::string&>());
            }
        }
    }
}

void check_one_person_once(const SchemeParts& parts, const Json& shown, Findings& out) {
    std::map<std::string, int> seen;
    each_id_number(parts, shown, parts.one_person_once,
                   [&](const std::string& schema_path, std::string path, int row, const std::string& number) {
                       if (++seen[number] > 1) {
                           out.add(std::move(path), schema_path, parts.fields.at(schema_path).field.id,
                                   Problem::SamePersonTwice, place_of(parts, schema_path, row));
                       }
                   });
}

}  // namespace

Result<std::vector<Finding>> validate_page(const Scheme& scheme, std::string_view answers, const Place& place) {
    const auto& parts = scheme.parts();
    DOORSTEP_TRY(const Json shown, shown_answers(parts, answers));
    DOORSTEP_TRY(const bool is_shown, visible(scheme, answers, place));
    Findings out(parts);
    if (!is_shown) {
        return std::move(out.list);
    }
    const Page& page = *page_at(scheme, place);
    if (place.row >= 0) {
        static const Json empty = Json::object();
        const Json& rows = rows_of(shown, page.group);
        const auto at = static_cast<std::size_t>(place.row);
        check_fields(parts, page, at < rows.size() && rows[at].is_object() ? rows[at] : empty, place, out);
    } else if (page.kind == PageKind::Rows) {
        check_rows(parts, shown, page, out);
    } else {
        check_fields(parts, page, shown, place, out);
    }
    // The same number for two persons is told on the page where the second one was entered.
    Findings doubled(parts);
    check_one_person_once(parts, shown, doubled);
    for (const auto& finding : doubled.list) {
        if (finding.place == place) {
            out.list.push_back(finding);
        }
    }
    return std::move(out.list);
}

Result<std::vector<Finding>> validate_all(const Scheme& scheme, std::string_view answers) {
    const auto& parts = scheme.parts();
    DOORSTEP_TRY(const Json all, parse_object(answers));
    const Json shown = without_hidden_pages(parts, all);
    Findings out(parts);
    check_given(parts, shown, out);
    for (const auto& page : parts.pages) {
        if (!page_shown(parts, shown, page)) {
            continue;
        }
        if (page.kind == PageKind::Rows) {
            check_rows(parts, shown, page, out);
        } else {
            check_fields(parts, page, shown, {page.id, -1, {}}, out);
        }
    }
    check_one_person_once(parts, shown, out);
    check_unknown(parts, all, out);
    if (out.list.empty() && !fits(*parts.whole, shown)) {
        out.add({}, {}, {}, Problem::DoesNotFit, {});
    }
    return std::move(out.list);
}

Result<std::vector<Note>> notes(const Scheme& scheme, std::string_view answers, const AreaCodes& areas) {
    const auto& parts = scheme.parts();
    DOORSTEP_TRY(const Json shown, shown_answers(parts, answers));
    std::vector<std::string> paths;
    for (const auto& [path, spec] : parts.fields) {
        if (spec.field.kind == FieldKind::IdNumber) {
            paths.push_back(path);
        }
    }
    std::vector<Note> out;
    each_id_number(parts, shown, paths, [&](const std::string&, std::string path, int, const std::string& number) {
        const auto id = IdNumber::parse(number);
        const auto status = id ? areas.find(id->area()).status : AreaStatus::InUse;
        if (status != AreaStatus::InUse && out.size() < most_findings) {
            out.push_back({std::move(path), status});
        }
    });
    return out;
}

}  // namespace doorstep::forms

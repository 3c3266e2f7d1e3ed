#include "forms/shown_answers.hpp"

namespace doorstep::forms {
namespace {

void drop_fields(const Page& page, Json& holder) {
    for (const auto& field : page.fields) {
        holder.erase(field.id);
    }
}

void drop_hidden_row_pages(const SchemeParts& parts, const Page& rows, Json& answers) {
    const auto found = answers.find(rows.group);
    if (found == answers.end() || !found->is_array()) {
        return;
    }
    for (auto& row : *found) {
        if (!row.is_object()) {
            continue;
        }
        for (const auto& page : rows.row_pages) {
            if (!holds(parts.conditions.at(page.id), Scope{answers, &row})) {
                drop_fields(page, row);
            }
        }
    }
}

}  // namespace

Json without_hidden_pages(const SchemeParts& parts, Json answers) {
    for (const auto& page : parts.pages) {
        const bool shown = holds(parts.conditions.at(page.id), Scope{answers});
        if (!shown && page.kind == PageKind::Rows) {
            answers.erase(page.group);
        } else if (!shown) {
            for (const auto& field : page.fields) {
                // What the card gave stays: its page is hidden because nobody needs to type it.
                bool from_card = false;
                for (const auto& [from, to] : parts.card) {
                    from_card = from_card || to == field.id;
                }
                if (!from_card) {
                    answers.erase(field.id);
                }
            }
        } else if (page.kind == PageKind::Rows) {
            drop_hidden_row_pages(parts, page, answers);
        }
    }
    return answers;
}

Result<Json> shown_answers(const SchemeParts& parts, std::string_view answers) {
    DOORSTEP_TRY(auto json, parse_object(answers));
    return without_hidden_pages(parts, std::move(json));
}

bool page_shown(const SchemeParts& parts, const Json& shown, const Page& page, const Json* row) {
    const auto found = parts.conditions.find(page.id);
    return found != parts.conditions.end() && holds(found->second, Scope{shown, row});
}

const Json& rows_of(const Json& answers, std::string_view group) {
    static const Json none = Json::array();
    const auto found = answers.find(std::string(group));
    return found != answers.end() && found->is_array() ? *found : none;
}

std::vector<const Page*> shown_row_pages(const SchemeParts& parts, const Json& shown, const Page& rows,
                                         const Json& row) {
    std::vector<const Page*> pages;
    for (const auto& page : rows.row_pages) {
        if (page_shown(parts, shown, page, &row)) {
            pages.push_back(&page);
        }
    }
    return pages;
}

}  // namespace doorstep::forms

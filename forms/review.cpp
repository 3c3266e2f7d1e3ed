#include "forms/review.hpp"

#include <algorithm>

#include "base/id_number.hpp"
#include "base/masking.hpp"
#include "forms/money.hpp"
#include "forms/shown_answers.hpp"
#include "forms/value_check.hpp"

namespace doorstep::forms {
namespace {

// "{}" in the words becomes the value.
std::string with_value(std::string words, std::string_view value) {
    if (const auto at = words.find("{}"); at != std::string::npos) {
        words.replace(at, 2, value);
    }
    return words;
}

std::string option_words(const Scheme& scheme, const Field& field, std::string_view value, std::string_view language) {
    for (const auto& option : field.options) {
        if (option.value == value) {
            return scheme.text(language, option.text_key);
        }
    }
    return std::string(value);
}

std::string shown_value(const Scheme& scheme, const FieldSpec& spec, const Json& holder, std::string_view language) {
    const auto found = holder.find(spec.field.id);
    const std::string typed = found == holder.end() ? std::string() : typed_of_value(spec, *found);
    if (typed.empty()) {
        return scheme.text(language, "review.unanswered");
    }
    switch (spec.field.kind) {
        case FieldKind::Choice:
        case FieldKind::YesNo:
            return option_words(scheme, spec.field, typed, language);
        case FieldKind::Money:
            return with_value(scheme.text(language, "units.yuan"), typed);
        case FieldKind::IdNumber:
            return mask_number(typed);
        case FieldKind::Phone:
            return mask_phone(typed);
        default:
            return typed;
    }
}

class Rows {
  public:
    Rows(const Scheme& scheme, std::string_view language) : scheme_(scheme), language_(language) {}

    void add(const FieldSpec& spec, const Json& holder, const std::string& heading, const Place& place,
             bool changeable) {
        list.push_back({scheme_.text(language_, spec.field.label_key), shown_value(scheme_, spec, holder, language_),
                        heading, place, spec.field.sensitive || spec.field.kind == FieldKind::IdNumber, changeable});
    }

    void add_page(const Page& page, const Json& holder, const std::string& heading, const Place& place) {
        for (const auto& field : page.fields) {
            add(scheme_.parts().fields.at(field_path(field.group, field.id)), holder, heading, place, true);
        }
    }

    void add_group(const Page& page, const Json& shown) {
        const Json& rows = rows_of(shown, page.group);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!rows[i].is_object()) {
                continue;
            }
            const auto heading =
                with_value(scheme_.text(language_, "groups." + page.group + ".row"), std::to_string(i + 1));
            for (const Page* row_page : shown_row_pages(scheme_.parts(), shown, page, rows[i])) {
                add_page(*row_page, rows[i], heading, {page.id, static_cast<int>(i), row_page->id});
            }
        }
    }

    // What the card gave and no shown page asks.
    void add_card(const Json& shown) {
        const auto& parts = scheme_.parts();
        for (const char* from : {"name", "number", "address"}) {
            const auto to = parts.card.find(from);
            if (to == parts.card.end() || shown.find(to->second) == shown.end()) {
                continue;
            }
            const auto& spec = parts.fields.at(to->second);
            const Page* page = spec.on_page.empty() ? nullptr : find_page(parts, spec.on_page);
            if (page == nullptr || !page_shown(parts, shown, *page)) {
                add(spec, shown, {}, {}, false);
            }
        }
    }

    std::vector<ReviewRow> list;

  private:
    const Scheme& scheme_;
    std::string_view language_;
};

std::int64_t add_up(const Sum& sum, const Json& shown) {
    std::int64_t fen = 0;
    for (const auto& path : sum.of) {
        const auto found = shown.find(path);
        const bool amount = found != shown.end() && found->is_number_integer() && *found <= largest_money_fen;
        fen += amount ? std::max<std::int64_t>(0, found->get<std::int64_t>()) : 0;
    }
    return fen;
}

std::string text_in(const Json& row, const std::string& id) {
    const auto found = row.find(id);
    return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

enum class Adult { Yes, No, Unknown };

Adult adult_in(const SignRule& rule, const Json& row, const CalendarDate& day) {
    if (rule.number_field.empty()) {
        return Adult::Yes;
    }
    if (const auto id = IdNumber::parse(text_in(row, rule.number_field))) {
        return age_in_years(id->birth(), day) >= 18 ? Adult::Yes : Adult::No;
    }
    const auto answer = rule.adult_field.empty() ? std::string() : text_in(row, rule.adult_field);
    return answer == "yes" ? Adult::Yes : answer == "no" ? Adult::No : Adult::Unknown;
}

}  // namespace

Result<std::vector<ReviewRow>> review(const Scheme& scheme, std::string_view answers, std::string_view language) {
    const auto& parts = scheme.parts();
    DOORSTEP_TRY(const Json shown, shown_answers(parts, answers));
    Rows rows(scheme, language);
    rows.add_card(shown);
    for (const auto& page : parts.pages) {
        if (!page_shown(parts, shown, page)) {
            continue;
        }
        if (page.kind == PageKind::Rows) {
            rows.add_group(page, shown);
        } else {
            rows.add_page(page, shown, {}, {page.id, -1, {}});
        }
    }
    for (const auto& sum : parts.sums) {
        rows.list.push_back({scheme.text(language, sum.label_key),
                             with_value(scheme.text(language, "units.yuan"), format_yuan(add_up(sum, shown))),
                             {},
                             {},
                             true,
                             false});
    }
    return std::move(rows.list);
}

Result<std::string> row_line(const Scheme& scheme, std::string_view answers, std::string_view group, int row,
                             std::string_view language) {
    const auto& parts = scheme.parts();
    DOORSTEP_TRY(const Json shown, shown_answers(parts, answers));
    const Json& rows = rows_of(shown, group);
    if (row < 0 || static_cast<std::size_t>(row) >= rows.size() || !rows[static_cast<std::size_t>(row)].is_object()) {
        return Error(FormsError::NoSuchRow);
    }
    const auto title = parts.row_title.find(std::string(group));
    std::string line;
    for (const auto& id : title == parts.row_title.end() ? std::vector<std::string>() : title->second) {
        const auto& spec = parts.fields.at(field_path(group, id));
        const Json& holder = rows[static_cast<std::size_t>(row)];
        const auto value = spec.field.kind == FieldKind::Name && !text_in(holder, id).empty()
                               ? mask_name(text_in(holder, id))
                               : shown_value(scheme, spec, holder, language);
        line += (line.empty() ? "" : " · ") + value;
    }
    return line;
}

Result<std::int64_t> sum_fen(const Scheme& scheme, std::string_view answers, std::string_view sum) {
    DOORSTEP_TRY(const Json shown, shown_answers(scheme.parts(), answers));
    for (const auto& candidate : scheme.parts().sums) {
        if (candidate.id == sum) {
            return add_up(candidate, shown);
        }
    }
    return Error(FormsError::NoSuchField);
}

Result<std::vector<PersonToSign>> persons_to_sign(const Scheme& scheme, std::string_view answers,
                                                  const CalendarDate& day) {
    const auto& parts = scheme.parts();
    DOORSTEP_TRY(const Json shown, shown_answers(parts, answers));
    std::vector<PersonToSign> out;
    for (std::size_t number = 0; number < parts.sign.size(); ++number) {
        const auto& rule = parts.sign[number];
        const Json& rows = rows_of(shown, rule.group);
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (!rows[i].is_object() || !holds(rule.when, Scope{shown, &rows[i]})) {
                continue;
            }
            const auto adult = adult_in(rule, rows[i], day);
            if (adult != Adult::No) {
                out.push_back({rule.whose + ":" + std::to_string(i + 1), text_in(rows[i], "name"), rule.group,
                               static_cast<int>(number), static_cast<int>(i), adult == Adult::Unknown});
            }
        }
    }
    return out;
}

}  // namespace doorstep::forms

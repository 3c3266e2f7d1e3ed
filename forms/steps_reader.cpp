// steps.json: pages in order, which fields each asks, and when it is shown. All words are found here too, so that a
// scheme without a text for something is refused at load.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "forms/scheme_parts.hpp"

namespace doorstep::forms {
namespace {

Error bad(std::string_view where, std::string_view why) {
    return {FormsError::BadScheme, fmt::format("steps.json: {}: {}", where, why)};
}

Status only_keys(const Json& object, const std::set<std::string_view>& allowed, std::string_view where) {
    if (!object.is_object()) {
        return bad(where, "an object is needed");
    }
    for (const auto& [key, value] : object.items()) {
        if (allowed.count(key) == 0) {
            return bad(where, fmt::format("unknown word {}", key));
        }
    }
    return {};
}

Result<std::string> text_at(const Json& object, const char* key, std::string_view where) {
    if (!object.contains(key) || !object[key].is_string() || object[key].get_ref<const std::string&>().empty()) {
        return bad(where, fmt::format("{} must be a text", key));
    }
    return object[key].get<std::string>();
}

Result<std::vector<std::string>> texts_at(const Json& object, const char* key, std::string_view where) {
    std::vector<std::string> out;
    if (!object.contains(key)) {
        return out;
    }
    if (!object[key].is_array()) {
        return bad(where, fmt::format("{} must be a list of texts", key));
    }
    for (const auto& item : object[key]) {
        if (!item.is_string()) {
            return bad(where, fmt::format("{} must be a list of texts", key));
        }
        out.push_back(item.get<std::string>());
    }
    return out;
}

// The first of the keys that has words.
Result<std::string> key_with_text(const SchemeParts& parts, std::initializer_list<std::string> keys) {
    for (const auto& key : keys) {
        if (has_text(parts, key)) {
            return key;
        }
    }
    return Error(FormsError::MissingText, *keys.begin());
}

std::string key_or_empty(const SchemeParts& parts, const std::string& key) {
    return has_text(parts, key) ? key : std::string();
}

Status name_field(SchemeParts& parts, FieldSpec& spec) {
    const std::string stem = "fields." + dotted(field_path(spec.field.group, spec.field.id));
    DOORSTEP_TRY(spec.field.label_key, key_with_text(parts, {stem + ".label"}));
    spec.field.help_key = key_or_empty(parts, stem + ".help");
    for (auto& option : spec.field.options) {
        DOORSTEP_TRY(option.text_key,
                     key_with_text(parts, {stem + ".options." + option.value, "options." + option.value}));
    }
    return {};
}

Status read_fields(const Json& json, SchemeParts& parts, Page& page) {
    DOORSTEP_TRY(const auto ids, texts_at(json, "fields", page.id));
    DOORSTEP_TRY(const auto required, texts_at(json, "required", page.id));
    const bool sensitive = json.value("sensitive", Json(false)) == true;
    for (const auto& id : ids) {
        const auto found = parts.fields.find(field_path(page.group, id));
        if (found == parts.fields.end()) {
            return bad(page.id, fmt::format("unknown field {}", id));
        }
        if (!found->second.on_page.empty()) {
            return bad(page.id, fmt::format("{} is asked twice", id));
        }
        found->second.on_page = page.id;
        found->second.field.sensitive = sensitive;
        if (std::find(required.begin(), required.end(), id) != required.end()) {
            found->second.field.required = true;
        }
        page.fields.push_back(found->second.field);
    }
    for (const auto& id : required) {
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) {
            return bad(page.id, fmt::format("required names {}, which the page does not ask", id));
        }
    }
    return {};
}

Status read_page_texts(const SchemeParts& parts, Page& page) {
    const std::string stem = "pages." + page.id;
    if (page.fields.size() == 1 && page.kind == PageKind::Questions) {
        DOORSTEP_TRY(page.title_key, key_with_text(parts, {stem + ".title", page.fields[0].label_key}));
    } else {
        DOORSTEP_TRY(page.title_key, key_with_text(parts, {stem + ".title"}));
    }
    page.help_key = key_or_empty(parts, stem + ".help");
    return {};
}

Status read_condition_of(const Json& json, SchemeParts& parts, const Page& page) {
    if (parts.conditions.count(page.id) > 0) {
        return bad(page.id, "two pages have this id");
    }
    Condition condition;
    if (json.contains("visible-if")) {
        auto read = read_condition(json["visible-if"]);
        if (!read) {
            return bad(page.id, read.error().detail());
        }
        condition = std::move(*read);
    }
    parts.conditions.emplace(page.id, std::move(condition));
    return {};
}

Result<Page> read_row_page(const Json& json, const std::string& group, SchemeParts& parts) {
    DOORSTEP_CHECK(only_keys(json, {"id", "fields", "required", "sensitive", "visible-if"}, group));
    Page page;
    page.group = group;
    DOORSTEP_TRY(page.id, text_at(json, "id", group));
    DOORSTEP_CHECK(read_condition_of(json, parts, page));
    DOORSTEP_CHECK(read_fields(json, parts, page));
    if (page.fields.empty()) {
        return bad(page.id, "a page of a row needs a field");
    }
    DOORSTEP_CHECK(read_page_texts(parts, page));
    return page;
}

Status read_rows(const Json& json, SchemeParts& parts, Page& page) {
    DOORSTEP_TRY(page.group, text_at(json, "group", page.id));
    if (!parts.schema["properties"].contains(page.group) || parts.schema["properties"][page.group]["type"] != "array" ||
        !json.contains("rows") || !json["rows"].is_array() || json["rows"].empty()) {
        return bad(page.id, "group must be an array of the schema, with rows");
    }
    const Json& schema = parts.schema["properties"][page.group];
    page.kind = PageKind::Rows;
    page.most_rows = schema["maxItems"].get<std::size_t>();
    page.fewest_rows = schema.value("minItems", std::size_t{0});
    if (json.contains("fewest")) {
        if (!json["fewest"].is_number_unsigned()) {
            return bad(page.id, "fewest must be a number");
        }
        page.fewest_rows = json["fewest"].get<std::size_t>();
    }
    for (const auto& row : json["rows"]) {
        DOORSTEP_TRY(auto row_page, read_row_page(row, page.group, parts));
        page.row_pages.push_back(std::move(row_page));
    }
    page.add_key = key_or_empty(parts, "groups." + page.group + ".add");
    const auto key = "groups." + page.group + ".row";
    return has_text(parts, key) ? Status{} : Status(Error(FormsError::MissingText, key));
}

Status read_notice(const Json& json, Page& page) {
    page.kind = PageKind::Notice;
    DOORSTEP_TRY(page.notice, text_at(json, "notice", page.id));
    if (json.contains("consent")) {
        static const std::set<std::string> kinds = {"economic-check", "notice-read", "face-verify", "face-store"};
        DOORSTEP_TRY(page.consent_kind, text_at(json, "consent", page.id));
        if (kinds.count(page.consent_kind) == 0) {
            return bad(page.id, "consent is of no known kind");
        }
    }
    return {};
}

Result<Page> read_page(const Json& json, SchemeParts& parts) {
    DOORSTEP_CHECK(only_keys(
        json, {"id", "fields", "required", "sensitive", "visible-if", "group", "rows", "fewest", "notice", "consent"},
        "pages"));
    Page page;
    DOORSTEP_TRY(page.id, text_at(json, "id", "pages"));
    if (page.id.find('/') != std::string::npos) {
        return bad(page.id, "an id may not hold /");
    }
    DOORSTEP_CHECK(read_condition_of(json, parts, page));
    if (json.contains("group")) {
        DOORSTEP_CHECK(read_rows(json, parts, page));
    } else {
        DOORSTEP_CHECK(read_fields(json, parts, page));
        if (json.contains("notice")) {
            DOORSTEP_CHECK(read_notice(json, page));
        } else if (page.fields.empty()) {
            return bad(page.id, "a page needs fields, a group or a notice");
        }
    }
    DOORSTEP_CHECK(read_page_texts(parts, page));
    return page;
}

Status read_card(const Json& steps, SchemeParts& parts) {
    if (!steps.contains("card")) {
        return {};
    }
    DOORSTEP_CHECK(only_keys(steps["card"], {"name", "number", "address", "read-from-chip"}, "card"));
    for (const auto& [from, to] : steps["card"].items()) {
        if (!to.is_string() || parts.fields.count(to.get<std::string>()) == 0) {
            return bad("card", fmt::format("{} goes to an unknown field", from));
        }
        parts.card[from] = to.get<std::string>();
    }
    return {};
}

Status read_sums(const Json& steps, SchemeParts& parts) {
    for (const auto& json : steps.value("sums", Json::array())) {
        DOORSTEP_CHECK(only_keys(json, {"id", "of"}, "sums"));
        Sum sum;
        DOORSTEP_TRY(sum.id, text_at(json, "id", "sums"));
        DOORSTEP_TRY(sum.of, texts_at(json, "of", "sums"));
        for (const auto& path : sum.of) {
            const auto found = parts.fields.find(path);
            if (found == parts.fields.end() || found->second.field.kind != FieldKind::Money ||
                !found->second.field.group.empty()) {
                return bad(sum.id, fmt::format("{} is no amount of the form", path));
            }
        }
        DOORSTEP_TRY(sum.label_key, key_with_text(parts, {"sums." + sum.id}));
        parts.sums.push_back(std::move(sum));
    }
    return {};
}

Status read_sign_rule(const Json& json, SchemeParts& parts) {
    DOORSTEP_CHECK(only_keys(json, {"group", "whose", "when", "number", "adult"}, "sign"));
    SignRule rule;
    DOORSTEP_TRY(rule.group, text_at(json, "group", "sign"));
    DOORSTEP_TRY(rule.whose, text_at(json, "whose", "sign"));
    if (json.contains("when")) {
        DOORSTEP_TRY(rule.when, read_condition(json["when"]));
    }
    for (const auto& [key, target] : {std::pair<const char*, std::string*>{"number", &rule.number_field},
                                      std::pair<const char*, std::string*>{"adult", &rule.adult_field}}) {
        if (json.contains(key)) {
            DOORSTEP_TRY(*target, text_at(json, key, "sign"));
            if (parts.fields.count(field_path(rule.group, *target)) == 0) {
                return bad("sign", fmt::format("unknown field {}", *target));
            }
        }
    }
    parts.sign.push_back(std::move(rule));
    return {};
}

Status read_rest(const Json& steps, SchemeParts& parts) {
    DOORSTEP_TRY(parts.one_person_once, texts_at(steps, "one-person-once", "top"));
    for (const auto& path : parts.one_person_once) {
        if (parts.fields.count(path) == 0) {
            return bad("one-person-once", fmt::format("unknown field {}", path));
        }
    }
    const Json titles = steps.value("row-title", Json::object());
    if (!titles.is_object()) {
        return bad("row-title", "an object is needed");
    }
    for (const auto& [group, list] : titles.items()) {
        DOORSTEP_TRY(const auto ids, texts_at(titles, group.c_str(), "row-title"));
        for (const auto& id : ids) {
            if (parts.fields.count(field_path(group, id)) == 0) {
                return bad("row-title", fmt::format("unknown field {}", id));
            }
        }
        parts.row_title[group] = ids;
    }
    for (const auto& [key, target] :
         {std::pair<const char*, std::optional<Condition>*>{"suggested-if", &parts.suggested_if},
          std::pair<const char*, std::optional<Condition>*>{"urgent-if", &parts.urgent_if}}) {
        if (steps.contains(key)) {
            auto read = read_condition(steps[key]);
            if (!read) {
                return bad(key, read.error().detail());
            }
            *target = std::move(*read);
        }
    }
    for (const auto& json : steps.value("sign", Json::array())) {
        DOORSTEP_CHECK(read_sign_rule(json, parts));
    }
    return {};
}

}  // namespace

Status read_steps(const Json& steps, SchemeParts& parts) {
    DOORSTEP_CHECK(only_keys(
        steps, {"card", "one-person-once", "row-title", "sums", "sign", "suggested-if", "urgent-if", "pages"}, "top"));
    for (auto& [path, spec] : parts.fields) {
        DOORSTEP_CHECK(name_field(parts, spec));
    }
    DOORSTEP_CHECK(read_card(steps, parts));
    if (!steps.contains("pages") || !steps["pages"].is_array() || steps["pages"].empty()) {
        return bad("top", "pages are needed");
    }
    for (const auto& json : steps["pages"]) {
        DOORSTEP_TRY(auto page, read_page(json, parts));
        parts.pages.push_back(std::move(page));
    }
    DOORSTEP_CHECK(read_sums(steps, parts));
    return read_rest(steps, parts);
}

}  // namespace doorstep::forms

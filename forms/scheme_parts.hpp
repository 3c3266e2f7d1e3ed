// A loaded scheme from within: what the other files of forms/ work on. Not for other rooms.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "forms/bounded_json.hpp"
#include "forms/condition.hpp"
#include "forms/scheme.hpp"

namespace valijson {
class Schema;
}

namespace doorstep::forms {

// One property of the schema.
struct FieldSpec {
    Field field;
    Json schema;                                 // as written
    std::shared_ptr<valijson::Schema> compiled;  // without format, which is ours
    bool required_by_schema = false;
    std::string on_page;  // id of the page that asks; empty: the card gives it
};

// Who else signs (steps.json "sign").
struct SignRule {
    std::string group;
    std::string whose;
    Condition when;
    std::string number_field;  // tells the birth; empty: every row signs
    std::string adult_field;   // asked when there is no number
};

struct Sum {
    std::string id;
    std::vector<std::string> of;
    std::string label_key;
};

using Texts = std::map<std::string, std::string, std::less<>>;

struct SchemeParts {
    std::string id;
    std::uint32_t version = 0;
    Texts names;                         // language → name
    std::map<std::string, Texts> texts;  // language → key → words
    std::set<std::string> own_texts;     // keys of the scheme's own files, the others are common
    std::vector<std::string> missing;    // what scheme.toml lacks in a language: "name.en"
    std::optional<Choose> choose;
    std::optional<Condition> suggested_if;  // over the guide's answers
    std::optional<Condition> urgent_if;
    std::vector<Page> pages;
    std::vector<Deadline> deadlines;
    ReviewMonths review;
    std::map<std::string, std::vector<std::string>> legal_basis;  // language → rules
    std::vector<Material> materials;
    std::map<std::string, Condition> conditions;  // page id → visible-if
    std::map<std::string, FieldSpec> fields;      // "phone", "members/name"
    std::vector<std::string> field_order;         // as in the schema
    std::map<std::string, std::string> card;      // "name" → field id
    std::vector<std::string> one_person_once;     // paths
    std::map<std::string, std::vector<std::string>> row_title;
    std::vector<Sum> sums;
    std::vector<SignRule> sign;
    std::shared_ptr<valijson::Schema> whole;
    Json schema;
};

// "members/name" of group and id.
std::string field_path(std::string_view group, std::string_view id);
// "members.name": how a path stands in text keys.
std::string dotted(std::string_view path);
// True when the words exist in a language.
bool has_text(const SchemeParts& parts, std::string_view key);
// The page or row page; nullptr when there is none.
const Page* find_page(const SchemeParts& parts, std::string_view id);

// Reads form.schema.json into `parts` (fields without labels). UnknownKeyword, BadScheme.
Status read_schema(const Json& schema, SchemeParts& parts);
// Reads steps.json; needs the schema and the texts. BadScheme, MissingText.
Status read_steps(const Json& steps, SchemeParts& parts);
// Compiled for valijson, formats taken out; nullptr when valijson refuses it.
std::shared_ptr<valijson::Schema> compile_schema(const Json& schema);
// True when the value fits. Exceptions of valijson count as "does not fit".
bool fits(const valijson::Schema& schema, const Json& value);

}  // namespace doorstep::forms

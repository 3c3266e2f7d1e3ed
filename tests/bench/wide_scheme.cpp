#include "tests/bench/wide_scheme.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/files.hpp"

namespace doorstep::bench {
namespace {

using nlohmann::json;

constexpr int fields_a_page = 5;

std::string field(int number) {
    return fmt::format("field_{}", number);
}

json a_word() {
    return {{"type", "string"}, {"maxLength", 200}, {"format", "address"}};
}

json a_name() {
    return {{"type", "string"}, {"minLength", 1}, {"maxLength", 60}, {"format", "person-name"}};
}

std::string schema_of(const SchemeSize& size) {
    json properties{{"card_read", {{"type", "boolean"}}},
                    {"name", a_name()},
                    {"id_number", {{"type", "string"}, {"maxLength", 18}, {"format", "id-number"}}},
                    {"card_address", a_word()},
                    {"truth_promise", {{"type", "boolean"}, {"const", true}}}};
    properties["members"] = {{"type", "array"},
                             {"maxItems", size.members},
                             {"items",
                              {{"type", "object"},
                               {"additionalProperties", false},
                               {"required", {"name"}},
                               {"properties", {{"name", a_name()}}}}}};
    for (int i = 0; i < size.fields; ++i) {
        properties[field(i)] = a_word();
    }
    return json{{"$schema", "http://json-schema.org/draft-07/schema#"},
                {"title", "wide application"},
                {"type", "object"},
                {"additionalProperties", false},
                {"required", {"card_read", "name", "id_number", "truth_promise"}},
                {"properties", properties}}
        .dump();
}

std::string steps_of(const SchemeSize& size) {
    auto pages = json::array();
    pages.push_back({{"id", "privacy"}, {"notice", "privacy"}, {"fields", json::array()}, {"consent", "notice-read"}});
    pages.push_back({{"id", "members"},
                     {"group", "members"},
                     {"fewest", 1},
                     {"rows", {{{"id", "member-name"}, {"fields", {"name"}}}}}});
    for (int i = 0; i < size.fields; i += fields_a_page) {
        auto fields = json::array();
        for (int k = i; k < std::min(i + fields_a_page, size.fields); ++k) {
            fields.push_back(field(k));
        }
        pages.push_back({{"id", fmt::format("page-{}", i / fields_a_page)}, {"fields", fields}});
    }
    pages.push_back({{"id", "truth-promise"},
                     {"notice", "truth-promise"},
                     {"fields", {"truth_promise"}},
                     {"consent", "notice-read"}});
    return json{
        {"card",
         {{"name", "name"}, {"number", "id_number"}, {"address", "card_address"}, {"read-from-chip", "card_read"}}},
        {"row-title", {{"members", {"name"}}}},
        {"suggested-if", {{"field", "situation"}, {"is", "unsure"}}},
        {"pages", pages}}
        .dump();
}

std::string texts_of(const SchemeSize& size, const std::string& label) {
    auto out = fmt::format("[choose]\ntitle = \"{0}\"\n[pages.members]\ntitle = \"{0}\"\n", label);
    for (int i = 0; i < size.fields; ++i) {
        out += fmt::format("[fields.{}]\nlabel = \"{} {}\"\n", field(i), label, i + 1);
        if (i % fields_a_page == 0) {
            out += fmt::format("[pages.page-{}]\ntitle = \"{}\"\n", i / fields_a_page, label);
        }
    }
    return out;
}

constexpr auto head = R"(id = "{}"
version = 1
[name]
zh_CN = "很长的表"
en = "A wide form"
[choose]
order = 1
pictogram = "person"
[[legal_basis]]
zh_CN = "无"
en = "none"
)";

}  // namespace

bool make_scheme(const std::filesystem::path& schemes, const SchemeSize& size) {
    const auto folder = schemes / size.id;
    std::filesystem::create_directories(folder);
    const auto put = [&](const char* name, const std::string& text) {
        return write_file_atomically(folder / name, as_bytes(text)).has_value();
    };
    return put("scheme.toml", fmt::format(head, size.id)) && put("form.schema.json", schema_of(size)) &&
           put("steps.json", steps_of(size)) && put("texts.zh_CN.toml", texts_of(size, "第几项")) &&
           put("texts.en.toml", texts_of(size, "Item"));
}

}  // namespace doorstep::bench

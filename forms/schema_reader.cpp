// form.schema.json: draft-07 with a closed list of keywords, each used in one way only, so that a typing error in a
// schema is found at load and not by a person in front of a kiosk (valijson takes unknown keywords in silence).
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "forms/formats.hpp"
#include "forms/scheme_parts.hpp"

namespace doorstep::forms {
namespace {

using Keywords = std::set<std::string_view>;

Error bad(std::string_view where, std::string_view why) {
    return {FormsError::BadScheme, fmt::format("form.schema.json: {}: {}", where.empty() ? "top" : where, why)};
}

Status only_keywords(const Json& schema, const Keywords& allowed, std::string_view where) {
    for (const auto& [key, value] : schema.items()) {
        if (allowed.count(key) == 0) {
            return Error(FormsError::UnknownKeyword,
                         fmt::format("form.schema.json: {}: {}", where.empty() ? "top" : where, key));
        }
    }
    return {};
}

// A whole number ≥ 0 when the keyword is there.
Status count_keyword(const Json& schema, const char* key, std::string_view where) {
    if (schema.contains(key) && !schema[key].is_number_unsigned()) {
        return bad(where, fmt::format("{} must be a whole number from 0", key));
    }
    return {};
}

std::string type_of(const Json& schema) {
    return schema.is_object() && schema.contains("type") && schema["type"].is_string()
               ? schema["type"].get<std::string>()
               : std::string();
}

Status read_text_field(const Json& schema, FieldSpec& spec, std::string_view where) {
    DOORSTEP_CHECK(only_keywords(
        schema, {"type", "title", "description", "$comment", "enum", "minLength", "maxLength", "format"}, where));
    DOORSTEP_CHECK(count_keyword(schema, "minLength", where));
    DOORSTEP_CHECK(count_keyword(schema, "maxLength", where));
    spec.field.longest = schema.value("maxLength", std::size_t{0});
    if (schema.contains("enum")) {
        const Json& values = schema["enum"];
        if (!values.is_array() || values.empty() ||
            !std::all_of(values.begin(), values.end(), [](const Json& v) { return v.is_string() && v != ""; })) {
            return bad(where, "enum must be a list of texts");
        }
        spec.field.kind = FieldKind::Choice;
        for (const auto& value : values) {
            spec.field.options.push_back({value.get<std::string>(), {}});
        }
        return {};
    }
    if (schema.contains("format")) {
        const auto kind = schema["format"].is_string() ? kind_of_format(schema["format"].get<std::string>())
                                                       : std::optional<FieldKind>();
        if (!kind || *kind == FieldKind::Money) {
            return bad(where, "format is not in the list");
        }
        spec.field.kind = *kind;
    }
    return {};
}

Status read_integer_field(const Json& schema, FieldSpec& spec, std::string_view where) {
    DOORSTEP_CHECK(
        only_keywords(schema, {"type", "title", "description", "$comment", "minimum", "maximum", "format"}, where));
    for (const char* key : {"minimum", "maximum"}) {
        if (schema.contains(key) && !schema[key].is_number_integer()) {
            return bad(where, fmt::format("{} must be a whole number", key));
        }
    }
    if (schema.contains("minimum")) {
        spec.field.minimum = schema["minimum"].get<std::int64_t>();
    }
    if (schema.contains("maximum")) {
        spec.field.maximum = schema["maximum"].get<std::int64_t>();
    }
    if (schema.contains("format") && schema["format"] != "money-fen") {
        return bad(where, "format is not in the list");
    }
    spec.field.kind = schema.contains("format") ? FieldKind::Money : FieldKind::Number;
    return {};
}

Status read_yes_no_field(const Json& schema, FieldSpec& spec, std::string_view where) {
    DOORSTEP_CHECK(only_keywords(schema, {"type", "title", "description", "$comment", "const"}, where));
    if (schema.contains("const") && !schema["const"].is_boolean()) {
        return bad(where, "const must be true or false");
    }
    spec.field.kind = FieldKind::YesNo;
    for (const char* value : {"true", "false"}) {
        if (!schema.contains("const") || schema["const"].get<bool>() == (std::string_view(value) == "true")) {
            spec.field.options.push_back({value, {}});
        }
    }
    return {};
}

Status read_field(const Json& schema, std::string_view group, const std::string& id, SchemeParts& parts) {
    FieldSpec spec;
    spec.field.id = id;
    spec.field.group = group;
    spec.schema = schema;
    const auto path = field_path(group, id);
    const auto type = type_of(schema);
    if (id.empty() || id.find_first_of("/.") != std::string::npos) {
        return bad(path, "a field's name may not hold / or .");
    }
    if (type == "string") {
        DOORSTEP_CHECK(read_text_field(schema, spec, path));
    } else if (type == "integer") {
        DOORSTEP_CHECK(read_integer_field(schema, spec, path));
    } else if (type == "boolean") {
        DOORSTEP_CHECK(read_yes_no_field(schema, spec, path));
    } else {
        return bad(path, "type must be string, integer or boolean");
    }
    spec.compiled = compile_schema(schema);
    if (!spec.compiled) {
        return bad(path, "valijson refuses it");
    }
    parts.field_order.push_back(path);
    parts.fields.emplace(path, std::move(spec));
    return {};
}

// An object: closed, and each required name one of its properties.
Status check_object(const Json& schema, std::string_view where) {
    if (type_of(schema) != "object" || !schema.contains("properties") || !schema["properties"].is_object()) {
        return bad(where, "an object with properties is needed");
    }
    if (!schema.contains("additionalProperties") || schema["additionalProperties"] != false) {
        return bad(where, "additionalProperties must be false");
    }
    if (schema.contains("required")) {
        if (!schema["required"].is_array()) {
            return bad(where, "required must be a list");
        }
        for (const auto& name : schema["required"]) {
            if (!name.is_string() || !schema["properties"].contains(name.get<std::string>())) {
                return bad(where, "required names an unknown field");
            }
        }
    }
    return {};
}

void mark_required(const Json& schema, std::string_view group, SchemeParts& parts) {
    if (schema.contains("required")) {
        for (const auto& name : schema["required"]) {
            if (const auto found = parts.fields.find(field_path(group, name.get<std::string>()));
                found != parts.fields.end()) {
                found->second.required_by_schema = true;
                found->second.field.required = true;
            }
        }
    }
}

Status read_group(const Json& schema, const std::string& group, SchemeParts& parts) {
    DOORSTEP_CHECK(
        only_keywords(schema, {"type", "title", "description", "$comment", "items", "minItems", "maxItems"}, group));
    DOORSTEP_CHECK(count_keyword(schema, "minItems", group));
    DOORSTEP_CHECK(count_keyword(schema, "maxItems", group));
    if (!schema.contains("items") || !schema.contains("maxItems")) {
        return bad(group, "items and maxItems are needed");
    }
    const Json& items = schema["items"];
    DOORSTEP_CHECK(check_object(items, group));
    DOORSTEP_CHECK(only_keywords(
        items, {"type", "title", "description", "$comment", "properties", "required", "additionalProperties"}, group));
    for (const auto& [id, property] : items["properties"].items()) {
        DOORSTEP_CHECK(read_field(property, group, id, parts));
    }
    mark_required(items, group, parts);
    return {};
}

}  // namespace

Status read_schema(const Json& schema, SchemeParts& parts) {
    DOORSTEP_CHECK(check_object(schema, ""));
    DOORSTEP_CHECK(only_keywords(schema,
                                 {"$schema", "$id", "$comment", "title", "description", "type", "properties",
                                  "required", "additionalProperties"},
                                 ""));
    if (schema.value("$schema", Json()) != "http://json-schema.org/draft-07/schema#") {
        return bad("$schema", "must be draft-07");
    }
    for (const auto& [id, property] : schema["properties"].items()) {
        if (type_of(property) == "array") {
            DOORSTEP_CHECK(read_group(property, id, parts));
        } else {
            DOORSTEP_CHECK(read_field(property, "", id, parts));
        }
    }
    mark_required(schema, "", parts);
    parts.schema = schema;
    parts.whole = compile_schema(schema);
    return parts.whole ? Status{} : Status(bad("", "valijson refuses it"));
}

}  // namespace doorstep::forms

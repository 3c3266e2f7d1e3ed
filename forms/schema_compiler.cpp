// The only file that sees valijson: it is heavy to compile and throws.
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

#include "forms/scheme_parts.hpp"

namespace doorstep::forms {
namespace {

// valijson's own format check reads every value as text and throws on a number.
Json without_formats(const Json& schema) {
    Json out = schema;
    out.erase("format");
    if (out.contains("items")) {
        out["items"] = without_formats(out["items"]);
    }
    if (out.contains("properties")) {
        for (auto& [name, property] : out["properties"].items()) {
            property = without_formats(property);
        }
    }
    return out;
}

}  // namespace

std::shared_ptr<valijson::Schema> compile_schema(const Json& schema) {
    try {
        auto compiled = std::make_shared<valijson::Schema>();
        const Json stripped = without_formats(schema);
        valijson::SchemaParser parser(valijson::SchemaParser::kDraft7);
        parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(stripped), *compiled);
        return compiled;
    } catch (const std::exception&) {
        return nullptr;
    }
}

bool fits(const valijson::Schema& schema, const Json& value) {
    try {
        valijson::Validator validator;
        return validator.validate(schema, valijson::adapters::NlohmannJsonAdapter(value), nullptr);
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace doorstep::forms

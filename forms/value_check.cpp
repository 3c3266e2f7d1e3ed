#include "forms/value_check.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

#include "forms/formats.hpp"
#include "forms/money.hpp"

namespace doorstep::forms {
namespace {

std::size_t characters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::optional<Problem> check_number(const FieldSpec& spec, const Json& value) {
    if (!value.is_number_integer()) {
        return Problem::WrongKind;
    }
    constexpr auto top = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    if (value.is_number_unsigned() && value.get<std::uint64_t>() > top) {
        return Problem::TooLarge;
    }
    const auto number = value.get<std::int64_t>();
    if (spec.field.minimum && number < *spec.field.minimum) {
        return Problem::TooSmall;
    }
    return spec.field.maximum && number > *spec.field.maximum ? std::optional(Problem::TooLarge) : std::nullopt;
}

std::optional<Problem> check_text(const FieldSpec& spec, const Json& value) {
    if (!value.is_string()) {
        return Problem::WrongKind;
    }
    const auto& text = value.get_ref<const std::string&>();
    if (spec.field.kind == FieldKind::Choice) {
        const auto& options = spec.field.options;
        const bool known =
            std::any_of(options.begin(), options.end(), [&](const Option& option) { return option.value == text; });
        return known ? std::nullopt : std::optional(Problem::NotAnOption);
    }
    const auto length = characters_in(text);
    if (spec.field.longest > 0 && length > spec.field.longest) {
        return Problem::TooLong;
    }
    if (length < spec.schema.value("minLength", std::size_t{0})) {
        return Problem::TooShort;
    }
    return check_format(spec.field.kind, text);
}

}  // namespace

std::optional<Problem> check_value(const FieldSpec& spec, const Json& value) {
    std::optional<Problem> problem;
    switch (spec.field.kind) {
        case FieldKind::Number:
        case FieldKind::Money:
            problem = check_number(spec, value);
            break;
        case FieldKind::YesNo:
            problem = value.is_boolean() ? std::nullopt : std::optional(Problem::WrongKind);
            // A promise that is not given is one that is still missing.
            if (!problem && spec.schema.contains("const") && spec.schema["const"] != value) {
                problem = Problem::Missing;
            }
            break;
        default:
            problem = check_text(spec, value);
    }
    if (!problem && !fits(*spec.compiled, value)) {
        problem = Problem::DoesNotFit;
    }
    return problem;
}

Typed value_of_typed(const FieldSpec& spec, std::string_view typed) {
    Typed out;
    const std::string text = normalised(spec.field.kind, typed);
    switch (spec.field.kind) {
        case FieldKind::YesNo:
            if (text != "true" && text != "false") {
                return {{}, Problem::NotAnOption};
            }
            out.value = text == "true";
            break;
        case FieldKind::Number: {
            std::int64_t number = 0;
            const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
            if (failed != std::errc() || end != text.data() + text.size()) {
                return {{}, Problem::WrongKind};
            }
            out.value = number;
            break;
        }
        case FieldKind::Money: {
            const auto fen = parse_yuan(text);
            if (!fen) {
                return {{}, Problem::BadMoney};
            }
            out.value = *fen;
            break;
        }
        default:
            out.value = text;
    }
    out.problem = check_value(spec, out.value);
    return out;
}

std::string typed_of_value(const FieldSpec& spec, const Json& value) {
    switch (spec.field.kind) {
        case FieldKind::YesNo:
            return value.is_boolean() ? (value.get<bool>() ? "true" : "false") : "";
        case FieldKind::Number:
            return value.is_number_integer() ? value.dump() : "";
        case FieldKind::Money:
            return value.is_number_integer() ? format_yuan(value.get<std::int64_t>()) : "";
        default:
            return value.is_string() ? value.get<std::string>() : "";
    }
}

std::string problem_key(const SchemeParts& parts, std::string_view path, Problem problem) {
    const std::string end = "problems." + std::string(problem_id(problem));
    const std::string own = "fields." + dotted(path) + "." + end;
    return has_text(parts, own) ? own : end;
}

}  // namespace doorstep::forms

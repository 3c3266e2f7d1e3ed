#include "protocol/envelope/enrolment_text.hpp"

#include <array>
#include <optional>
#include <span>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"

namespace doorstep::protocol {
namespace {

using nlohmann::json;

enum class Shape { Text, Binary, Number, Binaries };
struct Field {
    const char* name;
    Shape shape;
};
struct Format {
    std::string_view prefix;
    std::span<const Field> fields;
};

constexpr std::array invitation_fields{
    Field{"station", Shape::Text},
    Field{"township", Shape::Text},
    Field{"address", Shape::Text},
    Field{"server_curve_public", Shape::Binary},
    Field{"gateway_sign_public", Shape::Binary},
    Field{"recipient_public", Shape::Binary},
    Field{"recipient_epoch", Shape::Number},
    Field{"token", Shape::Binary},
    Field{"release_public", Shape::Binaries},
};
constexpr std::array reply_fields{
    Field{"station", Shape::Text},       Field{"token", Shape::Binary},      Field{"curve_public", Shape::Binary},
    Field{"sign_public", Shape::Binary}, Field{"box_public", Shape::Binary}, Field{"signature", Shape::Binary},
};
constexpr Format invitation{"DOORSTEP-I1:", invitation_fields};
constexpr Format reply{"DOORSTEP-R1:", reply_fields};

constexpr std::size_t longest_piece = 255;  // its length is one byte
constexpr std::size_t number_size = 4;
constexpr unsigned byte_bits = 8;

// ---- into bytes ---------------------------------------------------------------------------------------------------

bool put_piece(Bytes& out, BytesView piece) {
    if (piece.size() > longest_piece) {
        return false;
    }
    out.push_back(static_cast<std::uint8_t>(piece.size()));
    out.insert(out.end(), piece.begin(), piece.end());
    return true;
}

bool put_binary(Bytes& out, const json& value) {
    const auto bytes =
        value.is_string() ? from_base64(value.get_ref<const std::string&>()) : Result<Bytes>(EncodingError::BadBase64);
    return bytes && put_piece(out, *bytes);
}

bool put_list(Bytes& out, const json& value) {
    if (!value.is_array() || value.size() > longest_piece) {
        return false;
    }
    out.push_back(static_cast<std::uint8_t>(value.size()));
    for (const auto& one : value) {
        if (!put_binary(out, one)) {
            return false;
        }
    }
    return true;
}

bool put_number(Bytes& out, const json& value) {
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > UINT32_MAX) {
        return false;
    }
    for (unsigned i = 0; i < number_size; ++i) {
        out.push_back(static_cast<std::uint8_t>(value.get<std::uint64_t>() >> (byte_bits * i)));
    }
    return true;
}

bool put(Bytes& out, Shape shape, const json& value) {
    switch (shape) {
        case Shape::Text:
            return value.is_string() && put_piece(out, as_bytes(value.get_ref<const std::string&>()));
        case Shape::Binary:
            return put_binary(out, value);
        case Shape::Number:
            return put_number(out, value);
        case Shape::Binaries:
            return put_list(out, value);
    }
    return false;
}

// Without release keys an older township writes no list.
json value_of(const json& object, const Field& field) {
    const auto found = object.find(field.name);
    return found != object.end() ? *found : field.shape == Shape::Binaries ? json::array() : json();
}

Result<std::string> to_code(const Format& format, std::string_view text) {
    const json object = json::parse(text, nullptr, false);
    Bytes bytes;
    for (const auto& field : format.fields) {
        if (!object.is_object() || !put(bytes, field.shape, value_of(object, field))) {
            return Error(EnrolmentTextError::BadJson, field.name);
        }
    }
    return std::string(format.prefix) + to_base64(bytes);
}

// ---- and back -----------------------------------------------------------------------------------------------------

std::optional<BytesView> take(BytesView& rest, std::size_t size) {
    if (rest.size() < size) {
        return std::nullopt;
    }
    const auto piece = rest.first(size);
    rest = rest.subspan(size);
    return piece;
}

std::optional<BytesView> take_piece(BytesView& rest) {
    const auto size = take(rest, 1);
    return size ? take(rest, (*size)[0]) : std::nullopt;
}

std::optional<json> take_list(BytesView& rest) {
    const auto count = take(rest, 1);
    auto list = json::array();
    for (std::size_t i = 0; count && i < (*count)[0]; ++i) {
        const auto piece = take_piece(rest);
        if (!piece) {
            return std::nullopt;
        }
        list.push_back(to_base64(*piece));
    }
    return count ? std::optional<json>(std::move(list)) : std::nullopt;
}

std::optional<json> take_number(BytesView& rest) {
    const auto bytes = take(rest, number_size);
    std::uint64_t value = 0;
    for (std::size_t i = 0; bytes && i < number_size; ++i) {
        value |= std::uint64_t{(*bytes)[i]} << (byte_bits * i);
    }
    return bytes ? std::optional<json>(value) : std::nullopt;
}

std::optional<json> take_value(BytesView& rest, Shape shape) {
    if (shape == Shape::Number) {
        return take_number(rest);
    }
    if (shape == Shape::Binaries) {
        return take_list(rest);
    }
    const auto piece = take_piece(rest);
    if (!piece) {
        return std::nullopt;
    }
    return shape == Shape::Text ? json(std::string(as_text(*piece))) : json(to_base64(*piece));
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto from = text.find_first_not_of(blanks);
    return from == std::string_view::npos ? "" : text.substr(from, text.find_last_not_of(blanks) - from + 1);
}

Result<std::string> to_json(const Format& format, std::string_view text) {
    const auto code = trimmed(text);
    if (!code.starts_with(format.prefix)) {
        return std::string(text);
    }
    const auto bytes = from_base64(code.substr(format.prefix.size()));
    if (!bytes) {
        return EnrolmentTextError::BadCode;
    }
    BytesView rest = *bytes;
    json object = json::object();
    for (const auto& field : format.fields) {
        auto value = take_value(rest, field.shape);
        if (!value) {
            return Error(EnrolmentTextError::BadCode, field.name);
        }
        object[field.name] = std::move(*value);
    }
    if (!rest.empty()) {
        return Error(EnrolmentTextError::BadCode, "something behind it");
    }
    // A text field that is no UTF-8 cannot be written as JSON.
    const auto written = object.dump(2, ' ', false, json::error_handler_t::replace);
    return json::parse(written) == object ? Result<std::string>(written + "\n")
                                          : Result<std::string>(EnrolmentTextError::BadCode);
}

}  // namespace

Result<std::string> invitation_code(std::string_view json) {
    return to_code(invitation, json);
}
Result<std::string> reply_code(std::string_view json) {
    return to_code(reply, json);
}
Result<std::string> invitation_json(std::string_view text) {
    return to_json(invitation, text);
}
Result<std::string> reply_json(std::string_view text) {
    return to_json(reply, text);
}

}  // namespace doorstep::protocol

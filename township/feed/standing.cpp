#include "township/feed/standing.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "protocol/envelope/statements.hpp"
#include "township/archive/stations.hpp"
#include "township/feed/feed_error.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;

Error no_standing(std::string_view why) {
    return {FeedError::BadStanding, std::string(why)};
}

struct Signed {
    std::string statement;  // JSON text as carried
    Bytes signature;
};

std::string text_in(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::int64_t number_in(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : -1;
}

Result<Signed> signed_from(std::string_view text) {
    const json object = text.size() > largest_standing ? json() : json::parse(text, nullptr, false);
    if (!object.is_object()) {
        return no_standing("not a standing");
    }
    const auto signature = from_base64(text_in(object, "signature"));
    return signature ? Signed{text_in(object, "statement"), *signature}
                     : Result<Signed>(no_standing("it has no signature"));
}

Result<Standing> statement_from(const std::string& text) {
    const json object = json::parse(text, nullptr, false);
    if (!object.is_object()) {
        return no_standing("not a standing");
    }
    Standing out{text_in(object, "county"),   text_in(object, "township"),
                 text_in(object, "purpose"),  number_in(object, "generation"),
                 number_in(object, "number"), from_hex(text_in(object, "digest")).value_or(Bytes{}),
                 number_in(object, "at_ms")};
    const bool whole = is_station_id(out.county) && is_station_id(out.township) && is_station_id(out.purpose) &&
                       out.generation > 0 && out.number > 0 && out.digest.size() == 32 && out.at_ms >= 0;
    return whole ? Result<Standing>(std::move(out)) : Result<Standing>(no_standing("a field is missing"));
}

}  // namespace

std::string standing_file(std::string_view township, std::string_view purpose) {
    return fmt::format("{}_{}.standing", township, purpose);
}

std::string to_text(const Standing& standing, const protocol::SigningKeys& county) {
    const auto statement = json{{"county", standing.county},   {"township", standing.township},
                                {"purpose", standing.purpose}, {"generation", standing.generation},
                                {"number", standing.number},   {"digest", to_hex(standing.digest)},
                                {"at_ms", standing.at_ms}}
                               .dump();
    const Bytes signature = protocol::sign(protocol::domains::feed_standing, as_bytes(statement), county);
    return json{{"statement", statement}, {"signature", to_base64(signature)}}.dump(2) + "\n";
}

Result<Standing> unchecked_standing(std::string_view text) {
    DOORSTEP_TRY(const Signed outer, signed_from(text));
    return statement_from(outer.statement);
}

Result<Standing> standing_from(std::string_view text, BytesView county_sign_public) {
    DOORSTEP_TRY(const Signed outer, signed_from(text));
    if (!protocol::verify(protocol::domains::feed_standing, as_bytes(outer.statement), outer.signature,
                          county_sign_public)) {
        return no_standing("the county's signature does not hold");
    }
    return statement_from(outer.statement);
}

}  // namespace doorstep::township

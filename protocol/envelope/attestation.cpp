#include "protocol/envelope/attestation.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "protocol/envelope/signed_text.hpp"

namespace doorstep::protocol {
namespace {

constexpr std::string_view prefix = "DA1:";
constexpr std::size_t longest_text = 400;
constexpr std::size_t longest_station = 64;
constexpr std::size_t longest_version = 32;
constexpr std::size_t hash_digits = 64;

bool is_word(std::string_view text, std::size_t longest, std::string_view beside) {
    return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), [&](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || beside.find(c) != beside.npos;
    });
}

bool is_hash(std::string_view text) {
    return text.empty() || (text.size() == hash_digits && text.find_first_not_of("0123456789abcdef") == text.npos);
}

bool fits(const Attestation& attestation) {
    return is_word(attestation.station, longest_station, "-") && is_word(attestation.version, longest_version, ".-") &&
           is_hash(attestation.root_hash) && attestation.unix_seconds >= 0;
}

std::string signed_fields(const Attestation& attestation) {
    return fmt::format("{}{}:{}:{}:{}", prefix, attestation.station, attestation.version, attestation.root_hash,
                       attestation.unix_seconds);
}

// The fields of a text that has the one form which make_attestation_text() gives them.
Result<Attestation> fields_of(const std::optional<SignedText>& split) {
    const auto seconds = split ? whole_number(split->fields[3]) : std::nullopt;
    if (!seconds) {
        return StatementError::BadText;
    }
    Attestation attestation{std::string(split->fields[0]), std::string(split->fields[1]), std::string(split->fields[2]),
                            *seconds};
    return fits(attestation) && signed_fields(attestation) == split->covered ? Result<Attestation>(attestation)
                                                                             : StatementError::BadText;
}

std::optional<SignedText> split(std::string_view text) {
    return split_signed_text(text, prefix, 4, longest_text);
}

}  // namespace

Result<std::string> make_attestation_text(const Attestation& attestation, const SigningKeys& station) {
    if (!fits(attestation)) {
        return StatementError::BadText;
    }
    const auto fields = signed_fields(attestation);
    const Bytes signature = sign(domains::attestation, as_bytes(fields), station);
    return signature.empty() ? Result<std::string>(StatementError::BadKey) : fields + ":" + to_base64(signature);
}

Result<Attestation> parse_attestation_text(std::string_view text) {
    return fields_of(split(text));
}

Result<Attestation> verify_attestation_text(std::string_view text, BytesView station_public) {
    const auto parts = split(text);
    DOORSTEP_TRY(auto attestation, fields_of(parts));
    if (!verify(domains::attestation, as_bytes(parts->covered), parts->signature, station_public)) {
        return StatementError::BadSignature;
    }
    return attestation;
}

}  // namespace doorstep::protocol

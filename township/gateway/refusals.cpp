#include "township/gateway/refusals.hpp"

#include "protocol/envelope/envelope.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {

std::optional<wire::RefusalCode> refusal_of(const Error& error) {
    using E = protocol::EnvelopeError;
    struct Row {
        E error;
        wire::RefusalCode code;
    };
    static constexpr Row table[] = {
        {E::Malformed, wire::MALFORMED},
        {E::OverBound, wire::OVER_BOUND},
        {E::UnknownSuite, wire::UNKNOWN_SUITE},
        {E::OtherStation, wire::OTHER_STATION},
        {E::OtherTownship, wire::OTHER_TOWNSHIP},
        {E::BadOuterSignature, wire::BAD_OUTER_SIGNATURE},
        {E::BadPartDigest, wire::BAD_PART_DIGEST},
        {E::UnknownRecipientKey, wire::UNKNOWN_RECIPIENT_KEY},
        {E::CannotOpen, wire::CANNOT_OPEN},
        {E::StreamCut, wire::CANNOT_OPEN},
        {E::BadInnerSignature, wire::BAD_INNER_SIGNATURE},
    };
    for (const auto& row : table) {
        if (error.is(row.error)) {
            return row.code;
        }
    }
    if (error.is(TownshipError::OtherContent)) {
        return wire::SAME_ID_OTHER_CONTENT;
    }
    return std::nullopt;
}

std::string_view refusal_name(wire::RefusalCode code) {
    return wire::RefusalCode_Name(code);
}

}  // namespace doorstep::township

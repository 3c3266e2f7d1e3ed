// Invitation and reply of an enrolment as one line, short enough for a QR code that a code reader takes from a
// telephone's screen: prefix, then base64 of the fields in a fixed order (docs/protocol.md). Both ends work on the
// JSON. Reentrant.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace doorstep::protocol {

enum class EnrolmentTextError {
    BadJson = 1,  // a fault of the caller: a field is missing or over its bound
    BadCode,      // refuse: cut, of another kind, or no code of ours
};

// Of JSON as `enrol-station` writes it, or as the kiosk replies. BadJson.
Result<std::string> invitation_code(std::string_view json);
Result<std::string> reply_code(std::string_view json);
// The JSON of a code; a text that does not begin as one (white space around it does not count) is given back as it is.
// BadCode.
Result<std::string> invitation_json(std::string_view text);
Result<std::string> reply_json(std::string_view text);

}  // namespace doorstep::protocol

template <>
struct doorstep::ErrorNames<doorstep::protocol::EnrolmentTextError> {
    static constexpr std::string_view module = "enrolment-text";
    static std::string_view name(protocol::EnrolmentTextError e) {
        return e == protocol::EnrolmentTextError::BadJson ? "BadJson" : "BadCode";
    }
};

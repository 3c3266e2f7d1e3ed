// The report of setting a station up as it is signed: short "name=value" lines, the most telling first, so that all of
// it fits into a QR code. Reentrant.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"
#include "protocol/envelope/keys.hpp"
#include "protocol/messages/setup.pb.h"

namespace doorstep::protocol {

enum class SetupReportError {
    NotSigned = 1,  // refuse: cut, of another kind, or not by that key
};

// Bytes of the lines; with prefix and signature they are a code of at most 600 bytes.
inline constexpr std::size_t longest_setup_report = 490;
// station, township, at (legal time), steps (D done, S left out, - open), version, root (hash), key, gateway (8 bytes
// of SHA-256 each), release (fingerprint), a line a device. What is not known has no line; what does not fit is left
// out, and a last line "more" says so.
std::string setup_report(const wire::SetupState& state, const wire::ReportSigned& keys, std::int64_t now_ms);
// As people compare a public key: 8 bytes of its SHA-256 in hex; empty for none.
std::string key_mark(std::string_view key);

// Signed by the station for this purpose only (doorstep/setup-report/1). Empty when the key is broken.
Bytes sign_setup_report(std::string_view report, const SigningKeys& keys);
// With that signature before it: the text of the code.
std::string signed_report(std::string_view report, BytesView signature);
// The report, when that key signed it.
Result<std::string> checked_report(std::string_view text, BytesView sign_public);

}  // namespace doorstep::protocol

template <>
struct doorstep::ErrorNames<doorstep::protocol::SetupReportError> {
    static constexpr std::string_view module = "setup-report";
    static std::string_view name(protocol::SetupReportError) { return "NotSigned"; }
};

// Who this station is and whom it trusts: made once by `doorstep-agent enrol`, confirmed by a typed code, read at start
// (SECURITY 9; by file).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "protocol/curve/curve.hpp"
#include "protocol/envelope/envelope.hpp"
#include "protocol/envelope/keys.hpp"

namespace doorstep::agent {

enum class EnrolmentError {
    BadInvitation = 1,  // the file is no invitation of a township: ask for a new one
    OtherStation,       // this kiosk is another station already: clear its state first
    BadKeys,            // stop: the station's key files are broken
    WrongCode,          // ask again; the detail says how often it may still be tried
    OtherReleaseKeys,   // stop: the invitation does not carry the release keys whose fingerprint was given
};

struct Enrolment {
    std::string station;
    std::string township;
    std::string address;  // "tcp://…", may be empty
    Bytes server_curve_public;
    Bytes gateway_sign_public;
    protocol::Recipient recipient;
    std::vector<Bytes> release_keys;  // pinned here (SECURITY 7); empty: the township has none, no order is taken
    bool confirmed = true;            // false: the township's code was not typed here yet, and nothing is sent
    protocol::SigningKeys sign;
    protocol::BoxKeys box;
    protocol::CurveKeys curve;
};

// Nothing when this station is not enrolled. BadKeys when a file is missing or broken.
Result<std::optional<Enrolment>> load_enrolment(const std::filesystem::path& keys_folder);

// Takes an invitation (JSON of `doorstep-township enrol-station`), makes the station's keys where there are none (files
// of mode 0600, durable) and returns the reply for `enrol-station --confirm` and the code that is typed there. The same
// station may be invited again and keeps its keys, and the release keys that it pinned the first time.
struct EnrolOptions {
    std::string release_fingerprint{};  // as people compare it; an invitation with other keys is OtherReleaseKeys
    bool typed_code = true;             // false, for tests and laboratories: nothing is typed, at either end
};
struct Enrolled {
    std::string reply;
    std::string release_fingerprint;  // of the keys that are pinned now; empty: none
    std::string code;                 // eight digits; empty without typed_code
};
Result<Enrolled> enrol(const std::filesystem::path& keys_folder, std::string_view invitation,
                       const EnrolOptions& options);
// The code that the township showed. WrongCode; after most_wrong_codes the enrolment must begin anew. No error when it
// was confirmed before.
constexpr int most_wrong_codes = 5;
Status confirm_enrolment(const std::filesystem::path& keys_folder, std::string_view typed);

}  // namespace doorstep::agent

template <>
struct doorstep::ErrorNames<doorstep::agent::EnrolmentError> {
    static constexpr std::string_view module = "enrolment";
    static std::string_view name(agent::EnrolmentError e);
};

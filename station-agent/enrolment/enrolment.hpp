// Who this station is and whom it trusts: made once by `doorstep-agent enrol`, read at start (SECURITY 9; today by
// file).
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "protocol/curve/curve.hpp"
#include "protocol/envelope/envelope.hpp"
#include "protocol/envelope/keys.hpp"

namespace doorstep::agent {

enum class EnrolmentError {
    BadInvitation = 1,  // the file is no invitation of a township: ask for a new one
    OtherStation,       // this kiosk is another station already: clear its state first
    BadKeys,            // stop: the station's key files are broken
};

struct Enrolment {
    std::string station;
    std::string township;
    std::string address;  // "tcp://…", may be empty
    Bytes server_curve_public;
    Bytes gateway_sign_public;
    protocol::Recipient recipient;
    protocol::SigningKeys sign;
    protocol::BoxKeys box;
    protocol::CurveKeys curve;
};

// Nothing when this station is not enrolled. BadKeys when a file is missing or broken.
Result<std::optional<Enrolment>> load_enrolment(const std::filesystem::path& keys_folder);

// Takes an invitation (JSON of `doorstep-township enrol-station`), makes the station's keys where there are none (files
// of mode 0600, durable) and returns the reply for `enrol-station --confirm`. The same station may be invited again and
// keeps its keys.
Result<std::string> enrol(const std::filesystem::path& keys_folder, std::string_view invitation);

}  // namespace doorstep::agent

template <>
struct doorstep::ErrorNames<doorstep::agent::EnrolmentError> {
    static constexpr std::string_view module = "enrolment";
    static std::string_view name(agent::EnrolmentError e);
};

// The 8-digit codes of an enrolment (SECURITY 9): computed at both ends from the token and the keys of both sides, told
// by voice and typed at the other end. Whoever changed a key on the way makes them differ. Reentrant.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::protocol {

// All that both sides must have the same.
struct EnrolmentTranscript {
    std::string station;
    std::string township;
    Bytes token;
    // The township's, as its invitation carries them.
    Bytes server_curve_public;
    Bytes gateway_sign_public;
    Bytes recipient_public;
    std::vector<Bytes> release_public;  // in any order
    // The station's, as its reply carries them.
    Bytes curve_public;
    Bytes sign_public;
    Bytes box_public;
};
// Where a code is shown; it is typed at the other end.
enum class CodeOf { Kiosk, Township };

// Eight digits. Takes some tenths of a second and 64 MiB (Argon2id): eight digits could else be met by trying keys.
// Empty when there is no memory for that.
std::string enrolment_code(const EnrolmentTranscript& transcript, CodeOf side);
// The same digits, whatever spaces and hyphens were typed between them.
bool same_code(std::string_view expected, std::string_view typed);

}  // namespace doorstep::protocol

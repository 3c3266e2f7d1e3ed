#include "protocol/envelope/enrolment_code.hpp"

#include <sodium.h>

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "protocol/envelope/associated.hpp"

namespace doorstep::protocol {
namespace {

constexpr std::uint64_t codes = 100'000'000;
constexpr unsigned long long passes = 3;
constexpr std::size_t memory = 64U << 20U;

Bytes bytes_of(const EnrolmentTranscript& transcript, CodeOf side) {
    Bytes out;
    append_field(out, as_bytes(side == CodeOf::Kiosk ? "doorstep/enrolment-code-kiosk/1"
                                                     : "doorstep/enrolment-code-township/1"));
    append_field(out, as_bytes(transcript.station));
    append_field(out, as_bytes(transcript.township));
    for (const auto* field :
         {&transcript.token, &transcript.server_curve_public, &transcript.gateway_sign_public,
          &transcript.recipient_public, &transcript.curve_public, &transcript.sign_public, &transcript.box_public}) {
        append_field(out, *field);
    }
    std::vector<std::string> release;
    for (const auto& key : transcript.release_public) {
        release.emplace_back(as_text(key));
    }
    std::sort(release.begin(), release.end());
    for (const auto& key : release) {
        append_field(out, as_bytes(key));
    }
    return out;
}

}  // namespace

std::string enrolment_code(const EnrolmentTranscript& transcript, CodeOf side) {
    [[maybe_unused]] static const int ready = sodium_init();
    const Bytes text = bytes_of(transcript, side);
    const Digest salt = sha256(text);
    static_assert(crypto_pwhash_SALTBYTES <= std::tuple_size_v<Digest>);
    std::array<std::uint8_t, 16> out{};
    if (crypto_pwhash(out.data(), out.size(), reinterpret_cast<const char*>(text.data()), text.size(), salt.data(),
                      passes, memory, crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return {};
    }
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < sizeof number; ++i) {
        number = (number << 8U) | out[i];
    }
    return fmt::format("{:08}", number % codes);
}

bool same_code(std::string_view expected, std::string_view typed) {
    std::string digits;
    for (const char c : typed) {
        if (c != ' ' && c != '-') {
            digits += c;
        }
    }
    return !expected.empty() && digits.size() == expected.size() &&
           sodium_memcmp(digits.data(), expected.data(), digits.size()) == 0;
}

}  // namespace doorstep::protocol

// A QR that anybody may hold before the township's reader: read or refused, and what is read is written the same again.
#include <cstdlib>

#include "base/testing/fuzz_target.hpp"
#include "protocol/envelope/attestation.hpp"

namespace {

const doorstep::protocol::SigningKeys& keys() {
    static const auto made = doorstep::protocol::make_signing_keys();
    return made;
}

std::string text_of(const doorstep::protocol::Attestation& attestation) {
    return doorstep::protocol::make_attestation_text(attestation, keys()).value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto read = doorstep::protocol::parse_attestation_text(text);
    if (read) {
        const auto again = text_of(*read);
        if (again.substr(0, again.rfind(':')) != text.substr(0, text.rfind(':'))) {
            std::abort();  // two texts for one attestation
        }
    }
    return 0;
}

std::vector<doorstep::Bytes> fuzz_seeds() {
    std::vector<doorstep::Bytes> seeds;
    for (const auto& hash : {std::string(), std::string(64, '7')}) {
        const auto text = text_of({"kiosk-1", "1.2.0", hash, 1'795'000'000});
        seeds.emplace_back(text.begin(), text.end());
    }
    return seeds;
}

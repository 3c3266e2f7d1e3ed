// The text of a code from whoever holds one before the reader: refused or turned into JSON that gives the same code
// again.
#include <cstdlib>

#include "base/testing/fuzz_target.hpp"
#include "base/wiped_bytes.hpp"
#include "protocol/envelope/enrolment_text.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::protocol;

constexpr std::string_view invitation_prefix = "DOORSTEP-I1:";

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto json = invitation_json(text);
    if (json && text.starts_with(invitation_prefix)) {
        const auto code = invitation_code(*json);
        if (!code || invitation_json(*code).value() != *json) {
            std::abort();
        }
    }
    if (const auto reply = reply_json(text)) {
        ignore(reply_code(*reply), "most are none");
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    constexpr std::string_view invitation =
        R"({"station":"v-1","township":"t","address":"tcp://a:1","server_curve_public":"AAAA","gateway_sign_public":"AAAA",
            "recipient_public":"AAAA","recipient_epoch":1,"token":"AAAA","release_public":["AAAA"]})";
    constexpr std::string_view reply =
        R"({"station":"v-1","token":"AAAA","curve_public":"AAAA","sign_public":"AAAA","box_public":"AAAA","signature":"AA=="})";
    std::vector<Bytes> seeds;
    for (const auto& code : {invitation_code(invitation), reply_code(reply)}) {
        const auto bytes = as_bytes(code.value());
        seeds.emplace_back(bytes.begin(), bytes.end());
    }
    return seeds;
}

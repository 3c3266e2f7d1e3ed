// Files that somebody brings as shares of a key: whatever they are, they give no other key than the one they name.
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/testing/fuzz_target.hpp"
#include "township/archive/shares.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::township;

const std::vector<std::string>& shares() {
    static const auto made = split_key("test-town", {1, protocol::make_box_keys()}, 3, 2).value();
    return made;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto joined = join_shares({text, shares()[1]});
    const auto named = nlohmann::json::parse(shares()[1]).at("public").get<std::string>();
    if (joined && to_base64(joined->key.keys.public_key) != named) {
        std::abort();
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    std::vector<Bytes> seeds;
    for (const auto& share : shares()) {
        seeds.emplace_back(share.begin(), share.end());
    }
    return seeds;
}

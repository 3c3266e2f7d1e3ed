#include "device-drivers/idcard/text_block.hpp"

#include "base/testing/fuzz_target.hpp"
#include "device-drivers/idcard/test_card.hpp"

using namespace doorstep;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto card = devices::parse_text_block(BytesView(data, size));
    if (card && card->variant != devices::CardVariant::Foreign2017 && !IdNumber::parse(card->number.view())) {
        __builtin_trap();
    }
    const auto addresses = devices::parse_new_addresses(BytesView(data, size));
    if (addresses && addresses->size() > devices::most_new_addresses) {
        __builtin_trap();
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    auto permit = devices::testing::citizen_block();
    permit[248] = 'J';
    auto foreigner = devices::testing::citizen_block();
    foreigner[248] = 'Y';
    // Two addresses: the text block's first 140 bytes are text too.
    Bytes addresses = devices::testing::citizen_block();
    addresses.resize(2 * devices::new_address_size);
    return {devices::testing::citizen_block(), permit, foreigner, addresses};
}

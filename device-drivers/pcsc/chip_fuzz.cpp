// A card that answers anything: the input is its answers one after another, each with its length before it, to the
// scripts of this file; then the input as an answer to reset. The file of scripts is a technician's, as hub.toml is,
// and not fuzzed: a debug build of toml++ asserts on keys that are none.
#include <algorithm>

#include "base/testing/fuzz_target.hpp"
#include "device-drivers/pcsc/chip_script.hpp"

using namespace doorstep;

namespace {

constexpr std::string_view cards = R"(
[[card]]
name = "one"
select = "00A4040001AA"
[[card.step]]
send = "00B2010400"
field = "issuer"
tag = "01"
as = "gb18030"
[[card.step]]
send = "00B2020400"
field = "number"
tag = "02"
as = "digits"
optional = true
[[card]]
name = "two"
select = "00A4040001BB"
[[card.step]]
send = "00B20304"
field = "issued"
as = "date"
[[card.step]]
send = "00B2040402AABB00"
field = "rest"
as = "text"
)";
// Scripts × steps × fetches: no card makes the reader ask for ever.
constexpr int most_questions = 200;

void check(bool holds) {
    if (!holds) {
        __builtin_trap();
    }
}

void answer(BytesView input) {
    static const auto scripts = devices::parse_chip_scripts(cards).value();
    int questions = 0;
    const auto transmit = [&](BytesView command) -> Result<WipedBytes> {
        check(command.size() >= 4 && ++questions < most_questions);
        if (input.empty()) {
            return Error(devices::ChipError::Removed);
        }
        const auto length = std::min<std::size_t>(input[0], input.size() - 1);
        const auto piece = input.subspan(1, length);
        input = input.subspan(1 + length);
        return WipedBytes(piece.begin(), piece.end());
    };
    const auto reading = devices::read_chip(scripts, transmit, [] { return false; });
    check(!reading || (!reading->card.empty() && reading->fields.size() <= 2));
    for (std::size_t i = 0; reading && i < reading->fields.size(); ++i) {
        const auto& text = reading->fields[i].value.view();
        check(std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const BytesView input(data, size);
    answer(input);
    const auto shown = devices::shown_atr(input);
    check(shown.size() <= 2 * devices::largest_atr + 24 && shown.find('+') != std::string::npos);
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    return {
        {2, 0x90, 0x00, 6, 1, 2, 0xC7, 0xE0, 0x90, 0x00, 6, 2, 2, 0x99, 0x01, 0x90, 0x00},
        {2, 0x6A, 0x82, 2, 0x61, 0x02, 4, 0x84, 0x00, 0x90, 0x00, 6, 0x20, 0x26, 0x11, 0x28, 0x90, 0x00, 2, 0x6C, 0x03},
        {0x3B, 0x6D, 0x00, 0x00, 0x81, 0x54, 0x44, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9}};
}

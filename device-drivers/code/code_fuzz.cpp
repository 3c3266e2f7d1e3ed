// A line of a reader in pieces: the first byte says serial or keys, then pieces, each with its length before it; length
// 255 is the pause that ends a code.
#include <algorithm>

#include "base/testing/fuzz_target.hpp"
#include "device-drivers/code/code_line.hpp"
#include "device-drivers/code/code_messages.hpp"
#include "device-drivers/code/key_strokes.hpp"

using namespace doorstep;

namespace {

constexpr std::uint8_t pause_mark = 255;

// What is handed on is text of a bounded length, and nothing is left of it after the pause.
void check(const devices::SeenCode& code) {
    const bool good =
        code.whole ? devices::is_code_text(code.text) && code.text.size() <= devices::largest_code : code.text.empty();
    if (!good) {
        __builtin_trap();
    }
}

void read(BytesView input) {
    if (input.empty()) {
        return;
    }
    devices::CodeDecoder decoder(input[0] % 2 == 0 ? devices::CodeSpeech::Serial : devices::CodeSpeech::Keys);
    input = input.subspan(1);
    while (!input.empty()) {
        const auto length = input[0];
        input = input.subspan(1);
        if (length == pause_mark) {
            decoder.settle(check);
            continue;
        }
        const auto piece = std::min<std::size_t>(length, input.size());
        decoder.feed(input.first(piece), check);
        input = input.subspan(piece);
    }
    decoder.settle(check);
    if (decoder.in_hand()) {
        __builtin_trap();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const BytesView input(data, size);
    read(input);
    const auto address = devices::parse_code_address(as_text(input));
    if (address && !address->device.is_absolute()) {
        __builtin_trap();
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    std::vector<Bytes> seeds;
    const auto pieces = [&](std::uint8_t speech, BytesView bytes) {
        Bytes seed{speech};
        for (std::size_t at = 0; at < bytes.size(); at += 240) {
            const auto piece = bytes.subspan(at, std::min<std::size_t>(240, bytes.size() - at));
            seed.push_back(static_cast<std::uint8_t>(piece.size()));
            seed.insert(seed.end(), piece.begin(), piece.end());
        }
        seed.push_back(pause_mark);
        seeds.push_back(std::move(seed));
    };
    for (const std::string_view text : {"DS1:074749131783:kiosk-1:1:x\r\n", "村民\x1D\t", "half"}) {
        pieces(0, as_bytes(text));
    }
    for (const std::string_view text : {"DS1:07\n", "aB", "{\"<\n"}) {
        pieces(1, devices::testing::strokes_of(text));
    }
    for (const std::string_view text : {"serial:/dev/ttyACM0?baud=9600", "keys:/dev/input/event5"}) {
        seeds.emplace_back(text.begin(), text.end());
    }
    return seeds;
}

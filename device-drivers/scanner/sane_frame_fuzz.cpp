// Formats and bytes as a broken backend might hand them out: the first byte of each record chooses, the rest is data.
#include <algorithm>

#include "base/testing/fuzz_target.hpp"
#include "device-drivers/scanner/sane_frame.hpp"

namespace {

using doorstep::Bytes;
using doorstep::BytesView;
using doorstep::devices::FrameFormat;

constexpr std::size_t record_size = 6;  // kind and flags, depth, width, height, line, bytes that follow

FrameFormat format_of(const std::uint8_t* record) {
    return {static_cast<FrameFormat::Kind>(record[0] % 5),
            (record[0] & 0x80) != 0,
            record[2] - 1,
            record[3] - 1,
            record[4],
            record[1]};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    doorstep::devices::PageAssembler page;
    BytesView rest(data, size);
    while (rest.size() >= record_size) {
        const auto format = format_of(rest.data());
        const std::size_t length = std::min<std::size_t>(rest[5], rest.size() - record_size);
        const auto bytes = rest.subspan(record_size, length);
        rest = rest.subspan(record_size + length);
        if (!page.begin(format) || !page.feed(bytes)) {
            return 0;
        }
        if (page.end()) {
            doorstep::ignore(page.finish(300), "any outcome is fine, a crash is not");
        }
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    return {
        {0x81, 8, 3, 2, 6, 6, 1, 2, 3, 4, 5, 6},                                   // colour, 2 × 1
        {0x80, 1, 4, 0, 1, 2, 0xA0, 0x50},                                         // lineart, height unknown
        {0x02, 8, 2, 2, 1, 1, 9, 0x03, 8, 2, 2, 1, 1, 8, 0x84, 8, 2, 2, 1, 1, 7},  // three passes
    };
}

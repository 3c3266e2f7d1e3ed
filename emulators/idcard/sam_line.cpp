#include "emulators/idcard/sam_line.hpp"

#include <algorithm>
#include <array>

namespace doorstep::emulators {
namespace {

constexpr std::array<std::uint8_t, 5> preamble = {0xAA, 0xAA, 0xAA, 0x96, 0x69};
constexpr std::size_t header_size = preamble.size() + 2;
constexpr std::size_t least_length = 3;     // command, parameter, check byte
constexpr std::size_t longest_length = 64;  // no command of the table is longer than 4

std::uint8_t xor_of(BytesView bytes) {
    std::uint8_t sum = 0;
    for (const auto b : bytes) {
        sum ^= b;
    }
    return sum;
}

}  // namespace

Bytes sam_answer(Sw sw, BytesView data) {
    Bytes frame(preamble.begin(), preamble.end());
    const std::size_t length = 3 + data.size() + 1;
    frame.push_back(static_cast<std::uint8_t>(length >> 8));
    frame.push_back(static_cast<std::uint8_t>(length));
    frame.insert(frame.end(), {0, 0, static_cast<std::uint8_t>(sw)});
    frame.insert(frame.end(), data.begin(), data.end());
    frame.push_back(xor_of(BytesView(frame).subspan(preamble.size())));
    return frame;
}

void SamLine::feed(BytesView bytes) {
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
}

void SamLine::drop(std::size_t count) {
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(count));
}

std::optional<SamCommand> SamLine::next() {
    const auto start = std::search(buffer_.begin(), buffer_.end(), preamble.begin(), preamble.end());
    auto stray = static_cast<std::size_t>(start - buffer_.begin());
    if (start == buffer_.end()) {  // keep what may be the beginning of a preamble
        stray = buffer_.size() - std::min(buffer_.size(), preamble.size() - 1);
    }
    stray_ += stray;
    drop(stray);
    if (buffer_.size() < header_size) {
        return std::nullopt;
    }
    const std::size_t length = static_cast<std::size_t>(buffer_[5] << 8 | buffer_[6]);
    SamCommand command;
    if (length < least_length || length > longest_length) {
        command.length_good = false;
        drop(header_size);
        return command;
    }
    if (buffer_.size() < header_size + length) {
        return std::nullopt;
    }
    const auto body = BytesView(buffer_).subspan(preamble.size(), 2 + length);
    command.checksum_good = xor_of(body) == 0;
    command.command = body[2];
    command.parameter = body[3];
    command.data.assign(body.begin() + 4, body.end() - 1);
    drop(header_size + length);
    return command;
}

}  // namespace doorstep::emulators

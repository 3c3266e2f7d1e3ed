// What a bad cable makes of a frame: bytes before it, within it and behind it, in any mixture. For tests.
#pragma once

#include <algorithm>
#include <random>

#include "base/wiped_bytes.hpp"

namespace doorstep::devices::testing {

class Garbage {
  public:
    explicit Garbage(unsigned seed) : random_(seed) {}
    // Spoils about one frame in two.
    Bytes operator()(Bytes frame) {
        switch (pick(0, 7)) {
            case 0:
                return with(noise(pick(1, 40)), std::move(frame), {});
            case 1:
                return with({}, std::move(frame), noise(pick(1, 40)));
            case 2: {  // slipped in
                const auto at = frame.begin() + static_cast<std::ptrdiff_t>(pick(0, frame.size()));
                const auto bytes = noise(pick(1, 20));
                frame.insert(at, bytes.begin(), bytes.end());
                return with(noise(pick(1, 3)), std::move(frame), {});
            }
            case 3: {  // written over
                const auto from = pick(0, frame.size() - 1);
                const auto bytes = noise(std::min<std::size_t>(pick(1, 30), frame.size() - from));
                std::copy(bytes.begin(), bytes.end(), frame.begin() + static_cast<std::ptrdiff_t>(from));
                return with(noise(pick(1, 3)), std::move(frame), {});
            }
            case 4:  // lost
                frame.resize(pick(0, frame.size()));
                return with(noise(pick(1, 3)), std::move(frame), {});
            default:
                return frame;
        }
    }

  private:
    std::size_t pick(std::size_t least, std::size_t most) {
        return std::uniform_int_distribution<std::size_t>(least, most)(random_);
    }
    // Now and then a piece of a preamble, the worst kind.
    Bytes noise(std::size_t size) {
        static constexpr std::uint8_t preamble[] = {0xAA, 0xAA, 0xAA, 0x96, 0x69};
        Bytes bytes(size);
        std::generate(bytes.begin(), bytes.end(), [this] { return static_cast<std::uint8_t>(random_()); });
        if (pick(0, 2) == 0) {
            std::copy_n(preamble, std::min<std::size_t>(size, pick(1, 5)), bytes.begin());
        }
        return bytes;
    }
    static Bytes with(Bytes before, Bytes frame, const Bytes& behind) {
        before.insert(before.end(), frame.begin(), frame.end());
        before.insert(before.end(), behind.begin(), behind.end());
        return before;
    }
    std::mt19937 random_;
};

}  // namespace doorstep::devices::testing

#include "tests/faults/zmtp_frames.hpp"

#include <algorithm>
#include <numeric>

namespace doorstep::faults {

void ZmtpFrames::take(std::string_view bytes) {
    constexpr unsigned char is_long = 0x02;
    constexpr std::size_t short_head = 2;
    constexpr std::size_t long_head = 9;
    while (!bytes.empty()) {
        if (taken_ < end()) {
            const auto step = std::min<std::uint64_t>(end() - taken_, bytes.size());
            taken_ += step;
            bytes.remove_prefix(step);
            continue;
        }
        head_.push_back(static_cast<unsigned char>(bytes[0]));
        const auto whole = (head_[0] & is_long) != 0 ? long_head : short_head;
        if (head_.size() < whole) {
            bytes.remove_prefix(1);
            continue;
        }
        const auto body = std::accumulate(head_.begin() + 1, head_.end(), std::uint64_t{0},
                                          [](std::uint64_t sum, unsigned char byte) { return sum << 8U | byte; });
        frames_.push_back({end(), whole + body});
        // All of the head but this last byte has been taken off already.
        taken_ = frames_.back().start + whole - 1;
        head_.clear();
    }
}

}  // namespace doorstep::faults

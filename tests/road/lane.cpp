#include "tests/road/lane.hpp"

#include <algorithm>
#include <utility>

namespace doorstep::road {
namespace {

constexpr std::int64_t longest_wait_us = 250'000;
constexpr std::int64_t overtaken_us = 20'000;
constexpr double bits = 8;
constexpr double us_a_ms = 1000;

}  // namespace

void Lane::enter(std::string packet, std::int64_t now_us, const RoadSettings& settings) {
    const auto start = std::max(now_us, narrow_free_us_);
    if (start - now_us > longest_wait_us) {
        return;
    }
    // kbit/s are bits a millisecond.
    narrow_free_us_ =
        start + static_cast<std::int64_t>(static_cast<double>(packet.size()) * bits * us_a_ms / settings.kbit_a_second);
    if (chance(settings.loss)) {
        return;  // lost on the way: it took its turn all the same
    }
    const auto arrival = narrow_free_us_ + settings.delay_ms * 1000;
    if (chance(settings.doubled)) {
        under_way_.emplace(arrival, packet);
    }
    under_way_.emplace(arrival + (chance(settings.reordered) ? overtaken_us : 0), std::move(packet));
}

std::optional<std::string> Lane::leave(std::int64_t now_us) {
    const auto first = under_way_.begin();
    if (first == under_way_.end() || first->first > now_us) {
        return std::nullopt;
    }
    auto packet = std::move(first->second);
    under_way_.erase(first);
    return packet;
}

std::optional<std::int64_t> Lane::next_us() const {
    return under_way_.empty() ? std::nullopt : std::optional(under_way_.begin()->first);
}

}  // namespace doorstep::road

// One way of a road: what enters waits its turn at the narrow place, then travels. Pure: time comes from outside.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <string>

#include "tests/road/road.hpp"

namespace doorstep::road {

class Lane {
  public:
    explicit Lane(std::uint64_t seed) : random_(seed) {}
    // A packet enters at that time (µs). Over a quarter of a second of waiting at the narrow place it is dropped, as
    // routers do.
    void enter(std::string packet, std::int64_t now_us, const RoadSettings& settings);
    // The next packet that has arrived by then; nothing when none has.
    std::optional<std::string> leave(std::int64_t now_us);
    // When the next one arrives; nothing when the road is empty.
    std::optional<std::int64_t> next_us() const;

  private:
    bool chance(double share) { return std::uniform_real_distribution<double>(0, 1)(random_) < share; }

    std::mt19937_64 random_;
    std::int64_t narrow_free_us_ = 0;                     // when the narrow place is free again
    std::multimap<std::int64_t, std::string> under_way_;  // by arrival
};

}  // namespace doorstep::road

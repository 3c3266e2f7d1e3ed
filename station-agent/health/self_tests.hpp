// The records of the last self-tests, newest 30: numbers and codes, nothing of a person (SECURITY 25). Thread-bound.
#pragma once

#include <optional>
#include <vector>

#include "protocol/messages/agent.pb.h"
#include "station-agent/store/store.hpp"

namespace doorstep::agent {

// A month of days; older ones are dropped.
constexpr std::int64_t self_tests_kept = 30;
// Of one record: more than a station has; beyond it the kiosk's request is refused.
constexpr int most_device_facts = 40;
constexpr int most_glasses = 2;
constexpr std::size_t longest_fact_word = 40;

class SelfTests {
  public:
    explicit SelfTests(Store& store) : store_(store) {}
    // Durable when it returns. A record without a look at the glass keeps the last one's.
    Status keep(wire::SelfTestRecord& record);
    // Newest first.
    Result<std::vector<wire::SelfTestRecord>> list();
    // The newest, without a look at the disk after the first time; nothing when none was kept.
    const std::optional<wire::SelfTestRecord>& newest();

  private:
    Result<std::vector<wire::SelfTestRecord>> newest_of(std::int64_t most);
    Store& store_;
    bool read_ = false;
    std::optional<wire::SelfTestRecord> newest_;
};

}  // namespace doorstep::agent

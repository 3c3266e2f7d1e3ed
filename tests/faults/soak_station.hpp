// One station of many on a bad day: hands in what its day holds, is cut off, comes back, says things twice. Driven by
// step(), so that hundreds fit one thread. The record is written as a person would be told.
#pragma once

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "base/event_loop.hpp"
#include "tests/faults/hand_in_record.hpp"
#include "township/testing/scripted_station.hpp"

namespace doorstep::faults {

struct SoakCounts {
    std::uint64_t made = 0;
    std::uint64_t acknowledged = 0;
    std::uint64_t said_twice = 0;  // offered again although acknowledged
    std::uint64_t cut_off = 0;     // lines left in the middle
    std::uint64_t connections = 0;
    std::vector<std::string> wrong;  // what must never happen
};

class SoakStation {
  public:
    SoakStation(EventLoop& loop, HandInRecord& record, SoakCounts& counts, std::string id, std::uint64_t seed);
    // So many hand-ins wait from now on: most light, every fifth with pages.
    void begin_day(int hand_ins);
    // What can be done now. `address`: where the township listens.
    void step(const std::string& address);
    bool done() const { return !sealed_ && left_ == 0; }
    township::testing::ScriptedStation& station() { return station_; }

  private:
    enum class Stage { Away, Dialled, Greeting, Ready, Offered };
    bool chance(double share) { return std::uniform_real_distribution<double>(0, 1)(random_) < share; }
    void leave();
    void enter(Stage stage);
    void take_news();
    void make_next();
    void offer();
    void hear();
    void need(const wire::Need& need);
    void acknowledged(const wire::Acknowledged& receipt);

    HandInRecord& record_;
    SoakCounts& counts_;
    township::testing::ScriptedStation station_;
    std::mt19937_64 random_;
    Stage stage_ = Stage::Away;
    std::int64_t since_ms_ = 0;  // of the stage
    std::uint64_t cursor_ = 0;   // downlink items applied
    int left_ = 0;
    Uuid id_;
    std::optional<protocol::SealedSubmission> sealed_;  // under way
    std::string receipt_;                               // of it, when it is offered again
};

}  // namespace doorstep::faults

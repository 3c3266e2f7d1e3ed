// The storm: troubles of all devices at once, chosen by a seed, each written into the ledger.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include <nlohmann/json.hpp>

#include "tests/chaos/ledger.hpp"
#include "tests/rig/rig.hpp"

namespace doorstep::chaos {

// What the camera shows when nothing is wrong with it; must be there before the storm.
std::filesystem::path storm_clip(const rig::Rig& rig);

// Owns a thread a device and one that kills and freezes workers. The threads live until it is destroyed: what one of
// them started (the emulated printer's process, after it was switched off) ends with that thread.
class Storm {
  public:
    // Begins to blow. `long_troubles`: some last longer than a device's and a printed job's own waits.
    Storm(rig::Rig& rig, Ledger& ledger, std::uint64_t seed, bool long_troubles);
    ~Storm();
    Storm(const Storm&) = delete;
    Storm& operator=(const Storm&) = delete;

    // Ends it; returns when each trouble is mended.
    void calm();

  private:
    using Random = std::mt19937_64;
    using Give = std::function<Result<nlohmann::json>(const nlohmann::json&)>;
    struct Deed {
        std::string kind;
        std::vector<nlohmann::json> orders;
        std::vector<nlohmann::json> mend;  // given until they are taken
    };
    void trouble(const std::string& device, const Give& give, const std::vector<Deed>& deeds, Random random);
    void order(const std::string& device, const Give& give, const nlohmann::json& what, bool must);
    void kill_workers(Random random);
    void kill_one(const std::string& device, const std::string& program, Random& random);
    void blow(std::function<void()> work);
    // False when the storm ends.
    bool wait(std::int64_t milliseconds);

    rig::Rig& rig_;
    Ledger& ledger_;
    const bool long_troubles_;
    std::mutex mutex_;
    std::condition_variable ending_;
    bool over_ = false;
    bool may_end_ = false;
    std::size_t blowing_ = 0;                                 // threads that may still do something
    std::map<std::string, std::deque<std::int64_t>> killed_;  // when, by program; the killer's own
    std::vector<std::thread> threads_;
};

}  // namespace doorstep::chaos

// A real agent on the disk under measurement, enrolled with a township that does not answer, and desks that hand in
// there. Thread-bound; each desk may have a thread of its own.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "station-agent/testing/agent_process.hpp"
#include "tests/bench/sync_count.hpp"
#include "tests/client/kiosk_client.hpp"

namespace doorstep::bench {

constexpr std::size_t hand_in_bytes = 2048;

// So many bytes that nothing compresses.
std::string random_content();

class BenchStation {
  public:
    struct Place {
        std::filesystem::path folder;  // the station's own is made below it and removed in the end
        std::string programs;          // folder of doorstep-agent
        std::int64_t most_waiting;     // items that its outbox takes
    };
    BenchStation(const Place& place, const SyncCount& syncs);
    // False when it did not start or did not answer; said on stderr.
    bool good() const { return good_; }
    // Stops it, puts so many waiting items into its outbox and starts it again. One must have been handed in.
    bool fill(std::int64_t items);
    // From the start of the process to its first answer.
    double restart_seconds();
    std::filesystem::path run_folder() const { return folder_.path() / "run"; }

  private:
    bool ready() const;

    agent::testing::TestFolder folder_;
    std::unique_ptr<agent::testing::AgentProcess> agent_;
    bool good_ = false;
};

// A kiosk with papers ready to be handed in, each of another person.
class Desk {
  public:
    explicit Desk(const BenchStation& station) : client_(station.run_folder()) {}
    // At most 64: so many people a connection may have open.
    bool prepare(int hand_ins);
    // Hands in all that was prepared, one after the other; false when one failed, said on stderr.
    bool hand_in_all();

  private:
    struct Ready {
        std::string session;
        std::string draft;
    };
    client::AgentClient client_;
    std::vector<Ready> ready_;
};

}  // namespace doorstep::bench

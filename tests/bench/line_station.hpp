// A real township at the far end of a road and a real station at its near end. Thread-bound.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "station-agent/testing/agent_process.hpp"
#include "tests/client/kiosk_client.hpp"
#include "tests/road/road.hpp"
#include "township/testing/township_process.hpp"

namespace doorstep::bench {

class LineStation {
  public:
    // `folder` empty, on the disk to be measured; `programs` and `share` of the build. good() tells.
    LineStation(const road::Road& road, const std::filesystem::path& folder, const std::string& programs,
                const std::string& share);
    // False when something did not start or enrol; said on stderr.
    bool good() const { return good_; }
    // One hand-in of these parts; false when it was not taken, said on stderr. A check-in has outcome and card.
    bool hand_in_pages(const std::vector<std::string>& pages);
    bool hand_in_check_in();
    // Bytes of content of a check-in.
    static std::size_t check_in_bytes();
    std::uint64_t acknowledged() { return agent_->status().acknowledged(); }
    // Seconds until so many more than `before` are acknowledged; less than 0 when it took longer than that.
    double until_acknowledged(std::uint64_t before, std::uint64_t more, double longest_s);

  private:
    bool hand_in(wire::SubmissionKind kind, const std::vector<client::PartContent>& parts);
    bool enrol();

    std::filesystem::path folder_;
    std::string programs_;
    township::testing::TownshipProcess township_;
    agent::testing::TestFolder station_;
    std::unique_ptr<agent::testing::AgentProcess> agent_;
    std::unique_ptr<client::AgentClient> kiosk_;
    int people_ = 0;
    bool good_ = false;
};

}  // namespace doorstep::bench

// What the line learns of stations and may write a moment later: that one was seen, how far its downlink is applied,
// which sealing keys its queue needs, how it is. A hello, or the next heartbeat, tells all of it again, so a power cut
// costs nothing; a commit for each would cost ten thousand of them a wait for the disk each when the line comes back.
// Thread-bound.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "township/archive/archive.hpp"
#include "township/archive/sealing_epochs.hpp"
#include "township/archive/station_beats.hpp"

namespace doorstep::township {

class StationNotes {
  public:
    // Starts of an agent that are remembered a station: enough to see two machines take turns.
    static constexpr std::size_t most_starts = 8;
    void seen(const std::string& station) { seen_.insert(station); }
    void applied(const std::string& station, std::uint64_t sequence) { applied_[station] = sequence; }
    // Which sealing keys its queue needs. A note that is lost leaves an older word, which lets no key go too early.
    void epochs(const std::string& station, const wire::UplinkHello& hello) { epochs_[station] = epoch_word(hello); }
    // How it is; the newest word counts. A start that was heard before another one is no restart: two machines speak
    // under one identity (a copied disk), and a person is told, though neither handed anything in.
    void beat(const std::string& station, const wire::Heartbeat& heartbeat);
    // All of it in one commit; what cannot be written is noted again by the next hello.
    Status write(Archive& archive);

  private:
    std::set<std::string> seen_;
    std::map<std::string, std::uint64_t> applied_;  // the newest a station
    std::map<std::string, EpochWord> epochs_;
    std::map<std::string, wire::Heartbeat> beats_;
    std::set<std::string> twins_;
    // Starts of each station's agent, the newest last (Heartbeat.start).
    std::map<std::string, std::vector<std::uint32_t>> starts_;
};

}  // namespace doorstep::township

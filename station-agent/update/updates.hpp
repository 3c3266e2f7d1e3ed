// A new version of the system on its way here: ordered by the release key, fetched chunk by chunk when the line has
// nothing else to do, checked, handed to root's updater (provisioning/update), which checks the bundle's own signature
// again and says what came of it. It goes into the slot that does not run, so nobody is disturbed; it starts with the
// next start, or by night on a kiosk that is never switched off. Thread-bound.
//
//   none ──order──► ordered ──space, updater there──► fetching ──whole, each piece checked again──► fetched
//                      ▲                                 │                                            │ updater's word
//                      └────── a newer order ────────────┴── refused ◄── it can never be ─────────────┤
//                                                                                                     ▼
//                            running ◄── the machine starts with it ────────────────────────────── installed
//                            fell back ◄── the machine started again, and not with it ───────────────┘
//
// What survives a power cut: the order and what became of it (table meta: "update", "update_outcome"), whole pieces of
// the file, the whole file. What is in RAM with the machine (folder `asks`): what root was asked for, and that this
// machine has not been started again since it was installed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "protocol/messages/uplink.pb.h"
#include "station-agent/store/store.hpp"
#include "station-agent/update/piece_file.hpp"
#include "station-agent/update/said.hpp"

namespace doorstep::agent {

// All waits, in milliseconds.
struct UpdateDelays {
    std::int64_t tick = 500;                // between two calls of tick()
    std::int64_t ask_again = 600'000;       // after a chunk that did not come, a full disk, a failed installation
    std::int64_t not_yet = 3'600'000;       // the updater says that what runs is not found good itself
    std::int64_t installer = 7'200'000;     // nothing heard of it for so long: it is asked again
    std::int64_t quiet_by_night = 600'000;  // nobody in front for so long, between two and five o'clock: it restarts
    std::int64_t quiet_by_day = 1'800'000;  // the same by day, once it has waited for `longest_wait`
    std::int64_t longest_wait = 86'400'000;
};

struct UpdatePlaces {
    std::filesystem::path folder;   // the agent's own, on the encrypted disk
    std::filesystem::path asks;     // what root's path units watch (provisioning/tmpfiles)
    std::filesystem::path outcome;  // what root's updater writes: "TOKEN CODE WORDS"; beside it `said`, of sticks too
    std::string version;            // of what runs
    std::uint64_t spare_bytes = 0;  // stay free on the disk, whatever is ordered
};

class Updates {
  public:
    Updates(Store& store, const Clock& clock, UpdatePlaces places, UpdateDelays delays = {});
    // An order was taken, or the agent begins: looks at everything anew.
    void look();
    // What to ask the township for; nothing when nothing is to be fetched now.
    std::optional<wire::UpdateAsk> next_ask();
    // Its answer. One that was not asked for changes nothing.
    void take(const wire::UpdateChunk& chunk);
    // To be called each `tick`; `busy`: somebody is in front of the kiosk, or something is being sent.
    void tick(bool busy);
    wire::UpdateState state() const;
    // What root's updater said last, of whatever it installed or refused; a look at a file.
    std::optional<wire::UpdateSaid> said() const { return read_said(places_.outcome.parent_path() / "said"); }

  private:
    void enter(wire::UpdateState::Step step, std::string word = {});
    void settle(std::string_view outcome);
    void set_outcome(std::string_view outcome);
    bool may_fetch();
    void check_some();
    void hand_over();
    void hear();
    void heard(std::string_view code);
    void refuse(std::string_view code);
    void wait(std::int64_t milliseconds, std::string word);
    bool waiting() const;
    void restart_when_quiet(bool busy);
    void drop_files();
    std::filesystem::path part() const;
    std::filesystem::path whole() const { return places_.folder / "doorstep.raucb"; }
    std::filesystem::path installed_mark() const { return places_.asks / "installed"; }

    Store& store_;
    const Clock& clock_;
    const UpdatePlaces places_;
    const UpdateDelays delays_;
    std::optional<wire::UpdateOrder> order_;
    std::string name_;  // of the order, for the line
    wire::UpdateState::Step step_ = wire::UpdateState::NONE;
    std::string word_;
    std::optional<PieceFile> file_;
    int damaged_ = 0;                  // pieces that were not what was ordered, since the order
    int failed_ = 0;                   // installations
    std::string token_;                // root was asked with it; empty: not asked
    std::int64_t asked_at_ = 0;        // monotonic
    std::int64_t wait_until_ = 0;      // monotonic
    std::int64_t installed_ms_ = 0;    // station clock
    std::int64_t quiet_since_ms_ = 0;  // station clock; 0: somebody is there
    bool restart_asked_ = false;
};

}  // namespace doorstep::agent

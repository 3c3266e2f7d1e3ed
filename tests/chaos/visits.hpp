// The people in the middle of it: visits one after another, in each of them cards are read, sheets scanned, papers
// printed and the camera looked through at the same time; some leave before all is done.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include "tests/chaos/ledger.hpp"
#include "tests/rig/hub_line.hpp"
#include "tests/rig/rig.hpp"

namespace doorstep::chaos {

// A card file of the folder that cards are laid from.
struct TestCard {
    std::string name;
    std::string number;
};

class Visits {
  public:
    // `cards`: tests/cards.
    Visits(rig::Rig& rig, Ledger& ledger, const std::filesystem::path& cards, std::uint64_t seed);

    // Visits until that many milliseconds have passed; returns when the last one has ended.
    void run(std::int64_t milliseconds);
    // One read, scan, paper, look and code after the storm, each tried until it is good; false when one was not within
    // the time.
    bool all_well_within(std::int64_t milliseconds);
    int visits() const { return visits_; }

  private:
    using Random = std::mt19937_64;
    struct Visit {
        std::string session;
        std::atomic<bool> ending = false;   // begin nothing new
        std::atomic<bool> leaving = false;  // the session is being closed in the middle of it
        std::atomic<bool> gone = false;     // and has been
        int losses = 0;                     // of the line, when it was opened
    };
    void one_visit(std::int64_t until);
    bool line_lost(Visit& visit);
    bool session_lost(Visit& visit, wire::FaultCode code);
    // True when an answer tells nothing of its device: line or session are gone, somebody left, or it never came.
    bool says_nothing(Visit& visit, wire::FaultCode code, const std::string& what);
    void give_up(Visit& visit);
    void mark_left();
    bool open(Visit& visit);
    bool reopen(Visit& visit);
    void close(Visit& visit);
    void judge_stories();

    bool read(Visit& visit, Random& random);
    void lay_card(Random& random);
    bool scan(Visit& visit, Random& random);
    void await_quiet_feeder();
    std::vector<unsigned> load_sheets(std::size_t count);
    void take_pages(const Visit& visit, std::uint64_t job, std::size_t& taken);
    bool print(Visit& visit, Random& random);
    bool look(Visit& visit, Random& random);
    void count_papers();
    bool code(Visit& visit, Random& random);
    void show_code(const std::string& text);
    // What a request that started nothing means; true when it is the leaving's own.
    bool refused(Visit& visit, const std::string& device, const wire::HubReply& reply, std::int64_t from);

    rig::Rig& rig_;
    Ledger& ledger_;
    rig::HubLine line_;
    std::vector<TestCard> good_cards_;
    std::vector<TestCard> bad_cards_;
    Random random_;
    int visits_ = 0;
    std::atomic<unsigned> next_sheet_ = 1;
    std::atomic<unsigned> next_paper_ = 1;
    std::atomic<unsigned> next_code_ = 1;
    std::vector<std::uint64_t> jobs_;  // of the visit, under its own lock
    std::mutex jobs_mutex_;
    std::mutex papers_mutex_;
    std::map<std::filesystem::path, unsigned> papers_;  // read already
    std::mutex line_mutex_;
    int losses_told_ = 0;
    // What lies on the reader; the reading thread's own.
    std::string lying_;
    TestCard card_;
    std::int64_t card_since_ = 0;
    std::size_t card_trouble_ = 0;
    bool has_card_trouble_ = false;
};

}  // namespace doorstep::chaos

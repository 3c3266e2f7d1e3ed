// The book of a chaos run: what was done to the devices, what the hub told, and whether the two fit. It keeps no
// devices and no clock: tests write into it by hand. Thread-safe.
//
// What it holds the hub to:
//   - a page that was told lies in the spool as told, once, in the order of the sheets; a scan that is DONE gave them
//   all
//   - a paper that is DONE came out exactly once and before that was told; no other comes out twice, or later than
//     paper_grace_ms after its end was told or its session ended
//   - a card that was read is one that lay there meanwhile
//   - a code that was read is the one that was held there for it, or noise of the line; never one nobody had asked for
//   - each job and each read ends, once; each fault was done to that device (explain.hpp) and has a sentence of its own
//   - the hub's memory and descriptors do not grow
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/messages/hub.pb.h"
#include "tests/chaos/explain.hpp"

namespace doorstep::chaos {

// A cancel has 1.5 s in the hub and as much in the worker's grace; then the printer stops at the next look.
constexpr std::int64_t paper_grace_ms = 6'000;
// A look at the machine counts as hunger when somebody had no processor for more than this share of it: a process that
// works a little waits a little on any machine, and no wait of ours runs out by that.
constexpr int hungry_share = 2;  // one half
// Hunger without which nothing that is late or unexplained is laid at the machine's door: a reader's or a client's wait
// is two seconds and more, and passes two processes.
constexpr std::int64_t least_hunger_ms = 1'000;
// So long before a fault may the hunger lie that brought it about: the longest wait of a driver, sane-airscan's.
constexpr std::int64_t fault_wait_ms = 15'000;
// And before a silence: 2.5 s of it, noticed at the next ping.
constexpr std::int64_t silence_wait_ms = 5'000;
// Growth of the hub's memory from the second quarter of the samples to the last: what a heap wobbles by.
constexpr std::int64_t most_growth_kib = 4 * 1024;
// Descriptors more than before the run: a client's connection that is being taken down.
constexpr std::int64_t most_more_descriptors = 4;

// What the codes of a run begin with; anything else is noise of the line.
constexpr std::string_view code_mark = "C-";

class Ledger {
  public:
    // `sentences`: the faults that have words of their own (docs/devices.md).
    explicit Ledger(std::set<wire::FaultCode> sentences) : sentences_(std::move(sentences)) {}

    // ---- what was done. Begins before the deed and ends after its undoing; the number is for trouble_ends.
    std::size_t trouble_begins(const std::string& device, const std::string& kind, std::int64_t at);
    void trouble_ends(std::size_t trouble, std::int64_t at);

    // ---- what was told
    // A device that is not well says so.
    void device_fault(const std::string& device, wire::FaultCode code, std::int64_t at);
    // A read that began at `from` ended: with the number of a card, or with a fault.
    void card_lies(const std::string& name, const std::string& number, std::int64_t from, std::int64_t until);
    void read_ended(std::int64_t from, std::int64_t at, wire::FaultCode code, const std::string& number);
    // A code was asked for: what came, and what was held before the reader for it.
    void code_ended(std::int64_t from, std::int64_t at, wire::FaultCode code, const std::string& came,
                    const std::string& shown);
    // The preview: a picture came, or the camera's fault; FAULT_NONE without a picture is neither.
    void look_ended(std::int64_t from, std::int64_t at, bool picture, wire::FaultCode code);

    // A request that started no job.
    void refused(const std::string& device, wire::FaultCode code, std::int64_t from, std::int64_t at);
    void scan_began(std::uint64_t job, std::vector<unsigned> sheets, std::int64_t at);
    // `sheet`: the number on it, or -1 when the page could not be read from the spool as it was told.
    void scan_page(std::uint64_t job, unsigned index, std::int64_t sheet);
    void scan_ended(std::uint64_t job, const wire::JobState& end, std::int64_t at);

    void print_began(std::uint64_t job, unsigned paper, std::int64_t at);
    void print_waits(std::uint64_t job, wire::FaultCode code, std::int64_t at);
    void print_ended(std::uint64_t job, const wire::JobState& end, std::int64_t at);
    // Papers that lie in the tray now, each as often as it came out.
    void papers_out(const std::map<unsigned, int>& papers, std::int64_t at);

    // The session of that job was left by its person: nothing more is told of it.
    void left(std::uint64_t job, std::int64_t at);
    // No answer or no end within the time.
    void silent(const std::string& what);
    // Anything else that must not be.
    void violation(const std::string& what);

    // A look at the machine: how long the one who waited longest (hub, a worker, this process) was ready and had no
    // processor, of the `length` milliseconds since the look before. Where that was hunger enough, waits ran out
    // without a device's fault: what is only late or unexplained is then counted, not a violation.
    void machine_look(std::int64_t at, std::int64_t waited, std::int64_t length);
    // The hub fell silent for longer than its clients wait, or took a client for gone.
    void line_lost(std::int64_t at);

    // ---- the hub itself
    void hub_size(std::int64_t resident_kib);
    void hub_descriptors(std::int64_t before, std::int64_t after);

    // Judges what only shows at the end; once.
    void finish();
    std::vector<std::string> violations() const;
    // Per cent of the looks that found hunger.
    double starved_share() const;
    // "reader unplug", "scan DONE" …: how often.
    std::map<std::string, int> troubles_done() const;
    std::map<std::string, int> outcomes() const;
    // Largest samples of the second and the last quarter, KiB; 0 without enough of them.
    std::pair<std::int64_t, std::int64_t> growth() const;

  private:
    struct Scan {
        std::vector<unsigned> sheets;
        std::vector<unsigned> came;
        std::int64_t began = 0;
        bool over = false;
        bool left = false;
    };
    struct Paper {
        unsigned number = 0;
        std::int64_t began = 0;
        std::int64_t over_at = -1;  // told as ended, or its session left
        bool done = false;
        bool ended = false;
        bool left = false;
    };
    struct CardLay {
        std::string number;
        std::int64_t from = 0;
        std::int64_t until = 0;
    };
    void judge_fault(const std::string& device, wire::FaultCode code, std::int64_t from, std::int64_t at,
                     const std::string& what);
    void break_promise(const std::string& what);
    void break_unless_hungry(std::int64_t at, std::int64_t wait, const std::string& what, const std::string& detail);
    std::int64_t hunger(std::int64_t from, std::int64_t at) const;
    void judge_end(const std::string& device, std::uint64_t job, const wire::JobState& end, std::int64_t from,
                   std::int64_t at);

    mutable std::mutex mutex_;
    const std::set<wire::FaultCode> sentences_;
    std::vector<Trouble> troubles_;
    std::vector<CardLay> cards_;
    std::map<std::uint64_t, Scan> scans_;
    std::map<std::uint64_t, Paper> prints_;
    std::map<unsigned, int> papers_;
    std::vector<std::int64_t> sizes_;
    std::map<std::string, int> done_;
    std::map<std::string, int> outcomes_;
    std::vector<std::string> violations_;
    std::vector<std::pair<std::int64_t, std::int64_t>> hunger_;  // when, and how long
    int looks_ = 0;
};

}  // namespace doorstep::chaos

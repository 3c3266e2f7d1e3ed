#include "tests/chaos/ledger.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace doorstep::chaos {
namespace {

constexpr std::size_t most_violations_kept = 1000;
constexpr std::int64_t longest_look_ms = 1000;  // a look is written down at its end

std::string words_of(wire::FaultCode code) {
    return wire::FaultCode_Name(code);
}

std::string outcome_of(const wire::JobState& end) {
    const auto state = wire::JobState::State_Name(end.state());
    return end.state() == wire::JobState::FAILED ? state + " " + words_of(end.fault().code()) : state;
}

std::int64_t largest(const std::vector<std::int64_t>& values, std::size_t from, std::size_t until) {
    return *std::max_element(values.begin() + static_cast<std::ptrdiff_t>(from),
                             values.begin() + static_cast<std::ptrdiff_t>(until));
}

}  // namespace

void Ledger::break_promise(const std::string& what) {
    if (violations_.size() < most_violations_kept) {
        violations_.push_back(what);
    }
}

// Time without a processor between the two moments, of whoever had the longest.
std::int64_t Ledger::hunger(std::int64_t from, std::int64_t at) const {
    std::int64_t sum = 0;
    for (auto look = hunger_.rbegin(); look != hunger_.rend() && look->first >= from; ++look) {
        sum += look->first <= at + longest_look_ms ? look->second : 0;
    }
    return sum;
}

void Ledger::break_unless_hungry(std::int64_t at, std::int64_t wait, const std::string& what,
                                 const std::string& detail) {
    if (hunger(at - wait, at) >= least_hunger_ms) {
        ++outcomes_["starved machine: " + what];
    } else {
        break_promise(what + detail);
    }
}

std::size_t Ledger::trouble_begins(const std::string& device, const std::string& kind, std::int64_t at) {
    const std::lock_guard lock(mutex_);
    troubles_.push_back({device, kind, at, INT64_MAX});
    ++done_[device + " " + (kind.starts_with("card:") ? "card" : kind)];
    return troubles_.size() - 1;
}

void Ledger::trouble_ends(std::size_t trouble, std::int64_t at) {
    const std::lock_guard lock(mutex_);
    troubles_[trouble].until = at;
}

// Each fault has its own sentence and is true.
void Ledger::judge_fault(const std::string& device, wire::FaultCode code, std::int64_t from, std::int64_t at,
                         const std::string& what) {
    if (!sentences_.contains(code)) {
        break_promise(fmt::format("{}: {} has no sentence of its own", what, words_of(code)));
    } else if (!explains(troubles_, device, code, from, at)) {
        break_unless_hungry(at, fault_wait_ms, fmt::format("{} without a cause on the {}", words_of(code), device),
                            fmt::format(", {} at {}", what, at));
    }
}

void Ledger::device_fault(const std::string& device, wire::FaultCode code, std::int64_t at) {
    const std::lock_guard lock(mutex_);
    judge_fault(device, code, at, at, "device " + device);
    ++outcomes_["device " + device + " " + words_of(code)];
}

void Ledger::card_lies(const std::string& name, const std::string& number, std::int64_t from, std::int64_t until) {
    const std::lock_guard lock(mutex_);
    // Until it is known when it was lifted it lies there for good.
    const auto open = std::find_if(cards_.begin(), cards_.end(),
                                   [&](const CardLay& lay) { return lay.number == number && lay.from == from; });
    if (open != cards_.end()) {
        open->until = until;
    } else {
        cards_.push_back({number, from, until});
        ++done_["card laid: " + name];
    }
}

void Ledger::read_ended(std::int64_t from, std::int64_t at, wire::FaultCode code, const std::string& number) {
    const std::lock_guard lock(mutex_);
    ++outcomes_["read " + (code == wire::FAULT_NONE ? std::string("good") : words_of(code))];
    if (code != wire::FAULT_NONE) {
        return judge_fault("reader", code, from, at, "read");
    }
    const bool lay = std::any_of(cards_.begin(), cards_.end(), [&](const CardLay& card) {
        return card.number == number && card.from <= at && card.until >= from;
    });
    if (!lay) {
        break_promise(fmt::format("read: a card that did not lie there, at {}", at));
    }
}

void Ledger::code_ended(std::int64_t from, std::int64_t at, wire::FaultCode code, const std::string& came,
                        const std::string& shown) {
    const std::lock_guard lock(mutex_);
    const bool good = code == wire::FAULT_NONE && came == shown;
    const bool noise = code == wire::FAULT_NONE && !came.starts_with(code_mark);
    ++outcomes_["code " + (good ? std::string("good") : noise ? std::string("noise") : words_of(code))];
    if (code != wire::FAULT_NONE) {
        return judge_fault("code-reader", code, from, at, "code");
    }
    if (noise && !explains(troubles_, "code-reader", wire::FAULT_CODE_UNREADABLE, from, at)) {
        break_promise(fmt::format("code: noise without a cause, at {}", at));
    }
    if (!good && !noise) {
        break_unless_hungry(at, fault_wait_ms, "code: one that was not asked for",
                            fmt::format(", \"{}\" at {}", came, at));
    }
}

void Ledger::look_ended(std::int64_t from, std::int64_t at, bool picture, wire::FaultCode code) {
    const std::lock_guard lock(mutex_);
    ++outcomes_["look " + (picture ? std::string("picture") : words_of(code))];
    if (picture) {
        return;
    }
    if (code == wire::FAULT_NONE) {
        return break_promise("look: the camera neither showed a picture nor said why not");
    }
    judge_fault("camera", code, from, at, "look");
}

void Ledger::refused(const std::string& device, wire::FaultCode code, std::int64_t from, std::int64_t at) {
    const std::lock_guard lock(mutex_);
    ++outcomes_[device + " refused " + words_of(code)];
    judge_fault(device, code, from, at, "request");
}

void Ledger::scan_began(std::uint64_t job, std::vector<unsigned> sheets, std::int64_t at) {
    const std::lock_guard lock(mutex_);
    if (scans_.contains(job) || prints_.contains(job)) {
        break_promise(fmt::format("job {} was numbered twice", job));
    }
    scans_[job] = {std::move(sheets), {}, at, false, false};
}

void Ledger::scan_page(std::uint64_t job, unsigned index, std::int64_t sheet) {
    const std::lock_guard lock(mutex_);
    auto& scan = scans_[job];
    const auto next = scan.came.size();
    if (index != next + 1) {
        break_promise(fmt::format("scan {}: page {} was told where page {} comes next", job, index, next + 1));
    }
    if (sheet < 0) {
        return break_promise(fmt::format("scan {}: page {} is not in the spool as it was told", job, index));
    }
    const auto number = static_cast<unsigned>(sheet);
    if (std::find(scan.came.begin(), scan.came.end(), number) != scan.came.end()) {
        break_promise(fmt::format("scan {}: sheet {} came twice", job, number));
    } else if (next >= scan.sheets.size() || scan.sheets[next] != number) {
        break_promise(fmt::format("scan {}: page {} is sheet {}, not the next one of the feeder", job, index, number));
    }
    scan.came.push_back(number);
}

void Ledger::judge_end(const std::string& device, std::uint64_t job, const wire::JobState& end, std::int64_t from,
                       std::int64_t at) {
    ++outcomes_[device + " " + outcome_of(end)];
    if (end.state() == wire::JobState::FAILED) {
        judge_fault(device, end.fault().code(), from, at, fmt::format("{} job {}", device, job));
    } else if (end.state() == wire::JobState::DONE && end.fault().code() != wire::FAULT_NONE) {
        break_promise(fmt::format("{} job {} is done and at fault at once", device, job));
    }
}

void Ledger::scan_ended(std::uint64_t job, const wire::JobState& end, std::int64_t at) {
    const std::lock_guard lock(mutex_);
    auto& scan = scans_[job];
    if (scan.over) {
        return break_promise(fmt::format("scan {} ended twice", job));
    }
    scan.over = true;
    judge_end("scanner", job, end, scan.began, at);
    if (end.pages() != scan.came.size()) {
        break_promise(fmt::format("scan {}: {} pages counted, {} pages came", job, end.pages(), scan.came.size()));
    }
    if (end.state() == wire::JobState::DONE && scan.came.size() != scan.sheets.size()) {
        break_promise(fmt::format("scan {}: done with {} of {} sheets", job, scan.came.size(), scan.sheets.size()));
    }
}

void Ledger::print_began(std::uint64_t job, unsigned paper, std::int64_t at) {
    const std::lock_guard lock(mutex_);
    if (scans_.contains(job) || prints_.contains(job)) {
        break_promise(fmt::format("job {} was numbered twice", job));
    }
    prints_[job].number = paper;
    prints_[job].began = at;
}

void Ledger::print_waits(std::uint64_t job, wire::FaultCode code, std::int64_t at) {
    const std::lock_guard lock(mutex_);
    ++outcomes_["printer WAITING " + words_of(code)];
    judge_fault("printer", code, prints_[job].began, at, fmt::format("waiting print job {}", job));
}

void Ledger::print_ended(std::uint64_t job, const wire::JobState& end, std::int64_t at) {
    const std::lock_guard lock(mutex_);
    auto& paper = prints_[job];
    if (paper.ended) {
        return break_promise(fmt::format("print {} ended twice", job));
    }
    paper.ended = true;
    paper.over_at = at;
    paper.done = end.state() == wire::JobState::DONE;
    judge_end("printer", job, end, paper.began, at);
    if (paper.done && papers_[paper.number] == 0) {
        break_promise(fmt::format("print {}: told as done, but paper {} is not out", job, paper.number));
    }
}

void Ledger::papers_out(const std::map<unsigned, int>& papers, std::int64_t at) {
    const std::lock_guard lock(mutex_);
    for (const auto& [number, times] : papers) {
        const int before = papers_[number];
        papers_[number] = times;
        if (times == before) {
            continue;
        }
        if (times > 1) {
            break_promise(fmt::format("paper {} came out {} times", number, times));
        }
        for (const auto& [job, paper] : prints_) {
            // Two processes pass the end on: each may have waited.
            const auto grace = paper_grace_ms + 2 * hunger(paper.over_at, at);
            if (paper.number == number && !paper.done && paper.over_at >= 0 && at > paper.over_at + grace) {
                break_promise(fmt::format("paper after its end: {} of job {}, {} ms", number, job, at - paper.over_at));
            }
        }
    }
}

void Ledger::left(std::uint64_t job, std::int64_t at) {
    const std::lock_guard lock(mutex_);
    if (const auto scan = scans_.find(job); scan != scans_.end()) {
        scan->second.left = true;
        ++outcomes_["scanner left"];
    }
    if (const auto print = prints_.find(job); print != prints_.end()) {
        print->second.left = true;
        print->second.over_at = at;
        ++outcomes_["printer left"];
    }
}

void Ledger::machine_look(std::int64_t at, std::int64_t waited, std::int64_t length) {
    const std::lock_guard lock(mutex_);
    ++looks_;
    if (waited * hungry_share > length) {
        hunger_.emplace_back(at, waited);
    }
}

double Ledger::starved_share() const {
    const std::lock_guard lock(mutex_);
    return looks_ == 0 ? 0 : 100.0 * static_cast<double>(hunger_.size()) / looks_;
}

void Ledger::line_lost(std::int64_t at) {
    const std::lock_guard lock(mutex_);
    ++outcomes_["line lost"];
    break_unless_hungry(at, silence_wait_ms, "the hub fell silent", "");
}

void Ledger::silent(const std::string& what) {
    const std::lock_guard lock(mutex_);
    break_promise("no end: " + what);
}

void Ledger::violation(const std::string& what) {
    const std::lock_guard lock(mutex_);
    break_promise(what);
}

void Ledger::hub_size(std::int64_t resident_kib) {
    const std::lock_guard lock(mutex_);
    sizes_.push_back(resident_kib);
}

void Ledger::hub_descriptors(std::int64_t before, std::int64_t after) {
    const std::lock_guard lock(mutex_);
    if (after > before + most_more_descriptors) {
        break_promise(fmt::format("the hub holds {} descriptors, {} before", after, before));
    }
}

std::pair<std::int64_t, std::int64_t> Ledger::growth() const {
    const std::lock_guard lock(mutex_);
    const auto quarter = sizes_.size() / 4;
    return quarter == 0 ? std::pair<std::int64_t, std::int64_t>{0, 0}
                        : std::pair{largest(sizes_, quarter, 2 * quarter), largest(sizes_, 3 * quarter, sizes_.size())};
}

void Ledger::finish() {
    const auto [early, late] = growth();
    const std::lock_guard lock(mutex_);
    if (late > early + most_growth_kib) {
        break_promise(fmt::format("the hub grew from {} to {} KiB", early, late));
    }
    for (const auto& [job, scan] : scans_) {
        if (!scan.over && !scan.left) {
            break_promise(fmt::format("scan {} never ended", job));
        }
    }
    for (const auto& [job, paper] : prints_) {
        if (!paper.ended && !paper.left) {
            break_promise(fmt::format("print {} never ended", job));
        }
    }
}

std::vector<std::string> Ledger::violations() const {
    const std::lock_guard lock(mutex_);
    return violations_;
}

std::map<std::string, int> Ledger::troubles_done() const {
    const std::lock_guard lock(mutex_);
    return done_;
}

std::map<std::string, int> Ledger::outcomes() const {
    const std::lock_guard lock(mutex_);
    return outcomes_;
}

}  // namespace doorstep::chaos

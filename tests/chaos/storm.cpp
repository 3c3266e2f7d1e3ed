#include "tests/chaos/storm.hpp"

#include <signal.h>

#include <array>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "emulators/camera/camera_emulator.hpp"
#include "emulators/code/code_emulator.hpp"
#include "emulators/idcard/reader_emulator.hpp"
#include "emulators/printer/printer_emulator.hpp"
#include "emulators/scanner/scanner_emulator.hpp"
#include "tests/rig/process_figures.hpp"

namespace doorstep::chaos {
namespace {

using nlohmann::json;

// Five deaths in a minute open a worker's circuit for a minute: that is the hub's promise and not what is looked for
// here, so one death less.
constexpr std::size_t most_kills_a_minute = 4;
constexpr std::int64_t minute_ms = 65'000;  // the hub counts from when it hears of a death
constexpr int mending_tries = 20;

std::int64_t between(std::mt19937_64& random, std::int64_t least, std::int64_t most) {
    return std::uniform_int_distribution<std::int64_t>(least, most)(random);
}

json state(const char* word) {
    return {{"do", "state"}, {"state", word}};
}

}  // namespace

std::filesystem::path storm_clip(const rig::Rig& rig) {
    return rig.folder() / "clip.jpg";
}

Storm::Storm(rig::Rig& rig, Ledger& ledger, std::uint64_t seed, bool long_troubles)
    : rig_(rig), ledger_(ledger), long_troubles_(long_troubles) {
    const auto start = [&](const std::string& device, Give give, std::vector<Deed> deeds) {
        blow([this, device, give = std::move(give), deeds = std::move(deeds), random = Random(seed + threads_.size())] {
            trouble(device, give, deeds, random);
        });
    };
    const json plug = {{"do", "plug"}};
    start("reader", [this](const json& o) { return rig_.reader().order(o); },
          {{"unplug", {{{"do", "unplug"}}}, {plug}},
           {"silence", {{{"do", "silence"}}}, {{{"do", "speak"}}}},
           {"garbage", {{{"do", "garbage"}, {"bytes", 300}}, {{"do", "garbage"}, {"bytes", 7}}}, {}}});
    start("code-reader", [this](const json& o) { return rig_.codes().order(o); },
          {{"unplug", {{{"do", "unplug"}}}, {plug}},
           {"garbage", {{{"do", "garbage"}, {"bytes", 300}}, {{"do", "garbage"}, {"bytes", 7}}}, {}}});
    const auto mended = state("ok");
    start("scanner", [this](const json& o) { return rig_.scanner().order(o); },
          {{"jam", {state("jam")}, {mended}},
           {"jam", {{{"do", "jam-after"}, {"sheets", 1}}}, {{{"do", "jam-after"}, {"sheets", -1}}, mended}},
           {"cover-open", {state("cover-open")}, {mended}},
           {"busy", {state("busy")}, {mended}},
           {"offline", {state("offline")}, {mended}}});
    std::vector<Deed> printer;
    for (const auto* word : {"jam", "empty", "cover-open", "toner-empty", "paused", "offline"}) {
        printer.push_back({word, {state(word)}, {mended}});
    }
    start(
        "printer", [this](const json& o) { return rig_.printer().order(o); }, printer);
    std::vector<Deed> camera;
    for (const auto* word : {"off", "stall", "frozen"}) {
        camera.push_back({word, {{{"do", word}}}, {{{"do", "on"}}}});
    }
    camera.push_back({"black", {{{"do", "black"}}}, {{{"do", "show"}, {"files", {storm_clip(rig).native()}}}}});
    start(
        "camera", [this](const json& o) { return rig_.camera().order(o); }, camera);
    blow([this, random = Random(seed + threads_.size())] { kill_workers(random); });
}

Storm::~Storm() {
    calm();
    {
        const std::lock_guard lock(mutex_);
        may_end_ = true;
    }
    ending_.notify_all();
    for (auto& thread : threads_) {
        thread.join();
    }
}

void Storm::blow(std::function<void()> work) {
    {
        const std::lock_guard lock(mutex_);
        ++blowing_;
    }
    threads_.emplace_back([this, work = std::move(work)] {
        work();
        std::unique_lock lock(mutex_);
        --blowing_;
        ending_.notify_all();
        ending_.wait(lock, [this] { return may_end_; });
    });
}

void Storm::calm() {
    std::unique_lock lock(mutex_);
    over_ = true;
    ending_.notify_all();
    ending_.wait(lock, [this] { return blowing_ == 0; });
}

bool Storm::wait(std::int64_t milliseconds) {
    std::unique_lock lock(mutex_);
    return !ending_.wait_for(lock, std::chrono::milliseconds(milliseconds), [this] { return over_; });
}

// `must`: until it is taken; an emulator that never takes it makes the run worthless.
void Storm::order(const std::string& device, const Give& give, const json& what, bool must) {
    for (int i = 0; i < (must ? mending_tries : 1); ++i) {
        const auto done = give(what);
        if (done) {
            return;
        }
        if (i + 1 == mending_tries) {
            ledger_.violation(fmt::format("the emulated {} does not obey: {}", device, done.error().text()));
        }
    }
}

void Storm::trouble(const std::string& device, const Give& give, const std::vector<Deed>& deeds, Random random) {
    while (wait(between(random, 200, 2500))) {
        const auto& deed = deeds[static_cast<std::size_t>(between(random, 0, std::int64_t(deeds.size()) - 1))];
        const auto trouble = ledger_.trouble_begins(device, deed.kind, monotonic_milliseconds());
        for (const auto& one : deed.orders) {
            order(device, give, one, false);
        }
        if (!deed.mend.empty()) {
            const bool is_long = between(random, 0, 7) == 0 && long_troubles_;
            wait(is_long ? between(random, 8'000, 14'000) : between(random, 150, 3500));
        }
        for (const auto& one : deed.mend) {
            order(device, give, one, true);
        }
        ledger_.trouble_ends(trouble, monotonic_milliseconds());
    }
}

void Storm::kill_workers(Random random) {
    const std::array<std::pair<std::string, std::string>, 4> victims{{{"scanner", "doorstep-worker-scan"},
                                                                      {"page", "doorstep-worker-page"},
                                                                      {"printer", "doorstep-worker-print"},
                                                                      {"camera", "doorstep-worker-camera"}}};
    while (wait(between(random, 300, 3000))) {
        const auto& [device, program] = victims[static_cast<std::size_t>(between(random, 0, 3))];
        kill_one(device, program, random);
    }
}

void Storm::kill_one(const std::string& device, const std::string& program, Random& random) {
    auto& killed = killed_[program];
    const auto now = monotonic_milliseconds();
    while (!killed.empty() && killed.front() < now - minute_ms) {
        killed.pop_front();
    }
    const bool kill = killed.size() < most_kills_a_minute && between(random, 0, 3) != 0;
    for (const auto& child : rig::children_of(rig_.hub_pid())) {
        if (child.program != program) {
            continue;
        }
        const auto trouble = ledger_.trouble_begins(device, kill ? "kill" : "freeze", monotonic_milliseconds());
        ::kill(child.pid, kill ? SIGKILL : SIGSTOP);
        if (kill) {
            killed.push_back(now);
        } else {
            wait(between(random, 200, 1500));
            ::kill(child.pid, SIGCONT);
        }
        return ledger_.trouble_ends(trouble, monotonic_milliseconds());
    }
}

}  // namespace doorstep::chaos

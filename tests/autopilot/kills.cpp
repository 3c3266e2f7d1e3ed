#include "tests/autopilot/kills.hpp"

#include <condition_variable>
#include <cstdio>
#include <map>
#include <mutex>
#include <random>
#include <set>
#include <thread>

#include "tests/autopilot/stubborn.hpp"

namespace doorstep::autopilot {
namespace {

using Kills = std::map<std::string, int>;

// What the screens of all rounds said.
struct Told {
    std::size_t applied = 0;
    std::set<std::string> numbers;  // of cases, as the persons saw them
    std::size_t checked_in = 0;
    std::size_t confirmed = 0;  // check-ins that a clerk confirmed; the kiosk may have died before it said so
};

struct Held {
    std::size_t applications = 0;
    std::size_t check_ins = 0;
};

Held held(const Run& run) {
    const auto answer = run.outside.township({"cases"});
    Held out;
    if (answer.is_object()) {
        for (const auto& one : answer.value("cases", nlohmann::json::array())) {
            out.applications += one.value("kind", "") == "application" ? 1 : 0;
        }
        out.check_ins = answer.value("check_ins", nlohmann::json::array()).size();
    }
    return out;
}

// Kills one process after another, at random, while it lives.
class Killer {
  public:
    // One each `least` to four times that; milliseconds. Counts in `kills`, which is its own meanwhile.
    Killer(const Outside& outside, std::mt19937_64& random, int least, Kills& kills)
        : thread_([this, &outside, &random, least, &kills] {
              while (!wait(least + static_cast<int>(random() % (3U * static_cast<unsigned>(least))))) {
                  const auto& victim = victims[random() % victims.size()];
                  if (outside.kill_hard(victim)) {
                      ++kills[victim];
                  }
              }
          }) {}
    ~Killer() {
        {
            const std::lock_guard lock(mutex_);
            stop_ = true;
        }
        wake_.notify_all();
        thread_.join();
    }
    Killer(const Killer&) = delete;
    Killer& operator=(const Killer&) = delete;

  private:
    inline static const std::vector<std::string> victims{"agent", "hub", "township", "kiosk"};

    bool wait(int milliseconds) {
        std::unique_lock lock(mutex_);
        return wake_.wait_for(lock, std::chrono::milliseconds(milliseconds), [this] { return stop_; });
    }

    std::mutex mutex_;
    std::condition_variable wake_;
    bool stop_ = false;
    std::thread thread_;
};

// One application under kills; what the person was told.
Applied apply_under_kills(const Run& run, int n, std::mt19937_64& random, Kills& kills) {
    // Without a card no draft comes back (a number alone opens nothing): after a kill of the kiosk such a person begins
    // anew, and needs a while between two.
    const bool typed = n == 0;
    const Killer killer(run.outside, random, typed ? 30'000 : 5'000, kills);
    return StubbornApplicant(run, n % 2 == 0 ? "zhao-guoqiang" : "wang-jianguo", typed).apply();
}

// One check-in under kills. Nothing of it is kept until the clerk confirms: the kills leave time for that.
CheckedIn check_in_under_kills(const Run& run, std::mt19937_64& random, Kills& kills) {
    const Killer killer(run.outside, random, 8'000, kills);
    return StubbornRecipient(run, "li-guihua").check_in();
}

// Back at the first page, whatever shows.
void end_visit(const Run& run) {
    const Screen::Tolerant tolerant(run.screen);
    const auto home = run.words.app("What would you like to do?");
    for (int tries = 0; tries < 10 && run.screen.see_any({home}, 3) != 0; ++tries) {
        for (const char* button : {"Back to the start", "Finish", "I have everything"}) {
            run.screen.touch_if_there(run.words.app(button));
        }
        run.outside.desk({"remove-card"});
    }
}

void one_round(const Run& run, int n, std::mt19937_64& random, Told& told, Kills& kills) {
    auto& report = run.screen.report();
    const auto round = std::to_string(n + 1);
    const auto applied = apply_under_kills(run, n, random, kills);
    told.applied += report.check(applied.done, "application " + round + " is handed in") ? 1 : 0;
    if (!applied.case_number.empty()) {
        told.numbers.insert(applied.case_number);
    }
    end_visit(run);
    if (n == 0) {
        run.outside.release("township");
    }
    const auto checked_in = check_in_under_kills(run, random, kills);
    told.checked_in += report.check(checked_in.done, "check-in " + round + " is confirmed") ? 1 : 0;
    told.confirmed += static_cast<std::size_t>(checked_in.confirmed);
    end_visit(run);
}

void nothing_lost_or_doubled(const Run& run, const Told& told) {
    auto& report = run.screen.report();
    auto there = held(run);
    for (int i = 0; i < 300 && (there.applications < told.applied || there.check_ins < told.checked_in); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        there = held(run);
    }
    for (const auto& number : told.numbers) {
        report.check(run.outside.township({"case", number}).is_object(), "not lost: case …" + number.substr(8));
    }
    report.check(there.applications == told.applied,
                 "0 applications lost, 0 doubled: " + std::to_string(told.applied) + " handed in",
                 std::to_string(there.applications) + " held");
    report.check(there.check_ins >= told.checked_in && there.check_ins <= told.confirmed,
                 "0 check-ins lost, 0 doubled: " + std::to_string(told.checked_in) + " told of " +
                     std::to_string(told.confirmed) + " confirmed",
                 std::to_string(there.check_ins) + " held");
}

}  // namespace

void visits_under_kills(const Run& run, int runs, std::uint64_t seed) {
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    std::mt19937_64 random(seed);
    Told told;
    Kills kills;
    run.outside.hold("township");
    for (int n = 0; n < runs; ++n) {
        one_round(run, n, random, told, kills);
    }
    for (const auto& [victim, times] : kills) {
        std::printf("killed %s %d times\n", victim.c_str(), times);
    }
    nothing_lost_or_doubled(run, told);
}

}  // namespace doorstep::autopilot

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

std::size_t applications_held(const Run& run) {
    const auto answer = run.outside.township({"cases"});
    std::size_t n = 0;
    for (const auto& one : answer.is_object() ? answer.value("cases", nlohmann::json::array()) : answer) {
        n += one.value("kind", "") == "application" ? 1 : 0;
    }
    return n;
}

// Kills one process after another, at random, until it is told to stop.
class Killer {
  public:
    // One each `least` to four times that; milliseconds.
    Killer(const Outside& outside, std::mt19937_64& random, int least)
        : thread_([this, &outside, &random, least] {
              while (!wait(least + static_cast<int>(random() % (3U * static_cast<unsigned>(least))))) {
                  const auto& victim = victims[random() % victims.size()];
                  if (outside.kill_hard(victim)) {
                      ++kills_[victim];
                  }
              }
          }) {}
    // How often each was killed.
    std::map<std::string, int> finish() {
        {
            const std::lock_guard lock(mutex_);
            stop_ = true;
        }
        wake_.notify_all();
        thread_.join();
        return kills_;
    }

  private:
    inline static const std::vector<std::string> victims{"agent", "hub", "township", "kiosk"};

    bool wait(int milliseconds) {
        std::unique_lock lock(mutex_);
        return wake_.wait_for(lock, std::chrono::milliseconds(milliseconds), [this] { return stop_; });
    }

    std::mutex mutex_;
    std::condition_variable wake_;
    bool stop_ = false;
    std::map<std::string, int> kills_;
    std::thread thread_;
};

// One application under kills; what the person was told.
Applied one_under_kills(const Run& run, int n, std::mt19937_64& random, std::map<std::string, int>& kills) {
    // Without a card no draft comes back (a number alone opens nothing): after a kill of the kiosk such a person begins
    // anew, and needs a while between two.
    const bool typed = n == 0;
    Killer killer(run.outside, random, typed ? 15'000 : 5'000);
    StubbornApplicant person(run, n % 2 == 0 ? "zhao-guoqiang" : "wang-jianguo", typed);
    const auto applied = person.apply();
    for (const auto& [victim, times] : killer.finish()) {
        kills[victim] += times;
    }
    return applied;
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

}  // namespace

void applications_under_kills(const Run& run, int runs, std::uint64_t seed) {
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    std::mt19937_64 random(seed);
    auto& report = run.screen.report();
    std::set<std::string> numbers;
    std::map<std::string, int> kills;
    std::size_t handed_in = 0;
    run.outside.hold("township");
    for (int n = 0; n < runs; ++n) {
        const auto applied = one_under_kills(run, n, random, kills);
        report.check(applied.done, "application " + std::to_string(n + 1) + " is handed in");
        handed_in += applied.done ? 1 : 0;
        if (!applied.case_number.empty()) {
            numbers.insert(applied.case_number);
        }
        end_visit(run);
        if (n == 0) {
            run.outside.release("township");
        }
    }
    for (const auto& [victim, times] : kills) {
        std::printf("killed %s %d times\n", victim.c_str(), times);
    }
    for (int i = 0; i < 300 && applications_held(run) < handed_in; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    }
    for (const auto& number : numbers) {
        report.check(run.outside.township({"case", number}).is_object(), "not lost: case …" + number.substr(8));
    }
    const auto held = applications_held(run);
    report.check(held == handed_in, "0 lost, 0 doubled: " + std::to_string(handed_in) + " handed in",
                 std::to_string(held) + " held");
}

}  // namespace doorstep::autopilot

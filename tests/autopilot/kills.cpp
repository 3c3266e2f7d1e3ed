#include "tests/autopilot/kills.hpp"

#include <condition_variable>
#include <cstdio>
#include <map>
#include <mutex>
#include <random>
#include <thread>

#include "tests/autopilot/stubborn.hpp"
#include "tests/autopilot/tally.hpp"

namespace doorstep::autopilot {
namespace {

using Kills = std::map<std::string, int>;

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
    Applicant person;
    if (typed) {
        person.typed = TypedIdentity{};
    } else {
        person.card = n % 2 == 0 ? "zhao-guoqiang" : "wang-jianguo";
    }
    return StubbornApplicant(run, std::move(person)).apply();
}

// One check-in under kills. Nothing of it is kept until the clerk confirms: the kills leave time for that.
CheckedIn check_in_under_kills(const Run& run, std::mt19937_64& random, Kills& kills) {
    const Killer killer(run.outside, random, 8'000, kills);
    return StubbornRecipient(run, "li-guihua").check_in();
}

void one_round(const Run& run, int n, std::mt19937_64& random, Told& told, Kills& kills) {
    auto& report = run.screen.report();
    const auto round = std::to_string(n + 1);
    const std::vector<std::string> home{run.words.app("What would you like to do?")};
    const auto applied = apply_under_kills(run, n, random, kills);
    report.check(applied.done, "application " + round + " is handed in");
    told.add(applied, "dibao");
    end_visit(run, home);
    if (n == 0) {
        run.outside.release("township");
    }
    const auto checked_in = check_in_under_kills(run, random, kills);
    report.check(checked_in.done, "check-in " + round + " is confirmed");
    told.add(checked_in);
    end_visit(run, home);
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

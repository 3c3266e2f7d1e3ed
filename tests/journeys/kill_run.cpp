#include "tests/journeys/kill_run.hpp"

#include <atomic>
#include <cstdio>
#include <map>
#include <random>
#include <set>
#include <thread>

#include "base/id_number.hpp"

#include <fmt/format.h>

namespace doorstep::journeys {
namespace {

std::string synthetic_number(int n) {
    const std::string first = fmt::format("99020219{:02}0707{:03}", 30 + n % 70, n % 1000);
    return first + id_number_check_character(first);
}

// Kills one of the processes every so often until told to stop.
class Killer {
  public:
    Killer(const Station& station, std::uint64_t seed)
        : thread_([this, &station, seed] {
              std::mt19937_64 random(seed);
              const std::vector<std::string> victims{"agent", "township", "hub", "agent", "township"};
              while (!stop_) {
                  std::this_thread::sleep_for(std::chrono::milliseconds(100 + random() % 500));
                  kills_ += station.outside.kill_hard(victims[random() % victims.size()]) ? 1 : 0;
              }
          }) {}
    int finish() {
        stop_ = true;
        thread_.join();
        return kills_;
    }

  private:
    std::atomic<bool> stop_ = false;
    std::atomic<int> kills_ = 0;
    std::thread thread_;
};

// One hand-in, as stubborn as a kiosk: after each failure it asks again for the same draft. The case number once the
// agent has acknowledged.
std::optional<std::string> hand_in(client::AgentClient& agent, int n) {
    const std::vector<client::PartContent> parts{
        {1, wire::ANSWERS, "application/json", fmt::format(R"({{"card_read":false,"name":"样本","note":{}}})", n)},
        {2, wire::PAGE_ORIGINAL, "image/jpeg",
         std::string(static_cast<std::size_t>(90'000 + n * 1000), static_cast<char>('a' + n % 26))}};
    std::string draft;
    for (int attempt = 0; attempt < 100; ++attempt) {
        const auto session = agent.open_person("样本", synthetic_number(n));
        if (session && draft.empty()) {
            draft = agent.draft(*session, wire::APPLICATION, parts).value_or("");
        }
        if (session && !draft.empty()) {
            if (const auto submitted = agent.submit(*session, draft)) {
                return submitted->case_number();
            }
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return std::nullopt;
}

bool all_arrived(const Station& s, const std::set<std::string>& acknowledged) {
    const auto held = town_cases(s).dump();
    return std::all_of(acknowledged.begin(), acknowledged.end(),
                       [&](const std::string& number) { return held.find(number) != std::string::npos; });
}

}  // namespace

void survive_kills(Station& s, int rounds, std::uint64_t seed) {
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    const auto before = town_cases(s).size();
    s.outside.hold("township");
    std::set<std::string> acknowledged;
    Killer killer(s, seed);
    for (int n = 0; n < rounds; ++n) {
        if (n == rounds / 4) {
            s.outside.release("township");
        }
        if (const auto number = hand_in(s.agent, n)) {
            acknowledged.insert(*number);
        }
    }
    s.outside.release("township");
    const int kills = killer.finish();
    s.report.check(static_cast<int>(acknowledged.size()) == rounds,
                   fmt::format("{} hand-ins were acknowledged", rounds), std::to_string(acknowledged.size()));
    s.report.check(kills > 0, fmt::format("processes were killed {} times", kills));
    s.report.check(eventually(60, [&] { return all_arrived(s, acknowledged); }),
                   "0 lost: the township holds every one");
    const auto after = town_cases(s).size();
    // A draft that was sealed though its answer was lost is handed in under the same id: one copy.
    s.report.check(after == before + acknowledged.size(), "0 doubled: not one more than was acknowledged",
                   fmt::format("{} before, {} after, {} acknowledged", before, after, acknowledged.size()));
}

}  // namespace doorstep::journeys

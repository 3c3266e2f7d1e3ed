// The line fails in every way that a village knows, the power of a process goes beside it, and in the end an
// independent program (check.hpp) says whether every acknowledged submission is in the archive exactly once, byte for
// byte, and none that was not made.
//
// A few seconds here; DOORSTEP_FAULT_SEED, _SECONDS, _STATIONS, _EVERY and _DELAY ask for more (`./dev faults`).
#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <optional>
#include <random>
#include <thread>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "tests/faults/fault_scene.hpp"
#include "tests/faults/fault_totals.hpp"
#include "township/testing/household.hpp"

namespace doorstep::faults {
namespace {

constexpr std::int64_t long_ms = 120'000;  // nobody waits so long but for what never comes

void rest(std::uint64_t milliseconds) {
    std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
}

void expect_kept(FaultScene& scene, std::uint64_t seed, FaultTotals& totals) {
    const auto verdict = scene.check();
    EXPECT_EQ(verdict.code, 0) << "seed " << seed << ": " << verdict.words;
    EXPECT_GT(verdict.answered, 0U) << "nothing was handed in: nothing was shown";
    EXPECT_GE(verdict.held, verdict.answered);
    add_verdict(totals, verdict);
}

void add_line_counts(FaultScene& scene, FaultTotals& totals) {
    for (auto& station : scene.stations()) {
        for (const auto& [trouble, count] : station->line().done()) {
            if (trouble != Trouble::None) {
                totals.add(fmt::format("line-{}", name_of(trouble)), count);
            }
        }
        totals.add("connections", station->line().connections());
    }
}

// ---- each message of a conversation, cut at its beginning, in its middle, at its end
// -----------------------------------------------------------------------------------------------

struct Cut {
    Way way;
    std::size_t frame;
    Place place;
};

// A conversation from its first byte, over a line that does so to it: the agent is a new process, and what it is to
// hand over lies in its outbox when the line opens. True when the township has acknowledged it in the end.
bool converse(FaultStation& station, const LineFault& fault, const Papers& papers) {
    station.line().set_away(true);
    station.agent().kill_hard();
    station.agent().start();
    if (!station.hand_in(papers)) {
        return false;
    }
    const auto first = station.line().connections();
    station.line().play([=](std::size_t connection) { return connection == first ? fault : LineFault{}; });
    station.line().set_away(false);
    return station.drained(long_ms);
}

// What a clean conversation consists of.
std::vector<Cut> all_cuts(FaultStation& station, std::mt19937_64& random) {
    EXPECT_TRUE(converse(station, {}, papers_with_a_page(random)));
    std::vector<Cut> cuts;
    for (const auto way : {Way::ToTownship, Way::ToStation}) {
        const auto frames = station.line().last_frames(way);
        std::printf("%s:", way == Way::ToTownship ? "to the township" : "to the station");
        for (std::size_t i = 0; i < frames.size(); ++i) {
            std::printf(" %llu", static_cast<unsigned long long>(frames[i].size));
            for (const auto place : {Place::Beginning, Place::Middle, Place::End}) {
                cuts.push_back({way, i, place});
            }
        }
        std::printf(" bytes a frame\n");
    }
    return cuts;
}

TEST(NetworkFaults, EachMessageIsCutAtItsBeginningInItsMiddleAndAtItsEnd) {
    const auto seed = seed_of_run();
    std::mt19937_64 random(seed);
    FaultScene scene(4);
    auto cuts = all_cuts(*scene.stations()[0], random);
    ASSERT_GT(cuts.size(), 3U * 12U) << "greetings, handshakes, hello, offer, chunks and their answers";
    std::shuffle(cuts.begin(), cuts.end(), random);
    cuts.resize(cuts.size() / number_from("DOORSTEP_FAULT_EVERY", 6));
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> threads;
    for (auto& station : scene.stations()) {
        threads.emplace_back([&, at = std::mt19937_64(random())]() mutable {
            for (auto i = next++; i < cuts.size(); i = next++) {
                const auto& cut = cuts[i];
                const LineFault fault{i % 2 == 0 ? Trouble::Cut : Trouble::Reset, cut.way, cut.frame, cut.place, 0};
                EXPECT_TRUE(converse(*station, fault, papers_with_a_page(at)))
                    << "seed " << seed << ": not recovered from frame " << cut.frame << ", way "
                    << static_cast<int>(cut.way) << ", place " << static_cast<int>(cut.place);
            }
        });
    }
    for (auto& thread : threads) {
        thread.join();
    }
    FaultTotals totals;
    add_line_counts(scene, totals);
    totals.add("messages-cut", cuts.size());
    EXPECT_GE(totals.of("line-cut") + totals.of("line-reset"), cuts.size() * 9 / 10) << "cuts that never came to pass";
    expect_kept(scene, seed, totals);
    totals.tell("each message cut");
}

// ---- a long road: everything comes late
// -----------------------------------------------------------------------------------------------

TEST(NetworkFaults, OverALongRoadEverythingArrives) {
    const auto seed = seed_of_run();
    std::mt19937_64 random(seed);
    FaultScene scene(1);
    auto& station = *scene.stations()[0];
    const auto begun = monotonic_milliseconds();
    const LineFault late{Trouble::Delay, Way::ToTownship, 0, Place::Beginning,
                         static_cast<std::int64_t>(number_from("DOORSTEP_FAULT_DELAY", 100))};
    station.line().set_away(true);
    ASSERT_TRUE(station.hand_in(papers_with_a_page(random)));
    station.line().play([=](std::size_t) { return late; });
    station.line().set_away(false);
    EXPECT_TRUE(station.drained(long_ms)) << "seed " << seed << ", " << late.delay_ms << " ms each way";
    std::printf("acknowledged after %lld ms, %zu connections\n",
                static_cast<long long>(monotonic_milliseconds() - begun), station.line().connections());
    FaultTotals totals;
    add_line_counts(scene, totals);
    expect_kept(scene, seed, totals);
    totals.tell("long road");
}

// ---- weather: everything at random, processes killed beside it
// ---------------------------------------------------------------------

// Cuts are many, because they cost a moment; what only silence ends costs seconds each.
LineFault random_fault(std::mt19937_64& random) {
    constexpr std::array cheap{Trouble::None, Trouble::None,  Trouble::None,  Trouble::Cut,  Trouble::Cut,
                               Trouble::Cut,  Trouble::Reset, Trouble::Reset, Trouble::Delay};
    constexpr std::array slow{Trouble::Stall, Trouble::Deaf, Trouble::Trickle, Trouble::Swallow};
    LineFault fault;
    fault.trouble = random() % 5 == 0 ? slow[random() % slow.size()] : cheap[random() % cheap.size()];
    fault.way = random() % 2 == 0 ? Way::ToTownship : Way::ToStation;
    constexpr std::size_t one_hand_in = 14;  // frames; most faults in the first, some after several
    fault.frame = random() % (random() % 3 == 0 ? 4 * one_hand_in : one_hand_in);
    fault.place = static_cast<Place>(random() % 3);
    fault.delay_ms = static_cast<std::int64_t>(20 + random() % 400);
    return fault;
}

// People at one station: most are as stubborn as a kiosk, some walk away, some come back with more for their case.
void people_come(FaultStation& station, std::mt19937_64 random, std::size_t most, const std::atomic<bool>& stop) {
    std::optional<Papers> last;
    for (std::size_t i = 0; i < most && !stop; ++i) {
        auto papers = random_papers(random);
        if (last && random() % 4 == 0) {
            papers.kind = wire::SUPPLEMENT;
            papers.case_number = last->case_number;
            papers.person = last->person;
        }
        const bool walks_away = random() % 8 == 0;
        station.revive();
        const auto number = walks_away ? station.try_hand_in(papers) : station.hand_in(papers);
        EXPECT_TRUE(number || walks_away) << "station " << station.id() << " takes nothing any more";
        if (number) {
            papers.case_number = *number;
            last = papers;
        }
        station.note_confirmed();
        rest(20 + random() % 300);
    }
}

// Until the time is over: processes die, lines go away, each when the seed says so.
void trouble_comes(FaultScene& scene, std::mt19937_64& random, std::uint64_t seconds, FaultTotals& totals) {
    const auto end = monotonic_milliseconds() + static_cast<std::int64_t>(seconds * 1000);
    while (monotonic_milliseconds() < end) {
        rest(50 + random() % 500);
        auto& station = *scene.stations()[random() % scene.stations().size()];
        const auto what = random() % 10;
        if (what < 3) {
            const auto pid = station.agent().pid();
            totals.add("agent-killed", pid > 0 && ::kill(pid, SIGKILL) == 0 ? 1 : 0);
        } else if (what < 5) {
            scene.replace_township();
            totals.add("township-killed", 1);
        } else if (what < 7) {
            station.line().set_away(true);
            rest(random() % 1500);
            station.line().set_away(false);
            totals.add("line-away", 1);
        } else if (what < 9) {
            station.line().cut_all();
            totals.add("line-cut-anywhere", 1);
        }
    }
}

// What waits in the end goes by the line, or by the stick while the line goes on: whichever comes first, once.
void bring_home(FaultScene& scene, bool by_stick, FaultTotals& totals) {
    constexpr std::int64_t soon_ms = 2'000;
    scene.heal();
    for (auto& station : scene.stations()) {
        if (by_stick && !station->drained(soon_ms)) {
            EXPECT_TRUE(scene.carry(*station));
            totals.add("carried-by-stick", 1);
        }
        EXPECT_TRUE(station->drained(long_ms))
            << station->id() << " still holds something: " << station->agent().ctl("items").value_or("no answer");
    }
}

TEST(NetworkFaults, NothingAcknowledgedIsLostDoubledOrAlteredInAnyWeather) {
    const auto seed = seed_of_run();
    const auto seconds = number_from("DOORSTEP_FAULT_SECONDS", 4);
    std::mt19937_64 random(seed);
    FaultTotals totals;
    FaultScene scene(number_from("DOORSTEP_FAULT_STATIONS", 3));
    for (auto& station : scene.stations()) {
        station->line().play(
            [at = std::make_shared<std::mt19937_64>(random())](std::size_t) { return random_fault(*at); });
    }
    std::atomic<bool> stop = false;
    std::vector<std::thread> threads;
    for (auto& station : scene.stations()) {
        threads.emplace_back([&, at = std::mt19937_64(random())] { people_come(*station, at, 5 + seconds / 2, stop); });
    }
    trouble_comes(scene, random, seconds, totals);
    stop = true;
    for (auto& thread : threads) {
        thread.join();
    }
    bring_home(scene, seconds < 10 || random() % 2 == 0, totals);
    add_line_counts(scene, totals);
    expect_kept(scene, seed, totals);
    totals.tell("weather");
}

}  // namespace
}  // namespace doorstep::faults

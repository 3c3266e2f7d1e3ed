// kill -9 of a real station agent and of a real township before each single step that lasts: each write, sync, rename
// and removal below their state folders and each message to a socket (database server, station, kiosk), counted one by
// one by the shim. Every second time the next process dies as well, at some step of its start.
#include <gtest/gtest.h>

#include <functional>
#include <thread>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "tests/faults/fault_scene.hpp"
#include "tests/faults/fault_totals.hpp"
#include "tests/faults/power_shim.hpp"
#include "township/testing/household.hpp"

namespace doorstep::faults {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t long_ms = 60'000;

// Lets the processes that it was put under die before a step.
class Steps {
  public:
    explicit Steps(const fs::path& folder) : sign_(folder / "last-step") {}
    template <class Process>
    void under(Process& process, const fs::path& state) const {
        put_under_shim(process, state);
        process.set_environment("DOORSTEP_POWER_KILL", sign_.native());
    }
    void die_before(std::uint64_t step) const {
        EXPECT_TRUE(write_file_atomically(sign_, as_bytes(std::to_string(step))));
    }
    void live() const { fs::remove(sign_); }

  private:
    fs::path sign_;
};

class EachStep : public ::testing::Test {
  protected:
    // `once` hands something in with death before that step waiting, and says whether it came. Until a whole hand-in
    // has fewer steps; with a stride above 1 only some of them, others in each run.
    void walk(const char* who, const std::function<bool(std::uint64_t)>& once) {
        const auto stride = number_from("DOORSTEP_FAULT_STRIDE", 24);
        FaultTotals totals;
        std::uint64_t step = 1 + random_() % stride;
        for (; once(step) && !HasFailure(); step += stride) {
            totals.add("steps-died-before", 1);
        }
        const auto verdict = scene_.check();
        EXPECT_EQ(verdict.code, 0) << "seed " << seed_ << ": " << verdict.words;
        EXPECT_GE(verdict.answered, totals.of("steps-died-before"));
        EXPECT_EQ(verdict.held, verdict.made);
        EXPECT_GT(step, 60U) << "a hand-in of four parts has more steps than that: the shim saw nothing";
        totals.add("submissions-acknowledged", verdict.answered);
        totals.add("violations", verdict.kinds.size());
        totals.tell(who);
    }
    Papers papers() {
        auto made = random_papers(random_);
        made.parts.resize(1);
        for (unsigned page = 0; page < 3; ++page) {  // one that goes with the offer, two that do not
            made.parts.push_back(
                township::testing::page_bytes(page == 0 ? 3'000 : 90'000, static_cast<unsigned>(random_())));
        }
        return made;
    }
    // Waits for the hand-in to be confirmed, or for the process to die; true: confirmed, there are no more steps.
    template <class Process>
    bool lived_through(Process& process) {
        constexpr auto look_every = std::chrono::milliseconds(5);
        const auto end = monotonic_milliseconds() + long_ms;
        while (!process.has_died()) {
            if (monotonic_milliseconds() > end) {
                ADD_FAILURE() << "neither dead nor done";
                break;
            }
            if (station_.note_confirmed()) {
                steps_.live();
                return true;
            }
            std::this_thread::sleep_for(look_every);
        }
        return false;
    }
    // Now and then a step of the start that follows; 0: none.
    std::uint64_t step_of_next_start() {
        constexpr std::uint64_t steps_of_a_start = 40;
        return random_() % 2 == 0 ? 0 : 1 + random_() % steps_of_a_start;
    }

    const std::uint64_t seed_ = seed_of_run();
    std::mt19937_64 random_{seed_};
    FaultScene scene_{1};
    FaultStation& station_ = *scene_.stations()[0];
    const Steps steps_{scene_.town().folder()};
};

TEST_F(EachStep, OfTheStationLosesAndDoublesNothing) {
    auto& agent = station_.agent();
    agent.kill_hard();
    steps_.under(agent, station_.state());
    agent.start();
    walk("station", [&](std::uint64_t step) {
        const auto given = papers();
        steps_.die_before(step);
        if (station_.try_hand_in(given) && lived_through(agent)) {
            return false;
        }
        if (const auto next = step_of_next_start(); next > 0) {
            steps_.die_before(next);
            agent.kill_hard();
            agent.start();
            static_cast<void>(station_.try_hand_in(given));
        }
        steps_.live();
        EXPECT_TRUE(station_.hand_in(given)) << "step " << step << ", seed " << seed_;
        EXPECT_TRUE(station_.drained(long_ms)) << "step " << step << ", seed " << seed_;
        return true;
    });
}

TEST_F(EachStep, OfTheTownshipLosesAndDoublesNothing) {
    auto& town = scene_.town();
    steps_.under(town, town.state());
    scene_.replace_township();
    walk("township", [&](std::uint64_t step) {
        steps_.die_before(step);
        EXPECT_TRUE(station_.hand_in(papers()));
        if (lived_through(town)) {
            return false;
        }
        if (const auto next = step_of_next_start(); next > 0) {
            steps_.die_before(next);
            town.kill_hard();
            static_cast<void>(town.serve());
        }
        steps_.live();
        scene_.replace_township();
        EXPECT_TRUE(station_.drained(long_ms)) << "step " << step << ", seed " << seed_;
        return true;
    });
}

}  // namespace
}  // namespace doorstep::faults

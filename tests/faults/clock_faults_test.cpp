// The clock of either end is ten years back or ahead, from the start or all of a sudden: what people hand in is taken,
// arrives once, whole, and nothing waits for ten years.
#include <gtest/gtest.h>

#include <map>
#include <random>

#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "tests/faults/fault_scene.hpp"
#include "tests/faults/fault_totals.hpp"

namespace doorstep::faults {
namespace {

constexpr std::int64_t long_ms = 60'000;

// A process's clock by libfaketime: moved by a file, so that it jumps while the process runs.
class FalseClock {
  public:
    // `folder` for the file.
    explicit FalseClock(const std::filesystem::path& folder) : file_(folder / "clock") { is("+0"); }
    template <class Process>
    void wound_up_in(Process& process) const {
        process.set_environment("LD_PRELOAD", DOORSTEP_FAKETIME);
        process.set_environment("FAKETIME_TIMESTAMP_FILE", file_.native());
        process.set_environment("FAKETIME_NO_CACHE", "1");
        process.set_environment("FAKETIME_DONT_FAKE_MONOTONIC", "1");
    }
    // "-10y", "+0", …
    void is(const std::string& off) { EXPECT_TRUE(write_file_atomically(file_, as_bytes(off + "\n"))); }

  private:
    std::filesystem::path file_;
};

class ClockFaults : public ::testing::Test {
  protected:
    // Hands in with the clock that far off; `when` names the time that the clock writes: "made" or "received".
    void hand_in(const char* off, const char* when) {
        clock_.is(off);
        const auto number = station_.hand_in(random_papers(random_));
        EXPECT_TRUE(number) << off;
        numbers_[off] = number.value_or("");
        when_ = when;
    }
    // What was handed in with the clock that far off has the year that such a clock shows: it was off indeed.
    void expect_years() {
        const auto now = std::stoi(system_clock().now().utc_text());
        for (const auto& [off, number] : numbers_) {
            const auto shown = nlohmann::json::parse(scene_.town().run({"case", number, "--json"}).out);
            const auto year = std::stoi(shown.at("submissions").at(0).at(when_).get<std::string>());
            EXPECT_NEAR(year - now, off == "-10y" ? -10 : off == "+10y" ? 10 : 0, 1) << off;  // 1: New Year's Eve
        }
    }
    Verdict verdict() const {
        auto said = scene_.check();
        EXPECT_GE(said.answered, 3U);
        EXPECT_EQ(said.held, said.made);
        return said;
    }
    const std::uint64_t seed_ = seed_of_run();
    std::mt19937_64 random_{seed_};
    FaultScene scene_{1};
    FaultStation& station_ = *scene_.stations()[0];
    FalseClock clock_{scene_.town().folder()};
    std::map<std::string, std::string> numbers_;  // case numbers by how far the clock was off
    std::string when_;
};

TEST_F(ClockFaults, OfTheStationJumpsTenYearsBothWaysWhileItemsWait) {
    station_.agent().kill_hard();
    clock_.wound_up_in(station_.agent());
    station_.line().set_away(true);
    for (const auto* off : {"-10y", "+10y", "+0", "+10y", "-10y"}) {
        hand_in(off, "made");
    }
    station_.line().set_away(false);
    EXPECT_TRUE(station_.drained(long_ms));
    const auto said = verdict();
    EXPECT_EQ(said.code, 0) << "seed " << seed_ << ": " << said.words;
    expect_years();
}

TEST_F(ClockFaults, OfTheStationIsTenYearsOffFromItsStart) {
    clock_.wound_up_in(station_.agent());
    for (const auto* off : {"-10y", "+10y", "+0"}) {
        station_.agent().kill_hard();
        hand_in(off, "made");
        EXPECT_TRUE(station_.drained(long_ms)) << off;
    }
    const auto said = verdict();
    EXPECT_EQ(said.code, 0) << "seed " << seed_ << ": " << said.words;
    expect_years();
}

TEST_F(ClockFaults, OfTheTownshipJumpsTenYearsAhead) {
    clock_.wound_up_in(scene_.town());
    scene_.replace_township();
    for (const auto* off : {"+0", "+10y", "+0"}) {
        hand_in(off, "received");
        EXPECT_TRUE(station_.drained(long_ms)) << off;
    }
    const auto said = verdict();
    EXPECT_EQ(said.code, 0) << "seed " << seed_ << ": " << said.words;
    expect_years();
}

// Whole and once it is all the same; `verify` puts before a person that its time lies before the station's key.
TEST_F(ClockFaults, OfTheTownshipJumpsTenYearsBackAndVerifyNamesWhatCameMeanwhile) {
    clock_.wound_up_in(scene_.town());
    scene_.replace_township();
    for (const auto* off : {"+0", "-10y", "+0"}) {
        hand_in(off, "received");
        EXPECT_TRUE(station_.drained(long_ms)) << off;
    }
    const auto said = verdict();
    EXPECT_EQ(said.kinds, std::vector<std::string>{"archive"}) << "seed " << seed_ << ": " << said.words;
    EXPECT_NE(said.words.find("received before its key was enrolled"), std::string::npos) << said.words;
    expect_years();
}

}  // namespace
}  // namespace doorstep::faults

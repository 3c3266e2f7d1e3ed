// A page of the agent's database is rubbish, or a second agent is started on the same state: real processes, and what
// they say. Whatever page it is: said in words at the start, or harmless; never taken for good and never sent as
// something else than was handed in.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <random>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "tests/faults/fault_scene.hpp"
#include "tests/faults/fault_totals.hpp"

namespace doorstep::faults {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr std::size_t page_bytes = 4096;

struct Ended {
    int code = -1;  // of its exit, or 128 + signal
    std::string words;
};

// The agent on that station's state, until it ends by itself or, after so many seconds, by `timeout`.
Ended run_agent(FaultStation& station, double seconds) {
    const auto root = station.state().parent_path().parent_path().parent_path().parent_path();
    const auto command =
        fmt::format("DOORSTEP_ROOT='{}' DOORSTEP_RUN='{}' timeout {} '{}' 2>&1", root.native(),
                    (root.parent_path() / "run").native(), seconds, DOORSTEP_BIN_DIR "/doorstep-agent");
    Ended ended;
    FILE* pipe = ::popen(command.c_str(), "re");
    std::array<char, 4096> piece{};
    while (const auto n = std::fread(piece.data(), 1, piece.size(), pipe)) {
        ended.words.append(piece.data(), n);
    }
    const int status = ::pclose(pipe);
    ended.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return ended;
}

void spoil_page(const fs::path& file, std::size_t page, std::mt19937_64& random) {
    std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
    out.seekp(static_cast<std::streamoff>(page * page_bytes));
    for (std::size_t i = 0; i < page_bytes; ++i) {
        out.put(static_cast<char>(random()));
    }
}

class DamagedStore : public ::testing::Test {
  protected:
    const std::uint64_t seed_ = seed_of_run();
    std::mt19937_64 random_{seed_};
    FaultScene scene_{1};
    FaultStation& station_ = *scene_.stations()[0];
};

TEST_F(DamagedStore, ASecondAgentIsRefusedAndTheFirstGoesOn) {
    EXPECT_TRUE(station_.hand_in(random_papers(random_)));
    const auto second = run_agent(station_, 20);
    EXPECT_EQ(second.code, 1);
    EXPECT_THAT(second.words, HasSubstr("InUse"));
    EXPECT_TRUE(station_.hand_in(random_papers(random_)));
    EXPECT_TRUE(station_.drained(60'000));
    EXPECT_EQ(scene_.check().code, 0);
}

TEST_F(DamagedStore, ARubbishPageIsSaidAtTheStartOrHarmless) {
    station_.line().set_away(true);
    for (int i = 0; i < 6; ++i) {
        EXPECT_TRUE(station_.hand_in(random_papers(random_)));
    }
    station_.agent().kill_hard();
    ASSERT_EQ(run_agent(station_, 1).code, 124) << "it starts, and empties its log into the database";
    station_.line().set_away(false);
    const auto file = station_.state() / "agent.db";
    const auto whole = read_file(file, 64U << 20U).value();
    const auto pages = whole.size() / page_bytes;
    ASSERT_GT(pages, 8U);
    std::size_t said = 0;
    for (std::size_t page = 0; page < pages; ++page) {
        spoil_page(file, page, random_);
        const auto ended = run_agent(station_, 1);
        EXPECT_TRUE(ended.code == 1 || ended.code == 124) << "page " << page << ": " << ended.code << ended.words;
        if (ended.code == 1) {
            EXPECT_THAT(ended.words, HasSubstr("Damaged")) << "page " << page << ", seed " << seed_;
            ++said;
        }
        for (const auto* log : {"agent.db-wal", "agent.db-shm"}) {
            fs::remove(station_.state() / log);
        }
        ASSERT_TRUE(write_file_durably(file, whole));
    }
    std::printf("%zu pages, said at the start: %zu\n", pages, said);
    EXPECT_GT(said, pages * 3 / 4);
    station_.agent().start();
    EXPECT_TRUE(station_.drained(60'000));
    const auto verdict = scene_.check();
    EXPECT_EQ(verdict.code, 0) << "seed " << seed_ << ": " << verdict.words;
}

}  // namespace
}  // namespace doorstep::faults

// A page of the agent's database is rubbish, or a second agent is started on the same state: real processes, and what
// they say. Whatever page it is: said in words at the start, or harmless; never taken for good and never sent as
// something else than was handed in.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <random>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/database.hpp"
#include "base/files.hpp"
#include "tests/faults/fault_scene.hpp"
#include "tests/faults/fault_totals.hpp"

namespace doorstep::faults {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr std::size_t page_bytes = 4096;

struct Start {
    bool ready = false;  // it served; then it was killed
    int code = -1;       // of its exit, or 128 + signal
    std::string words;
};

// The agent on that station's state, until it serves or ends by itself.
Start start_agent(FaultStation& station) {
    const auto root = station.state().parent_path().parent_path().parent_path().parent_path();
    std::array<int, 2> pipe{};
    EXPECT_EQ(::pipe2(pipe.data(), O_CLOEXEC), 0);
    const FileDescriptor words(pipe[0]);
    const pid_t pid = ::fork();
    if (pid == 0) {
        ::dup2(pipe[1], STDOUT_FILENO);
        ::dup2(pipe[1], STDERR_FILENO);
        ::setenv("DOORSTEP_ROOT", root.c_str(), 1);
        ::setenv("DOORSTEP_RUN", (root.parent_path() / "run").c_str(), 1);
        ::execl(DOORSTEP_BIN_DIR "/doorstep-agent", "doorstep-agent", nullptr);
        ::_exit(127);
    }
    ::close(pipe[1]);
    Start start;
    std::array<char, 4096> piece{};
    for (ssize_t n = 1; n > 0 && !start.ready;) {
        n = ::read(words.get(), piece.data(), piece.size());
        start.words.append(piece.data(), static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
        start.ready = start.words.find("ready at") != std::string::npos;
    }
    if (start.ready) {
        ::kill(pid, SIGKILL);
    }
    int status = 0;
    ::waitpid(pid, &status, 0);
    start.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return start;
}

void spoil_page(const fs::path& file, std::size_t page, std::mt19937_64& random) {
    std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
    out.seekp(static_cast<std::streamoff>(page * page_bytes));
    for (std::size_t i = 0; i < page_bytes; ++i) {
        out.put(static_cast<char>(random()));
    }
}

// What stands in them is nothing to anybody.
std::size_t unused_pages(const fs::path& file) {
    const auto database = Database::open(file, "", DatabaseUse::Exclusive).value();
    return static_cast<std::size_t>(database->query("PRAGMA freelist_count").value()[0].number(0));
}

// What `export --from` writes of it.
struct Salvaged {
    bool opened = false;
    std::uint32_t written = 0, already = 0, damaged = 0;
};

class DamagedStore : public ::testing::Test {
  protected:
    // Six hand-ins that only the station has, in a database that was closed with all in it.
    fs::path six_that_wait() {
        station_.line().set_away(true);
        for (int i = 0; i < 6; ++i) {
            EXPECT_TRUE(station_.hand_in(random_papers(random_)));
        }
        station_.agent().kill_hard();
        EXPECT_TRUE(start_agent(station_).ready) << "and empties its log into the database";
        return station_.state() / "agent.db";
    }
    void put_back(const fs::path& file, const Bytes& whole) const {
        for (const auto* log : {"agent.db-wal", "agent.db-shm"}) {
            fs::remove(station_.state() / log);
        }
        ASSERT_TRUE(write_file_durably(file, whole));
    }
    Salvaged salvage(const fs::path& stick) {
        const auto said = station_.agent().ctl(
            fmt::format("export '{}' --from '{}' --json 2>/dev/null", stick.native(), station_.state().native()));
        const auto json = said ? nlohmann::json::parse(*said) : nlohmann::json::object();
        return {said.has_value(), json.value("written", 0U), json.value("already", 0U), json.value("damaged", 0U)};
    }
    const std::uint64_t seed_ = seed_of_run();
    std::mt19937_64 random_{seed_};
    FaultScene scene_{1};
    FaultStation& station_ = *scene_.stations()[0];
};

TEST_F(DamagedStore, ASecondAgentIsRefusedAndTheFirstGoesOn) {
    EXPECT_TRUE(station_.hand_in(random_papers(random_)));
    const auto second = start_agent(station_);
    EXPECT_EQ(second.code, 1);
    EXPECT_THAT(second.words, HasSubstr("InUse"));
    EXPECT_TRUE(station_.hand_in(random_papers(random_)));
    EXPECT_TRUE(station_.drained(60'000));
    EXPECT_EQ(scene_.check().code, 0);
}

TEST_F(DamagedStore, ARubbishPageIsSaidAtTheStartOrHarmless) {
    const auto file = six_that_wait();
    station_.line().set_away(false);
    const auto unused = unused_pages(file);
    const auto whole = read_file(file, 64U << 20U).value();
    const auto pages = whole.size() / page_bytes;
    ASSERT_GT(pages, 8U);
    std::size_t said = 0;
    for (std::size_t page = 0; page < pages; ++page) {
        spoil_page(file, page, random_);
        const auto start = start_agent(station_);
        if (!start.ready) {
            EXPECT_EQ(start.code, 1) << "page " << page << ", seed " << seed_;
            EXPECT_THAT(start.words, HasSubstr("Damaged")) << "page " << page << ", seed " << seed_;
            ++said;
        }
        put_back(file, whole);
    }
    std::printf("%zu pages, %zu of them unused, said at the start: %zu\n", pages, unused, said);
    EXPECT_GE(said, pages - unused) << "seed " << seed_;
    station_.agent().start();
    EXPECT_TRUE(station_.drained(60'000));
    const auto verdict = scene_.check();
    EXPECT_EQ(verdict.code, 0) << "seed " << seed_ << ": " << verdict.words;
}

// A technician gets out what the rubbish left, and the township takes it in; nothing broken is ever carried.
TEST_F(DamagedStore, WhatCanStillBeReadIsCarriedByStick) {
    const auto file = six_that_wait();
    const auto whole = read_file(file, 64U << 20U).value();
    const agent::testing::TestFolder stick;
    std::size_t opened = 0;
    std::uint64_t read = 0;
    const auto pages = whole.size() / page_bytes;
    for (std::size_t page = 0; page < pages; ++page) {
        const agent::testing::TestFolder anew;
        spoil_page(file, page, random_);
        const auto done = salvage(anew.path());
        EXPECT_LE(done.written, 6U);
        opened += done.opened ? 1 : 0;
        read += done.written;
        fs::copy(anew.path(), stick.path(), fs::copy_options::recursive | fs::copy_options::skip_existing);
        put_back(file, whole);
    }
    std::printf("%zu pages; read with one of them rubbish: %.1f of 6 hand-ins\n", pages,
                static_cast<double>(read) / static_cast<double>(pages));
    EXPECT_GE(opened, pages - 4) << "seed " << seed_ << ": all but the pages that name the tables";
    EXPECT_GT(read, opened * 4) << "seed " << seed_;
    // Together they have brought everything.
    EXPECT_EQ(scene_.town().run({"import", stick.path().native()}).code, 0);
    const auto verdict = scene_.check();
    EXPECT_EQ(verdict.code, 0) << "seed " << seed_ << ": " << verdict.words;
    EXPECT_EQ(verdict.held, 6U);
    // The way of docs/operations.md to its end: the station begins anew, under other keys, and nobody wonders.
    FaultStation anew(scene_.town(), scene_.record(), station_.id());
    EXPECT_TRUE(anew.hand_in(random_papers(random_)));
    EXPECT_TRUE(anew.drained(60'000));
    EXPECT_EQ(scene_.check().code, 0) << scene_.check().words;
    const auto tasks = scene_.town().run({"tasks", "--json"}).out;
    EXPECT_THAT(tasks, ::testing::Not(HasSubstr("sequence"))) << "its numbers are another chain's";
}

}  // namespace
}  // namespace doorstep::faults

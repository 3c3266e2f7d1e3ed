#include "kiosk/app/keeper.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "base/service.hpp"

namespace doorstep::kiosk {
namespace {

namespace fs = std::filesystem;

// The keeper in a process of its own, with a shell script as its screen. The script notes what happens to it and says
// "over" when the test asks for it.
class KeeperTest : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(folder_);
        std::ofstream script(folder_ / "screen");
        script << "#!/bin/sh\n"
                  "[ -e "
               << (folder_ / "broken").native() << " ] && { echo died $$ >> " << log()
               << "; exit 1; }\n"
                  "echo waits $$ >> "
               << log()
               << "\n"
                  "[ \"$(head -c1 <&3)\" = g ] || exit 0\n"
                  "echo shown $$ >> "
               << log()
               << "\n"
                  "printf s >&3\n"
                  "while [ ! -e "
               << (folder_ / "over.").native() << "$$ ]; do read -t 0.05 x < " << (folder_ / "pipe").native()
               << " || sleep 0.05; done\n"
                  "echo over $$ >> "
               << log()
               << "\n"
                  "printf o >&3\n"
                  "head -c1 <&3 >/dev/null\n";
        script.close();
        fs::permissions(folder_ / "screen", fs::perms::owner_all);
        std::ofstream(folder_ / "pipe").close();
        keeper_ = fork();
        if (keeper_ == 0) {
            start_service("keeper-test");
            _exit(run_keeper((folder_ / "screen").native()));
        }
    }
    void TearDown() override {
        kill(keeper_, SIGTERM);
        int status = 0;
        waitpid(keeper_, &status, 0);
        EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        fs::remove_all(folder_);
    }
    std::string log() const { return (folder_ / "log").native(); }
    std::vector<std::string> lines() const {
        std::ifstream in(log());
        std::vector<std::string> all;
        for (std::string line; std::getline(in, line);) {
            all.push_back(line);
        }
        return all;
    }
    // The lines once there are that many; fewer after ten seconds.
    std::vector<std::string> wait_lines(std::size_t count) const {
        for (int i = 0; i < 1000 && lines().size() < count; ++i) {
            usleep(10'000);  // looks again; nothing depends on the time
        }
        return lines();
    }
    static pid_t pid_of(const std::string& line) { return std::stoi(line.substr(line.find(' ') + 1)); }
    static bool alive(pid_t pid) { return kill(pid, 0) == 0; }

    fs::path folder_ = "/dev/shm/doorstep-keeper-" + std::to_string(getpid());
    pid_t keeper_ = -1;
};

TEST_F(KeeperTest, AFreshProcessWaitsAndTakesOverBeforeTheOldOneEnds) {
    const auto start = wait_lines(3);  // waits A, shown A, waits B
    ASSERT_EQ(start.size(), 3U);
    const pid_t first = pid_of(start[1]);
    const pid_t second = pid_of(start[2]);
    EXPECT_NE(first, second);
    std::ofstream(folder_ / ("over." + std::to_string(first))).close();
    const auto after = wait_lines(6);  // over A, shown B, waits C
    ASSERT_EQ(after.size(), 6U);
    EXPECT_EQ(after[3], "over " + std::to_string(first));
    EXPECT_EQ(after[4], "shown " + std::to_string(second)) << "the waiting process is shown";
    EXPECT_FALSE(alive(first)) << "the old process is gone once the new one is shown";
}

TEST_F(KeeperTest, AKilledScreenIsFollowedByTheWaitingOne) {
    const auto start = wait_lines(3);
    ASSERT_EQ(start.size(), 3U);
    kill(pid_of(start[1]), SIGKILL);
    const auto after = wait_lines(4);
    ASSERT_GE(after.size(), 4U);
    EXPECT_EQ(after[3], "shown " + std::to_string(pid_of(start[2])));
}

TEST_F(KeeperTest, AWaitingScreenThatDiesAtOnceIsNotStartedWithoutAPause) {
    const auto start = wait_lines(3);
    ASSERT_EQ(start.size(), 3U);
    std::ofstream(folder_ / "broken").close();  // as a configuration that does not load any more
    std::ofstream(folder_ / ("over." + std::to_string(pid_of(start[1])))).close();
    ASSERT_EQ(wait_lines(6).size(), 6U);  // over A, shown B, and the first that died at once
    const auto begin = monotonic_milliseconds();
    ASSERT_GE(wait_lines(8).size(), 8U);
    EXPECT_GE(monotonic_milliseconds() - begin, 900) << "two pauses of half a second lie between three deaths";
    EXPECT_TRUE(alive(pid_of(start[2]))) << "the one that is shown stays";
}

}  // namespace
}  // namespace doorstep::kiosk

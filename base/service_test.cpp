#include "base/service.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <functional>

namespace doorstep {
namespace {

// Of the steps that the child made after start_service(), the first that failed; 0: all are right, -1: it was killed.
int in_a_service(const std::function<int()>& steps) {
    const pid_t child = ::fork();
    if (child == 0) {
        start_service("service-test");
        ::_exit(steps());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

// SECURITY 14: no core file, no look into its memory by another process of the same user.
TEST(Service, IsNotDumpable) {
    ASSERT_EQ(prctl(PR_GET_DUMPABLE), 1) << "else the test shows nothing";
    EXPECT_EQ(in_a_service([] { return prctl(PR_GET_DUMPABLE); }), 0);
}

TEST(Service, AWishToStopIsHeardAndDoesNotKill) {
    EXPECT_EQ(in_a_service([] {
                  pollfd wish{stop_descriptor(), POLLIN, 0};
                  if (stop_requested() || ::poll(&wish, 1, 0) != 0) {
                      return 1;
                  }
                  std::raise(SIGTERM);
                  return stop_requested() && ::poll(&wish, 1, 0) == 1 ? 0 : 2;
              }),
              0);
}

TEST(Service, ABrokenPipeIsNoEnd) {
    EXPECT_EQ(in_a_service([] {
                  std::raise(SIGPIPE);
                  return 0;
              }),
              0);
}

}  // namespace
}  // namespace doorstep

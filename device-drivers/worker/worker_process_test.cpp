#include "device-drivers/worker/worker_process.hpp"

#include <gtest/gtest.h>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "base/clock.hpp"
#include "base/testing/run_until.hpp"

namespace doorstep::devices {
namespace {

class Worker : public testing::Test {
  protected:
    void start(WorkerDelays delays = {}, const char* program = "doorstep-worker-probe") {
        WorkerSpec spec;
        spec.name = "probe";
        spec.program = std::filesystem::path(DOORSTEP_BIN_DIR) / program;
        (*spec.configure.mutable_settings())["who"] = "test";
        spec.arguments = arguments;
        WorkerProcess::Callbacks callbacks;
        callbacks.ready = [this] { ++ready; };
        callbacks.message = [this](const wire::WorkerMessage& m) { messages.push_back(m); };
        callbacks.ended = [this](WorkerEnd e) { ends.push_back(e); };
        worker = std::make_unique<WorkerProcess>(loop, spec, callbacks, delays);
        worker->start();
    }
    template <class F>
    bool until(F done, std::int64_t within_ms = 10'000) {
        return run_until(loop, std::move(done), within_ms);
    }
    bool send_job(std::uint64_t number) {
        wire::WorkerMessage message;
        message.mutable_scan()->set_job(number);
        return worker->send(message);
    }
    EventLoop loop;
    std::unique_ptr<WorkerProcess> worker;
    std::vector<std::string> arguments;
    int ready = 0;
    std::vector<wire::WorkerMessage> messages;
    std::vector<WorkerEnd> ends;
};

TEST_F(Worker, IsConfiguredBeforeItIsReadyAndAnswers) {
    start();
    ASSERT_TRUE(until([&] { return ready == 1; }));
    wire::WorkerMessage open;
    open.mutable_open()->set_device("d");
    ASSERT_TRUE(worker->send(open));
    ASSERT_TRUE(send_job(1));
    ASSERT_TRUE(until([&] { return messages.size() == 2; }));
    EXPECT_EQ(messages[0].status().model(), "probe");
    EXPECT_EQ(messages[1].job().state(), wire::JobState::DONE);
}

TEST_F(Worker, KilledInTheMiddleIsBackWithinASecond) {
    start();
    ASSERT_TRUE(until([&] { return ready == 1; }));
    const auto killed = monotonic_milliseconds();
    ASSERT_EQ(::kill(worker->pid(), SIGKILL), 0);
    ASSERT_TRUE(until([&] { return ready == 2; }));
    EXPECT_LE(monotonic_milliseconds() - killed, 1000);
    EXPECT_EQ(ends, std::vector{WorkerEnd::Exited});
    EXPECT_TRUE(send_job(1));
}

TEST_F(Worker, HangingJobIsKilledAtItsDeadline) {
    start();
    ASSERT_TRUE(until([&] { return ready == 1; }));
    ASSERT_TRUE(send_job(2));
    worker->expect_within(100);
    ASSERT_TRUE(until([&] { return ready == 2; }));
    EXPECT_EQ(ends, std::vector{WorkerEnd::Silent});
}

TEST_F(Worker, CancelIsHeardInTheMiddleOfAJob) {
    start();
    ASSERT_TRUE(until([&] { return ready == 1; }));
    ASSERT_TRUE(send_job(4));
    ASSERT_TRUE(until([&] { return messages.size() == 1; }));
    wire::WorkerMessage cancel;
    cancel.mutable_cancel()->set_job(4);
    ASSERT_TRUE(worker->send(cancel));
    ASSERT_TRUE(until([&] { return messages.size() == 2; }));
    EXPECT_EQ(messages[1].job().state(), wire::JobState::CANCELLED);
    EXPECT_TRUE(ends.empty());
}

TEST_F(Worker, NonsenseEndsIt) {
    start();
    ASSERT_TRUE(until([&] { return ready == 1; }));
    ASSERT_TRUE(send_job(6));
    ASSERT_TRUE(until([&] { return !ends.empty(); }));
    EXPECT_EQ(ends[0], WorkerEnd::BadFrames);
}

TEST_F(Worker, EatingMemoryEndsIt) {
    start();
    ASSERT_TRUE(until([&] { return ready == 1; }));
    ASSERT_TRUE(send_job(5));
    ASSERT_TRUE(until([&] { return !ends.empty(); }));
    EXPECT_EQ(ends[0], WorkerEnd::Exited);
}

TEST_F(Worker, RenewGivesAFreshProcessWithoutCountingADeath) {
    start();
    ASSERT_TRUE(until([&] { return ready == 1; }));
    for (int i = 2; i < 9; ++i) {
        const int before = worker->pid();
        worker->renew();
        ASSERT_TRUE(until([&] { return ready == i; }));
        EXPECT_NE(worker->pid(), before);
    }
    EXPECT_TRUE(ends.empty());
    EXPECT_EQ(worker->state(), WorkerState::Running);
}

TEST_F(Worker, KeepsDyingOpensTheCircuitAndTriesAgainLater) {
    WorkerDelays delays;
    delays.restart_first = 5;
    delays.broken_for = 100;
    start(delays, "no-such-worker");
    ASSERT_TRUE(until([&] { return worker->state() == WorkerState::Broken; }));
    EXPECT_EQ(ends.size(), deaths_until_broken);
    EXPECT_EQ(worker->end(), WorkerEnd::NotStarted);
    EXPECT_FALSE(send_job(1));
    ASSERT_TRUE(until([&] { return ends.size() > deaths_until_broken; }));
}

TEST_F(Worker, GoesWithAKilledHubThoughAJobHangs) {
    int alive[2];  // inherited by hub and worker: its end is seen when both are gone
    ASSERT_EQ(::pipe(alive), 0);
    const pid_t hub = ::fork();
    if (hub == 0) {
        ::close(alive[0]);
        start();
        const bool hangs = until([&] { return ready == 1; }) && send_job(2);
        [[maybe_unused]] const auto n = ::write(alive[1], hangs ? "y" : "n", 1);
        while (true) {
            loop.run_once(1000);
        }
    }
    ::close(alive[1]);
    char told = 0;
    ASSERT_EQ(::read(alive[0], &told, 1), 1);
    EXPECT_EQ(told, 'y');
    ::kill(hub, SIGKILL);
    ::waitpid(hub, nullptr, 0);
    pollfd gone{alive[0], POLLIN, 0};
    ASSERT_EQ(::poll(&gone, 1, 2000), 1);
    EXPECT_EQ(::read(alive[0], &told, 1), 0);
    ::close(alive[0]);
}

// What a worker with a grace does after its hub was killed or it was renewed: it has time to call its job back.
TEST_F(Worker, WithAGraceCallsItsJobBackWhenTheHubIsKilled) {
    int output[2];
    ASSERT_EQ(::pipe(output), 0);
    const pid_t hub = ::fork();
    if (hub == 0) {
        ::close(output[0]);
        ::dup2(output[1], STDOUT_FILENO);
        ::close(output[1]);
        arguments = {"--grace"};
        start();
        if (until([&] { return ready == 1; }) && send_job(4) && until([&] { return messages.size() == 1; })) {
            ::raise(SIGKILL);
        }
        ::_exit(1);
    }
    ::close(output[1]);
    int status = 0;
    ::waitpid(hub, &status, 0);
    EXPECT_TRUE(WIFSIGNALED(status));
    std::string said;
    char buffer[64];
    for (auto n = ::read(output[0], buffer, sizeof buffer); n > 0; n = ::read(output[0], buffer, sizeof buffer)) {
        said.append(buffer, static_cast<std::size_t>(n));
    }
    ::close(output[0]);
    EXPECT_EQ(said, "called back\n");
}

}  // namespace
}  // namespace doorstep::devices

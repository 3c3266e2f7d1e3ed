#include "base/event_loop.hpp"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <thread>

#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "base/testing/manual_time.hpp"

namespace doorstep {
namespace {

TEST(EventLoop, WithAClockThatItsOwnerMovesWaitsTakeNoTime) {
    ManualTime time;
    std::vector<std::int64_t> rang;
    const auto began = time.now();
    time.loop().after(36'000, [&] { rang.push_back(time.now() - began); });
    time.loop().every(10'000, [&] { rang.push_back(time.now() - began); });
    const auto really = monotonic_milliseconds();
    EXPECT_FALSE(time.until([&] { return rang.size() == 5; }, 36'000));
    EXPECT_TRUE(time.until([&] { return rang.size() == 4; }, 1));
    EXPECT_EQ(rang, (std::vector<std::int64_t>{10'000, 20'000, 30'000, 36'000}));
    EXPECT_LT(monotonic_milliseconds() - really, 36'000);
}

TEST(EventLoop, DescriptorTimerAndPostAllRun) {
    EventLoop loop;
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    std::string order;
    loop.watch(ends[0], POLLIN, [&](short) {
        char c = 0;
        ASSERT_EQ(read(ends[0], &c, 1), 1);
        order += c;
        loop.unwatch(ends[0]);
        loop.after(1, [&] {
            order += 't';
            loop.stop();
        });
    });
    std::thread other([&] {
        loop.post([&] {
            order += 'p';
            ASSERT_EQ(write(ends[1], "d", 1), 1);
        });
    });
    loop.run();
    other.join();
    EXPECT_EQ(order, "pdt");
    close(ends[0]);
    close(ends[1]);
}

TEST(EventLoop, ACancelledTimerDoesNotFireEvenWhenDueInTheSameRound) {
    EventLoop loop;
    int fired = 0;
    EventLoop::TimerId second = 0;
    loop.after(0, [&] {
        ++fired;
        loop.cancel(second);
        loop.stop();
    });
    second = loop.after(0, [&] { ++fired; });
    loop.run();
    EXPECT_EQ(fired, 1);
}

TEST(EventLoop, EveryRepeatsUntilCancelledFromWithin) {
    EventLoop loop;
    int fired = 0;
    EventLoop::TimerId timer = 0;
    timer = loop.every(1, [&] {
        if (++fired == 3) {
            loop.cancel(timer);
            loop.stop();
        }
    });
    loop.run();
    EXPECT_EQ(fired, 3);
}

}  // namespace
}  // namespace doorstep

// The kiosk's end of a bench's line: connects out to where the stick says, says which kiosk this is, and carries frames
// between the bench and the kiosk's own sockets, for as long as it lives. Loses the line and begins anew whenever the
// other end is silent or speaks otherwise. Thread-bound to the loop, which must outlive it.
//
//   Waiting --a moment--> Greeting --welcome--> Up
//      ^------ refused, silent, no answer, another protocol, a request that no bench needs ------'
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/event_loop.hpp"
#include "protocol/curve/curve.hpp"
#include "protocol/messages/bench.pb.h"
#include "protocol/zmq_socket.hpp"
#include "provisioning/enrolment/line/bench_sockets.hpp"
#include "provisioning/enrolment/line/bench_stick.hpp"

namespace doorstep::setup {

// Of both ends.
constexpr std::uint32_t bench_protocol = 1;
// All waits of the line, in milliseconds. Tests may shorten them.
struct BenchLineDelays {
    std::int64_t tick = 250;
    std::int64_t greeting = 6'000;  // no welcome by then: the next address of the stick
    std::int64_t alive = 1'000;     // said at least so often
    // Nothing heard for so long: the line is lost. A kiosk whose address is set anew has the line again before the
    // request that sets it is given up.
    std::int64_t silence = 5'000;
    std::int64_t retry = 1'000;
    std::int64_t refused = 5'000;  // asked again after a refusal: a row may have become free
};

class BenchLine {
  public:
    // `run`: where the kiosk's sockets are.
    BenchLine(EventLoop& loop, std::filesystem::path run, BenchStick stick, wire::BenchHello hello,
              BenchLineDelays delays = {});
    ~BenchLine();
    BenchLine(const BenchLine&) = delete;
    BenchLine& operator=(const BenchLine&) = delete;
    bool up() const { return step_ == Step::Up; }
    // The row that this kiosk got; empty before the first welcome.
    const std::string& station() const { return station_; }

  private:
    enum class Step { Waiting, Greeting, Up };
    // One of the kiosk's sockets, for the client that asks now.
    struct Relay {
        std::unique_ptr<protocol::ZmqSocket> socket;
        std::uint32_t client = 0;
    };
    void tick();
    void connect();
    void arrived(const std::string& bytes);
    void welcome(const std::string& station);
    void refused(wire::BenchRefusal::Reason reason);
    void to_kiosk(const wire::BenchFrame& frame);
    void to_bench(wire::BenchSocket socket, std::uint32_t client, protocol::ZmqSocket::Frames frames);
    Relay& relay_for(const wire::BenchFrame& frame, std::size_t index);
    void send(const wire::FromKiosk& message);
    void lose(const std::string& why, std::int64_t wait_ms);
    // As lose(), from within the connection's own callback, which it must outlive.
    void lose_soon(const std::string& why, std::int64_t wait_ms);

    EventLoop& loop_;
    std::filesystem::path run_;
    BenchStick stick_;
    wire::BenchHello hello_;
    BenchLineDelays delays_;
    EventLoop::TimerId timer_ = 0;
    std::shared_ptr<bool> alive_ = std::make_shared<bool>(true);
    Step step_ = Step::Waiting;
    std::size_t turn_ = 0;       // of the stick's addresses
    std::uint64_t attempt_ = 0;  // what was posted for an earlier one is dropped
    bool lost_ = false;          // lose_soon() was called: what still arrives is dropped
    std::int64_t since_ = 0;     // of the step
    std::int64_t wait_ms_ = 0;   // in Waiting
    std::int64_t heard_ = 0;
    std::int64_t said_ = 0;
    std::string station_;
    std::unique_ptr<protocol::CurveConnection> connection_;
    std::array<Relay, bench_sockets.size()> relays_;
};

}  // namespace doorstep::setup

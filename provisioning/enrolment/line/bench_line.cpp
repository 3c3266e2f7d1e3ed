#include "provisioning/enrolment/line/bench_line.hpp"

#include <zmq.h>

#include "base/log.hpp"
#include "protocol/rpc.hpp"

namespace doorstep::setup {
namespace {

using protocol::RpcKind;
using protocol::SocketType;
using protocol::ZmqSocket;

constexpr int most_waiting = 64;  // frames to a process that is not there; further ones are dropped
constexpr int reconnect_ms = 20;
constexpr int reconnect_longest_ms = 500;

}  // namespace

BenchLine::BenchLine(EventLoop& loop, std::filesystem::path run, BenchStick stick, wire::BenchHello hello,
                     BenchLineDelays delays)
    : loop_(loop), run_(std::move(run)), stick_(std::move(stick)), hello_(std::move(hello)), delays_(delays) {
    hello_.set_protocol(bench_protocol);
    since_ = loop_.now();
    timer_ = loop_.every(delays_.tick, [this] { tick(); });
}

BenchLine::~BenchLine() {
    *alive_ = false;
    loop_.cancel(timer_);
}

void BenchLine::tick() {
    const auto now = loop_.now();
    if (step_ == Step::Waiting && now - since_ >= wait_ms_) {
        connect();
    }
    if (step_ == Step::Greeting) {
        wire::FromKiosk message;
        *message.mutable_hello() = hello_;
        send(message);
        if (now - since_ > delays_.greeting) {
            lose("no answer", delays_.retry);
        }
    } else if (step_ == Step::Up && now - heard_ > delays_.silence) {
        lose("it fell silent", delays_.retry);
    } else if (step_ == Step::Up && now - said_ >= delays_.alive) {
        wire::FromKiosk message;
        message.mutable_alive();
        send(message);
    }
}

void BenchLine::connect() {
    const auto& address = stick_.addresses.at(turn_ % stick_.addresses.size());
    auto made = protocol::CurveConnection::connect(loop_, address, stick_.key, protocol::make_curve_keys(),
                                                   [this](const std::string& bytes) { arrived(bytes); });
    if (!made) {
        lose(made.error().text(), delays_.refused);
        return;
    }
    connection_ = *std::move(made);
    step_ = Step::Greeting;
    since_ = loop_.now();
}

void BenchLine::arrived(const std::string& bytes) {
    wire::FromBench message;
    if (lost_) {
        return;
    }
    if (!message.ParseFromString(bytes)) {
        lose_soon("another protocol", delays_.refused);
        return;
    }
    heard_ = loop_.now();
    if (message.has_welcome()) {
        welcome(message.welcome().station());
    } else if (message.has_refusal()) {
        refused(message.refusal().reason());
    } else if (message.has_frame() && step_ == Step::Up) {
        to_kiosk(message.frame());
    }
}

void BenchLine::welcome(const std::string& station) {
    if (step_ != Step::Greeting) {
        return;  // to a hello that was said twice
    }
    step_ = Step::Up;
    since_ = loop_.now();
    station_ = station;
    log::info("bench: {} by {}", station, stick_.addresses.at(turn_ % stick_.addresses.size()));
}

void BenchLine::refused(wire::BenchRefusal::Reason reason) {
    lose_soon(wire::BenchRefusal::Reason_Name(reason), delays_.refused);
}

// ---- frames -------------------------------------------------------------------------------------------------------

void BenchLine::to_kiosk(const wire::BenchFrame& frame) {
    const auto index = bench_socket_index(frame.socket());
    const auto head = protocol::decode_rpc_frame(frame.head());
    const bool known = index >= 0 && head && (head->kind == RpcKind::Request || head->kind == RpcKind::Ping);
    if (!known || (head->kind == RpcKind::Request && !may_pass(frame.socket(), frame.payload()))) {
        log::warning("bench: a request that no bench needs, to {}", wire::BenchSocket_Name(frame.socket()));
        lose_soon("it asks what it may not", delays_.refused);
        return;
    }
    relay_for(frame, static_cast<std::size_t>(index)).socket->send({frame.head(), frame.payload()});
}

BenchLine::Relay& BenchLine::relay_for(const wire::BenchFrame& frame, std::size_t index) {
    auto& relay = relays_.at(index);
    if (relay.socket && relay.client == frame.client()) {
        return relay;
    }
    relay.client = frame.client();
    relay.socket = std::make_unique<ZmqSocket>(SocketType::Dealer, protocol::line_largest_message);
    // What was asked before the connection stands, or while the process behind it begins anew, waits for it: whoever
    // asked cannot know. Each request of a bench may be done late, or twice.
    ignore(relay.socket->set(ZMQ_SNDHWM, most_waiting), "an option that exists since libzmq 3.3");
    ignore(relay.socket->set(ZMQ_RECONNECT_IVL, reconnect_ms), "likewise");
    ignore(relay.socket->set(ZMQ_RECONNECT_IVL_MAX, reconnect_longest_ms), "likewise");
    const auto& place = bench_sockets.at(index);
    if (const auto made = relay.socket->connect("ipc://" + (run_ / place.arrow / place.name).native()); !made) {
        log::error("bench: {}", made.error().text());
    }
    relay.socket->attach(
        loop_, [this, socket = place.socket, client = relay.client](ZmqSocket::Frames frames, const std::string&) {
            to_bench(socket, client, std::move(frames));
        });
    return relay;
}

// Answers only: what the kiosk's processes tell unasked stays here.
void BenchLine::to_bench(wire::BenchSocket socket, std::uint32_t client, ZmqSocket::Frames frames) {
    const auto head = frames.size() == 2 ? protocol::decode_rpc_frame(frames[0]) : std::nullopt;
    if (step_ != Step::Up || !head || (head->kind != RpcKind::Reply && head->kind != RpcKind::Pong)) {
        return;
    }
    wire::FromKiosk message;
    auto* frame = message.mutable_frame();
    frame->set_socket(socket);
    frame->set_client(client);
    frame->set_head(std::move(frames[0]));
    frame->set_payload(std::move(frames[1]));
    send(message);
}

void BenchLine::send(const wire::FromKiosk& message) {
    if (connection_ && connection_->send(message.SerializeAsString())) {
        said_ = loop_.now();
    }
}

void BenchLine::lose(const std::string& why, std::int64_t wait_ms) {
    log::info("bench: {}: {}", stick_.addresses.at(turn_ % stick_.addresses.size()), why);
    if (step_ != Step::Up) {
        ++turn_;
    }
    connection_.reset();
    relays_ = {};
    lost_ = false;
    ++attempt_;
    step_ = Step::Waiting;
    since_ = loop_.now();
    wait_ms_ = wait_ms;
}

void BenchLine::lose_soon(const std::string& why, std::int64_t wait_ms) {
    lost_ = true;
    loop_.post([this, alive = alive_, attempt = attempt_, why, wait_ms] {
        if (*alive && attempt == attempt_) {
            lose(why, wait_ms);
        }
    });
}

}  // namespace doorstep::setup

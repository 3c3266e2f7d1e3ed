#include "protocol/rpc_client.hpp"

#include <zmq.h>

#include <future>
#include <map>
#include <thread>

#include "base/clock.hpp"
#include "base/log.hpp"
#include "protocol/zmq_socket.hpp"

namespace doorstep::protocol {
namespace {

struct Pending {
    std::string request;
    std::int64_t deadline;
    bool sent;
    RpcClient::Answer answer;
};

}  // namespace

struct RpcClient::State {
    std::string address;
    RpcCallbacks callbacks;
    RpcDelays delays;
    EventLoop loop;
    std::unique_ptr<ZmqSocket> socket;
    std::map<std::uint64_t, Pending> pending;
    std::uint64_t next_id = 1;
    std::uint64_t boot = 0;  // of the server; 0: link is down
    std::int64_t last_heard = 0;
    std::thread thread;

    void start_on_thread();
    void arrived(ZmqSocket::Frames frames);
    void heard_from(std::uint64_t server_boot);
    void link_lost();
    void tick();
    void send_waiting();
    void answer(std::uint64_t id, Result<std::string> result);
};

void RpcClient::State::start_on_thread() {
    socket = std::make_unique<ZmqSocket>(SocketType::Dealer, rpc_largest_message);
    // Only to a live connection: a request must not lie in a queue past its deadline and be done late.
    ignore(socket->set(ZMQ_IMMEDIATE, 1), "an option that exists since libzmq 3.3");
    ignore(socket->set(ZMQ_RECONNECT_IVL, 20), "likewise");
    ignore(socket->set(ZMQ_RECONNECT_IVL_MAX, 500), "likewise");
    if (const auto connected = socket->connect(address); !connected) {
        log::error("rpc: {}", connected.error().text());
    }
    socket->attach(loop, [this](ZmqSocket::Frames frames, const std::string&) { arrived(std::move(frames)); });
    const auto ping = [this] { socket->send({encode_rpc_frame({RpcKind::Ping, 0}), {}}); };
    loop.every(delays.ping_every, ping);
    loop.every(delays.resend_every, [this, ping] {
        if (boot == 0) {
            ping();  // eager at the start: the first answer opens the link
        }
        tick();
    });
}

void RpcClient::State::arrived(ZmqSocket::Frames frames) {
    const auto frame = frames.size() == 2 ? decode_rpc_frame(frames[0]) : std::nullopt;
    if (!frame) {
        return;
    }
    last_heard = monotonic_milliseconds();
    if (frame->kind == RpcKind::Pong) {
        heard_from(frame->id);
    } else if (frame->kind == RpcKind::Reply) {
        answer(frame->id, std::move(frames[1]));
    } else if (frame->kind == RpcKind::Event) {
        callbacks.event(std::move(frames[1]));
    }
}

void RpcClient::State::heard_from(std::uint64_t server_boot) {
    if (boot == server_boot) {
        return;
    }
    if (boot != 0) {
        link_lost();  // restarted between two pings: what was asked of the old one is unanswered for ever
    }
    boot = server_boot;
    callbacks.link(true);
    send_waiting();
}

void RpcClient::State::link_lost() {
    boot = 0;
    std::vector<std::uint64_t> orphans;
    for (const auto& [id, call] : pending) {
        if (call.sent) {
            orphans.push_back(id);
        }
    }
    callbacks.link(false);
    for (const auto id : orphans) {
        answer(id, Error(RpcError::LinkDown, address));
    }
}

void RpcClient::State::tick() {
    const auto now = monotonic_milliseconds();
    if (boot != 0 && now - last_heard > delays.silent_means_gone) {
        link_lost();
    }
    send_waiting();
    std::vector<std::uint64_t> late;
    for (const auto& [id, call] : pending) {
        if (call.deadline <= now) {
            late.push_back(id);
        }
    }
    for (const auto id : late) {
        const bool sent = pending.at(id).sent;
        answer(id, Error(sent ? RpcError::Timeout : RpcError::LinkDown, address));
    }
}

void RpcClient::State::send_waiting() {
    for (auto& [id, call] : pending) {
        if (!call.sent && socket->send({encode_rpc_frame({RpcKind::Request, id}), call.request})) {
            call.sent = true;
            std::string().swap(call.request);
        }
    }
}

void RpcClient::State::answer(std::uint64_t id, Result<std::string> result) {
    const auto found = pending.find(id);
    if (found == pending.end()) {
        return;  // answered already: the deadline was quicker
    }
    const auto callback = std::move(found->second.answer);
    pending.erase(found);
    callback(std::move(result));
}

RpcClient::RpcClient(std::string address, Callbacks callbacks, RpcDelays delays) : state_(std::make_unique<State>()) {
    state_->address = std::move(address);
    state_->callbacks = std::move(callbacks);
    state_->delays = delays;
    state_->thread = std::thread([s = state_.get()] {
        s->start_on_thread();
        s->loop.run();
        while (!s->pending.empty()) {
            s->answer(s->pending.begin()->first, Error(RpcError::LinkDown, s->address));
        }
        s->socket.reset();
    });
}

RpcClient::~RpcClient() {
    state_->loop.stop();
    state_->thread.join();
}

void RpcClient::call(std::string request, std::int64_t deadline_ms, Answer answer) {
    if (request.size() > rpc_largest_message) {
        answer(Error(RpcError::TooLarge, state_->address));
        return;
    }
    auto call = std::make_shared<Pending>(
        Pending{std::move(request), monotonic_milliseconds() + deadline_ms, false, std::move(answer)});
    state_->loop.post([s = state_.get(), call] {
        s->pending.emplace(s->next_id++, std::move(*call));
        s->send_waiting();
    });
}

Result<std::string> RpcClient::call_wait(std::string request, std::int64_t deadline_ms) {
    auto done = std::make_shared<std::promise<Result<std::string>>>();
    auto future = done->get_future();
    call(std::move(request), deadline_ms, [done](Result<std::string> result) { done->set_value(std::move(result)); });
    return future.get();
}

}  // namespace doorstep::protocol

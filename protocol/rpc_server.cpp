#include "protocol/rpc_server.hpp"

#include <sys/stat.h>

#include <filesystem>
#include <map>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "base/log.hpp"
#include "base/uuid.hpp"
#include "protocol/zmq_socket.hpp"

namespace doorstep::protocol {
namespace {

std::uint64_t random_number() {
    std::uint64_t n = 0;
    fill_random({reinterpret_cast<std::uint8_t*>(&n), sizeof n});
    return n;
}

constexpr std::string_view ipc_scheme = "ipc://";

}  // namespace

struct RpcServer::State {
    EventLoop& loop;
    Handlers handlers;
    RpcDelays delays;
    ZmqSocket socket{SocketType::Router, rpc_largest_message};
    std::uint64_t boot = random_number();
    std::map<Peer, std::int64_t> last_heard;
    EventLoop::TimerId reaper = 0;

    State(EventLoop& l, Handlers h, RpcDelays d) : loop(l), handlers(std::move(h)), delays(d) {}

    bool send(const Peer& peer, RpcFrame frame, std::string payload) {
        return socket.send({peer, encode_rpc_frame(frame), std::move(payload)});
    }

    void reap() {
        const auto now = monotonic_milliseconds();
        for (auto at = last_heard.begin(); at != last_heard.end();) {
            if (now - at->second < delays.silent_means_gone) {
                ++at;
                continue;
            }
            const Peer gone = at->first;
            at = last_heard.erase(at);
            handlers.peer_lost(gone);
        }
    }
};

RpcServer::RpcServer(std::shared_ptr<State> state) : state_(std::move(state)) {}

RpcServer::~RpcServer() {
    state_->loop.cancel(state_->reaper);
}

Result<std::unique_ptr<RpcServer>> RpcServer::bind(EventLoop& loop, const std::string& address, Handlers handlers,
                                                   RpcDelays delays) {
    const bool is_file = address.starts_with(ipc_scheme);
    const std::filesystem::path path = is_file ? address.substr(ipc_scheme.size()) : "";
    if (is_file) {
        DOORSTEP_CHECK(make_folder(path.parent_path(), 0750));
    }
    auto state = std::make_shared<State>(loop, std::move(handlers), delays);
    DOORSTEP_CHECK(state->socket.bind(address));
    if (is_file && ::chmod(path.c_str(), 0660) != 0) {
        return file_error(errno, path.native());
    }
    const std::weak_ptr<State> weak = state;
    const auto arrived = [weak](ZmqSocket::Frames frames, const std::string&) {
        const auto self = weak.lock();
        const auto frame = self && frames.size() == 3 ? decode_rpc_frame(frames[1]) : std::nullopt;
        if (!frame) {
            return;  // not our protocol: a peer that speaks otherwise gets no answer
        }
        const Peer peer = frames[0];
        self->last_heard[peer] = monotonic_milliseconds();
        if (frame->kind == RpcKind::Ping) {
            self->send(peer, {RpcKind::Pong, self->boot}, {});
        } else if (frame->kind == RpcKind::Request) {
            auto answered = std::make_shared<bool>(false);
            self->handlers.request(peer, std::move(frames[2]),
                                   [weak, peer, id = frame->id, answered](std::string payload) {
                                       const auto server = weak.lock();
                                       if (server && !*answered) {
                                           *answered = true;
                                           server->send(peer, {RpcKind::Reply, id}, std::move(payload));
                                       }
                                   });
        }
    };
    state->socket.attach(loop, arrived, [weak] {
        if (const auto self = weak.lock()) {
            self->handlers.all_arrived();
        }
    });
    state->reaper = loop.every(delays.ping_every, [weak] {
        if (const auto self = weak.lock()) {
            self->reap();
        }
    });
    return std::unique_ptr<RpcServer>(new RpcServer(std::move(state)));
}

bool RpcServer::send_event(const Peer& peer, std::string payload) {
    return state_->last_heard.contains(peer) && state_->send(peer, {RpcKind::Event, 0}, std::move(payload));
}

}  // namespace doorstep::protocol

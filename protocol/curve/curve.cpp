#include "protocol/curve/curve.hpp"

#include <sodium.h>
#include <zmq.h>

#include "base/log.hpp"
#include "base/masking.hpp"
#include "protocol/zmq_socket.hpp"

namespace doorstep {

std::string_view ErrorNames<protocol::CurveError>::name(protocol::CurveError e) {
    return e == protocol::CurveError::BadKey ? "BadKey" : "HandlerBusy";
}

namespace protocol {
namespace {

constexpr std::size_t key_size = 32;
constexpr auto zap_address = "inproc://zeromq.zap.01";
constexpr std::size_t largest_zap_frame = 1024;
constexpr int send_queue = 1000;              // messages a peer; a full queue is told to the caller
constexpr int handshake_ms = 20'000;          // a peer that does not finish the handshake is dropped; it is five ways
constexpr int connect_ms = 5'000;             // then TCP asks anew, and not ever more seldom as it does by itself
constexpr int transport_heartbeat_ms = 5000;  // finds cut cables that TCP does not tell
constexpr auto zap_domain = "doorstep";
// ZMQ_ZAP_ENFORCE_DOMAIN: the number is in libzmq 4.3.4, its name only in the headers of draft builds.
constexpr int zap_enforce_domain = 93;

bool is_key(BytesView key) {
    return key.size() == key_size;
}

// Options of both ends. Linger is 0 and the sizes are bounded by ZmqSocket.
Status set_common(ZmqSocket& socket, const CurveKeys& keys) {
    DOORSTEP_CHECK(socket.set(ZMQ_SNDHWM, send_queue));
    DOORSTEP_CHECK(socket.set(ZMQ_RCVHWM, send_queue));
    DOORSTEP_CHECK(socket.set(ZMQ_HANDSHAKE_IVL, handshake_ms));
    return socket.set(ZMQ_CURVE_SECRETKEY, as_text(keys.secret_key));
}

// The stations' heartbeats are answered; none are sent from here. libzmq looks for a timer that it ends by walking all
// of them: with ten thousand connections that was most of the processor. A peer that is gone is found by TCP itself.
Status find_gone_peers_by_tcp(ZmqSocket& socket) {
    constexpr int idle_s = 30;
    constexpr int every_s = 10;
    constexpr int tries = 3;
    DOORSTEP_CHECK(socket.set(ZMQ_TCP_KEEPALIVE, 1));
    DOORSTEP_CHECK(socket.set(ZMQ_TCP_KEEPALIVE_IDLE, idle_s));
    DOORSTEP_CHECK(socket.set(ZMQ_TCP_KEEPALIVE_INTVL, every_s));
    return socket.set(ZMQ_TCP_KEEPALIVE_CNT, tries);
}

}  // namespace

CurveKeys make_curve_keys() {
    [[maybe_unused]] static const int ready = sodium_init();
    CurveKeys keys{Bytes(key_size), WipedBytes(key_size)};
    crypto_box_keypair(keys.public_key.data(), keys.secret_key.data());
    return keys;
}

struct ZapHandler::State {
    Admit admit;
    ZmqSocket socket{SocketType::Router, largest_zap_frame};

    // Frames of RFC 27: routing id, empty, "1.0", request id, domain, address, identity, mechanism, credentials.
    void answer(ZmqSocket::Frames frames) {
        constexpr std::size_t request_frames = 9;
        if (frames.size() < 4) {
            return;  // cannot even be refused: the handshake ends by its timeout
        }
        std::optional<std::string> user;
        if (frames.size() == request_frames && frames[2] == "1.0" && frames[4] == zap_domain && frames[7] == "CURVE" &&
            frames[8].size() == key_size) {
            user = admit(as_bytes(frames[8]), frames[5]);
        }
        const bool in = user && !user->empty();
        socket.send({frames[0], "", "1.0", frames[3], in ? "200" : "400", in ? "OK" : "refused", in ? *user : "", ""});
    }
};

ZapHandler::ZapHandler(std::unique_ptr<State> state) : state_(std::move(state)) {}
ZapHandler::~ZapHandler() {
    state_->socket.unbind(zap_address);
}

Result<std::unique_ptr<ZapHandler>> ZapHandler::start(EventLoop& loop, Admit admit) {
    auto state = std::make_unique<State>();
    state->admit = std::move(admit);
    if (!state->socket.bind(zap_address)) {
        return CurveError::HandlerBusy;
    }
    state->socket.attach(
        loop, [self = state.get()](ZmqSocket::Frames frames, const std::string&) { self->answer(std::move(frames)); });
    return std::unique_ptr<ZapHandler>(new ZapHandler(std::move(state)));
}

struct CurveListener::State {
    ZmqSocket socket{SocketType::Router, line_largest_message};
    std::function<void(Message)> arrived;
};

CurveListener::CurveListener(std::unique_ptr<State> state) : state_(std::move(state)) {}
CurveListener::~CurveListener() = default;

Result<std::unique_ptr<CurveListener>> CurveListener::bind(EventLoop& loop, const std::string& address,
                                                           const CurveKeys& keys, std::function<void(Message)> arrived,
                                                           std::function<void()> all_arrived) {
    if (!is_key(keys.secret_key)) {
        return CurveError::BadKey;
    }
    auto state = std::make_unique<State>();
    state->arrived = std::move(arrived);
    auto& socket = state->socket;
    DOORSTEP_CHECK(set_common(socket, keys));
    DOORSTEP_CHECK(find_gone_peers_by_tcp(socket));
    DOORSTEP_CHECK(socket.set(ZMQ_CURVE_SERVER, 1));
    DOORSTEP_CHECK(socket.set(ZMQ_ZAP_DOMAIN, std::string_view(zap_domain)));
    // Without this libzmq lets everybody in when no handler answers.
    DOORSTEP_CHECK(socket.set(zap_enforce_domain, 1));
    DOORSTEP_CHECK(socket.set(ZMQ_ROUTER_MANDATORY, 1));
    DOORSTEP_CHECK(socket.bind(address));
    const auto take = [self = state.get()](ZmqSocket::Frames frames, std::string user) {
        if (frames.size() == 2 && !user.empty()) {
            self->arrived({std::move(frames[0]), std::move(user), std::move(frames[1])});
        } else {
            log::warning("line: a message of {} frames dropped", frames.size());
        }
    };
    socket.attach(loop, take, std::move(all_arrived));
    return std::unique_ptr<CurveListener>(new CurveListener(std::move(state)));
}

std::string CurveListener::endpoint() const {
    return state_->socket.last_endpoint();
}

bool CurveListener::send(const std::string& peer, std::string payload) {
    return state_->socket.send({peer, std::move(payload)});
}

struct CurveConnection::State {
    ZmqSocket socket{SocketType::Dealer, line_largest_message};
    std::function<void(std::string)> arrived;
};

CurveConnection::CurveConnection(std::unique_ptr<State> state) : state_(std::move(state)) {}
CurveConnection::~CurveConnection() = default;

Result<std::unique_ptr<CurveConnection>> CurveConnection::connect(EventLoop& loop, const std::string& address,
                                                                  BytesView server_public, const CurveKeys& keys,
                                                                  std::function<void(std::string)> arrived) {
    if (!is_key(server_public) || !is_key(keys.secret_key) || !is_key(keys.public_key)) {
        return CurveError::BadKey;
    }
    auto state = std::make_unique<State>();
    state->arrived = std::move(arrived);
    auto& socket = state->socket;
    DOORSTEP_CHECK(set_common(socket, keys));
    DOORSTEP_CHECK(socket.set(ZMQ_HEARTBEAT_IVL, transport_heartbeat_ms));
    DOORSTEP_CHECK(socket.set(ZMQ_CURVE_SERVERKEY, as_text(server_public)));
    DOORSTEP_CHECK(socket.set(ZMQ_CURVE_PUBLICKEY, as_text(keys.public_key)));
    DOORSTEP_CHECK(socket.set(ZMQ_CONNECT_TIMEOUT, connect_ms));
    DOORSTEP_CHECK(socket.set(ZMQ_IMMEDIATE, 1));  // nothing is queued for a line that is not there
    DOORSTEP_CHECK(socket.connect(address));
    socket.attach(loop, [self = state.get()](ZmqSocket::Frames frames, const std::string&) {
        if (frames.size() == 1) {
            self->arrived(std::move(frames[0]));
        }
    });
    return std::unique_ptr<CurveConnection>(new CurveConnection(std::move(state)));
}

bool CurveConnection::send(std::string payload) {
    return state_->socket.send({std::move(payload)});
}

}  // namespace protocol
}  // namespace doorstep

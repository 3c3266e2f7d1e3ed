#include "protocol/zmq_socket.hpp"

#include <poll.h>
#include <zmq.h>

#include <array>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>

namespace doorstep {

std::string_view ErrorNames<protocol::SocketError>::name(protocol::SocketError e) {
    switch (e) {
        case protocol::SocketError::BadAddress:
            return "BadAddress";
        case protocol::SocketError::InUse:
            return "InUse";
        case protocol::SocketError::Failed:
            return "Failed";
    }
    return "?";
}

namespace protocol {
namespace {

Error socket_error(std::string_view what) {
    const int cause = zmq_errno();
    const auto detail = fmt::format("{}: {}", what, zmq_strerror(cause));
    switch (cause) {
        case EADDRINUSE:
            return {SocketError::InUse, detail};
        case EINVAL:
        case EPROTONOSUPPORT:
        case ENODEV:
        case ENOENT:
            return {SocketError::BadAddress, detail};
        default:
            return {SocketError::Failed, detail};
    }
}

// One received frame; closes its libzmq message whatever happens.
class Frame {
  public:
    Frame() { zmq_msg_init(&message_); }
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;
    ~Frame() { zmq_msg_close(&message_); }
    bool receive(void* socket) { return zmq_msg_recv(&message_, socket, ZMQ_DONTWAIT) >= 0; }
    bool more() const { return zmq_msg_more(&message_) != 0; }
    std::string text() { return {static_cast<const char*>(zmq_msg_data(&message_)), zmq_msg_size(&message_)}; }
    std::string user_id() const {
        const char* id = zmq_msg_gets(&message_, "User-Id");
        return id != nullptr ? id : "";
    }

  private:
    zmq_msg_t message_{};
};

}  // namespace

void* zmq_context() {
    static void* const context = zmq_ctx_new();
    return context;
}

void allow_sockets(int number) {
    zmq_ctx_set(zmq_context(), ZMQ_MAX_SOCKETS, number);
}

ZmqSocket::ZmqSocket(SocketType type, std::size_t largest_message)
    : socket_(zmq_socket(zmq_context(), type == SocketType::Router ? ZMQ_ROUTER : ZMQ_DEALER)) {
    const int no_linger = 0;
    const auto bound = static_cast<std::int64_t>(largest_message);
    zmq_setsockopt(socket_, ZMQ_LINGER, &no_linger, sizeof no_linger);
    zmq_setsockopt(socket_, ZMQ_MAXMSGSIZE, &bound, sizeof bound);
}

ZmqSocket::~ZmqSocket() {
    *alive_ = false;
    if (loop_ != nullptr) {
        loop_->unwatch(descriptor_);
        loop_->remove_prepare(hook_);
    }
    zmq_close(socket_);
}

Status ZmqSocket::set(int option, int value) {
    return zmq_setsockopt(socket_, option, &value, sizeof value) == 0 ? Status{} : Status(socket_error("option"));
}

Status ZmqSocket::set(int option, std::string_view value) {
    return zmq_setsockopt(socket_, option, value.data(), value.size()) == 0 ? Status{} : Status(socket_error("option"));
}

Status ZmqSocket::bind(const std::string& address) {
    return zmq_bind(socket_, address.c_str()) == 0 ? Status{} : Status(socket_error(address));
}

Status ZmqSocket::connect(const std::string& address) {
    return zmq_connect(socket_, address.c_str()) == 0 ? Status{} : Status(socket_error(address));
}

void ZmqSocket::unbind(const std::string& address) {
    zmq_unbind(socket_, address.c_str());
}

std::string ZmqSocket::last_endpoint() const {
    std::array<char, 256> text{};
    std::size_t size = text.size();
    return zmq_getsockopt(socket_, ZMQ_LAST_ENDPOINT, text.data(), &size) == 0 ? std::string(text.data())
                                                                               : std::string();
}

void ZmqSocket::attach(EventLoop& loop, std::function<void(Frames, std::string)> arrived,
                       std::function<void()> all_arrived) {
    loop_ = &loop;
    arrived_ = std::move(arrived);
    all_arrived_ = std::move(all_arrived);
    std::size_t size = sizeof descriptor_;
    zmq_getsockopt(socket_, ZMQ_FD, &descriptor_, &size);
    // Heard in the round that it wakes. ZMQ_FD is edge-like and silent after our own calls, so every round drains
    // first.
    loop.watch(descriptor_, POLLIN, [this](short) { drain(); });
    hook_ = loop.prepare([this] { drain(); });
}

void ZmqSocket::drain() {
    const auto alive = alive_;
    // Bounded, so that one busy peer cannot keep timers and other descriptors waiting.
    constexpr int most = 256;
    int received = 0;
    while (received < most && *alive && receive_one()) {
        ++received;
    }
    if (received > 0 && *alive) {
        all_arrived_();
    }
    if (received == most && *alive) {
        loop_->post([] {});  // more is waiting: come back without sleeping
    }
}

bool ZmqSocket::receive_one() {
    Frames frames;
    std::string user_id;
    bool more = true;
    while (more) {
        Frame frame;
        if (!frame.receive(socket_)) {
            return false;
        }
        more = frame.more();
        user_id = frame.user_id();
        frames.push_back(frame.text());
    }
    arrived_(std::move(frames), std::move(user_id));
    return true;
}

bool ZmqSocket::send(const Frames& frames) {
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const int flags = ZMQ_DONTWAIT | (i + 1 < frames.size() ? ZMQ_SNDMORE : 0);
        if (zmq_send(socket_, frames[i].data(), frames[i].size(), flags) < 0) {
            return false;
        }
    }
    return true;
}

}  // namespace protocol
}  // namespace doorstep

// CURVE over ZeroMQ: the line between station and township (SECURITY 5). The listening end binds its ZAP handler first
// and refuses everybody when the handler is not there; a peer's identity is what ZAP said, never a field of a message.
// Thread-bound to the loop, which must outlive all of it.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::protocol {

enum class CurveError {
    BadKey = 1,   // stop: a CURVE key is 32 bytes
    HandlerBusy,  // stop: this process has a ZAP handler already
};

// Bound of one message on the line: a chunk of 64 KiB, or an offer with its envelope of at most 512 KiB.
constexpr std::size_t line_largest_message = 1U << 20U;

// X25519 pair of the transport. Binary, 32 bytes each.
struct CurveKeys {
    Bytes public_key;
    WipedBytes secret_key;
};
// A new pair.
CurveKeys make_curve_keys();

// Answers libzmq's question who may enter. One a process (libzmq has one address for it).
class ZapHandler {
  public:
    // The User-Id for a peer's 32-byte public key, or nothing to refuse it. Called for each new connection.
    using Admit = std::function<std::optional<std::string>(BytesView public_key, std::string_view address)>;
    // HandlerBusy when another one lives in this process.
    static Result<std::unique_ptr<ZapHandler>> start(EventLoop& loop, Admit admit);
    ~ZapHandler();
    ZapHandler(const ZapHandler&) = delete;
    ZapHandler& operator=(const ZapHandler&) = delete;

  private:
    struct State;
    explicit ZapHandler(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// The township's end. Start the ZapHandler first.
class CurveListener {
  public:
    struct Message {
        std::string peer;     // routing id made by our socket: one connection, valid until it ends
        std::string user_id;  // who, as ZAP said; never empty
        std::string payload;
    };
    // `address` as "tcp://127.0.0.1:0"; BadAddress/InUse of socket errors, BadKey. `all_arrived` follows the messages
    // that came together; it must not end the listener.
    static Result<std::unique_ptr<CurveListener>> bind(
        EventLoop& loop, const std::string& address, const CurveKeys& keys, std::function<void(Message)> arrived,
        std::function<void()> all_arrived = [] {});
    ~CurveListener();
    CurveListener(const CurveListener&) = delete;
    CurveListener& operator=(const CurveListener&) = delete;
    // What bind made of the address, e.g. "tcp://127.0.0.1:40123".
    std::string endpoint() const;
    // False when the peer has gone or its queue (1,000 messages) is full: nothing was sent.
    bool send(const std::string& peer, std::string payload);

  private:
    struct State;
    explicit CurveListener(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// The station's end: one attempt at a line. After a refusal libzmq does not try again by itself: who hears nothing
// throws the connection away and makes a new one.
class CurveConnection {
  public:
    // Starts to connect; returns at once. BadKey, BadAddress.
    static Result<std::unique_ptr<CurveConnection>> connect(EventLoop& loop, const std::string& address,
                                                            BytesView server_public, const CurveKeys& keys,
                                                            std::function<void(std::string payload)> arrived);
    ~CurveConnection();
    CurveConnection(const CurveConnection&) = delete;
    CurveConnection& operator=(const CurveConnection&) = delete;
    // False while there is no connection or the queue is full: nothing was sent.
    bool send(std::string payload);

  private:
    struct State;
    explicit CurveConnection(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace doorstep::protocol

template <>
struct doorstep::ErrorNames<doorstep::protocol::CurveError> {
    static constexpr std::string_view module = "curve";
    static std::string_view name(protocol::CurveError e);
};

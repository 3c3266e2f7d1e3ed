// A local socket seen from the Qt thread: every callback arrives there. Thread-bound to the thread that made it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include <QObject>

#include "protocol/messages/common.pb.h"
#include "protocol/rpc_client.hpp"

namespace doorstep::kiosk {

// The fault that stands for a failed call: Timeout, Unavailable or TooLarge.
wire::Fault fault_of(const Error& error);
// A fault with that code and no parameters.
wire::Fault fault_of(wire::FaultCode code);

class RpcLink : public QObject {
    Q_OBJECT
    // True while the other process answers.
    Q_PROPERTY(bool up READ up NOTIFY upChanged)
  public:
    // Starts to connect and goes on for ever.
    explicit RpcLink(const std::string& address, QObject* parent = nullptr, protocol::RpcDelays delays = {});
    ~RpcLink() override;
    bool up() const { return up_; }

  signals:
    void upChanged();

  protected:
    using Answer = std::function<void(Result<std::string>)>;
    // `answer` is called once, on this thread, within the deadline; not at all when `context` has been destroyed.
    void send(std::string request, std::int64_t deadline_ms, QObject* context, Answer answer);
    // What the other end sends unasked.
    virtual void on_event(const std::string& payload) = 0;
    // The link came up: ask to watch (again).
    virtual void on_up() = 0;
    // Ends the socket's thread; to be called first in the destructor of what derives, so that no event finds half an
    // object.
    void stop();

  private:
    void set_up(bool up);
    std::unique_ptr<protocol::RpcClient> client_;
    bool up_ = false;
};

}  // namespace doorstep::kiosk

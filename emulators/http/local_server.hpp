// An HTTP server on a thread of its own, as the scanner and the camera need it.
#pragma once

#include <string>
#include <thread>

#include <httplib.h>

#include "emulators/control/emulator.hpp"

namespace doorstep::emulators {

// Thread-bound; handlers run on the server's own threads.
class LocalServer {
  public:
    LocalServer() = default;
    LocalServer(const LocalServer&) = delete;
    LocalServer& operator=(const LocalServer&) = delete;
    ~LocalServer() { stop(); }

    // Where handlers are set, before start().
    httplib::Server& routes() { return server_; }
    // Binds and serves; CannotListen when the port is taken. Port 0 takes any free one.
    Status start(const HostPort& listen);
    // Ends all connections; handlers that wait must be told to return first.
    void stop();
    // "http://HOST:PORT", valid after start().
    std::string base_url() const { return base_url_; }

  private:
    httplib::Server server_;
    std::thread thread_;
    std::string base_url_;
};

}  // namespace doorstep::emulators

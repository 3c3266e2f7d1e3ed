#include "emulators/http/local_server.hpp"

#include <fmt/format.h>

namespace doorstep::emulators {

Status LocalServer::start(const HostPort& listen) {
    server_.set_tcp_nodelay(true);
    int port = listen.port;
    const bool bound =
        port == 0 ? (port = server_.bind_to_any_port(listen.host)) > 0 : server_.bind_to_port(listen.host, port);
    if (!bound) {
        return Error(ControlError::CannotListen, fmt::format("{}:{}", listen.host, listen.port));
    }
    base_url_ = fmt::format("http://{}:{}", listen.host, port);
    thread_ = std::thread([this] { server_.listen_after_bind(); });
    while (!server_.is_running()) {  // stop() is lost on a server that does not run yet
        std::this_thread::yield();
    }
    return {};
}

void LocalServer::stop() {
    if (thread_.joinable()) {
        server_.stop();
        thread_.join();
    }
}

}  // namespace doorstep::emulators

#include "tests/bench/tcp_address.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <chrono>
#include <thread>

namespace doorstep::bench {

sockaddr_in tcp_address(const char* address, int port) {
    sockaddr_in out{};
    out.sin_family = AF_INET;
    out.sin_port = htons(static_cast<std::uint16_t>(port));
    ::inet_pton(AF_INET, address, &out.sin_addr);
    return out;
}

FileDescriptor connect_soon(const char* address, int port) {
    constexpr int tries = 50;
    const auto there = tcp_address(address, port);
    for (int i = 0; i < tries; ++i) {
        FileDescriptor fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&there), sizeof there) == 0) {
            return fd;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return FileDescriptor(-1);
}

}  // namespace doorstep::bench

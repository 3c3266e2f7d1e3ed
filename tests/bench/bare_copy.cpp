#include "tests/bench/bare_copy.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "base/files.hpp"
#include "tests/bench/peer_server.hpp"
#include "tests/bench/tcp_address.hpp"

namespace doorstep::bench {
namespace {

constexpr int port_of_copies = 7001;

bool send_all(const FileDescriptor& socket, std::size_t bytes) {
    const std::string piece(64U << 10U, 'Z');
    while (bytes > 0) {
        const auto n = ::send(socket.get(), piece.data(), std::min(bytes, piece.size()), MSG_NOSIGNAL);
        if (n <= 0) {
            return false;
        }
        bytes -= static_cast<std::size_t>(n);
    }
    ::shutdown(socket.get(), SHUT_WR);
    char answer = 0;
    return ::read(socket.get(), &answer, 1) == 1;
}

}  // namespace

int take_copy(int port) {
    const FileDescriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const int on = 1;
    ::setsockopt(listener.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    const auto address = tcp_address(road::far_address, port);
    if (::bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener.get(), 1) != 0) {
        return 1;
    }
    const FileDescriptor peer(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC));
    std::array<char, 64U << 10U> piece;
    while (::read(peer.get(), piece.data(), piece.size()) > 0) {
    }
    return ::write(peer.get(), "+", 1) == 1 ? 0 : 1;
}

double copy_seconds(const road::Road& road, const std::string& self, std::size_t bytes) {
    auto words = road.to_far();
    words.insert(words.end(), {self, "--take", std::to_string(port_of_copies)});
    const PeerServer far(words);
    const auto socket = connect_soon(road::far_address, port_of_copies);
    const auto start = std::chrono::steady_clock::now();
    const bool sent = socket.get() >= 0 && send_all(socket, bytes);
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return sent ? seconds : -1;
}

}  // namespace doorstep::bench

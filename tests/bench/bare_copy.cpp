#include "tests/bench/bare_copy.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <sstream>
#include <thread>
#include <vector>

#include "base/files.hpp"

namespace doorstep::bench {
namespace {

constexpr int port_of_copies = 7001;

sockaddr_in at(const char* address, int port) {
    sockaddr_in out{};
    out.sin_family = AF_INET;
    out.sin_port = htons(static_cast<std::uint16_t>(port));
    ::inet_pton(AF_INET, address, &out.sin_addr);
    return out;
}

pid_t start_far(const road::Road& road, const std::string& self) {
    std::vector<std::string> words;
    std::istringstream text(road.to_far());
    for (std::string word; text >> word;) {
        words.push_back(word);
    }
    words.insert(words.end(), {self, "--take", std::to_string(port_of_copies)});
    const auto child = ::fork();
    if (child == 0) {
        std::vector<char*> arguments;
        for (auto& word : words) {
            arguments.push_back(word.data());
        }
        arguments.push_back(nullptr);
        ::execvp(arguments[0], arguments.data());
        ::_exit(127);
    }
    return child;
}

bool connect_soon(const FileDescriptor& socket) {
    const auto address = at(road::far_address, port_of_copies);
    for (int tries = 0; tries < 50; ++tries) {
        if (::connect(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
            return true;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return false;
}

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
    const auto address = at(road::far_address, port);
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
    const auto far = start_far(road, self);
    const FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const bool connected = connect_soon(socket);
    const auto start = std::chrono::steady_clock::now();
    const bool sent = connected && send_all(socket, bytes);
    const auto seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    ::waitpid(far, nullptr, 0);
    return sent ? seconds : -1;
}

}  // namespace doorstep::bench

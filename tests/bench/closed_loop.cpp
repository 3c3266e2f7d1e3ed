#include "tests/bench/closed_loop.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <vector>

#include "base/files.hpp"
#include "tests/bench/tcp_address.hpp"

namespace doorstep::bench {
namespace {

constexpr int patience_ms = 20'000;

struct Connection {
    FileDescriptor socket;
    std::string message;
    std::string heard;
};

bool say(const Connection& to, const std::string& bytes) {
    return ::send(to.socket.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL) == std::ssize(bytes);
}

// False when the peer has gone.
bool hear(Connection& from) {
    char piece[16 * 1024];
    const auto n = ::read(from.socket.get(), piece, sizeof piece);
    if (n > 0) {
        from.heard.append(piece, static_cast<std::size_t>(n));
    }
    return n > 0;
}

bool begin(Connection& connection, const Talk& talk, std::size_t number) {
    connection.socket = FileDescriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto address = tcp_address(loopback, talk.port);
    const int on = 1;
    if (::connect(connection.socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return false;
    }
    ::setsockopt(connection.socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    connection.message = talk.message(number);
    if (!say(connection, talk.hello(number))) {
        return false;
    }
    while (!talk.greeted(connection.heard)) {
        pollfd one{connection.socket.get(), POLLIN, 0};
        if (::poll(&one, 1, patience_ms) <= 0 || !hear(connection)) {
            return false;
        }
    }
    connection.heard.clear();
    return true;
}

// Until that many answers have come.
bool exchange(const Talk& talk, std::vector<Connection>& connections, int messages) {
    std::vector<pollfd> set;
    int said = 0;
    for (auto& connection : connections) {
        set.push_back({connection.socket.get(), POLLIN, 0});
        said += said < messages && say(connection, connection.message) ? 1 : 0;
    }
    for (int answered = 0; answered < messages;) {
        if (::poll(set.data(), set.size(), patience_ms) <= 0) {
            return false;
        }
        for (std::size_t i = 0; i < set.size(); ++i) {
            if (set[i].revents == 0) {
                continue;
            }
            const int whole = hear(connections[i]) ? talk.answers(connections[i].heard) : -1;
            if (whole < 0) {
                return false;
            }
            answered += whole;
            said += whole > 0 && said < messages && say(connections[i], connections[i].message) ? 1 : 0;
        }
    }
    return true;
}

}  // namespace

double closed_loop_rate(const Talk& talk, std::size_t connections, int messages) {
    std::vector<Connection> all(connections);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!begin(all[i], talk, i)) {
            return 0;
        }
    }
    const auto start = std::chrono::steady_clock::now();
    return exchange(talk, all, messages)
               ? messages / std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()
               : 0;
}

}  // namespace doorstep::bench

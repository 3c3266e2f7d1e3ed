#include "tests/bench/tcp_floor.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "base/files.hpp"
#include "tests/bench/bare_insert.hpp"
#include "tests/bench/closed_loop.hpp"
#include "tests/bench/tcp_address.hpp"

namespace doorstep::bench {
namespace {

constexpr int backlog = 1024;

void no_delay(int fd) {
    const int on = 1;
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
}

// A message begins with its length, four bytes as this machine writes them.
struct Coming {
    FileDescriptor socket;
    std::string bytes;
};

// False when the peer has gone.
bool hear(Coming& from, BareInsert& store) {
    char piece[64 * 1024];
    const auto n = ::read(from.socket.get(), piece, sizeof piece);
    if (n <= 0) {
        return false;
    }
    from.bytes.append(piece, static_cast<std::size_t>(n));
    std::uint32_t length = 0;
    while (from.bytes.size() >= sizeof length) {
        from.bytes.copy(reinterpret_cast<char*>(&length), sizeof length);
        if (from.bytes.size() < sizeof length + length) {
            break;
        }
        from.bytes.erase(0, sizeof length + length);
        const char answer = store.commit(length) ? '+' : '-';
        if (::write(from.socket.get(), &answer, 1) != 1) {
            return false;
        }
    }
    return true;
}

[[noreturn]] void serve(const FileDescriptor& listener, const std::filesystem::path& folder) {
    BareInsert store(folder / "floor.db");
    std::vector<Coming> peers;
    for (;;) {
        std::vector<pollfd> set{{listener.get(), POLLIN, 0}};
        for (const auto& peer : peers) {
            set.push_back({peer.socket.get(), POLLIN, 0});
        }
        ::poll(set.data(), set.size(), -1);
        for (std::size_t i = peers.size(); i > 0; --i) {
            if (set[i].revents != 0 && !hear(peers[i - 1], store)) {
                peers.erase(peers.begin() + static_cast<std::ptrdiff_t>(i) - 1);
            }
        }
        if (set[0].revents != 0) {
            peers.push_back({FileDescriptor(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC)), {}});
            no_delay(peers.back().socket.get());
        }
    }
}

}  // namespace

TcpFloor::TcpFloor(const std::filesystem::path& folder) {
    const FileDescriptor listener(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    auto address = tcp_address(loopback, 0);
    socklen_t size = sizeof address;
    if (::bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), size) != 0 ||
        ::listen(listener.get(), backlog) != 0 ||
        ::getsockname(listener.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        return;
    }
    port_ = ntohs(address.sin_port);
    server_ = ::fork();
    if (server_ == 0) {
        serve(listener, folder);
    }
}

TcpFloor::~TcpFloor() {
    if (server_ > 0) {
        ::kill(server_, SIGKILL);
        ::waitpid(server_, nullptr, 0);
    }
}

double TcpFloor::rate(std::size_t connections, int messages, std::size_t bytes) const {
    Talk talk;
    talk.port = port_;
    talk.message = [bytes](std::size_t) {
        const auto length = static_cast<std::uint32_t>(bytes);
        return std::string(reinterpret_cast<const char*>(&length), sizeof length) + std::string(bytes, 'Z');
    };
    talk.answers = [](std::string& heard) {
        const bool good = heard.find_first_not_of('+') == std::string::npos;
        const auto whole = static_cast<int>(heard.size());
        heard.clear();
        return good ? whole : -1;
    };
    return closed_loop_rate(talk, connections, messages);
}

}  // namespace doorstep::bench

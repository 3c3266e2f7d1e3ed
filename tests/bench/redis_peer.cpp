#include "tests/bench/redis_peer.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <thread>

#include <fmt/format.h>

#include "base/files.hpp"

namespace doorstep::bench {
namespace {

// What a command prints; empty when it failed.
std::string output_of(const std::string& command) {
    FILE* pipe = ::popen(command.c_str(), "re");
    if (pipe == nullptr) {
        return {};
    }
    std::string out;
    std::array<char, 4096> piece{};
    while (const auto n = std::fread(piece.data(), 1, piece.size(), pipe)) {
        out.append(piece.data(), n);
    }
    return ::pclose(pipe) == 0 ? out : std::string();
}

int free_port() {
    const FileDescriptor fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool bound = ::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
                       ::getsockname(fd.get(), reinterpret_cast<sockaddr*>(&address), &size) == 0;
    return bound ? ntohs(address.sin_port) : 0;
}

}  // namespace

RedisPeer::RedisPeer(const std::filesystem::path& folder) : port_(free_port()) {
    server_ = ::fork();
    if (server_ == 0) {
        const auto port = std::to_string(port_);
        const std::string log = folder / "redis.log";
        ::execlp("redis-server", "redis-server", "--port", port.c_str(), "--bind", "127.0.0.1", "--appendonly", "yes",
                 "--appendfsync", "always", "--save", "", "--dir", folder.c_str(), "--logfile", log.c_str(), nullptr);
        ::_exit(127);
    }
    constexpr int tries = 50;
    for (int i = 0; i < tries && version_.empty(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        const auto info = output_of(fmt::format("redis-cli -p {} info server 2>/dev/null", port_));
        const auto at = info.find("redis_version:");
        if (at != std::string::npos) {
            const auto from = at + std::string("redis_version:").size();
            version_ = "Redis " + info.substr(from, info.find_first_of("\r\n", from) - from);
        }
    }
}

RedisPeer::~RedisPeer() {
    if (server_ > 0) {
        ::kill(server_, SIGKILL);
        ::waitpid(server_, nullptr, 0);
    }
}

double RedisPeer::rate(std::size_t connections, int messages, std::size_t bytes) const {
    // "SET","1234.56",…
    const auto out =
        output_of(fmt::format("redis-benchmark -p {} -t set -d {} -c {} -n {} -r 1000000 --csv 2>/dev/null", port_,
                              bytes, connections, messages));
    const auto row = out.find("\"SET\",\"");
    return row == std::string::npos ? 0 : std::strtod(out.c_str() + row + 7, nullptr);
}

}  // namespace doorstep::bench

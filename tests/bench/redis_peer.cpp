#include "tests/bench/redis_peer.hpp"

#include <chrono>
#include <cstdlib>
#include <thread>
#include <vector>

#include <fmt/format.h>

namespace doorstep::bench {

RedisPeer::RedisPeer(const std::filesystem::path& folder) : port_(free_port()) {
    server_ = std::make_unique<PeerServer>(std::vector<std::string>{
        "redis-server", "--port", std::to_string(port_), "--bind", "127.0.0.1", "--appendonly", "yes", "--appendfsync",
        "always", "--save", "", "--dir", folder.native(), "--logfile", (folder / "redis.log").native()});
    constexpr int tries = 50;
    for (int i = 0; i < tries && name_.empty(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        const auto info = output_of(fmt::format("redis-cli -p {} info server 2>/dev/null", port_));
        const auto at = info.find("redis_version:");
        if (at != std::string::npos) {
            const auto from = at + std::string("redis_version:").size();
            name_ = "Redis " + info.substr(from, info.find_first_of("\r\n", from) - from) + ", AOF, appendfsync always";
        }
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

// Redis with an append-only file that is synced before each answer (appendfsync always), measured by its own
// redis-benchmark: Debian's redis-server and redis-tools.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "tests/bench/peer_server.hpp"

namespace doorstep::bench {

class RedisPeer {
  public:
    // Starts it on the loopback interface; its file lies in that folder.
    explicit RedisPeer(const std::filesystem::path& folder);
    // "Redis 7.0.15"; empty when it is not installed or did not start.
    const std::string& version() const { return version_; }
    // SETs a second of so many bytes from so many connections; 0 on failure.
    double rate(std::size_t connections, int messages, std::size_t bytes) const;

  private:
    int port_ = 0;
    std::string version_;
    std::unique_ptr<PeerServer> server_;
};

}  // namespace doorstep::bench

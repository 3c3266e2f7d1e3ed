// Redis with an append-only file that is synced before each answer (appendfsync always), measured by its own
// redis-benchmark: Debian's redis-server and redis-tools.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "tests/bench/peer.hpp"
#include "tests/bench/peer_server.hpp"

namespace doorstep::bench {

class RedisPeer final : public Peer {
  public:
    // Starts it on the loopback interface; its file lies in that folder.
    explicit RedisPeer(const std::filesystem::path& folder);
    std::string name() const override { return name_; }
    std::string rank() const override { return "redis"; }
    double rate(std::size_t connections, int messages, std::size_t bytes) const override;

  private:
    int port_ = 0;
    std::string name_;
    std::unique_ptr<PeerServer> server_;
};

}  // namespace doorstep::bench

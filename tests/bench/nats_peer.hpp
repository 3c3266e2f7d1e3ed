// NATS JetStream, a stream on disk: each publish is answered when it was written, and synced with others each two
// minutes (Debian's 2.9 has no shorter setting). Spoken to in its text protocol (docs.nats.io, client protocol),
// because Debian has no client program.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "tests/bench/peer_server.hpp"

namespace doorstep::bench {

class NatsPeer {
  public:
    // Its stream lies in that folder.
    explicit NatsPeer(const std::filesystem::path& folder);
    // Empty when there is none here.
    const std::string& version() const { return version_; }
    double rate(std::size_t connections, int messages, std::size_t bytes) const;

  private:
    int port_ = 0;
    std::string version_;
    std::unique_ptr<PeerServer> server_;
};

}  // namespace doorstep::bench

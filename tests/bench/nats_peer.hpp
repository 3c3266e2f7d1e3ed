// NATS JetStream, a stream on disk: each publish is answered when it was written, and synced with others each two
// minutes (Debian's 2.9 has no shorter setting). Spoken to in its text protocol (docs.nats.io, client protocol),
// because Debian has no client program.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "tests/bench/peer.hpp"
#include "tests/bench/peer_server.hpp"

namespace doorstep::bench {

class NatsPeer final : public Peer {
  public:
    // Its stream lies in that folder.
    explicit NatsPeer(const std::filesystem::path& folder);
    std::string name() const override { return name_; }
    std::string rank() const override { return {}; }
    double rate(std::size_t connections, int messages, std::size_t bytes) const override;

  private:
    int port_ = 0;
    std::string name_;
    std::unique_ptr<PeerServer> server_;
};

}  // namespace doorstep::bench

// Mosquitto with persistence, QoS 1: a publish is answered when it is in memory, and written to disk now and then. No
// sync a message: outside the ranking. Spoken to in MQTT 3.1.1 (OASIS).
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "tests/bench/peer.hpp"
#include "tests/bench/peer_server.hpp"

namespace doorstep::bench {

class MqttPeer final : public Peer {
  public:
    // Its database lies in that folder.
    explicit MqttPeer(const std::filesystem::path& folder);
    std::string name() const override { return name_; }
    std::string rank() const override { return {}; }
    double rate(std::size_t connections, int messages, std::size_t bytes) const override;

  private:
    int port_ = 0;
    std::string name_;
    std::unique_ptr<PeerServer> server_;
};

}  // namespace doorstep::bench

// A server of others that the gateway is compared with.
#pragma once

#include <cstddef>
#include <string>

namespace doorstep::bench {

class Peer {
  public:
    Peer() = default;
    virtual ~Peer() = default;
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;
    // As the table names it: version, and what its answer promises. Empty when it is not installed or did not start.
    virtual std::string name() const = 0;
    // In the names of goals; empty when it does not keep what it answered through a power cut: outside the ranking.
    virtual std::string rank() const = 0;
    // Messages of so many bytes a second from so many connections, each with one under way; 0 on failure.
    virtual double rate(std::size_t connections, int messages, std::size_t bytes) const = 0;
};

}  // namespace doorstep::bench

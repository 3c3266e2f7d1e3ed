// The honest floor of a server that keeps what it is sent: plain TCP, one SQLite insert and commit (WAL, FULL) a
// message, one byte back. No sealing, no signatures, no checks.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>

#include "tests/bench/peer.hpp"

namespace doorstep::bench {

class TcpFloor final : public Peer {
  public:
    // Forks the server; its database lies in that folder.
    explicit TcpFloor(const std::filesystem::path& folder);
    ~TcpFloor() override;
    std::string name() const override { return "plain TCP + SQLite, WAL, FULL, one commit each"; }
    std::string rank() const override { return "tcp-sqlite"; }
    double rate(std::size_t connections, int messages, std::size_t bytes) const override;

  private:
    pid_t server_ = -1;
    int port_ = 0;
};

}  // namespace doorstep::bench

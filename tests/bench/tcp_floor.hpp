// The honest floor of a server that keeps what it is sent: plain TCP, one SQLite insert and commit (WAL, FULL) a
// message, one byte back. No sealing, no signatures, no checks.
#pragma once

#include <sys/types.h>

#include <filesystem>

namespace doorstep::bench {

class TcpFloor {
  public:
    // Forks the server; its database lies in that folder.
    explicit TcpFloor(const std::filesystem::path& folder);
    ~TcpFloor();
    TcpFloor(const TcpFloor&) = delete;
    TcpFloor& operator=(const TcpFloor&) = delete;
    // Messages a second from so many connections, each with one message under way; 0 on failure.
    double rate(std::size_t connections, int messages, std::size_t bytes) const;

  private:
    pid_t server_ = -1;
    int port_ = 0;
};

}  // namespace doorstep::bench

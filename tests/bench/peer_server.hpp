// A server of others under comparison: started as a child on a free port of the loopback, killed in the end.
#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace doorstep::bench {

// A port that was free just now; 0 when there is none.
int free_port();
// What a command prints; empty when it failed.
std::string output_of(const std::string& command);

class PeerServer {
  public:
    // The words of its command line; what it says is dropped.
    explicit PeerServer(std::vector<std::string> words);
    ~PeerServer();
    PeerServer(const PeerServer&) = delete;
    PeerServer& operator=(const PeerServer&) = delete;

  private:
    pid_t server_ = -1;
};

}  // namespace doorstep::bench

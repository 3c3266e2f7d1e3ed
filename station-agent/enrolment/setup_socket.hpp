// What makes this machine a station, asked on a socket of its own (protocol/messages/setup.proto): no request of an
// applicant's page can reach it, and it sees nothing but the folder of keys. The agent finds there what was begun and
// confirmed. Thread-bound to the loop.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "base/error.hpp"
#include "base/event_loop.hpp"
#include "protocol/messages/setup.pb.h"
#include "protocol/rpc_server.hpp"

namespace doorstep::agent {

class SetupSocket {
  public:
    // Serves at that address (socket_address()). Errors of RpcServer::bind.
    static Result<std::unique_ptr<SetupSocket>> serve(EventLoop& loop, std::filesystem::path keys_folder,
                                                      const std::string& address);
    // One request without a socket. Begin and confirm take some tenths of a second and 64 MiB (Argon2id).
    static wire::AgentSetupReply handle(const std::filesystem::path& keys_folder,
                                        const wire::AgentSetupRequest& request);

  private:
    SetupSocket() = default;
    std::unique_ptr<protocol::RpcServer> server_;
};

}  // namespace doorstep::agent

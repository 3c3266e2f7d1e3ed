// The floor of a durable submit: the same sealing, files, fsync, rename, folder sync and commit, in one function,
// without processes, sockets, drafts or sessions around it.
#pragma once

#include <filesystem>
#include <memory>
#include <span>

#include "protocol/envelope/envelope.hpp"

namespace doorstep::bench {

class StraightLine {
  public:
    // Works in that folder, which must lie on the same disk as the agent's state.
    explicit StraightLine(const std::filesystem::path& folder);
    ~StraightLine();
    StraightLine(const StraightLine&) = delete;
    StraightLine& operator=(const StraightLine&) = delete;
    // Seals and keeps durably; false on any failure.
    bool submit(std::span<const protocol::PartToSeal> parts);
    // Appends that many bytes to an open file and calls fdatasync: what the disk alone takes.
    bool bare_append(std::size_t bytes);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace doorstep::bench

// The floor of a durable submit: the same sealing, files, fsync, rename and folder sync, and the same rows in one
// commit into a store like the agent's, in one function: without processes, sockets, sessions and checks around it.
#pragma once

#include <filesystem>
#include <memory>
#include <span>

#include "base/error.hpp"
#include "base/uuid.hpp"
#include "protocol/envelope/envelope.hpp"

namespace doorstep::bench {

class StraightLine {
  public:
    // Works in that folder, which must lie on the same disk as the agent's state.
    explicit StraightLine(const std::filesystem::path& folder);
    ~StraightLine();
    StraightLine(const StraightLine&) = delete;
    StraightLine& operator=(const StraightLine&) = delete;
    // Puts a draft into the store, as it lies there before a person hands in.
    Result<Uuid> draft(std::span<const protocol::PartToSeal> parts);
    // Seals, keeps durably and takes the draft out; false on any failure.
    bool submit(const Uuid& draft, std::span<const protocol::PartToSeal> parts);
    // Appends that many bytes to an open file and calls fdatasync: what the disk alone takes.
    bool bare_append(std::size_t bytes);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace doorstep::bench

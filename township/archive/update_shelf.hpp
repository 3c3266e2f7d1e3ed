// Updates for stations as they lie on this township's disk, each under the name that its order gives it. The gateway
// hands out pieces of them; what they are worth the station judges by the order and by the bundle's own signature.
// Reentrant but for put().
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "protocol/messages/release.pb.h"

namespace doorstep::township {

class UpdateShelf {
  public:
    // Below the files that all gateways see.
    explicit UpdateShelf(std::filesystem::path folder) : folder_(std::move(folder)) {}
    // Copies the file here and says what an order for it holds; durable when it returns. BadRelease for a version that
    // is none or a file over 2 GiB; errors of files.
    Result<wire::UpdateOrder> put(const std::filesystem::path& file, const std::string& version) const;
    // Up to `size` bytes, at most protocol::update_chunk; empty when there is no such update or no such byte.
    std::string read(std::string_view name, std::uint64_t offset, std::size_t size) const;

  private:
    std::filesystem::path folder_;
};

}  // namespace doorstep::township

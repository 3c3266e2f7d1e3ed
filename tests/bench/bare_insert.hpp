// The least that a durable row costs: one table, one insert, one commit.
#pragma once

#include <filesystem>
#include <memory>

#include "base/database.hpp"

namespace doorstep::bench {

class BareInsert {
  public:
    // A new database at that path, WAL and synchronous=FULL.
    explicit BareInsert(const std::filesystem::path& path);
    // Durable when it returns; false on failure.
    bool commit(std::size_t bytes);

  private:
    std::unique_ptr<Database> database_;
};

}  // namespace doorstep::bench

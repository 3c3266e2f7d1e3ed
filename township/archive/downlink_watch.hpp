// Downlink items that other connections made for stations: a command line, the console, other gateways. Thread-bound
// with the archive.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "township/archive/archive.hpp"

namespace doorstep::township {

struct NewItems {
    bool everybody = false;  // something was committed, nobody knows for whom
    // Stations for which there is something, and the highest number of it. Not all of it need be new.
    std::vector<std::pair<std::string, std::uint64_t>> stations;
};

class DownlinkWatch {
  public:
    explicit DownlinkWatch(Archive& archive) : archive_(archive) {}
    // Since the last call, and at the first all that is there. Nothing is ever left out. Database errors: the next call
    // tells it.
    Result<NewItems> look();

  private:
    Result<NewItems> look_at_file();
    Result<NewItems> look_at_server();

    Archive& archive_;
    std::int64_t seen_ = -1;
    std::string seen_until_;  // PostgreSQL: every transaction before this one was over when we looked last
};

}  // namespace doorstep::township

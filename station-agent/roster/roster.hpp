// Recipients known to this station (SECURITY 12): no names, found by tag, opened with the number on the card.
// Thread-bound.
#pragma once

#include <vector>

#include "protocol/envelope/keys.hpp"
#include "protocol/messages/uplink.pb.h"
#include "station-agent/store/person_rows.hpp"
#include "station-agent/store/store.hpp"
#include "station-agent/store/store_key.hpp"

namespace doorstep::agent {

class Roster {
  public:
    Roster(Store& store, const StoreKey& key);
    // A change from the downlink: opened with the station's box key in RAM and turned into tag + encrypted row before
    // it is written. CannotOpen (statement errors) when it was sealed to another station.
    Status apply(const wire::RosterChange& change, const protocol::BoxKeys& station);
    // The person's entries that this station knows, one a case; in the order of their case numbers.
    Result<std::vector<wire::RosterEntry>> entries(const PersonKey& person);

  private:
    Store& store_;
    const StoreKey& key_;
    PersonRows rows_;
};

}  // namespace doorstep::agent

// Face templates (SECURITY 11–13): they never leave the kiosk. One row a person, encrypted under station key + number,
// with a random id by which withdrawal, death or end of benefit delete it without the card. Thread-bound.
#pragma once

#include <optional>

#include "protocol/messages/hub.pb.h"
#include "station-agent/store/person_rows.hpp"
#include "station-agent/store/store.hpp"
#include "station-agent/store/store_key.hpp"

namespace doorstep::agent {

class Vault {
  public:
    explicit Vault(Store& store);
    // Keeps the template in place of an earlier one; the new row's id.
    Result<Bytes> store(const PersonKey& person, const wire::Template& face);
    // The person's template with its row id, if there is one.
    Result<std::optional<wire::Template>> open(const PersonKey& person);
    // The row's id only.
    Result<Bytes> row_of(const PersonKey& person);
    // Deletes there and then: row and key overwritten, log cut. Ids of what was deleted; empty when there was none.
    Result<Bytes> withdraw(const PersonKey& person);
    // The same by row id, from the downlink, within the caller's transaction; the caller cuts the log after the commit.
    // No error when it is gone already.
    Status remove(BytesView row);

  private:
    Store& store_;
    PersonRows rows_;
};

}  // namespace doorstep::agent

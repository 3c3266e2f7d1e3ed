// What happened at this station beside hand-ins, in the same hash chain (SECURITY 20): noted at once, sent inside the
// next submission's seal. Nothing personal: accounts, random row ids, digests. Thread-bound.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/clock.hpp"
#include "protocol/messages/envelope.pb.h"
#include "station-agent/store/store.hpp"

namespace doorstep::agent {

class AuditTrail {
  public:
    AuditTrail(Store& store, const Clock& clock) : store_(store), clock_(clock) {}
    // Appends an entry; joins the caller's transaction, else it is durable when the call returns. Beyond
    // protocol::most_audit_entries before one submission nothing more is noted: the last says "full".
    Status note(std::string_view what, std::string_view who = {}, BytesView subject = {});
    // Those before the submission of that sequence, in order.
    Result<wire::AuditEntries> before(std::uint64_t sequence);

  private:
    Store& store_;
    const Clock& clock_;
};

}  // namespace doorstep::agent

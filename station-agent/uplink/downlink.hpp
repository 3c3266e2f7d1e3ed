// What the township sends back, numbered and signed: checked, applied and its number noted in one commit. Thread-bound.
#pragma once

#include <functional>
#include <string>

#include "base/clock.hpp"
#include "protocol/messages/uplink.pb.h"
#include "station-agent/accounts/accounts.hpp"
#include "station-agent/cases/cases.hpp"
#include "station-agent/enrolment/enrolment.hpp"
#include "station-agent/roster/roster.hpp"
#include "station-agent/store/store.hpp"
#include "station-agent/vault/vault.hpp"

namespace doorstep::agent {

// Where items of the downlink go. All borrowed.
struct DownlinkTargets {
    Cases& cases;
    Roster& roster;
    Accounts& accounts;
    Vault& vault;
};

class Downlink {
  public:
    // `account_changed` hears of each clerk account after its commit (a disabled one ends its shift).
    Downlink(Store& store, const Clock& clock, DownlinkTargets targets,
             std::function<void(const wire::ClerkAccount&)> account_changed);
    // Number of the last item applied; 0: none.
    Result<std::uint64_t> cursor();
    // The acknowledgement to send: applied (also when it was applied before, has expired or is of a kind that this
    // version does not know), or why not: bad signature, another station, a gap in the numbers, or our own failure.
    wire::DownlinkAck take(const wire::SignedDownlink& item, const Enrolment& enrolment);

  private:
    Status apply(const wire::DownlinkItem& item, const Enrolment& enrolment);

    Store& store_;
    const Clock& clock_;
    DownlinkTargets targets_;
    std::function<void(const wire::ClerkAccount&)> account_changed_;
};

}  // namespace doorstep::agent

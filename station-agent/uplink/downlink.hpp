// What the township sends back, numbered and signed: checked, applied and its number noted in one commit. Thread-bound.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "protocol/messages/uplink.pb.h"
#include "station-agent/accounts/accounts.hpp"
#include "station-agent/audit/audit_trail.hpp"
#include "station-agent/cases/cases.hpp"
#include "station-agent/enrolment/enrolment.hpp"
#include "station-agent/news/news.hpp"
#include "station-agent/release/releases.hpp"
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
    News& news;
    Releases& releases;
    AuditTrail& trail;
};

// What others do when an item was committed.
struct DownlinkEvents {
    // A clerk account was changed (a disabled one ends its shift).
    std::function<void(const wire::ClerkAccount&)> account_changed = [](const wire::ClerkAccount&) {};
    // A scheme came: the kiosk may have it.
    std::function<void()> scheme_came = [] {};
    // A version of the system was ordered.
    std::function<void()> update_ordered = [] {};
    // Everything is to be forgotten now; the mark for it is set.
    std::function<Status()> forget = [] { return Status{}; };
};

class Downlink {
  public:
    Downlink(Store& store, const Clock& clock, DownlinkTargets targets, DownlinkEvents events);
    // Number of the last item applied or refused for good; 0: none.
    Result<std::uint64_t> cursor();
    // The acknowledgement to send: applied (also when it was applied before, has expired or is of a kind that this
    // version does not know), or why not. Not signed by the gateway, another station's, a gap in the numbers, or our
    // own failure: to be sent again. What can never be applied is `final`: what was there before stays, the number is
    // used up, and the reason is kept until the township has heard it.
    wire::DownlinkAck take(const wire::SignedDownlink& item, const Enrolment& enrolment);
    // An order that comes outside the downlink: a revocation of this station, else nothing happens.
    Status take_revocation(const wire::SignedRelease& release, const Enrolment& enrolment);
    // What was refused for good and may not have been heard of, the newest 64.
    Result<std::vector<wire::DownlinkAck>> refusals();
    // The township has heard of those.
    Status refusals_told(std::uint64_t up_to);

  private:
    // Whether it was applied; or, when it never can be, the reason.
    struct Verdict {
        std::optional<Error> refused;
        Releases::Effects effects;
    };
    Status settle(const wire::DownlinkItem& item, const Enrolment& enrolment, Verdict& verdict);
    Status apply(const wire::DownlinkItem& item, const Enrolment& enrolment, Releases::Effects& effects);
    Status apply_clerk(const wire::ClerkAccount& clerk, const Enrolment& enrolment);
    Status carry_out(const wire::DownlinkItem& item, const Verdict& verdict);

    Store& store_;
    const Clock& clock_;
    DownlinkTargets targets_;
    DownlinkEvents events_;
};

}  // namespace doorstep::agent

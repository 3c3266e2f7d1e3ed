// What the release key has ordered (SECURITY 7): checked, applied once and in order, or refused with the reason while
// what was there before stays. The gateway hands these orders on and cannot make one. Thread-bound.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "protocol/envelope/release.hpp"
#include "protocol/messages/uplink.pb.h"
#include "station-agent/accounts/accounts.hpp"
#include "station-agent/enrolment/enrolment.hpp"
#include "station-agent/release/scheme_shelf.hpp"
#include "station-agent/store/store.hpp"

namespace doorstep::agent {

enum class OrderError {
    OtherStation = 1,  // refuse: another station's or township's
    Older,             // refuse: behind one that was taken; versions and epochs never go back
    Expired,           // refuse: nobody meant it to be carried out so late
    NotReleased,       // refuse: what only the release key may order came without its signature
    BadContent,        // refuse: signed, but nothing that this station can do; the detail says what
};

class Releases {
  public:
    Releases(Store& store, Accounts& accounts, const Clock& clock);

    // What is left to do once the order is committed.
    struct Effects {
        std::optional<wire::ClerkAccount> clerk;  // was changed
        bool forget = false;                      // the mark is set: carry it out (forget.hpp)
        bool scheme = false;                      // one came that was not here
        bool update = false;                      // a version was ordered
    };
    // Takes an order within the caller's transaction. One that was taken before has no effect and is no error. Errors
    // of check_release(), OrderError, SchemeError: refused for good. Errors of files and database: not yet.
    Result<Effects> take(const wire::ReleaseItem& item, const Enrolment& enrolment);
    // Only a revocation of this station; for orders that come outside the downlink.
    Result<Effects> take_revocation(const wire::SignedRelease& release, const Enrolment& enrolment);

    // Notes the enrolment's sealing key, unless a newer one is known. To be called once the station is enrolled; of an
    // enrolment that is not confirmed nothing is noted, because another may yet take its place.
    Status begin(const Enrolment& enrolment);
    // The keys that count: the enrolment's until an order named others.
    Result<std::vector<Bytes>> keys(const Enrolment& enrolment);
    // Whom hand-ins are sealed to: the enrolment's key until an order named a newer one.
    Result<protocol::Recipient> recipient(const Enrolment& enrolment);
    // Epochs of the keys that items which the township does not have may be sealed to, and the newest; ascending.
    Result<std::vector<std::uint32_t>> epochs_in_use();
    // As last ordered; version 0: never.
    Result<wire::Configuration> configuration();
    // True once this station was revoked: it takes nothing in any more.
    Result<bool> revoked();
    SchemeShelf& schemes() { return schemes_; }

  private:
    Result<Effects> apply(const wire::ReleaseOrder& order, BytesView sealed, const Enrolment& enrolment);
    Result<bool> taken_before(const wire::SignedRelease& release, const wire::ReleaseOrder& order);
    static Status check_addressee(const wire::ReleaseOrder& order, const Enrolment& enrolment);
    Status check_expiry(const wire::ReleaseOrder& order);
    Status note_taken(const wire::SignedRelease& release, const wire::ReleaseOrder& order);
    Status apply_configuration(const wire::Configuration& configuration);
    Status apply_sealing_key(const wire::SealingKey& key, const Enrolment& enrolment);
    Status add_sealing_key(std::int64_t epoch, const Bytes& public_key, bool first);
    Status apply_keys(const wire::ReleaseKeys& keys);
    Status apply_update(const wire::UpdateOrder& order);
    Result<wire::ClerkAccount> apply_clerk(const wire::ReleasedClerk& clerk, BytesView sealed,
                                           const Enrolment& enrolment);

    Store& store_;
    Accounts& accounts_;
    const Clock& clock_;
    SchemeShelf schemes_;
};

// Values that a configuration may set, and what they may be: whole numbers between two bounds, or a text of bounded
// length. BadContent names the first that is not so.
Status check_configuration(const wire::Configuration& configuration);
// A whole number of the configuration; `otherwise` when it does not name it.
std::int64_t configured(const wire::Configuration& configuration, const std::string& name, std::int64_t otherwise);

// The township's time as far as it is known: the station's clock, or the last time token when the clock is known to be
// wrong or lies behind it (SECURITY 19).
Result<std::int64_t> known_now_ms(Store& store, const Clock& clock);

}  // namespace doorstep::agent

template <>
struct doorstep::ErrorNames<doorstep::agent::OrderError> {
    static constexpr std::string_view module = "order";
    static std::string_view name(agent::OrderError e);
};

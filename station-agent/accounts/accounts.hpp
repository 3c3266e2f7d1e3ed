// Clerk accounts as the township signed them; the agent alone checks PINs, offline too (SECURITY 23). Thread-bound.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "protocol/envelope/keys.hpp"
#include "protocol/messages/agent.pb.h"
#include "protocol/messages/uplink.pb.h"
#include "station-agent/store/store.hpp"
#include "station-agent/store/store_key.hpp"

namespace doorstep::agent {

enum class AccountError {
    Unknown = 1,  // no such account here
    Disabled,     // the township took it away
    Locked,       // too many wrong tries: see wait_seconds()
    PinWrong,     // counted
    CodeWrong,    // first sign-in: the one-time code does not fit; counted
    BadPin,       // the new PIN is not six digits; not counted
};

struct Clerk {
    std::string account;
    std::string display_name;
    std::string role;
};

// The role that may open service mode; every other one is a clerk's.
constexpr std::string_view technician_role = "technician";

class Accounts {
  public:
    Accounts(Store& store, const StoreKey& key, const Clock& clock);
    // From the downlink; the own number sealed to the station. A one-time code not seen before empties the PIN.
    Status apply(const wire::ClerkAccount& account, const protocol::BoxKeys& station);
    // The same with the own number in plain; empty: what is known of it stays.
    Status apply(const wire::ClerkAccount& account, BytesView own_number);
    // Closes an account and changes nothing else of it; nothing when there is none.
    Status disable(const std::string& account);
    Result<std::vector<wire::AccountInfo>> list();
    // Checks the PIN, or sets it when there is none and the code fits. Each try is counted on disk before it is looked
    // at; after 5 wrong ones the account waits 1, 5, 15, then 60 minutes. Takes some tens of milliseconds (Argon2id).
    Result<Clerk> sign_in(const std::string& account, std::string_view pin, std::string_view one_time_code);
    // Seconds until the next try is looked at; 0: now.
    Result<std::int64_t> wait_seconds(const std::string& account);
    // True when the township gave the clerk's own number.
    Result<bool> has_own_number(const std::string& account);
    // True when the number is the clerk's own (nobody confirms the own check-in).
    Result<bool> is_own_number(const std::string& account, std::string_view number);

  private:
    WipedBytes peppered(const std::string& account, std::string_view pin) const;
    Status count_try(const std::string& account, std::int64_t wrong_before);
    Result<Clerk> check(const Row& row, const std::string& account, std::string_view pin, std::string_view code);

    WipedBytes number_key() const { return key_.derive("clerk-number"); }

    Store& store_;
    const StoreKey& key_;
    const Clock& clock_;
};

}  // namespace doorstep::agent

template <>
struct doorstep::ErrorNames<doorstep::agent::AccountError> {
    static constexpr std::string_view module = "account";
    static std::string_view name(agent::AccountError e);
};

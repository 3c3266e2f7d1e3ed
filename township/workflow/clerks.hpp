// Clerk accounts, made here and checked by the stations' agents alone (SECURITY 23).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/wiped_bytes.hpp"
#include "township/archive/archive.hpp"

namespace doorstep::township {

struct NewClerk {
    std::string account;       // a-z, 0-9 and -, at most 40
    std::string display_name;  // as the kiosk shows it
    std::string role = "clerk";
    WipedString own_number;  // may be empty; with it nobody confirms the own check-in
};
// Adds, or gives an account a new one-time code, and sends it to every enrolled station. The code: 8 digits, to be told
// to the clerk once. Takes some tens of milliseconds (Argon2id). BadAccount.
Result<WipedString> clerk_add(Archive& archive, const NewClerk& clerk);
// Disables it everywhere. BadAccount when there is none.
Status clerk_disable(Archive& archive, std::string_view account);

struct Clerk {
    std::string account;
    std::string display_name;
    std::string role;
    bool disabled = false;
    std::int64_t changed_ms = 0;
};
// All, by account.
Result<std::vector<Clerk>> list_clerks(Archive& archive);
// Queues every account again for one station (a new one, or one with new keys).
Status resend_clerks(Archive& archive, std::string_view station);

}  // namespace doorstep::township

// Clerk accounts, made here and checked by the stations' agents alone (SECURITY 23).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/wiped_bytes.hpp"
#include "protocol/messages/release.pb.h"
#include "township/archive/archive.hpp"
#include "township/archive/audit.hpp"

namespace doorstep::township {

struct NewClerk {
    std::string account;       // a-z, 0-9 and -, at most 40
    std::string display_name;  // as the kiosk shows it
    std::string role = "clerk";
    WipedString own_number;  // may be empty; with it nobody confirms the own check-in
};
struct AddedClerk {
    WipedString code;                            // 8 digits, to be told to the clerk once
    std::optional<wire::SignedRelease> release;  // to be signed and handed on; nothing where there is no release key
};
// Adds, or gives an account a new one-time code. Where the township has release keys an order is made (SECURITY 7): the
// stations take the account when it was signed and handed on. Else it goes to every enrolled station under the
// gateway's key. Takes some tens of milliseconds (Argon2id). BadAccount.
Result<AddedClerk> clerk_add(Archive& archive, const Actor& actor, const NewClerk& clerk);
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
// Queues every account again for one station (a new one, or one with new keys); where there are release keys only those
// that are closed: the others come with the orders.
Status resend_clerks(Archive& archive, std::string_view station);

}  // namespace doorstep::township

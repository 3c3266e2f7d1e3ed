// When a record was made, as far as it can be proved (SECURITY 19): not before the township time token that it names,
// not after the township's receipt. The station's clock is only what the station says.
#pragma once

#include <cstdint>
#include <string>

#include "protocol/messages/envelope.pb.h"
#include "township/archive/archive.hpp"

namespace doorstep::township {

struct LegalTime {
    std::int64_t not_before_ms = 0;  // 0: no token, or none of ours
    std::int64_t not_after_ms = 0;   // the receipt
    // More than a day lies between, or nobody knows where it begins: a deadline must not rest on the day alone.
    bool wide() const;
    // "2026-11-28" when both ends lie on that day (UTC+8); else empty.
    std::string legal_date() const;
};

// What the header's token proves: its time when this gateway's key signed it, else 0.
std::int64_t proved_not_before(Archive& archive, const wire::Header& header);
// True when a header names a token. One that proves nothing is altered, another township's, or made up.
bool names_token(const wire::Header& header);

}  // namespace doorstep::township

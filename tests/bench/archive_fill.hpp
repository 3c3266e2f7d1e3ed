// An archive that has been filling for years: rows as check-ins leave them, put in by SQL.
#pragma once

#include <cstdint>

#include "base/error.hpp"
#include "township/archive/archive.hpp"

namespace doorstep::bench {

// Adds that many submissions with all their rows, spread over the stations kiosk-0 … kiosk-<stations - 1> and over two
// years, after the pattern of the one real check-in that is there. No gateway may run. Database errors.
Status fill_archive(township::Archive& archive, std::int64_t submissions, std::int64_t stations);

}  // namespace doorstep::bench

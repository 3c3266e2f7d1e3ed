// Reading what the hub left in the spool (DESIGN, Places).
#pragma once

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"
#include "protocol/messages/common.pb.h"

namespace doorstep::kiosk {

// A page at 600 dpi in colour stays far below it; above it nothing is read.
constexpr std::size_t spool_longest = 32U << 20U;

// The file's bytes when name, size and digest are as the reference says; FileError otherwise.
Result<Bytes> read_spool(const wire::SpoolRef& reference);

}  // namespace doorstep::kiosk

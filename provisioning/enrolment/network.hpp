// The machine's network as it is, and as it is wished for: checked here, set by the system (system_wishes.hpp). Wired
// ports only: the image runs systemd-networkd (docs/decisions/enrolment-wizard.md). Reentrant.
#pragma once

#include <string>

#include "base/error.hpp"
#include "protocol/messages/setup.pb.h"

namespace doorstep::setup {

// The field that is no address: "address", "gateway" or "dns"; empty when the wish is good. DHCP needs none.
std::string bad_field(const wire::NetworkWish& wish);
// One line a field, as the system's script reads it and as it is kept: "fixed=1", "address=…", "gateway=…", "dns=… …".
std::string wish_text(const wire::NetworkWish& wish);
// Of text that wish_text() wrote; lines it does not know are left out.
wire::NetworkWish wish_of(const std::string& text);
// Every port but the loopback, in the order of their names. `sys`: where /sys/class/net stands, for tests.
wire::LinkList links_now(const std::string& sys = "/sys/class/net");

}  // namespace doorstep::setup

// Words of the self-test's report in both languages. The kiosk's catalogue has sentences for who stands before it; here
// are a technician's short words.
#pragma once

#include <string>
#include <string_view>

#include "protocol/messages/common.pb.h"

namespace doorstep::devices {

// Of a key ("title", "reader", "answers" …); the key itself when there is none.
std::string_view self_test_word(std::string_view language, std::string_view key);
// Of a fault that a device may have; its name in the protocol for others ("FAULT_CARD_NONE").
std::string fault_word(std::string_view language, wire::FaultCode code);

}  // namespace doorstep::devices

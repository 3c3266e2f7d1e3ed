// What an exercise finds there already: one case on its way, one that lacks a paper, what the outbox holds, a message.
// The words are the township's in an exercise and so Chinese, like all that a township writes. Values only.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "protocol/messages/agent.pb.h"

namespace doorstep::agent {

struct MadeUp {
    std::vector<wire::CaseInfo> cases;
    std::vector<wire::Item> items;
    wire::ClerkMessage message;
};
// As things are at that moment; case numbers are for training only (base/case_number.hpp).
MadeUp make_up(std::int64_t now_ms);

}  // namespace doorstep::agent

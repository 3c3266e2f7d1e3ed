// What root left for the agent to read about the box (provisioning/self-test): the agent has no device, no /sys and no
// process table. Both texts come from programs that read disks and firmware: bounded, believed in nothing but numbers.
// Reentrant.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/messages/agent.pb.h"

namespace doorstep::agent {

// Files of the folder and their bounds; a larger one counts as not there.
constexpr auto box_file = "box";
constexpr auto smart_file = "smart.json";
constexpr std::size_t largest_box_file = 4U << 10U;
constexpr std::size_t largest_smart_file = 256U << 10U;

// Of the file "box": "WORD VALUE" a line; unknown words are passed over, a value that is none leaves its field empty.
struct Box {
    std::string root_hash{};                // "root-hash": 64 hex digits; empty: not an image
    std::optional<bool> root_damaged{};     // "root": intact | damaged
    std::optional<std::int64_t> celsius{};  // "temperature": the hottest zone
};
Box parse_box(std::string_view text);

// Facts of `smartctl --json --all` about an ATA or NVMe disk; empty for anything else. Verdicts are not filled in.
std::vector<wire::HealthFact> parse_smart(std::string_view json);

// Both, as they lie in that folder now; what is not there is missing.
Box read_box(const std::filesystem::path& folder);
std::vector<wire::HealthFact> read_smart(const std::filesystem::path& folder);

// A fact with its number.
wire::HealthFact fact_of(wire::HealthFact::What what, std::int64_t value);

}  // namespace doorstep::agent

// What root's updater said last (provisioning/update, program `update`): "CODE WORDS…", of a stick or of what came by
// the line. The words may come from a stick: believed are a code that is known and a version. Reentrant.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

#include "protocol/messages/agent.pb.h"

namespace doorstep::agent {

// A longer file counts as not there.
constexpr std::size_t longest_said = 300;

// The first line; nothing for a code that is none.
std::optional<wire::UpdateSaid> parse_said(std::string_view text);
// As the file says now; nothing when there is none.
std::optional<wire::UpdateSaid> read_said(const std::filesystem::path& file);

}  // namespace doorstep::agent

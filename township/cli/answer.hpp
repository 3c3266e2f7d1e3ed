// How a command answers: one JSON document or lines for people.
#pragma once

#include <string>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "township/cli/command.hpp"

namespace doorstep::township {

// Writes one of the two to standard output.
void say(const Common& common, const nlohmann::json& as_json, const std::string& as_text);
// A refusal: a sentence on standard error, and as JSON {"error", "detail"} on standard output when that was asked for.
// The program's exit code.
int say_refused(const Common& common, const Error& error);

}  // namespace doorstep::township

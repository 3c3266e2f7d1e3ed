// Runs a command to its end, without a shell. Thread-safe.
#pragma once

#include <string>
#include <vector>

#include "base/error.hpp"

namespace doorstep::setup {

enum class CommandError {
    NotStarted = 1,  // the program is not there: check its words
    Failed,          // it said no: the detail is the last line of its errors
};

// What it wrote to standard output, at most 64 KiB; what it writes beyond is thrown away.
Result<std::string> run_command(const std::vector<std::string>& words);

}  // namespace doorstep::setup

template <>
struct doorstep::ErrorNames<doorstep::setup::CommandError> {
    static constexpr std::string_view module = "command";
    static std::string_view name(setup::CommandError e) {
        return e == setup::CommandError::NotStarted ? "NotStarted" : "Failed";
    }
};

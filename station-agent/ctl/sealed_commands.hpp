// The technician's commands about sealed items: shelf, retry, export, receipts. Reentrant.
#pragma once

#include <functional>
#include <string>

#include <CLI/CLI.hpp>

namespace doorstep::agent {

struct SealedCommands {
    std::function<int()> run;  // the one that was chosen; empty: none of these. Its value is the exit code
    bool as_json = false;
    bool shelf_only = false;
    std::string id;
    std::string folder;
    std::string from;  // of a damaged agent; empty: the running one is asked
};

// Adds them to the line; `commands` must outlive the app.
void add_sealed_commands(CLI::App& app, SealedCommands& commands);

}  // namespace doorstep::agent

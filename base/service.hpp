// What every long-running process of ours does at start and end.
#pragma once

#include <string_view>

#include "base/error.hpp"

namespace doorstep {

// First thing in main(): names the log, makes the process undumpable (SECURITY 14), turns SIGPIPE off and takes
// SIGINT and SIGTERM as a wish to stop (stop_requested()).
void start_service(std::string_view process);
// True once SIGINT or SIGTERM came.
bool stop_requested();
// A descriptor that becomes readable when a stop was requested, for poll loops. Never closed.
int stop_descriptor();
// Writes what a listener got to $DOORSTEP_RUN/<process>.endpoint (by rename) and then says READY=1. Call after bind.
Status announce_ready(std::string_view process, std::string_view endpoint);
// Tells systemd that we are alive (WATCHDOG=1); cheap, call each loop.
void pet_watchdog();

}  // namespace doorstep

// What every emulator's main() does alike.
#pragma once

#include <string>
#include <string_view>

#include "emulators/control/control_socket.hpp"

namespace doorstep::emulators {

struct HostPort {
    std::string host;
    int port = 0;  // 0: any free one
};

// "127.0.0.1:0" in its parts; Refused unless it is HOST:PORT with a port up to 65535.
Result<HostPort> parse_listen(std::string_view text);

// Makes $DOORSTEP_RUN if missing, announces "emu-<name>" at `endpoint` (base/service.hpp) and returns when a signal
// asks to stop. The exit code for main().
int run_until_stopped(std::string_view name, std::string_view endpoint);

// Says on stderr what went wrong and gives main() its exit code (1).
int fail(const Error& error);

}  // namespace doorstep::emulators

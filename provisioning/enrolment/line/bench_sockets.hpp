// Which of a kiosk's sockets a bench reaches, and with which requests. Reentrant.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "protocol/messages/bench.pb.h"

namespace doorstep::setup {

struct BenchSocketPlace {
    wire::BenchSocket socket;
    std::string_view arrow;  // below the run folder
    std::string_view name;
};
inline constexpr std::array bench_sockets{
    // clang-format off
    BenchSocketPlace{wire::BENCH_SETUP, "kiosk-setup", "setup.sock"},
    BenchSocketPlace{wire::BENCH_KEYS,  "kiosk-agent", "setup.sock"},
    BenchSocketPlace{wire::BENCH_AGENT, "kiosk-agent", "agent.sock"},
    BenchSocketPlace{wire::BENCH_HUB,   "kiosk-hub",   "hub.sock"},
    // clang-format on
};
// Its row in the table; -1 for a socket that no bench reaches.
int bench_socket_index(wire::BenchSocket socket);

// Whether setting up needs that request. Everything else ends at the kiosk, whatever the bench asks: no drafts, no
// cards, no pictures, no restart.
bool may_pass(wire::BenchSocket socket, const std::string& request);

}  // namespace doorstep::setup

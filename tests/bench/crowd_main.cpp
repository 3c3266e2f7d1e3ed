// doorstep-bench-crowd: so many stations of a township in a process of their own. Enrols them, seals a check-in for
// each, prints "ready", waits for a line with the township's address, lets all come at once and prints "done".

#include <cstdio>
#include <iostream>

#include <CLI/CLI.hpp>

#include "base/log.hpp"
#include "protocol/zmq_socket.hpp"
#include "tests/bench/crowd.hpp"
#include "tests/bench/descriptors.hpp"

namespace {

using namespace doorstep;
using namespace doorstep::bench;

bool enrol(Crowd& crowd, const std::filesystem::path& state, std::size_t stations) {
    const auto archive = township::Archive::open(state);
    return archive && crowd.enrol(**archive, stations);
}

void say(const char* word) {
    std::printf("%s\n", word);
    std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app("stations that all come at once; for doorstep-bench-gateway");
    std::filesystem::path state;
    std::size_t stations = 0;
    std::size_t first = 0;
    app.add_option("--state", state, "the township's state folder")->required();
    app.add_option("--stations", stations, "how many")->required();
    app.add_option("--first", first, "number of the first")->required();
    CLI11_PARSE(app, argc, argv);
    ::setenv("DOORSTEP_LOG", "error", 1);
    log::start("bench-crowd");
    allow_descriptors();
    constexpr int spare = 64;
    protocol::allow_sockets(static_cast<int>(stations) + spare);
    EventLoop loop;
    Crowd crowd(loop, first);
    if (!enrol(crowd, state, stations)) {
        return 1;
    }
    crowd.prepare(1);
    say("ready");
    std::string address;
    if (!std::getline(std::cin, address)) {
        return 1;
    }
    crowd.dial(address);
    if (!crowd.work()) {
        return 1;
    }
    say("done");
    std::getline(std::cin, address);  // the lines stay until the township was looked at
    return 0;
}

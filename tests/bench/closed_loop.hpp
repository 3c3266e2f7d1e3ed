// Many connections to one server over loopback, each with one message under way: the load under which servers are
// compared.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

namespace doorstep::bench {

// How a server is spoken to.
struct Talk {
    int port = 0;
    // Said once by each connection, before the clock runs, and whether what came back is all of its answer.
    std::function<std::string(std::size_t connection)> hello = [](std::size_t) { return std::string(); };
    std::function<bool(const std::string& heard)> greeted = [](const std::string&) { return true; };
    std::function<std::string(std::size_t connection)> message;
    // Takes whole answers to messages off the front of what was heard: how many; less than 0: the server refuses.
    std::function<int(std::string& heard)> answers;
};

// Messages a second; 0 when the server refused, fell silent or is not there.
double closed_loop_rate(const Talk& talk, std::size_t connections, int messages);

}  // namespace doorstep::bench

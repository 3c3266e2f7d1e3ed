// The floor of a line: the same bytes over one TCP connection and nothing else.
#pragma once

#include <cstddef>
#include <string>

#include "tests/road/road.hpp"

namespace doorstep::bench {

// At the far end: takes one connection at that port, reads to its end and answers with a byte. Exit status.
int take_copy(int port);
// Starts `self --take PORT` at the far end and sends so many bytes there: seconds until its answer; less than 0 on
// failure.
double copy_seconds(const road::Road& road, const std::string& self, std::size_t bytes);

}  // namespace doorstep::bench

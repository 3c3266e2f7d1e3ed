// Addresses of TCP, for servers and clients of benchmarks.
#pragma once

#include <netinet/in.h>

#include "base/files.hpp"

namespace doorstep::bench {

constexpr auto loopback = "127.0.0.1";

sockaddr_in tcp_address(const char* address, int port);
// A connection to a server that is only just starting; no descriptor when it does not listen within five seconds.
FileDescriptor connect_soon(const char* address, int port);

}  // namespace doorstep::bench

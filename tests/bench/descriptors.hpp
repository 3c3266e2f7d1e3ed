// Descriptors for thousands of connections.
#pragma once

#include <sys/resource.h>

namespace doorstep::bench {

// As many as this process, and what it starts, may have.
inline void allow_descriptors() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace doorstep::bench

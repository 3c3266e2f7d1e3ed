// Where a test may let the process die. In a product build this is nothing.
#pragma once

#include <string_view>

namespace doorstep::township {

// Test builds: SIGKILL to ourselves when DOORSTEP_KILL_AT has this name.
#ifdef DOORSTEP_TEST_BUILD
void test_point(std::string_view name);
#else
inline void test_point(std::string_view) {}
#endif

}  // namespace doorstep::township

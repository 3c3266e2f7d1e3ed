#include "base/paths.hpp"

#include <cstdlib>

#include <gtest/gtest.h>

namespace doorstep {
namespace {

TEST(Paths, EnvironmentMovesRootAndRun) {
    setenv("DOORSTEP_ROOT", "/tmp/x", 1);
    setenv("DOORSTEP_RUN", "/dev/shm/x", 1);
    EXPECT_EQ(configuration_folder(), "/tmp/x/etc/doorstep");
    EXPECT_EQ(state_folder("agent"), "/tmp/x/var/lib/doorstep/agent");
    EXPECT_EQ(socket_address("kiosk-agent", "agent.sock").value(), "ipc:///dev/shm/x/kiosk-agent/agent.sock");
    EXPECT_EQ(endpoint_file("hub"), "/dev/shm/x/hub.endpoint");
}

TEST(Paths, ALongSocketPathIsRefusedWithASentence) {
    setenv("DOORSTEP_RUN", ("/dev/shm/" + std::string(90, 'x')).c_str(), 1);
    const auto address = socket_address("kiosk-agent", "agent.sock");
    ASSERT_FALSE(address);
    EXPECT_TRUE(address.error().is(PathError::TooLong));
    EXPECT_NE(address.error().detail().find("DOORSTEP_RUN"), std::string::npos);
}

}  // namespace
}  // namespace doorstep

#include "device-drivers/hub/sessions.hpp"

#include <gtest/gtest.h>

#include "device-drivers/worker/spool_file.hpp"

namespace doorstep::devices {
namespace {

TEST(Sessions, TokenIsRandomAndBelongsToItsClientAlone) {
    Sessions sessions;
    const auto a = sessions.open("kiosk", false).value();
    const auto b = sessions.open("other", true).value();
    EXPECT_NE(a, b);
    EXPECT_EQ(a.size(), 32U);
    EXPECT_TRUE(is_spool_name(a));
    EXPECT_TRUE(sessions.belongs(a, "kiosk"));
    EXPECT_FALSE(sessions.belongs(a, "other"));
    EXPECT_FALSE(sessions.belongs("", "kiosk"));
    EXPECT_EQ(sessions.of("kiosk"), std::vector{a});
    sessions.close(a);
    EXPECT_FALSE(sessions.belongs(a, "kiosk"));
    EXPECT_FALSE(sessions.peer_of(a));
}

TEST(Sessions, AreBounded) {
    Sessions sessions;
    for (std::size_t i = 0; i < most_sessions; ++i) {
        ASSERT_TRUE(sessions.open("kiosk", false));
    }
    EXPECT_FALSE(sessions.open("kiosk", false));
    sessions.close(sessions.all().front());
    EXPECT_TRUE(sessions.open("kiosk", false));
}

}  // namespace
}  // namespace doorstep::devices

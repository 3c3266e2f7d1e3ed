#include "forms/area_codes.hpp"

#include <gtest/gtest.h>

namespace doorstep::forms {
namespace {

TEST(AreaCodes, AbolishedCodesAreKnownNotRefused) {
    const auto codes = AreaCodes::load(DOORSTEP_SOURCE_DIR "/forms/data/areacodes.csv").value();
    EXPECT_GT(codes.size(), 6000U);
    EXPECT_EQ(codes.find("110101").status, AreaStatus::InUse);
    EXPECT_EQ(codes.find("110101").name, "东城区");
    EXPECT_EQ(codes.find("110103").status, AreaStatus::Abolished);
    EXPECT_EQ(codes.find("110103").successor, "110101");
    EXPECT_EQ(codes.find("990101").status, AreaStatus::Unknown);
}

TEST(AreaCodes, DamagedRowsAreRefused) {
    EXPECT_FALSE(AreaCodes::parse("head\n11010,a,b,c,d,e,f,g,h\n"));
    EXPECT_FALSE(AreaCodes::parse("head\n110101,a\n"));
    EXPECT_EQ(AreaCodes::parse("head\r\n110101,a,b,c,d,在用,f,g,h\r\n").value().find("110101").name, "c");
}

}  // namespace
}  // namespace doorstep::forms

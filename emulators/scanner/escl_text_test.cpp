#include "emulators/scanner/escl_text.hpp"

#include <gtest/gtest.h>

namespace doorstep::emulators {
namespace {

// As sane-airscan 0.99.27 sends it.
constexpr auto request = R"(<?xml version="1.0" encoding="UTF-8"?>
<scan:ScanSettings xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm" xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03">
 <pwg:Version>2.63</pwg:Version>
 <pwg:ScanRegions><pwg:ScanRegion><pwg:ContentRegionUnits>escl:ThreeHundredthsOfInches</pwg:ContentRegionUnits>
 <pwg:XOffset>10</pwg:XOffset><pwg:YOffset>20</pwg:YOffset><pwg:Width>1000</pwg:Width><pwg:Height>1200</pwg:Height>
 </pwg:ScanRegion></pwg:ScanRegions>
 <pwg:InputSource>Feeder</pwg:InputSource><scan:ColorMode>Grayscale8</scan:ColorMode>
 <scan:XResolution>200</scan:XResolution><scan:YResolution>200</scan:YResolution></scan:ScanSettings>)";

TEST(EsclText, ReadsWhatAirscanSends) {
    const auto settings = parse_scan_settings(request);
    ASSERT_TRUE(settings);
    EXPECT_TRUE(settings->feeder);
    EXPECT_TRUE(settings->grey);
    EXPECT_EQ(settings->dpi, 200);
    EXPECT_EQ(settings->x, 10);
    EXPECT_EQ(settings->y, 20);
    EXPECT_EQ(settings->width, 1000);
    EXPECT_EQ(settings->height, 1200);
}

TEST(EsclText, AreaBeyondTheGlassIsRefused) {
    std::string text = request;
    text.replace(text.find("<pwg:Width>1000"), 15, "<pwg:Width>2480");
    const auto settings = parse_scan_settings(text);
    ASSERT_FALSE(settings);
    EXPECT_TRUE(settings.error().is(EsclError::OutOfRange));
}

TEST(EsclText, OtherTextIsNoScanSettings) {
    for (const auto* text : {"", "<", "ScanSettings", "<scan:Other/>", "</scan:ScanSettings>"}) {
        const auto settings = parse_scan_settings(text);
        ASSERT_FALSE(settings) << text;
        EXPECT_TRUE(settings.error().is(EsclError::NotScanSettings));
    }
}

}  // namespace
}  // namespace doorstep::emulators

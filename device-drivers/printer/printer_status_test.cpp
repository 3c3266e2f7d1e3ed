#include "device-drivers/printer/printer_status.hpp"

#include <gtest/gtest.h>

namespace doorstep::devices {
namespace {

TEST(PrinterTrouble, EachReasonHasItsOwnWord) {
    EXPECT_EQ(trouble_of({"none"}), PrinterTrouble::None);
    EXPECT_EQ(trouble_of({"media-jam-error"}), PrinterTrouble::Jam);
    EXPECT_EQ(trouble_of({"cover-open"}), PrinterTrouble::CoverOpen);
    EXPECT_EQ(trouble_of({"media-empty-report"}), PrinterTrouble::PaperOut);
    EXPECT_EQ(trouble_of({"media-needed"}), PrinterTrouble::PaperOut);
    EXPECT_EQ(trouble_of({"marker-supply-empty-error"}), PrinterTrouble::TonerOut);
    EXPECT_EQ(trouble_of({"paused"}), PrinterTrouble::Paused);
    EXPECT_EQ(trouble_of({"offline-report"}), PrinterTrouble::Offline);
    EXPECT_EQ(trouble_of({"spool-area-full"}), PrinterTrouble::SpoolFull);
}

TEST(PrinterTrouble, LowSuppliesAreNoTrouble) {
    EXPECT_EQ(trouble_of({"marker-supply-low-warning", "media-low-report", "toner-low"}), PrinterTrouble::None);
}

TEST(PrinterTrouble, ReasonNobodyKnowsIsTroubleOnlyAsAnError) {
    EXPECT_EQ(trouble_of({"com.vendor.fuser-odd-warning"}), PrinterTrouble::None);
    EXPECT_EQ(trouble_of({"com.vendor.fuser-odd-error"}), PrinterTrouble::Other);
}

TEST(PrinterTrouble, OfSeveralTheOneAPersonMustMendFirst) {
    EXPECT_EQ(trouble_of({"paused", "media-empty", "media-jam"}), PrinterTrouble::Jam);
    EXPECT_EQ(trouble_of({"com.vendor.odd-error", "media-empty"}), PrinterTrouble::PaperOut);
}

}  // namespace
}  // namespace doorstep::devices

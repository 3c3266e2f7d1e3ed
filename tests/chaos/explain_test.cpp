#include "tests/chaos/explain.hpp"

#include <array>

#include <gtest/gtest.h>

namespace doorstep::chaos {
namespace {

TEST(ChaosExplain, TroubleExplainsItsOwnFaultOnItsOwnDeviceInItsOwnTime) {
    const std::array troubles{Trouble{"printer", "jam", 1000, 2000}};
    EXPECT_TRUE(explains(troubles, "printer", wire::FAULT_PRINTER_JAM, 1500, 1600));
    EXPECT_TRUE(explains(troubles, "printer", wire::FAULT_PRINTER_JAM, 2500, 2600)) << "the driver looks again later";
    EXPECT_FALSE(explains(troubles, "printer", wire::FAULT_PRINTER_JAM, 60'000, 61'000));
    EXPECT_FALSE(explains(troubles, "printer", wire::FAULT_PRINTER_JAM, 100, 900)) << "told before it was";
    EXPECT_FALSE(explains(troubles, "scanner", wire::FAULT_PRINTER_JAM, 1500, 1600));
    EXPECT_FALSE(explains(troubles, "printer", wire::FAULT_PRINTER_PAPER_OUT, 1500, 1600));
}

TEST(ChaosExplain, CardExplainsByItsName) {
    const std::array troubles{Trouble{"reader", "card:bad-lifted-mid", 1000, 2000}};
    EXPECT_TRUE(explains(troubles, "reader", wire::FAULT_CARD_REMOVED, 1500, 1600));
    EXPECT_FALSE(explains(troubles, "reader", wire::FAULT_CARD_CHECKSUM, 1500, 1600));
}

TEST(ChaosExplain, NoRowStandsTwice) {
    const auto rows = explanations();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        for (std::size_t k = i + 1; k < rows.size(); ++k) {
            EXPECT_FALSE(rows[i].device == rows[k].device && rows[i].kind == rows[k].kind &&
                         rows[i].code == rows[k].code)
                << rows[i].device << " " << rows[i].kind;
        }
    }
}

}  // namespace
}  // namespace doorstep::chaos

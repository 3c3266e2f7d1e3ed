// One table judges every number: its bounds, and that nothing that is looked at goes unjudged by accident.
#include "station-agent/health/rules.hpp"

#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "station-agent/health/box.hpp"

namespace doorstep::agent {
namespace {

using wire::HealthFact;

HealthVerdict verdict(HealthWhat what, std::int64_t value) {
    return judge(fact_of(what, value));
}

TEST(HealthRules, EachRowTurnsAtItsBounds) {
    for (const auto& rule : health_rules) {
        SCOPED_TRACE(HealthFact::What_Name(rule.what));
        if (rule.call_from) {
            EXPECT_EQ(verdict(rule.what, *rule.call_from), HealthFact::CALL);
            EXPECT_NE(verdict(rule.what, *rule.call_from - 1), HealthFact::CALL);
        }
        if (rule.look_from) {
            EXPECT_EQ(verdict(rule.what, *rule.look_from), HealthFact::LOOK);
            EXPECT_EQ(verdict(rule.what, *rule.look_from - 1), HealthFact::GOOD);
        }
        if (rule.look_below) {
            EXPECT_EQ(verdict(rule.what, *rule.look_below - 1), HealthFact::LOOK);
            EXPECT_EQ(verdict(rule.what, *rule.look_below), HealthFact::GOOD);
        }
        if (rule.call_below) {
            EXPECT_EQ(verdict(rule.what, *rule.call_below - 1), HealthFact::CALL);
            EXPECT_NE(verdict(rule.what, *rule.call_below), HealthFact::CALL);
        }
        HealthFact unknown;
        unknown.set_what(rule.what);
        EXPECT_EQ(judge(unknown), HealthFact::NOT_KNOWN) << "no number is no good news";
    }
}

TEST(HealthRules, EachNumberOfTheAgentHasOneRow) {
    std::multiset<HealthWhat> rows;
    for (const auto& rule : health_rules) {
        rows.insert(rule.what);
    }
    for (int what = HealthFact::What_MIN; what <= HealthFact::What_MAX; ++what) {
        if (HealthFact::What_IsValid(what) && is_agents(static_cast<HealthWhat>(what))) {
            EXPECT_EQ(rows.count(static_cast<HealthWhat>(what)), 1U)
                << HealthFact::What_Name(static_cast<HealthWhat>(what));
        }
    }
}

TEST(HealthRules, AClockThatIsBehindIsAsWrongAsOneAhead) {
    EXPECT_EQ(verdict(HealthFact::CLOCK_OFF, -299), HealthFact::LOOK);
    EXPECT_EQ(verdict(HealthFact::CLOCK_OFF, -300), HealthFact::CALL);
    EXPECT_EQ(verdict(HealthFact::CLOCK_OFF, -59), HealthFact::GOOD);
}

TEST(HealthRules, ASlowLibraryForFacesIsForSupportAndNoneIsNoGoodNews) {
    HealthFact blas;
    blas.set_what(HealthFact::BLAS);
    EXPECT_EQ(judge(blas), HealthFact::NOT_KNOWN);
    blas.set_word("libopenblas.so.0");
    EXPECT_EQ(judge(blas), HealthFact::GOOD);
    blas.set_word("libblas.so.3");
    EXPECT_EQ(judge(blas), HealthFact::CALL);
}

TEST(HealthRules, ADeviceIsJudgedByItsFault) {
    HealthFact printer;
    printer.set_what(HealthFact::PRINTER);
    EXPECT_EQ(judge(printer), HealthFact::GOOD);
    printer.set_fault(wire::FAULT_PRINTER_PAPER_OUT);
    EXPECT_EQ(judge(printer), HealthFact::LOOK);
    printer.set_fault(wire::FAULT_PRINTER_FAILED);
    EXPECT_EQ(judge(printer), HealthFact::CALL);
    auto echo = fact_of(HealthFact::READER_ECHO, 3);
    echo.set_fault(wire::FAULT_READER_SILENT);
    EXPECT_EQ(judge(echo), HealthFact::CALL) << "a fault counts more than an old number";
}

}  // namespace
}  // namespace doorstep::agent

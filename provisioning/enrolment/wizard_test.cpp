// The order of the steps: nothing is lost by going back, nothing is asked twice, and a power cut anywhere changes
// nothing.
#include "provisioning/enrolment/wizard.hpp"

#include <set>

#include <gtest/gtest.h>

namespace doorstep::setup {
namespace {

using State = wire::SetupStepState;

constexpr std::array all_steps{wire::SETUP_LANGUAGE,   wire::SETUP_NETWORK, wire::SETUP_CLOCK,
                               wire::SETUP_ENROLMENT,  wire::SETUP_DEVICES, wire::SETUP_ACCOUNTS,
                               wire::SETUP_TEST_PRINT, wire::SETUP_REPORT};

// Done up to that step, not it itself.
Wizard before(wire::SetupStep step) {
    Wizard wizard;
    for (const auto one : all_steps) {
        if (one < step) {
            EXPECT_TRUE(wizard.done(one, {{"n", std::to_string(one)}}, 1000 + one));
        }
    }
    return wizard;
}

TEST(Wizard, EachOutcomeAndEventHasOneRow) {
    std::set<std::pair<Outcome, StepEvent>> rows;
    for (const auto& move : step_table) {
        EXPECT_TRUE(rows.insert({move.from, move.on}).second);
        EXPECT_FALSE(move.from == State::DONE && move.to != State::DONE) << "done is never undone";
    }
    EXPECT_EQ(rows.size(), 6U);
}

TEST(Wizard, DoneInOrderItEnds) {
    Wizard wizard;
    for (const auto step : all_steps) {
        EXPECT_EQ(wizard.current(), step);
        EXPECT_FALSE(wizard.finished());
        EXPECT_TRUE(wizard.done(step, {}, 1));
    }
    EXPECT_TRUE(wizard.finished());
    EXPECT_TRUE(wizard.go(wire::SETUP_LANGUAGE).error().is(WizardError::Finished));
    EXPECT_TRUE(wizard.done(wire::SETUP_CLOCK, {}, 2).error().is(WizardError::Finished));
}

TEST(Wizard, AtEachStepAPowerCutChangesNothing) {
    for (const auto step : all_steps) {
        auto wizard = before(step);
        auto again = Wizard::from_text(wizard.text()).value();
        again.started();
        EXPECT_EQ(again.current(), step);
        EXPECT_EQ(again.state().starts(), 1U);
        for (const auto other : all_steps) {
            EXPECT_EQ(again.step(other).SerializeAsString(), wizard.step(other).SerializeAsString());
        }
        EXPECT_TRUE(again.done(step, {}, 9)) << "and it goes on";
    }
}

TEST(Wizard, BackAndForthLosesNothing) {
    auto wizard = before(wire::SETUP_DEVICES);
    ASSERT_TRUE(wizard.go(wire::SETUP_NETWORK));
    EXPECT_EQ(wizard.step(wire::SETUP_ENROLMENT).state(), State::DONE);
    ASSERT_TRUE(wizard.skip(wire::SETUP_NETWORK, 5000));
    EXPECT_EQ(wizard.step(wire::SETUP_NETWORK).state(), State::DONE) << "it was done before";
    EXPECT_EQ(wizard.step(wire::SETUP_NETWORK).facts().at("n"), "2");
    EXPECT_EQ(wizard.step(wire::SETUP_NETWORK).at_ms(), 1002);
    ASSERT_TRUE(wizard.go(wire::SETUP_DEVICES));
}

TEST(Wizard, NoStepBehindTheFirstOpenOne) {
    auto wizard = before(wire::SETUP_CLOCK);
    EXPECT_TRUE(wizard.go(wire::SETUP_ENROLMENT).error().is(WizardError::NotYet));
    EXPECT_TRUE(wizard.done(wire::SETUP_REPORT, {}, 1).error().is(WizardError::NotYet));
    EXPECT_TRUE(wizard.skip(wire::SETUP_DEVICES, 1).error().is(WizardError::NotYet));
    EXPECT_TRUE(wizard.go(wire::SETUP_STEP_UNKNOWN).error().is(WizardError::NotYet));
    EXPECT_EQ(wizard.current(), wire::SETUP_CLOCK);
}

TEST(Wizard, LanguageAndReportAreNeverLeftOut) {
    for (const auto step : all_steps) {
        auto wizard = before(step);
        const auto skipped = wizard.skip(step, 7);
        const bool may = step != wire::SETUP_LANGUAGE && step != wire::SETUP_REPORT;
        EXPECT_EQ(static_cast<bool>(skipped), may) << step;
        EXPECT_EQ(wizard.step(step).state(), may ? State::SKIPPED : State::OPEN);
    }
}

TEST(Wizard, WhatWasLeftOutIsDoneLater) {
    auto wizard = before(wire::SETUP_CLOCK);
    ASSERT_TRUE(wizard.skip(wire::SETUP_CLOCK, 7));
    ASSERT_TRUE(wizard.go(wire::SETUP_CLOCK));
    ASSERT_TRUE(wizard.done(wire::SETUP_CLOCK, {{"set", "yes"}}, 8));
    EXPECT_EQ(wizard.step(wire::SETUP_CLOCK).state(), State::DONE);
    EXPECT_EQ(wizard.current(), wire::SETUP_ENROLMENT);
}

TEST(Wizard, AnotherStationGetsItsAccountsAnew) {
    auto wizard = before(wire::SETUP_ENROLMENT);
    ASSERT_TRUE(wizard.done(wire::SETUP_ENROLMENT, {{"station", "village-1"}}, 1));
    ASSERT_TRUE(wizard.done(wire::SETUP_DEVICES, {}, 1));
    ASSERT_TRUE(wizard.done(wire::SETUP_ACCOUNTS, {{"accounts", "2"}}, 1));
    ASSERT_TRUE(wizard.done(wire::SETUP_ENROLMENT, {{"station", "village-1"}}, 2)) << "the same again";
    EXPECT_EQ(wizard.step(wire::SETUP_ACCOUNTS).state(), State::DONE);
    ASSERT_TRUE(wizard.done(wire::SETUP_ENROLMENT, {{"station", "village-2"}}, 3));
    EXPECT_EQ(wizard.step(wire::SETUP_ACCOUNTS).state(), State::OPEN);
    EXPECT_EQ(wizard.step(wire::SETUP_DEVICES).state(), State::DONE);
}

TEST(Wizard, ManyOrLongFactsAreRefused) {
    Wizard wizard;
    Facts many;
    for (std::size_t i = 0; i <= Wizard::most_facts; ++i) {
        many[std::to_string(i)] = "x";
    }
    EXPECT_TRUE(wizard.done(wire::SETUP_LANGUAGE, many, 1).error().is(WizardError::OverBound));
    EXPECT_TRUE(wizard.done(wire::SETUP_LANGUAGE, {{"a", std::string(Wizard::longest_fact, 'x')}}, 1)
                    .error()
                    .is(WizardError::OverBound));
    EXPECT_EQ(wizard.current(), wire::SETUP_LANGUAGE);
}

TEST(Wizard, OnlyAnUntouchedOneIsDismissed) {
    Wizard fresh;
    EXPECT_TRUE(fresh.dismiss());
    EXPECT_TRUE(fresh.finished());
    EXPECT_TRUE(before(wire::SETUP_CLOCK).dismiss().error().is(WizardError::Finished));
}

TEST(Wizard, TextThatIsNoneOfOursIsRefused) {
    const auto good = before(wire::SETUP_CLOCK).text();
    ASSERT_TRUE(Wizard::from_text(good));
    for (std::size_t size = 0; size + 2 < good.size(); size += 7) {
        EXPECT_FALSE(Wizard::from_text(good.substr(0, size))) << size;
    }
    for (
        const auto* bad :
        {R"({"version":2,"current":1,"finished":false,"starts":0,"steps":[]})",
         R"({"version":1,"current":9,"finished":false,"starts":0,"steps":[]})",
         R"({"version":1,"current":1,"finished":false,"starts":0,"steps":[{"step":1,"state":7,"at_ms":0,"facts":{}}]})",
         R"({"version":1,"current":1,"finished":false,"starts":0,"steps":[{"step":0,"state":1,"at_ms":0,"facts":{}}]})",
         R"({"version":1,"current":1,"finished":false,"starts":0,"steps":[{"step":1,"state":1,"at_ms":0,"facts":{"a":1}}]})"}) {
        EXPECT_FALSE(Wizard::from_text(bad)) << bad;
    }
}

}  // namespace
}  // namespace doorstep::setup

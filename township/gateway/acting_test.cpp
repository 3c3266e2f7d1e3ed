// Somebody hands in for another (workflow/acting.hpp): whose case it is, what is put before a person, and that nobody
// is refused, checked in or taken back by a machine for it.
#include <algorithm>

#include "base/id_number.hpp"
#include "township/archive/tasks.hpp"
#include "township/archive/township_error.hpp"
#include "township/testing/gateway_fixture.hpp"
#include "township/workflow/case_finder.hpp"
#include "township/workflow/case_moves.hpp"
#include "township/workflow/case_reader.hpp"

namespace doorstep::township::testing {
namespace {

class ActingTest : public OneStationFixture {
  protected:
    static wire::Acting by(wire::Acting::As as, wire::Consent::Answer answer = wire::Consent::OUTSTANDING) {
        wire::Acting acting;
        acting.set_as(as);
        acting.mutable_who()->set_name("李代办");
        acting.mutable_who()->set_number(id_number(7));
        acting.set_relation("neighbour");
        acting.set_reason("ill-or-old");
        if (as == wire::Acting::PROXY || as == wire::Acting::VILLAGE_COMMITTEE) {
            auto& record = *acting.mutable_entrustment();
            record.set_id(std::string(as_text(Uuid::make_v7().bytes())));
            record.set_kind(wire::Consent::ENTRUSTMENT);
            record.set_read_aloud(true);
            record.set_whose("applicant");
            record.set_answer(answer);
            record.set_how(wire::Consent::THUMB);
            record.set_witness("zhou");
        }
        return acting;
    }
    std::string apply(const wire::Acting& acting, const std::string& number = id_number(1)) {
        HandIn hand_in;
        hand_in.number = number;
        hand_in.acting = acting;
        return held(station_.seal(hand_in)).case_number();
    }
    HandIn letter(wire::SubmissionKind kind, const std::string& number, const wire::Acting& acting) {
        HandIn letter;
        letter.kind = kind;
        letter.case_number = number;
        letter.with_consent = false;
        letter.answers = "{}";
        letter.acting = acting;
        return letter;
    }
    std::string newest_task() { return text("SELECT what FROM tasks WHERE done_ms = 0 ORDER BY id DESC LIMIT 1"); }
    CaseDetail read(const std::string& number, const std::string& purpose) {
        return read_case(*archive_, number, {"tester", purpose}).value();
    }
};

TEST_F(ActingTest, TheCaseIsOfWhomItIsAboutAndTheProxyStandsBesideItMasked) {
    const auto number = apply(by(wire::Acting::PROXY, wire::Consent::GIVEN));
    EXPECT_EQ(count("tasks"), 0) << "with a signed entrustment nobody need look before others";
    const auto masked = read(number, "");
    ASSERT_FALSE(masked.people.empty());
    EXPECT_EQ(masked.people.front().role, "applicant");
    EXPECT_EQ(masked.people.size(), 2U) << "applicant and one member: who acts is none of the household";
    ASSERT_EQ(masked.acting.size(), 1U);
    EXPECT_EQ(masked.acting[0].name, "李＊＊");
    EXPECT_EQ(masked.acting[0].number.find(id_number(7)), std::string::npos);
    EXPECT_EQ(masked.acting[0].as, wire::Acting::PROXY);
    EXPECT_EQ(masked.acting[0].answer, wire::Consent::GIVEN);
    EXPECT_EQ(masked.acting[0].how, wire::Consent::THUMB);
    EXPECT_EQ(masked.acting[0].witness, "zhou");
    EXPECT_EQ(read(number, "电话核实").acting[0].number, id_number(7));
    const auto& entrusted =
        masked.consents.front().kind == wire::Consent::ENTRUSTMENT ? masked.consents.front() : masked.consents.back();
    EXPECT_EQ(entrusted.kind, wire::Consent::ENTRUSTMENT);
    EXPECT_TRUE(entrusted.read_aloud);
    EXPECT_EQ(entrusted.witness, "zhou");
    EXPECT_EQ(std::count_if(masked.consents.begin(), masked.consents.end(), [](const auto& c) { return c.read_aloud; }),
              1);
    EXPECT_EQ(count("consents WHERE kind = 6 AND witness = 'zhou'"), 1) << "the entrustment is among the consents";
}

TEST_F(ActingTest, AMissingEntrustmentIsAskedForAndRefusesNobody) {
    const auto number = apply(by(wire::Acting::VILLAGE_COMMITTEE));
    EXPECT_EQ(text("SELECT state FROM cases"), "delivered");
    EXPECT_EQ(newest_task(), "acting: the entrustment is outstanding, ask for it with all else that is missing");
    EXPECT_EQ(text("SELECT case_number FROM tasks"), number);
}

TEST_F(ActingTest, AHouseholdMemberNeedsNoPaper) {
    apply(by(wire::Acting::HOUSEHOLD));
    EXPECT_EQ(count("tasks"), 0);
}

TEST_F(ActingTest, AGuardianOfAChildIsTakenAndOfAGrownUpIsLookedAt) {
    const std::string born = "99010120200601001";
    apply(by(wire::Acting::GUARDIAN), born + id_number_check_character(born));
    EXPECT_EQ(count("tasks WHERE what LIKE '%guardian%'"), 0);
    apply(by(wire::Acting::GUARDIAN), id_number(2));
    EXPECT_NE(newest_task().find("acting: guardian of an adult"), std::string::npos) << newest_task();
}

TEST_F(ActingTest, AReportChecksNobodyInAndAsksForAVisit) {
    HandIn report;
    report.kind = wire::CHECK_IN;
    report.acting = by(wire::Acting::HOUSEHOLD);
    held(station_.seal(report));
    EXPECT_EQ(newest_task(), "the person cannot come to check in: visit or call, nothing stops");
    EXPECT_EQ(count("check_ins WHERE way = 3 AND person_present = 0"), 1);
}

TEST_F(ActingTest, LettersOfAProxyAreAlwaysLookedAtAndCloseNothing) {
    const auto number = apply(by(wire::Acting::PROXY, wire::Consent::GIVEN));
    const auto proxy = by(wire::Acting::PROXY);
    auto question = letter(wire::QUESTION, number, proxy);
    question.answers = R"({"question":"家访什么时候来？"})";
    held(station_.seal(question));
    EXPECT_EQ(
        newest_task().rfind("a question to be answered (written by another, proxy: look at the entrustment first)", 0),
        0U)
        << newest_task();
    HandIn own = letter(wire::APPLICATION_WITHDRAWN, number, proxy);
    own.acting.reset();
    held(station_.seal(own));
    held(station_.seal(letter(wire::APPLICATION_KEPT, number, by(wire::Acting::HOUSEHOLD))));
    EXPECT_EQ(newest_task(), "a letter (written by another, household)");
    EXPECT_EQ(count("tasks WHERE done_ms = 0 AND what LIKE 'the person takes the application back%'"), 1)
        << "nobody keeps for a person what that person takes back";
}

// Only the person takes an application back (SECURITY 21): what another wrote is looked into, and how is written down.
TEST_F(ActingTest, AWithdrawalByAnotherTakesAReasonAndThatOfAGuardianNone) {
    for (const auto as :
         {wire::Acting::PROXY, wire::Acting::VILLAGE_COMMITTEE, wire::Acting::HOUSEHOLD, wire::Acting::GUARDIAN}) {
        const auto acting = by(as, wire::Consent::GIVEN);
        const auto number = apply(acting, id_number(20 + static_cast<int>(as)));
        held(station_.seal(letter(wire::APPLICATION_WITHDRAWN, number, acting)));
        const auto bare = set_state(*archive_, number, {"withdrawn", "", ""}, {"tester", ""});
        if (as == wire::Acting::GUARDIAN) {
            EXPECT_TRUE(bare) << bare.error().text();
            continue;
        }
        ASSERT_FALSE(bare) << as;
        EXPECT_TRUE(bare.error().is(TownshipError::NeedsReason));
        EXPECT_NE(bare.error().detail().find("somebody else"), std::string::npos);
        EXPECT_TRUE(set_state(*archive_, number, {"withdrawn", "", "called the person"}, {"tester", ""}));
    }
}

}  // namespace
}  // namespace doorstep::township::testing

// Somebody comes for another person, on the real window and by touch: whom, as what, the entrustment, and what is
// handed in then (issue 7: as self, household member or proxy; a guardian of a minor).
#include <gtest/gtest.h>

#include "base/id_number.hpp"
#include "kiosk/testing/form_walker.hpp"
#include "kiosk/testing/screen.hpp"

namespace doorstep::kiosk {
namespace {

std::string number_of(const std::string& first) {
    return first + id_number_check_character(first);
}

class ActingTest : public testing::Test {
  protected:
    void open() {
        ASSERT_TRUE(screen.start(QSize(1920, 1080)));
        screen.station.lay_card();
        ASSERT_TRUE(wait_until([this] { return screen.kiosk().session()->is_open(); }));
    }
    // From "I come for somebody else" to the person's number.
    void say_for_whom(const char* as, const char* relation) {
        ASSERT_TRUE(screen.touch("I come for somebody else"));
        ASSERT_TRUE(on("acting/as"));
        ASSERT_TRUE(screen.touch(as));
        ASSERT_TRUE(screen.touch("Next"));
        if (relation != nullptr) {
            ASSERT_TRUE(on("acting/relation"));
            ASSERT_TRUE(screen.touch(relation));
            ASSERT_TRUE(screen.touch("Next"));
        }
        ASSERT_TRUE(on("acting/name"));
        journey<ActingController>().enterName("王小明");
        ASSERT_TRUE(screen.touch("Next"));
        ASSERT_TRUE(on("acting/number"));
        journey<ActingController>().enterNumber(QString::fromStdString(about));
        ASSERT_TRUE(screen.touch("Next"));
    }
    void say_why() {
        ASSERT_TRUE(on("acting/reason"));
        ASSERT_TRUE(screen.touch("Too ill or too old to come"));
        ASSERT_TRUE(screen.touch("Next"));
        ASSERT_TRUE(on("acting/paper"));
    }
    void scan_entrustment() {
        screen.station.pages_in_scanner = 1;
        ASSERT_TRUE(screen.touch("Scan the signed entrustment"));
        ASSERT_TRUE(screen.says("The signed entrustment is scanned."));
    }
    // Home, "Apply", the form of dibao to its end and the page behind it.
    void apply_to_the_end() {
        screen.kiosk().openApply();
        ASSERT_TRUE(on("apply/choose"));
        journey<ApplyController>().choose("dibao");
        ASSERT_TRUE(on("apply/notice"));
        ASSERT_TRUE(walk_form(screen.kiosk(), {false, false}, wait_until)) << screen.kiosk().page().toStdString();
    }
    const FakeStation::Draft* hand_in() {
        auto& apply = journey<ApplyController>();
        if (screen.kiosk().page() == "apply/signing") {
            apply.next();
        }
        EXPECT_TRUE(on("apply/scan"));
        apply.next();
        EXPECT_TRUE(on("apply/review"));
        apply.submit();
        EXPECT_TRUE(on("apply/done"));
        return screen.station.submitted(wire::APPLICATION);
    }
    static wire::Acting acting_in(const FakeStation::Draft& draft) {
        wire::Acting acting;
        const auto found = draft.parts.find(part::acting);
        EXPECT_NE(found, draft.parts.end());
        EXPECT_TRUE(found != draft.parts.end() && found->second.kind() == wire::ACTING &&
                    acting.ParseFromString(found->second.inline_()));
        return acting;
    }
    static wire::CardFields about_in(const FakeStation::Draft& draft) {
        wire::CardFields card;
        EXPECT_TRUE(card.ParseFromString(draft.parts.at(part::person).inline_()));
        return card;
    }
    template <class Controller>
    Controller& journey() {
        return *qobject_cast<Controller*>(screen.kiosk().journey());
    }
    bool on(const QString& page) { return screen.on(page); }

    Screen screen;
    std::string about = number_of("99010119480315002");
};

TEST_F(ActingTest, AProxyAppliesWithASignedEntrustmentAndThePersonStillSignsForTheCheck) {
    open();
    say_for_whom("The person asked me to come", "Neighbour or friend");
    say_why();
    ASSERT_TRUE(screen.touch("Print the entrustment"));
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().printer()->printed(); }));
    scan_entrustment();
    ASSERT_TRUE(screen.touch("Next"));
    ASSERT_TRUE(screen.says("You come for 王＊＊."));
    apply_to_the_end();
    ASSERT_EQ(screen.kiosk().page(), "apply/signing") << "a grown-up who is not here signs for himself";
    EXPECT_EQ(journey<ApplyController>().signers().first().toMap()["name"], "王＊＊");
    const auto* sent = hand_in();
    ASSERT_NE(sent, nullptr);
    const auto acting = acting_in(*sent);
    EXPECT_EQ(acting.as(), wire::Acting::PROXY);
    EXPECT_EQ(acting.relation(), "neighbour");
    EXPECT_EQ(acting.reason(), "ill-or-old");
    EXPECT_EQ(acting.who().number(), screen.station.card.number());
    EXPECT_TRUE(acting.who().read_from_chip());
    EXPECT_EQ(acting.entrustment().kind(), wire::Consent::ENTRUSTMENT);
    EXPECT_EQ(acting.entrustment().answer(), wire::Consent::GIVEN);
    EXPECT_EQ(acting.entrustment().how(), wire::Consent::WET_SIGNED);
    EXPECT_EQ(acting.entrustment().paper_part(), part::entrustment);
    EXPECT_EQ(acting.entrustment().text_id(), "entrustment");
    EXPECT_EQ(sent->parts.at(part::entrustment).kind(), wire::SIGNED_SHEET);
    EXPECT_EQ(about_in(*sent).number(), about);
    EXPECT_FALSE(about_in(*sent).read_from_chip());
    EXPECT_NE(sent->parts.at(part::answers).inline_().find(about), std::string::npos) << "the form is that person's";
    Consents consents;
    consents.load(sent->parts.at(part::consents).inline_());
    EXPECT_EQ(consents.last(wire::Consent::ECONOMIC_CHECK, "applicant")->answer(), wire::Consent::OUTSTANDING)
        << "a proxy's tap is not that person's consent (SECURITY 29)";
}

TEST_F(ActingTest, AGuardianOfAChildNeedsNoPaperAndAgreesInItsPlace) {
    about = number_of("99010120180601001");
    open();
    say_for_whom("I am the parent or guardian", "Father or mother");
    ASSERT_TRUE(screen.says("You come for"));
    apply_to_the_end();
    EXPECT_EQ(screen.kiosk().page(), "apply/scan");
    const auto* sent = hand_in();
    ASSERT_NE(sent, nullptr);
    EXPECT_EQ(acting_in(*sent).as(), wire::Acting::GUARDIAN);
    EXPECT_FALSE(acting_in(*sent).has_entrustment());
    Consents consents;
    consents.load(sent->parts.at(part::consents).inline_());
    EXPECT_EQ(consents.last(wire::Consent::ECONOMIC_CHECK, "applicant")->answer(), wire::Consent::GIVEN);
}

TEST_F(ActingTest, TheEntrustmentMayBeBroughtLater) {
    open();
    say_for_whom("I come for the village committee", nullptr);
    say_why();
    ASSERT_TRUE(screen.touch("Bring it later"));
    apply_to_the_end();
    const auto* sent = hand_in();
    ASSERT_NE(sent, nullptr);
    EXPECT_EQ(acting_in(*sent).as(), wire::Acting::VILLAGE_COMMITTEE);
    EXPECT_EQ(acting_in(*sent).relation(), "committee");
    EXPECT_EQ(acting_in(*sent).entrustment().answer(), wire::Consent::OUTSTANDING);
    EXPECT_EQ(sent->parts.count(part::entrustment), 0U);
}

TEST_F(ActingTest, NobodyComesForHimself) {
    open();
    about = screen.station.card.number();
    say_for_whom("I live in the same household", "Son or daughter");
    EXPECT_TRUE(screen.says("This is your own number."));
    EXPECT_FALSE(screen.kiosk().session()->acting());
}

TEST_F(ActingTest, WhatWasSaidHoldsForOneVisitAndIsTakenBack) {
    open();
    say_for_whom("I live in the same household", "Son or daughter");
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().session()->acting().has_value(); }));
    ASSERT_TRUE(screen.touch("For myself again"));
    EXPECT_FALSE(screen.kiosk().session()->acting());
    say_for_whom("I live in the same household", "Son or daughter");
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().session()->acting().has_value(); }));
    screen.kiosk().session()->finish();
    screen.station.lift_card();
    ASSERT_TRUE(wait_until([this] { return !screen.kiosk().session()->is_open(); }));
    EXPECT_FALSE(screen.kiosk().session()->acting());
}

TEST_F(ActingTest, ADraftSaysForWhomItIsAndTheOwnFormIsAnother) {
    open();
    say_for_whom("I live in the same household", "Son or daughter");
    screen.kiosk().openApply();
    ASSERT_TRUE(on("apply/choose"));
    journey<ApplyController>().choose("dibao");
    ASSERT_TRUE(on("apply/notice"));
    journey<ApplyController>().next();
    ASSERT_TRUE(on("apply/form"));
    screen.kiosk().session()->finish();
    screen.station.lift_card();
    ASSERT_TRUE(wait_until([this] { return !screen.kiosk().session()->is_open(); }));
    screen.station.lay_card();
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().session()->is_open(); }));
    // After a power cut nothing need be said again.
    screen.kiosk().openApply();
    ASSERT_TRUE(on("apply/resume"));
    journey<ApplyController>().somethingElse();
    ASSERT_TRUE(on("apply/choose"));
    journey<ApplyController>().choose("dibao");
    ASSERT_TRUE(on("apply/notice")) << "the own application is not what was begun for another";
    EXPECT_EQ(screen.station.drafts.size(), 2U);
    EXPECT_FALSE(screen.kiosk().session()->acting());
    journey<ApplyController>().back();
    ASSERT_TRUE(on("apply/choose"));
    journey<ApplyController>().back();
    ASSERT_TRUE(on("home"));
    screen.kiosk().openApply();
    ASSERT_TRUE(on("apply/resume"));
    journey<ApplyController>().goOn();
    ASSERT_TRUE(on("apply/form"));
    ASSERT_TRUE(screen.kiosk().session()->acting());
    EXPECT_EQ(screen.kiosk().session()->acting()->about.number(), about);
}

TEST_F(ActingTest, WhoCannotComeToCheckInIsReportedAndNotCheckedIn) {
    screen.station.face_enrolled = true;
    open();
    say_for_whom("I live in the same household", "Son or daughter");
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().session()->acting().has_value(); }));
    screen.kiosk().openCheckIn();
    ASSERT_TRUE(on("checkin/report")) << "never the face of who acts";
    ASSERT_TRUE(screen.touch("Tell the township"));
    ASSERT_TRUE(on("checkin/done"));
    EXPECT_TRUE(screen.says("The township is told"));
    const auto* sent = screen.station.submitted(wire::CHECK_IN);
    ASSERT_NE(sent, nullptr);
    wire::CheckInOutcome outcome;
    ASSERT_TRUE(outcome.ParseFromString(sent->parts.at(part::outcome).inline_()));
    EXPECT_EQ(outcome.way(), wire::CheckInOutcome::REPORTED);
    EXPECT_FALSE(outcome.person_present());
    EXPECT_EQ(about_in(*sent).number(), about);
    EXPECT_EQ(acting_in(*sent).as(), wire::Acting::HOUSEHOLD);
}

TEST_F(ActingTest, AProxyWritesAboutTheCaseThatWasHandedInHere) {
    auto& one = *screen.station.cases.add_cases();
    one.set_case_number("074749131783");
    one.set_kind(wire::APPLICATION);
    one.set_scheme("dibao");
    one.set_state("accepted");
    open();
    say_for_whom("The person asked me to come", "Another relative");
    say_why();
    scan_entrustment();
    ASSERT_TRUE(screen.touch("Next"));
    screen.kiosk().openMyCase();
    ASSERT_TRUE(on("mycase/list"));
    EXPECT_TRUE(screen.says("Cases you handed in for this person"));
    EXPECT_EQ(screen.station.agent_requests.back().my_cases().for_number(), about);
    journey<MyCaseController>().ask(0);
    ASSERT_TRUE(on("mycase/ask"));
    journey<MyCaseController>().write("When do they come?");
    ASSERT_TRUE(screen.touch("Send"));
    ASSERT_TRUE(on("mycase/sent"));
    const auto* sent = screen.station.submitted(wire::QUESTION);
    ASSERT_NE(sent, nullptr);
    EXPECT_EQ(about_in(*sent).number(), about);
    EXPECT_EQ(acting_in(*sent).entrustment().answer(), wire::Consent::GIVEN);
    EXPECT_EQ(sent->parts.count(part::entrustment), 1U);
}

TEST_F(ActingTest, ALetterAboutAnotherCaseTakesItsNumberAndShowsNothingOfIt) {
    open();
    say_for_whom("I live in the same household", "Son or daughter");
    screen.kiosk().openMyCase();
    ASSERT_TRUE(on("mycase/list"));
    EXPECT_EQ(screen.find("Ask for cases handed in elsewhere"), nullptr);
    ASSERT_TRUE(screen.touch("Write about another case of this person"));
    ASSERT_TRUE(on("mycase/other"));
    ASSERT_TRUE(screen.touch("An answer to a hearing notice"));
    journey<MyCaseController>().typeOther("074749131784");
    ASSERT_TRUE(screen.touch("Next"));
    EXPECT_TRUE(screen.says("This is not a case number."));
    journey<MyCaseController>().typeOther("074749131783");
    screen.station.start_fault = wire::FAULT_BAD_REQUEST;
    ASSERT_TRUE(screen.touch("Next"));
    ASSERT_TRUE(on("mycase/hearing"));
    ASSERT_TRUE(screen.touch("I come"));
    ASSERT_TRUE(screen.touch("Send"));
    ASSERT_TRUE(on("mycase/other"));
    EXPECT_TRUE(screen.says("No case of this person with this number is known here."));
    screen.station.start_fault = wire::FAULT_NONE;
    ASSERT_TRUE(screen.touch("Next"));
    ASSERT_TRUE(on("mycase/hearing"));
    ASSERT_TRUE(screen.touch("Send"));
    ASSERT_TRUE(on("mycase/sent"));
    const auto* sent = screen.station.submitted(wire::HEARING_ANSWER);
    ASSERT_NE(sent, nullptr);
    EXPECT_EQ(sent->case_number, "074749131783");
    EXPECT_EQ(acting_in(*sent).as(), wire::Acting::HOUSEHOLD);
}

}  // namespace
}  // namespace doorstep::kiosk

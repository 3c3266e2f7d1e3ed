#include <gtest/gtest.h>
#include <QSignalSpy>

#include "kiosk/testing/journeys_fixture.hpp"
#include "kiosk/testing/walk.hpp"

namespace doorstep::kiosk {
namespace {

TEST(JourneyTables, EveryStateIsReachedAndLeadsBack) {
    expect_sound<ApplyState, ApplyEvent>(apply_table, ApplyState::Idle, static_cast<int>(ApplyState::Done) + 1,
                                         static_cast<int>(ApplyEvent::Leave) + 1);
    expect_sound<CheckInState, CheckInEvent>(check_in_table, CheckInState::Idle,
                                             static_cast<int>(CheckInState::Done) + 1,
                                             static_cast<int>(CheckInEvent::Leave) + 1);
    expect_sound<FaceStoreState, FaceStoreEvent>(face_store_table, FaceStoreState::Idle,
                                                 static_cast<int>(FaceStoreState::Withdrawn) + 1,
                                                 static_cast<int>(FaceStoreEvent::Leave) + 1);
    expect_sound<MyCaseState, MyCaseEvent>(my_case_table, MyCaseState::Idle, static_cast<int>(MyCaseState::Failed) + 1,
                                           static_cast<int>(MyCaseEvent::Leave) + 1);
    expect_sound<NoticesState, NoticesEvent>(notices_table, NoticesState::Idle,
                                             static_cast<int>(NoticesState::Failed) + 1,
                                             static_cast<int>(NoticesEvent::Leave) + 1);
    expect_sound<ClerkState, ClerkEvent>(clerk_table, ClerkState::Idle, static_cast<int>(ClerkState::Failed) + 1,
                                         static_cast<int>(ClerkEvent::Leave) + 1);
    expect_sound<ActingState, ActingEvent>(acting_table, ActingState::Idle, static_cast<int>(ActingState::Paper) + 1,
                                           static_cast<int>(ActingEvent::Leave) + 1);
    expect_sound<IdentityState, IdentityEvent>(identity_table, IdentityState::Idle,
                                               static_cast<int>(IdentityState::Opening) + 1,
                                               static_cast<int>(IdentityEvent::Leave) + 1);
}

TEST_F(JourneysTest, AnApplicationGoesThroughToItsCaseNumber) {
    station.pages_in_scanner = 2;
    lay_card();
    kiosk->openApply();
    choose();
    through_form();
    auto& journey = apply("apply/signing");
    ASSERT_EQ(journey.signers().size(), 2) << "one adult member, one obligor";
    journey.openSheet(0);
    apply("apply/sheet").printSheet();
    ASSERT_TRUE(wait_until([&] { return journey.signer()["state"] == "printed" && !busy(); }));
    ASSERT_TRUE(wait_until([&] { return kiosk->printer()->printed() || kiosk->printer()->failed(); }));
    journey.scanSheet();
    ASSERT_TRUE(wait_until([&] { return journey.signer()["state"] == "signed" && !journey.scanning() && !busy(); }));
    journey.closeSheet();
    apply("apply/signing").next();
    apply("apply/scan").scan();
    ASSERT_TRUE(wait_until([&] { return journey.papers().size() == 2 && !journey.scanning(); }));
    journey.next();
    apply("apply/review");
    EXPECT_GT(journey.review().size(), 10);
    EXPECT_TRUE(journey.findings().isEmpty()) << journey.findings().join(" ").toStdString();
    journey.submit();
    apply("apply/done");
    EXPECT_EQ(journey.case_number(), "0747-4913-1783");
    EXPECT_FALSE(journey.qr().isEmpty());
    const auto* sent = station.submitted(wire::APPLICATION);
    ASSERT_NE(sent, nullptr);
    EXPECT_EQ(sent->parts.count(part::first_page) + sent->parts.count(part::first_page + 3), 2U);
    EXPECT_EQ(sent->parts.at(part::first_sheet).kind(), wire::SIGNED_SHEET);
    Consents consents;
    consents.load(sent->parts.at(part::consents).inline_());
    EXPECT_EQ(consents.last(wire::Consent::ECONOMIC_CHECK, "applicant")->answer(), wire::Consent::GIVEN);
    EXPECT_EQ(consents.last(wire::Consent::ECONOMIC_CHECK, "member:1")->how(), wire::Consent::WET_SIGNED);
    EXPECT_EQ(consents.last(wire::Consent::ECONOMIC_CHECK, "obligor:1")->answer(), wire::Consent::OUTSTANDING);
}

TEST_F(JourneysTest, AnUnansweredPageStaysAndSaysSo) {
    lay_card();
    kiosk->openApply();
    choose().next();
    auto& journey = apply("apply/form");
    const auto page = journey.page_id();
    journey.next();
    EXPECT_EQ(journey.page_id(), page);
    EXPECT_FALSE(journey.fields().first().toMap()["error"].toString().isEmpty());
}

TEST_F(JourneysTest, AKilledKioskGoesOnOnTheSamePage) {
    members = false;
    lay_card();
    kiosk->openApply();
    choose().next();
    auto& journey = apply("apply/form");
    answer_page(journey);
    const auto first = journey.page_id();
    journey.next();
    ASSERT_TRUE(wait_until([&] { return journey.page_id() != first && !busy(); }));
    const auto page = journey.page_id();
    start();
    lay_card();
    kiosk->openApply();
    apply("apply/resume").goOn();
    EXPECT_EQ(apply("apply/form").page_id(), page);
}

TEST_F(JourneysTest, ARestartedAgentCostsNothing) {
    lay_card();
    kiosk->openApply();
    auto& journey = choose();
    station.forget_session_once = true;
    journey.next();
    apply("apply/form");
    EXPECT_TRUE(journey.fault_text().isEmpty());
}

TEST_F(JourneysTest, AJamIsToldAndThePagesShownAreKept) {
    members = false;
    lay_card();
    kiosk->openApply();
    choose();
    through_form();
    auto& journey = apply("apply/scan");
    station.pages_in_scanner = 1;
    station.scan_fault = wire::FAULT_SCANNER_JAM;
    journey.scan();
    ASSERT_TRUE(wait_until([&] { return !journey.fault_text().isEmpty(); }));
    EXPECT_EQ(journey.papers().size(), 1);
    station.scan_fault = wire::FAULT_NONE;
    journey.scan();
    ASSERT_TRUE(wait_until([&] { return journey.papers().size() == 2 && !journey.scanning(); }));
    EXPECT_TRUE(journey.fault_text().isEmpty());
}

TEST_F(JourneysTest, AFullDiskIsToldOnTheReviewAndTryingAgainHandsInOnce) {
    members = false;
    lay_card();
    kiosk->openApply();
    choose();
    through_form();
    apply("apply/scan").next();
    auto& journey = apply("apply/review");
    station.submit_fault = wire::FAULT_DISK_FULL;
    journey.submit();
    ASSERT_TRUE(wait_until([&] { return journey.fault().code() == wire::FAULT_DISK_FULL; }));
    apply("apply/review");
    station.submit_fault = wire::FAULT_NONE;
    journey.submit();
    apply("apply/done");
    EXPECT_EQ(station.drafts.size(), 1U);
}

TEST_F(JourneysTest, ChangingAnAnswerLeadsBackToTheReview) {
    members = false;
    lay_card();
    kiosk->openApply();
    choose();
    through_form();
    apply("apply/scan").next();
    auto& journey = apply("apply/review");
    QString place;
    for (const auto& row : journey.review()) {
        place = row.toMap()["changeable"].toBool() && place.isEmpty() ? row.toMap()["place"].toString() : place;
    }
    journey.change(place);
    apply("apply/form").next();
    apply("apply/review");
}

TEST_F(JourneysTest, ARefusedFaceIsConfirmedByTheClerkWithTheSameResult) {
    station.face_enrolled = true;
    lay_card();
    kiosk->openCheckIn();
    at<CheckInController>("checkin/notice").refuse();
    at<CheckInController>("checkin/clerk").callClerk();
    EXPECT_TRUE(kiosk->session()->is_suspended());
    sign_in("checkin/reason");
    auto& journey = at<CheckInController>("checkin/reason");
    EXPECT_EQ(journey.reason(), "refused-face");
    EXPECT_FALSE(journey.can_confirm()) << "the person's presence was not said";
    journey.setPresent(true);
    journey.confirm();
    at<CheckInController>("checkin/done");
    const auto* sent = station.submitted(wire::CHECK_IN);
    ASSERT_NE(sent, nullptr);
    EXPECT_EQ(sent->operator_token, "token-zhou");
    wire::CheckInOutcome outcome;
    outcome.ParseFromString(sent->parts.at(part::outcome).inline_());
    EXPECT_EQ(outcome.way(), wire::CheckInOutcome::CLERK_CONFIRMED);
    EXPECT_EQ(outcome.reason(), wire::CheckInOutcome::REFUSED_FACE);
    EXPECT_EQ(station.count_agent(wire::AgentRequest::kOpenVault), 0) << "no face step without consent";
    EXPECT_EQ(station.count_hub(wire::HubRequest::kStartPreview), 0);
}

TEST_F(JourneysTest, ARecognisedFaceChecksIn) {
    station.face_enrolled = true;
    lay_card();
    kiosk->openCheckIn();
    at<CheckInController>("checkin/notice").agree();
    at<CheckInController>("checkin/done");
    wire::CheckInOutcome outcome;
    outcome.ParseFromString(station.submitted(wire::CHECK_IN)->parts.at(part::outcome).inline_());
    EXPECT_EQ(outcome.way(), wire::CheckInOutcome::FACE);
    EXPECT_EQ(outcome.face_consent_id().size(), 16U);
    EXPECT_TRUE(station.submitted(wire::CHECK_IN)->operator_token.empty());
}

TEST_F(JourneysTest, ASlipIsLaidOutForThePaperThatThePrinterSaysItHas) {
    station.face_enrolled = true;
    lay_card();
    kiosk->openCheckIn();
    at<CheckInController>("checkin/notice").agree();
    auto& journey = at<CheckInController>("checkin/done");
    ASSERT_TRUE(wait_until([&] { return kiosk->printer()->printed(); })) << "the first one comes by itself";
    int papers = station.count_hub(wire::HubRequest::kPrint);
    for (const auto& [paper, points] : {std::pair{wire::Device::A4, 595}, std::pair{wire::Device::ROLL58, 164},
                                        std::pair{wire::Device::ROLL80, 227}, std::pair{wire::Device::A4, 595}}) {
        station.paper = paper;
        station.tell_devices();
        ASSERT_TRUE(wait_until([&, wanted = paper] { return kiosk->hub().paper() == wanted; }));
        ASSERT_TRUE(wait_until([&] { return !kiosk->printer()->printing(); }));
        journey.printSlip();
        ++papers;
        ASSERT_TRUE(wait_until([&] { return station.count_hub(wire::HubRequest::kPrint) == papers; }));
        const auto& pdf = station.hub_requests.back().print().pdf();
        const auto box = pdf.find("/MediaBox [0 0 ");
        ASSERT_NE(box, std::string::npos);
        EXPECT_NEAR(std::stod(pdf.substr(box + 15)), points, 1);
    }
}

TEST_F(JourneysTest, NotRecognisedIsNoFailureAndThreeTriesAreEnough) {
    station.face_enrolled = true;
    station.face.set_verdict(wire::FaceOutcome::NO_MATCH);
    lay_card();
    kiosk->openCheckIn();
    at<CheckInController>("checkin/notice").agree();
    auto& journey = at<CheckInController>("checkin/missed");
    EXPECT_TRUE(journey.fault_text().isEmpty());
    journey.again();
    ASSERT_TRUE(wait_until([&] { return journey.state() == CheckInState::Missed; }));
    journey.again();
    ASSERT_TRUE(wait_until([&] { return journey.state() == CheckInState::Missed; }));
    EXPECT_FALSE(journey.can_try_again());
    journey.toClerk();
    at<CheckInController>("checkin/clerk");
}

TEST_F(JourneysTest, TwoFacesAreToldInWords) {
    station.face_enrolled = true;
    station.face.set_verdict(wire::FaceOutcome::NOT_JUDGED);
    station.face.mutable_reason()->set_code(wire::FAULT_FACE_SEVERAL);
    lay_card();
    kiosk->openCheckIn();
    at<CheckInController>("checkin/notice").agree();
    EXPECT_EQ(at<CheckInController>("checkin/missed").fault().code(), wire::FAULT_FACE_SEVERAL);
}

TEST_F(JourneysTest, WithoutPrinterOrScannerNoFaceIsKeptToday) {
    station.devices[wire::Device::SCANNER] = wire::Device::ABSENT;
    station.tell_devices();
    ASSERT_TRUE(wait_until([&] { return !kiosk->hub().usable(wire::Device::SCANNER); }));
    lay_card();
    kiosk->openCheckIn();
    at<CheckInController>("checkin/not-enrolled").enrol();
    at<FaceStoreController>("facestore/unable").leave();
    EXPECT_EQ(kiosk->page(), "home");
}

TEST_F(JourneysTest, AFaceIsKeptOnlyWithTheSignedSheetAndAClerk) {
    station.pages_in_scanner = 1;
    lay_card();
    kiosk->openCheckIn();
    at<CheckInController>("checkin/not-enrolled").enrol();
    at<FaceStoreController>("facestore/clerk").callClerk();
    sign_in("facestore/notice");
    at<FaceStoreController>("facestore/notice").agree();
    auto& journey = at<FaceStoreController>("facestore/sheet");
    journey.signedByPerson();
    EXPECT_EQ(journey.state(), FaceStoreState::Sheet) << "nothing was scanned yet";
    journey.scanSheet();
    at<FaceStoreController>("facestore/confirm");
    EXPECT_EQ(station.count_hub(wire::HubRequest::kFaceEnrol), 0) << "no camera before the clerk confirmed";
    journey.signedByPerson();
    at<FaceStoreController>("facestore/done");
    const auto* sent = station.submitted(wire::ENROLMENT);
    ASSERT_NE(sent, nullptr);
    Consents consents;
    consents.load(sent->parts.at(part::consents).inline_());
    const auto record = consents.last(wire::Consent::FACE_STORE, "applicant");
    ASSERT_TRUE(record);
    EXPECT_EQ(record->paper_part(), part::first_sheet);
    EXPECT_EQ(record->how(), wire::Consent::WET_SIGNED);
    journey.leave();
    at<CheckInController>("checkin/notice");
}

TEST_F(JourneysTest, AWithdrawnConsentDeletesFirst) {
    station.face_enrolled = true;
    lay_card();
    kiosk->openWithdraw();
    at<FaceStoreController>("facestore/withdraw").withdraw();
    at<FaceStoreController>("facestore/withdrawn");
    EXPECT_FALSE(station.face_enrolled);
    EXPECT_NE(station.submitted(wire::WITHDRAWAL), nullptr);
}

TEST_F(JourneysTest, AWrongPinIsToldAndTheOneTimeCodeSetsThePin) {
    station.account_needs_pin = true;
    kiosk->openClerk();
    auto& clerk = at<ClerkController>("clerk/accounts");
    clerk.choose("zhou");
    EXPECT_EQ(kiosk->page(), "clerk/first-code");
    clerk.type("12345678");
    clerk.confirm();
    clerk.type("246810");
    clerk.confirm();
    clerk.type("246811");
    clerk.confirm();
    EXPECT_EQ(kiosk->page(), "clerk/first-pin");
    EXPECT_TRUE(clerk.pins_differ());
    clerk.type("246810");
    clerk.confirm();
    clerk.type("246810");
    station.sign_in_fault = wire::FAULT_ONE_TIME_CODE_WRONG;
    clerk.confirm();
    at<ClerkController>("clerk/first-code");
    EXPECT_EQ(clerk.fault().code(), wire::FAULT_ONE_TIME_CODE_WRONG);
    clerk.leave();
    EXPECT_EQ(kiosk->page(), "home");
}

TEST_F(JourneysTest, AFirstSignInWithoutAnAnswerGoesOnWhereItStands) {
    station.account_needs_pin = true;
    kiosk->openClerk();
    auto& clerk = at<ClerkController>("clerk/accounts");
    clerk.choose("zhou");
    clerk.type("12345678");
    clerk.confirm();
    clerk.type("246810");
    clerk.confirm();
    clerk.type("246810");
    station.account_needs_pin = false;  // taken by the agent, whose answer is lost
    station.sign_in_fault = wire::FAULT_TIMEOUT;
    clerk.confirm();
    at<ClerkController>("clerk/pin");
    EXPECT_EQ(clerk.fault().code(), wire::FAULT_TIMEOUT);
    station.sign_in_fault = wire::FAULT_NONE;
    clerk.type("246810");
    clerk.confirm();
    at<ClerkController>("clerk/desk");
}

TEST_F(JourneysTest, ACardAtTheClerksDeskOpensNothing) {
    kiosk->openClerk();
    sign_in("clerk/desk");
    station.lay_card();
    auto& clerk = at<ClerkController>("clerk/desk");
    ASSERT_TRUE(wait_until([&] { return clerk.queue().contains("3"); }));
    EXPECT_EQ(station.count_hub(wire::HubRequest::kReadCard), 0);
    clerk.openHelp();
    clerk.back();
    EXPECT_EQ(kiosk->page(), "clerk/desk");
    clerk.leave();
    EXPECT_FALSE(kiosk->clerk()->signed_in());
    EXPECT_EQ(kiosk->page(), "home");
}

TEST_F(JourneysTest, TheDeskClosesWhenTheShiftEndsAlsoUnderItsHelp) {
    kiosk->openClerk();
    sign_in("clerk/desk");
    at<ClerkController>("clerk/desk").openHelp();
    kiosk->clerk()->sign_out();
    EXPECT_EQ(kiosk->page(), "home");
}

TEST_F(JourneysTest, OutOfPaperIsNotNoPrinter) {
    EXPECT_TRUE(kiosk->device_words().isEmpty());
    station.devices[wire::Device::PRINTER] = wire::Device::FAULTY;
    station.device_fault = wire::FAULT_PRINTER_PAPER_OUT;
    station.tell_devices();
    ASSERT_TRUE(wait_until([&] { return !kiosk->device_words().isEmpty(); }));
    EXPECT_EQ(kiosk->device_words(), QStringList("The printer is out of paper."));
    EXPECT_TRUE(kiosk->printer()->usable()) << "what is printed now waits and goes on by itself";
    station.device_fault = wire::FAULT_PRINTER_OFFLINE;
    station.tell_devices();
    EXPECT_TRUE(wait_until([&] { return !kiosk->printer()->usable(); }));
}

TEST_F(JourneysTest, APowerCutIsSaidUntilTheMainsAreBack) {
    wire::HubEvent event;
    auto& power = *event.mutable_device();
    power.set_id("power");
    power.set_class_(wire::Device::POWER);
    power.set_state(wire::Device::IN_USE);
    power.mutable_last_fault()->set_code(wire::FAULT_MAINS_LOST);
    power.mutable_power()->set_on_battery(true);
    station.event(event);
    ASSERT_TRUE(wait_until([&] { return !kiosk->device_words().isEmpty(); }));
    EXPECT_EQ(kiosk->device_words(), QStringList("The power is out. This machine runs on its battery."));
    power.mutable_last_fault()->set_code(wire::FAULT_BATTERY_LOW);
    station.event(event);
    EXPECT_TRUE(wait_until([&] {
        return kiosk->device_words() == QStringList("The battery is running out. This machine switches off now.");
    }));
    power.set_state(wire::Device::READY);
    power.mutable_power()->set_on_battery(false);
    station.event(event);
    EXPECT_TRUE(wait_until([&] { return kiosk->device_words().isEmpty(); }));
}

TEST_F(JourneysTest, MyCaseNeedsTheCardAndShowsPlainWords) {
    kiosk->openMyCase();
    EXPECT_FALSE(at<IdentityController>("identity/card").may_type());
    auto& one = *station.cases.add_cases();
    one.set_case_number("074749131783");
    one.set_state("publicity");
    one.set_kind(wire::APPLICATION);
    lay_card();
    auto& journey = at<MyCaseController>("mycase/list");
    ASSERT_EQ(journey.cases().size(), 1);
    const auto shown = journey.cases().first().toMap();
    EXPECT_TRUE(shown["state"].toString().contains("seven days"));
    EXPECT_EQ(shown["steps"].toList().size(), 1);
    EXPECT_EQ(shown["steps"].toList().last().toMap()["text"], shown["state"]);
    EXPECT_FALSE(shown["next"].toString().isEmpty());
    EXPECT_FALSE(shown["noDays"].toString().isEmpty()) << "no scheme was told";
}

TEST_F(JourneysTest, MyCaseTellsByWhenWhatComesNext) {
    auto& one = *station.cases.add_cases();
    one.set_case_number("074749131783");
    one.set_kind(wire::APPLICATION);
    one.set_scheme("dibao");
    for (const auto& [state, day] : {std::pair{"delivered", 0}, {"accepted", 1}}) {
        auto& step = *one.add_steps();
        step.set_state(state);
        step.set_township_ms(1'793'577'600'000 + day * 86'400'000LL);  // from 2 November 2026 on, 8:00 legal time
        one.set_state(state);
    }
    lay_card();
    kiosk->openMyCase();
    auto& journey = at<MyCaseController>("mycase/list");
    const auto dues = journey.cases().first().toMap()["dues"].toList();
    ASSERT_EQ(dues.size(), 4);
    EXPECT_EQ(dues[0].toMap()["by"].toString(), "By 6 November 2026");
    EXPECT_FALSE(dues[0].toMap()["passed"].toBool());
}

TEST_F(JourneysTest, WhoHasNoCaseMayApplyFromThere) {
    lay_card();
    kiosk->openMyCase();
    auto& journey = at<MyCaseController>("mycase/list");
    ASSERT_TRUE(journey.empty());
    journey.apply();
    apply("apply/choose");
}

TEST_F(JourneysTest, WithoutACardNameAndNumberAreTyped) {
    kiosk->openApply();
    auto& identity = at<IdentityController>("identity/card");
    identity.typeInstead();
    identity.next();
    EXPECT_FALSE(identity.error().isEmpty());
    identity.enterName("王建国");
    identity.next();
    identity.enterNumber("990101195001010019");
    identity.next();
    EXPECT_FALSE(identity.error().isEmpty()) << "the check digit is wrong";
    identity.enterNumber(QString::fromStdString(station.card.number()));
    identity.next();
    choose();
    EXPECT_TRUE(kiosk->session()->typed());
}

TEST_F(JourneysTest, TheNextPersonSeesNothingOfTheLast) {
    lay_card();
    kiosk->openApply();
    choose().next();
    apply("apply/form");
    QSignalSpy ended(kiosk.get(), &Kiosk::visitEnded);
    kiosk->finish();
    station.lift_card();
    ASSERT_TRUE(wait_until([&] { return ended.count() == 1; }));
    EXPECT_EQ(kiosk->page(), "home");
    EXPECT_TRUE(kiosk->session()->masked_name().isEmpty());
    EXPECT_FALSE(kiosk->clerk()->signed_in());
}

}  // namespace
}  // namespace doorstep::kiosk

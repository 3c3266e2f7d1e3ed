// What must not get lost, mixed or stuck when a part of the station fails in the middle of a journey.
#include <gtest/gtest.h>

#include "kiosk/testing/journeys_fixture.hpp"

namespace doorstep::kiosk {
namespace {

class RecoveryTest : public JourneysTest {
  protected:
    // Adds a member of that name on the members' page that is shown, and comes back to it.
    void add_member(const QString& name) {
        auto& journey = apply("apply/rows");
        journey.addRow();
        for (int pages = 0; pages < 10 && kiosk->page() != "apply/rows"; ++pages) {
            answer_page(journey);
            for (const auto& item : journey.fields()) {
                if (item.toMap()["id"] == "name") {
                    journey.enter("name", name);
                }
            }
            const auto before = kiosk->turn();
            journey.next();
            ASSERT_TRUE(wait_until([&] { return kiosk->turn() != before && !busy(); }));
        }
    }
    // Up to the first page of a group.
    void to_rows() {
        for (int pages = 0; pages < 60 && kiosk->page() != "apply/rows"; ++pages) {
            auto& journey = *qobject_cast<ApplyController*>(kiosk->journey());
            const auto before = kiosk->turn();
            answer_page(journey);
            journey.next();
            ASSERT_TRUE(wait_until([&] { return kiosk->turn() != before && !busy(); }))
                << journey.page_id().toStdString();
        }
    }
    // At the list of who signs, with two members and one obligor.
    ApplyController& at_signing_with_two_members() {
        lay_card();
        kiosk->openApply();
        choose();
        to_rows();
        add_member("李四");
        add_member("王五");
        through_form();
        return apply("apply/signing");
    }
    void sign(ApplyController& journey, int index) {
        station.pages_in_scanner = 1;
        journey.openSheet(index);
        apply("apply/sheet").scanSheet();
        ASSERT_TRUE(
            wait_until([&] { return journey.signer()["state"] == "signed" && !journey.scanning() && !busy(); }));
        journey.closeSheet();
        apply("apply/signing");
    }
    Consents sent_consents() {
        Consents consents;
        for (const auto& [id, draft] : station.drafts) {
            if (draft.info.kind() == wire::APPLICATION) {
                consents.load(draft.parts.at(part::consents).inline_());
            }
        }
        return consents;
    }
    // An application that was begun and left.
    void begin_application() {
        kiosk->openApply();
        choose().next();
        auto& journey = apply("apply/form");
        answer_page(journey);
        const auto first = journey.page_id();
        journey.next();
        ASSERT_TRUE(wait_until([&] { return journey.page_id() != first && !busy(); }));
    }
    void type_identity() {
        auto& identity = at<IdentityController>("identity/card");
        identity.typeInstead();
        identity.enterName("王建国");
        identity.next();
        identity.enterNumber(QString::fromStdString(station.card.number()));
        identity.next();
        ASSERT_TRUE(wait_until([&] { return kiosk->session()->is_open(); }));
    }
    void end_visit() {
        kiosk->finish();
        station.lift_card();
        ASSERT_TRUE(wait_until([&] { return !kiosk->session()->is_open(); }));
    }
};

TEST_F(RecoveryTest, AKilledKioskGoesOnInTheSecondMembersPage) {
    lay_card();
    kiosk->openApply();
    choose();
    to_rows();
    add_member("李四");
    auto& journey = apply("apply/rows");
    journey.addRow();
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

TEST_F(RecoveryTest, EveryAnswerOfTheReviewCanBeChangedAlsoOfTheSecondMember) {
    auto& journey = at_signing_with_two_members();
    journey.next();
    apply("apply/scan").next();
    apply("apply/review");
    for (const auto& row : journey.review()) {
        if (!row.toMap()["changeable"].toBool()) {
            continue;
        }
        journey.change(row.toMap()["place"].toString());
        EXPECT_NE(journey.state(), ApplyState::Review) << row.toMap()["place"].toString().toStdString();
        for (int steps = 0; steps < 20 && journey.state() != ApplyState::Review; ++steps) {
            journey.back();
        }
        ASSERT_EQ(journey.state(), ApplyState::Review);
    }
}

TEST_F(RecoveryTest, ARemovedMembersSignatureIsNobodyElses) {
    auto& journey = at_signing_with_two_members();
    sign(journey, 0);
    journey.back();
    while (kiosk->page() != "apply/rows" || journey.row_lines().size() != 2) {
        journey.back();
        ASSERT_TRUE(kiosk->page().startsWith("apply/"));
    }
    journey.removeRow(0);
    ASSERT_TRUE(wait_until([&] { return journey.row_lines().size() == 1 && !busy(); }));
    const auto record = sent_consents().last(wire::Consent::ECONOMIC_CHECK, "member:1");
    ASSERT_TRUE(record);
    EXPECT_EQ(record->answer(), wire::Consent::OUTSTANDING) << "the second member has not signed";
    const auto& parts = station.drafts.begin()->second.parts;
    EXPECT_TRUE(wait_until([&] { return parts.count(part::first_sheet) == 0; })) << "the signed sheet stayed";
}

TEST_F(RecoveryTest, PrintingASignedSheetAgainTakesNoSignatureBack) {
    auto& journey = at_signing_with_two_members();
    sign(journey, 0);
    journey.openSheet(0);
    apply("apply/sheet").printSheet();
    ASSERT_TRUE(wait_until([&] { return kiosk->printer()->printed() && !busy(); }));
    EXPECT_EQ(journey.signer()["state"], "signed");
}

TEST_F(RecoveryTest, ASheetIsPrintedWhenItIsOutNotWhenItWasAskedFor) {
    auto& journey = at_signing_with_two_members();
    station.print_fault = wire::FAULT_PRINTER_PAPER_OUT;
    journey.openSheet(0);
    apply("apply/sheet").printSheet();
    ASSERT_TRUE(wait_until([&] { return kiosk->printer()->state() == PrintDesk::State::Waiting; }));
    EXPECT_EQ(journey.signer()["state"], "outstanding");
    station.print_goes_on();
    EXPECT_TRUE(wait_until([&] { return journey.signer()["state"] == "printed"; }));
}

TEST_F(RecoveryTest, APageThatTheAgentDidNotTakeIsNotLeftBehind) {
    members = false;
    lay_card();
    kiosk->openApply();
    choose();
    through_form();
    auto& journey = apply("apply/scan");
    station.pages_in_scanner = 1;
    station.put_fault = wire::FAULT_DISK_FULL;
    journey.scan();
    ASSERT_TRUE(
        wait_until([&] { return journey.papers().size() == 1 && !journey.papers()[0].toMap()["good"].toBool(); }));
    ASSERT_TRUE(wait_until([&] { return !journey.scanning(); }));
    journey.next();
    ASSERT_TRUE(wait_until([&] { return journey.fault().code() == wire::FAULT_DISK_FULL && !busy(); }));
    EXPECT_EQ(kiosk->page(), "apply/scan") << "a page that is shown would not be handed in";
    station.put_fault = wire::FAULT_NONE;
    journey.next();
    apply("apply/review");
    EXPECT_EQ(station.drafts.begin()->second.parts.count(part::first_page), 1U);
    EXPECT_EQ(station.drafts.begin()->second.parts.count(part::first_page + 1), 1U);
}

TEST_F(RecoveryTest, APageThatWasNotStraightenedSurvivesAKilledKiosk) {
    members = false;
    lay_card();
    kiosk->openApply();
    choose();
    through_form();
    station.pages_in_scanner = 1;
    station.straightens = false;
    apply("apply/scan").scan();
    const auto& parts = station.drafts.begin()->second.parts;
    ASSERT_TRUE(wait_until([&] { return parts.count(part::first_page) == 1; }));
    start();
    lay_card();
    kiosk->openApply();
    apply("apply/resume").goOn();
    auto& journey = apply("apply/scan");
    ASSERT_EQ(journey.papers().size(), 1);
    journey.scan();
    ASSERT_TRUE(wait_until([&] { return journey.papers().size() == 2 && !journey.scanning(); }));
    EXPECT_TRUE(wait_until([&] { return parts.count(part::first_page + 2) == 1; })) << "the first page was replaced";
}

TEST_F(RecoveryTest, AnApplicationLeftWithinTheVisitIsOfferedAgain) {
    members = false;
    lay_card();
    begin_application();
    auto& journey = apply("apply/form");
    const auto page = journey.page_id();
    for (int steps = 0; steps < 20 && kiosk->page() != "home"; ++steps) {
        journey.back();
    }
    ASSERT_EQ(kiosk->page(), "home");
    kiosk->openApply();
    apply("apply/resume").goOn();
    EXPECT_EQ(apply("apply/form").page_id(), page);
    EXPECT_EQ(station.drafts.size(), 1U);
}

TEST_F(RecoveryTest, ASecondTouchOfAPageThatSlidesAwayDoesNothing) {
    station.start_fault = wire::FAULT_INTERNAL;
    lay_card();
    kiosk->openApply();
    apply("apply/choose").choose("dibao");
    auto& journey = apply("apply/stuck");
    journey.leave();
    ASSERT_EQ(kiosk->page(), "home");
    journey.leave();
    journey.retry();
    journey.goOn();
    journey.beginAnew();
    EXPECT_EQ(kiosk->page(), "home");
    EXPECT_FALSE(journey.busy());
}

TEST_F(RecoveryTest, WhatWasHandedInIsNotOfferedAgain) {
    members = false;
    lay_card();
    begin_application();
    start();
    lay_card();
    kiosk->openApply();
    apply("apply/resume").goOn();
    apply("apply/form");
    through_form();
    apply("apply/scan").next();
    apply("apply/review").submit();
    apply("apply/done").leave();
    kiosk->openApply();
    choose();
}

TEST_F(RecoveryTest, ANumberAloneOpensNeitherDraftNorCasesNorFace) {
    members = false;
    station.face_enrolled = true;
    lay_card();
    begin_application();
    end_visit();
    kiosk->openApply();
    type_identity();
    choose();  // a new one: what the owner of the card wrote is not shown
    EXPECT_EQ(station.drafts.size(), 2U);
    EXPECT_FALSE(kiosk->face_kept());
    kiosk->openWithdraw();
    kiosk->openMyCase();
    auto& identity = at<IdentityController>("identity/card");
    EXPECT_FALSE(identity.may_type());
    identity.back();
    EXPECT_EQ(kiosk->page(), "home");
    EXPECT_EQ(station.count_agent(wire::AgentRequest::kMyCases), 0);
    kiosk->openMyCase();
    station.lay_card();
    at<MyCaseController>("mycase/list");
}

TEST_F(RecoveryTest, WhoTypedGoesOnWithWhatWasTyped) {
    members = false;
    kiosk->openApply();
    type_identity();
    choose().next();
    auto& journey = apply("apply/form");
    answer_page(journey);
    const auto first = journey.page_id();
    journey.next();
    ASSERT_TRUE(wait_until([&] { return journey.page_id() != first && !busy(); }));
    const auto page = journey.page_id();
    start();
    kiosk->openApply();
    type_identity();
    apply("apply/resume").goOn();
    EXPECT_EQ(apply("apply/form").page_id(), page);
}

TEST_F(RecoveryTest, WhatWasTypedIsWipedWhenNobodyIsThereAnyMore) {
    patience = 100;
    start();
    kiosk->openApply();
    auto& identity = at<IdentityController>("identity/card");
    identity.typeInstead();
    identity.enterName("王建国");
    EXPECT_TRUE(wait_until([&] { return kiosk->page() == "home"; }));
    EXPECT_TRUE(identity.name().isEmpty());
}

class FaceRecoveryTest : public RecoveryTest {
  protected:
    // A face whose record cannot be handed in.
    FaceStoreController& stored_and_not_handed_in() {
        station.pages_in_scanner = 1;
        lay_card();
        kiosk->openCheckIn();
        at<CheckInController>("checkin/not-enrolled").enrol();
        at<FaceStoreController>("facestore/clerk").callClerk();
        sign_in("facestore/notice");
        at<FaceStoreController>("facestore/notice").agree();
        at<FaceStoreController>("facestore/sheet").scanSheet();
        station.submit_fault = wire::FAULT_DISK_FULL;
        at<FaceStoreController>("facestore/confirm").signedByPerson();
        auto& journey = at<FaceStoreController>("facestore/stuck");
        EXPECT_TRUE(station.face_enrolled);
        return journey;
    }
};

TEST_F(FaceRecoveryTest, ARecordThatCouldNotBeHandedInIsTriedAgainWithoutANewSheet) {
    auto& journey = stored_and_not_handed_in();
    station.submit_fault = wire::FAULT_NONE;
    journey.retry();
    at<FaceStoreController>("facestore/done");
    EXPECT_NE(station.submitted(wire::ENROLMENT), nullptr);
    EXPECT_EQ(station.count_hub(wire::HubRequest::kScan), 1);
}

TEST_F(FaceRecoveryTest, NoFaceIsKeptWhoseConsentWasNotHandedIn) {
    stored_and_not_handed_in().leave();
    EXPECT_TRUE(wait_until([&] { return !station.face_enrolled; }));
    EXPECT_FALSE(kiosk->face_kept());
}

TEST_F(FaceRecoveryTest, AfterARestartOfTheAgentTheClerkSignsInAgain) {
    station.pages_in_scanner = 1;
    lay_card();
    kiosk->openCheckIn();
    at<CheckInController>("checkin/not-enrolled").enrol();
    at<FaceStoreController>("facestore/clerk").callClerk();
    sign_in("facestore/notice");
    station.restart_agent();
    ASSERT_TRUE(wait_until([&] { return !kiosk->clerk()->signed_in() && kiosk->agent().up(); }));
    station.start_fault = wire::FAULT_NOT_SIGNED_IN;  // an empty token is nobody's
    at<FaceStoreController>("facestore/notice").agree();
    auto& journey = at<FaceStoreController>("facestore/stuck");
    station.start_fault = wire::FAULT_NONE;
    journey.retry();
    at<FaceStoreController>("facestore/clerk").callClerk();
    sign_in("facestore/notice");
}

TEST_F(FaceRecoveryTest, AfterAWithdrawalTheCheckInGoesOnWhenTheFaceIsKeptAnew) {
    station.face_enrolled = true;
    station.pages_in_scanner = 1;
    lay_card();
    kiosk->openWithdraw();
    at<FaceStoreController>("facestore/withdraw").withdraw();
    at<FaceStoreController>("facestore/withdrawn").leave();
    kiosk->openCheckIn();
    at<CheckInController>("checkin/not-enrolled").enrol();
    at<FaceStoreController>("facestore/clerk").callClerk();
    sign_in("facestore/notice");
    at<FaceStoreController>("facestore/notice").agree();
    at<FaceStoreController>("facestore/sheet").scanSheet();
    at<FaceStoreController>("facestore/confirm").signedByPerson();
    at<FaceStoreController>("facestore/done").leave();
    at<CheckInController>("checkin/notice");
}

}  // namespace
}  // namespace doorstep::kiosk

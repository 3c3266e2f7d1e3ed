// What is handed in is held once, acknowledged after its commit, and its state goes back (DESIGN rule 3).
#include "base/case_number.hpp"
#include "base/files.hpp"
#include "base/id_number.hpp"
#include "township/archive/audit.hpp"
#include "township/archive/tasks.hpp"
#include "township/testing/gateway_fixture.hpp"
#include "township/workflow/case_moves.hpp"
#include "township/workflow/case_reader.hpp"

namespace doorstep::township::testing {
namespace {

using Kind = wire::TownshipMessage;

class IntakeTest : public OneStationFixture {};

TEST_F(IntakeTest, AnApplicationIsHeldWithPeopleConsentsAndPages) {
    HandIn hand_in;
    hand_in.pages = {page_bytes(100'000, 1), page_bytes(90'000, 2)};
    const auto sealed = station_.seal(hand_in);
    const auto receipt = held(sealed);
    EXPECT_TRUE(station_.is_receipt(receipt, sealed));

    const auto detail = read_case(*archive_, receipt.case_number(), {"tester", "a test"});
    ASSERT_TRUE(detail) << detail.error().text();
    EXPECT_EQ(detail->summary.state, "delivered");
    ASSERT_EQ(detail->people.size(), 2U);
    EXPECT_EQ(detail->people[0].name, "王测试");
    EXPECT_EQ(detail->people[0].number, id_number(1));
    EXPECT_EQ(detail->people[1].role, "member");
    EXPECT_EQ(detail->consents.size(), 2U);
    EXPECT_EQ(detail->summary.pages, 2);
    for (const auto& part : detail->parts) {
        const auto content =
            read_part(*archive_, receipt.case_number(), part.submission, part.number, {"tester", "a test"});
        ASSERT_TRUE(content) << content.error().text();
        EXPECT_EQ(sha256(*content), part.digest);
        EXPECT_EQ(static_cast<std::int64_t>(content->size()), part.size);
    }
    EXPECT_TRUE(detail->tasks.empty()) << detail->tasks[0];
}

TEST_F(IntakeTest, ASmallOneThatComesWithItsOfferIsHeldAtOnce) {
    const auto sealed = station_.seal({});
    ASSERT_TRUE(station_.offer(sealed, ScriptedStation::PartsGo::WithOffer));
    const auto answer = station_.hear_any({Kind::kNeed, Kind::kAcknowledged, Kind::kRefused, Kind::kTaken});
    ASSERT_TRUE(answer && answer->has_acknowledged()) << (answer ? answer->ShortDebugString() : "silence");
    EXPECT_TRUE(station_.is_receipt(answer->acknowledged(), sealed));
}

TEST_F(IntakeTest, PartsOfAnOfferThatAreNotWhatItNamesAreAskedFor) {
    for (const auto spoil : {+[](protocol::SealedSubmission& s) { s.parts[0].pop_back(); },
                             +[](protocol::SealedSubmission& s) { s.parts[0].push_back(0); },
                             +[](protocol::SealedSubmission& s) { s.parts[0][0] ^= 1; },
                             +[](protocol::SealedSubmission& s) { s.parts.emplace_back(3, 'x'); },
                             +[](protocol::SealedSubmission& s) { s.parts[0].clear(); }}) {
        const auto sealed = station_.seal({});
        auto spoilt = sealed;
        spoil(spoilt);
        ASSERT_TRUE(station_.offer(spoilt, ScriptedStation::PartsGo::WithOffer));
        const auto answer = station_.hear_any({Kind::kNeed, Kind::kAcknowledged, Kind::kRefused});
        ASSERT_TRUE(answer && answer->has_need()) << (answer ? answer->ShortDebugString() : "silence");
        station_.send_missing(sealed, answer->need());
        const auto end = station_.hear_any({Kind::kAcknowledged, Kind::kRefused});
        ASSERT_TRUE(end && end->has_acknowledged()) << (end ? end->ShortDebugString() : "silence");
    }
}

TEST_F(IntakeTest, ItsStateGoesBackSignedAndNumbered) {
    const auto receipt = held(station_.seal({}));
    const auto items = station_.take_downlink(1);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].sequence(), 1U);
    EXPECT_EQ(items[0].case_state().state(), "delivered");
    EXPECT_EQ(items[0].case_state().case_number(), receipt.case_number());
    EXPECT_EQ(items[0].case_state().submission(), receipt.submission());
}

TEST_F(IntakeTest, WhatWasAppliedIsNotSentAgainAndWhatWasNotIs) {
    held(station_.seal({}));
    ASSERT_TRUE(station_.hear(Kind::kDownlink));  // heard, never acknowledged
    ASSERT_TRUE(station_.begin(address(), 0));
    ASSERT_EQ(station_.take_downlink(1).size(), 1U);
    ASSERT_TRUE(station_.begin(address(), 1));
    EXPECT_FALSE(station_.hear(Kind::kDownlink, 300));
}

TEST_F(IntakeTest, AfterAnItemThatCannotBeAppliedNothingFollowsOnThatLine) {
    held(station_.seal({}));
    const auto first = station_.hear(Kind::kDownlink);
    ASSERT_TRUE(first);
    wire::UplinkMessage no;
    no.mutable_downlink_ack()->set_sequence(1);
    no.mutable_downlink_ack()->mutable_why_not()->set_code(wire::FAULT_BAD_REQUEST);
    ASSERT_TRUE(station_.say(no));
    held(station_.seal({}));
    EXPECT_FALSE(station_.hear(Kind::kDownlink, 300));
    EXPECT_EQ(count("tasks WHERE kind = 'downlink'"), 1);
}

TEST_F(IntakeTest, TheSameAgainIsTheSameReceiptAndOneCopy) {
    const auto sealed = station_.seal({});
    const auto first = held(sealed);
    const auto second = held(sealed);
    EXPECT_EQ(first.SerializeAsString(), second.SerializeAsString());
    EXPECT_EQ(count("submissions"), 1);
    EXPECT_EQ(count("cases"), 1);
    EXPECT_EQ(count("downlink"), 1);
}

TEST_F(IntakeTest, EqualPagesOfTwoSubmissionsAreOneFile) {
    HandIn one;
    one.pages = {page_bytes(20'000, 7)};
    HandIn two = one;
    two.id = Uuid::make_v7();
    two.number = id_number(5);
    held(station_.seal(one));
    held(station_.seal(two));
    EXPECT_EQ(count("parts WHERE kind = 4"), 2);
    std::size_t files = 0;
    std::size_t of_that_name = 0;
    const auto name = to_hex(sha256(as_bytes(one.pages[0])));
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path() / "pages")) {
        files += entry.is_regular_file() ? 1 : 0;
        of_that_name += entry.path().filename() == name ? 1 : 0;
    }
    EXPECT_EQ(of_that_name, 1U);
    // Answers, card, consents differ and are small; the page is one.
    EXPECT_EQ(static_cast<std::int64_t>(files) + count("small_parts"), count("parts") - 1);
    EXPECT_EQ(files, 1U);
}

TEST_F(IntakeTest, TheSamePageTwiceInOneSubmissionIsHeldTwiceAndStoredOnce) {
    HandIn hand_in;
    hand_in.pages = {page_bytes(150'000, 7), page_bytes(150'000, 7)};
    const auto sealed = station_.seal(hand_in);
    EXPECT_NE(sealed.names[3], sealed.names[4])
        << "sealed bytes of equal pages differ: neither upload answers the other";
    const auto receipt = held(sealed);
    EXPECT_EQ(count("parts WHERE kind = 4"), 2);
    EXPECT_EQ(count("(SELECT DISTINCT digest FROM parts WHERE kind = 4) AS pages"), 1);
    EXPECT_EQ(read_case(*archive_, receipt.case_number(), {"tester", ""})->summary.pages, 2);
    EXPECT_EQ(count("tasks"), 0);
}

TEST_F(IntakeTest, AnOlderSchemeVersionIsHeldAndPutBeforeAPerson) {
    HandIn hand_in;
    hand_in.scheme_version = 0;
    const auto receipt = held(station_.seal(hand_in));
    EXPECT_EQ(text("SELECT state FROM cases"), "delivered");
    const auto tasks = list_tasks(*archive_, false).value();
    ASSERT_EQ(tasks.size(), 1U);
    EXPECT_EQ(tasks[0].case_number, receipt.case_number());
    EXPECT_NE(tasks[0].what.find("scheme version"), std::string::npos) << tasks[0].what;
}

// The number's check digit is right, its day of birth cannot be (android-registration-client#764).
TEST_F(IntakeTest, ABirthInTheFutureIsHeldAndPutBeforeAPerson) {
    for (const auto* first : {"99010120990101001", "99010118500101001"}) {
        HandIn hand_in;
        hand_in.number = std::string(first) + id_number_check_character(first);
        held(station_.seal(hand_in));
    }
    EXPECT_EQ(count("submissions"), 2);
    EXPECT_EQ(count("tasks WHERE what LIKE '%applicant: born in the future%'"), 1);
    EXPECT_EQ(count("tasks WHERE what LIKE '%applicant: more than 130 years old%'"), 1);
    EXPECT_EQ(count("tasks"), 2);
}

TEST_F(IntakeTest, WhatValidatesBadlyIsHeldAndPutBeforeAPerson) {
    HandIn hand_in;
    hand_in.answers = R"({"name": 7, "surprise": true})";
    const auto receipt = held(station_.seal(hand_in));
    const auto tasks = list_tasks(*archive_, false).value();
    ASSERT_EQ(tasks.size(), 1U);
    EXPECT_EQ(tasks[0].kind, "needs-person");
    EXPECT_EQ(tasks[0].case_number, receipt.case_number());
    EXPECT_EQ(tasks[0].what.find("surprise: "), tasks[0].what.find("surprise")) << tasks[0].what;
}

TEST_F(IntakeTest, AnswersThatAreNoJsonAreHeldToo) {
    HandIn hand_in;
    hand_in.answers = std::string(300'000, '[');
    held(station_.seal(hand_in));
    EXPECT_EQ(count("tasks WHERE kind = 'needs-person'"), 1);
}

TEST_F(IntakeTest, ACheckInIsRecordedWithItsWayAndReason) {
    const auto receipt = held(station_.seal({}));
    HandIn check_in;
    check_in.kind = wire::CHECK_IN;
    check_in.case_number = receipt.case_number();
    held(station_.seal(check_in));
    const auto detail = read_case(*archive_, receipt.case_number(), {"tester", ""});
    ASSERT_TRUE(detail);
    ASSERT_EQ(detail->check_ins.size(), 1U);
    EXPECT_TRUE(detail->check_ins[0].person_present);
    EXPECT_EQ(detail->check_ins[0].name, "王＊＊");
    EXPECT_EQ(detail->summary.state, "delivered");
    EXPECT_EQ(count("cases"), 1);
}

TEST_F(IntakeTest, ASecondOpenApplicationOfOnePersonIsPutBeforeAPerson) {
    held(station_.seal({}));
    held(station_.seal({}));
    EXPECT_EQ(count("cases"), 2);
    EXPECT_EQ(count("tasks WHERE what LIKE '%another open application%'"), 1);
}

TEST_F(IntakeTest, APersonIsTheSameUnderTheOldNumber) {
    held(station_.seal({}));
    HandIn again;
    again.number = again.number.substr(0, 6) + again.number.substr(8, 9);  // 15 digits, as before 1999
    held(station_.seal(again));
    EXPECT_EQ(count("tasks WHERE what LIKE '%another open application%'"), 1);
}

// A valid request for temporary relief that says so: it cannot wait.
std::string urgent_relief() {
    return R"({"card_read":true,"name":"王测试","id_number":")" + id_number(1) +
           R"(","kind":"sudden","event":"fire","urgency":"now","what_happened":"房子着了火",)"
           R"("event_place":"测试县二村3组8号","living_same_as_card":true,"for_whom":"self","truth_promise":true})";
}

TEST_F(IntakeTest, ReliefThatCannotWaitIsPutBeforeAPersonAtOnceAndIsNoSecondApplication) {
    held(station_.seal({}));
    HandIn relief;
    relief.scheme = "linshi";
    relief.answers = urgent_relief();
    held(station_.seal(relief));
    EXPECT_EQ(count("cases WHERE scheme = 'linshi'"), 1);
    EXPECT_EQ(text("SELECT what FROM tasks"), "urgent: today");
}

TEST_F(IntakeTest, ASupplementThatWasAskedForBringsTheCaseBack) {
    const auto receipt = held(station_.seal({}));
    ASSERT_TRUE(set_state(*archive_, receipt.case_number(), {"needs-supplement", "请补收入证明", ""}, {"tester", ""}));
    HandIn more;
    more.kind = wire::SUPPLEMENT;
    more.case_number = receipt.case_number();
    held(station_.seal(more));
    EXPECT_EQ(text("SELECT state FROM cases"), "delivered");
    const auto items = station_.take_downlink(3);
    ASSERT_EQ(items.size(), 3U);
    EXPECT_EQ(items[1].case_state().state(), "needs-supplement");
    EXPECT_EQ(items[1].case_state().note(), "请补收入证明");
    EXPECT_EQ(items[2].case_state().state(), "delivered");
}

TEST_F(IntakeTest, AnotherStationCannotHangItselfIntoACase) {
    const auto receipt = held(station_.seal({}));
    ScriptedStation hostile(loop_, "kiosk-9");
    enrol(hostile);
    ASSERT_TRUE(hostile.begin(address()));
    HandIn intruder;
    intruder.kind = wire::CHECK_IN;
    intruder.case_number = receipt.case_number();
    intruder.number = id_number(77);
    const auto answer = hostile.deliver(hostile.seal(intruder));
    ASSERT_TRUE(answer && answer->has_acknowledged());  // no one is refused by a machine
    EXPECT_EQ(count("submissions WHERE attached = 0"), 1);
    EXPECT_EQ(count("downlink WHERE station = 'kiosk-9'"), 0);
    EXPECT_EQ(count("tasks WHERE station = 'kiosk-9'"), 1);
}

TEST_F(IntakeTest, NothingPersonalStandsInTheDatabaseInTheClear) {
    HandIn hand_in;
    hand_in.pages = {page_bytes(10'000, 3)};
    held(station_.seal(hand_in));
    ASSERT_TRUE(archive_->database().clear_log());
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_.path())) {
        if (!entry.is_regular_file()) {
            continue;
        }
        const auto content = read_file(entry.path(), 64U << 20U).value();
        for (const auto& secret : {id_number(1), id_number(2), std::string("王测试"), std::string("李成员")}) {
            EXPECT_EQ(as_text(content).find(secret), std::string_view::npos) << entry.path();
        }
    }
}

}  // namespace
}  // namespace doorstep::township::testing

// Legal moves, hearings and reasons (SECURITY 21), who hears of them (SECURITY 6), and the roster.
#include "township/workflow/case_moves.hpp"

#include "forms/forms_error.hpp"
#include "protocol/envelope/statements.hpp"
#include "township/archive/downlink.hpp"
#include "township/archive/tasks.hpp"
#include "township/archive/township_error.hpp"
#include "township/testing/gateway_fixture.hpp"
#include "township/workflow/case_finder.hpp"
#include "township/workflow/clerks.hpp"
#include "township/workflow/roster.hpp"

namespace doorstep::township::testing {
namespace {

class CaseMovesTest : public GatewayFixture {
  protected:
    CaseMovesTest() {
        enrol(station_);
        EXPECT_TRUE(station_.begin(address()));
        number_ = deliver({});
    }
    std::string deliver(const HandIn& hand_in) {
        const auto answer = station_.deliver(station_.seal(hand_in));
        EXPECT_TRUE(answer && answer->has_acknowledged());
        return answer->acknowledged().case_number();
    }
    Status move(const std::string& to, const std::string& note = "") {
        return set_state(*desk_, number_, {to, note, ""}, actor_);
    }
    void move_all(const std::vector<std::string>& states) {
        for (const auto& state : states) {
            const auto status = move(state);
            ASSERT_TRUE(status) << status.error().text();
        }
    }
    void to_paying() {
        move_all({"accepted", "checking", "surveying", "opinion", "publicity", "county-review", "approved", "paying"});
    }
    ScriptedStation station_{loop_, "kiosk-1"};
    // A command line has an archive of its own beside the gateway's.
    std::unique_ptr<Archive> desk_ = open_again();
    std::string number_;
    const Actor actor_{"tester", "a test"};
};

TEST_F(CaseMovesTest, AnIllegalMoveIsRefusedInWordsAndChangesNothing) {
    const auto status = move("paying");
    ASSERT_FALSE(status);
    EXPECT_TRUE(status.error().is(forms::FormsError::IllegalMove));
    EXPECT_NE(status.error().detail().find("delivered"), std::string::npos);
    EXPECT_NE(status.error().detail().find("accepted"), std::string::npos);  // what may follow
    EXPECT_EQ(text("SELECT state FROM cases"), "delivered");
    EXPECT_EQ(count("audit WHERE action LIKE 'set-state%'"), 0);
}

TEST_F(CaseMovesTest, AnUnknownStateIsNamed) {
    EXPECT_TRUE(move("happy").error().is(forms::FormsError::UnknownState));
}

TEST_F(CaseMovesTest, OnlyASubmissionMakesACaseSubmitted) {
    ASSERT_TRUE(move("needs-supplement", "请补充"));
    EXPECT_TRUE(move("submitted").error().is(forms::FormsError::IllegalMove));
}

TEST_F(CaseMovesTest, ANoNeedsAReason) {
    EXPECT_TRUE(move("not-accepted").error().is(TownshipError::NeedsReason));
    ASSERT_TRUE(move("not-accepted", "不属于本镇"));
    EXPECT_EQ(text("SELECT reason FROM moves ORDER BY id DESC"), "不属于本镇");
}

TEST_F(CaseMovesTest, ADecreaseNeedsAHearingSinceTheCaseCameToIt) {
    to_paying();
    ASSERT_TRUE(record_hearing(*archive_, number_, "too early", actor_));
    move_all({"review-due"});
    // The hearing before the move does not count.
    const auto before = archive_->now();
    while (archive_->now() == before) {
    }
    move_all({"hearing"});
    EXPECT_TRUE(move("decrease", "收入增加").error().is(TownshipError::NeedsHearing));
    ASSERT_TRUE(record_hearing(*archive_, number_, "本人表示知晓", actor_));
    EXPECT_TRUE(move("decrease").error().is(TownshipError::NeedsReason));
    EXPECT_TRUE(move("decrease", "收入增加"));
}

TEST_F(CaseMovesTest, EachMoveIsAuditedAndTold) {
    station_.take_downlink(1);
    ASSERT_TRUE(move("accepted", "已受理"));
    const auto items = station_.take_downlink(1);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].case_state().state(), "accepted");
    EXPECT_EQ(items[0].case_state().note(), "已受理");
    ASSERT_EQ(items[0].case_state().steps_size(), 2);
    EXPECT_EQ(items[0].case_state().steps(0).state(), "delivered");
    EXPECT_EQ(items[0].case_state().steps(1).state(), "accepted");
    EXPECT_EQ(items[0].case_state().steps(1).township_ms(), items[0].case_state().township_ms());
    EXPECT_EQ(count("audit WHERE action = 'set-state accepted' AND who = 'tester' AND why = 'a test'"), 1);
}

TEST_F(CaseMovesTest, OnlyStationsThatMadeASubmissionHear) {
    ScriptedStation other(loop_, "kiosk-2");
    enrol(other);
    ASSERT_TRUE(move("accepted"));
    EXPECT_EQ(count("downlink WHERE station = 'kiosk-2'"), 0);
}

TEST_F(CaseMovesTest, ARecipientEntersTheRosterSealedAndLeavesItAtTheEnd) {
    to_paying();
    EXPECT_EQ(count("roster WHERE removed_ms = 0"), 1);
    wire::RosterEntry entry;
    bool seen = false;
    for (const auto& item : station_.take_downlink(10)) {
        if (item.has_roster()) {
            const auto plain = protocol::open_box(as_bytes(item.roster().sealed_entry()), station_.box());
            ASSERT_TRUE(plain);
            ASSERT_TRUE(entry.ParseFromArray(plain->data(), static_cast<int>(plain->size())));
            seen = true;
        }
    }
    ASSERT_TRUE(seen);
    EXPECT_EQ(entry.number(), id_number(1));
    EXPECT_EQ(entry.case_number(), number_);
    ASSERT_EQ(entry.household_numbers_size(), 1);
    EXPECT_EQ(entry.household_numbers(0), id_number(2));
    EXPECT_EQ(entry.SerializeAsString().find("王"), std::string::npos);  // no names in it
    move_all({"review-due", "hearing"});
    ASSERT_TRUE(record_hearing(*archive_, number_, "本人表示知晓", actor_));
    ASSERT_TRUE(move("stop", "已不符合条件"));
    EXPECT_EQ(count("roster WHERE removed_ms = 0"), 0);
}

TEST_F(CaseMovesTest, WithoutANumberTheMoveStandsAndAPersonLooksAtTheRoster) {
    HandIn nobody;
    nobody.number = "";
    nobody.answers = R"({"name": "无证件"})";
    number_ = deliver(nobody);
    to_paying();
    EXPECT_EQ(text("SELECT state FROM cases WHERE number = '" + number_ + "'"), "paying");
    EXPECT_EQ(count("tasks WHERE what LIKE 'not on a roster%'"), 1);
}

TEST_F(CaseMovesTest, ACaseIsFoundByNumberInAnyFormAndBySubmission) {
    EXPECT_EQ(find_case(*archive_, number_).value(), number_);
    const auto dashed = number_.substr(0, 4) + "-" + number_.substr(4, 4) + " " + number_.substr(8);
    EXPECT_EQ(find_case(*archive_, dashed).value(), number_);
    const auto id = Uuid::from_bytes(archive_->database().query("SELECT id FROM submissions").value()[0].bytes(0));
    EXPECT_EQ(find_case(*archive_, id->text()).value(), number_);
    EXPECT_FALSE(find_case(*archive_, "123456789012"));
    EXPECT_FALSE(find_case(*archive_, "%"));
    EXPECT_FALSE(find_case(*archive_, Uuid::make_v7().text()));
}

TEST_F(CaseMovesTest, AClerkGoesToEveryStationAndToOneEnrolledLater) {
    const auto code = clerk_add(*archive_, {"tester", ""}, {"zhou", "周丽", "clerk", WipedString(id_number(9))});
    ASSERT_TRUE(code);
    EXPECT_EQ(code->code.view().size(), 8U);
    ScriptedStation later(loop_, "kiosk-2");
    enrol(later);
    ASSERT_TRUE(later.begin(address()));
    const auto items = later.take_downlink(1);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].clerk().account(), "zhou");
    EXPECT_EQ(items[0].clerk().one_time_code_hash().substr(0, 10), "$argon2id$");
    EXPECT_EQ(items[0].clerk().own_number_sealed().find(id_number(9)), std::string::npos);
    ASSERT_TRUE(clerk_disable(*archive_, "zhou"));
    EXPECT_EQ(count("downlink WHERE station = 'kiosk-2'"), 2);
    EXPECT_FALSE(clerk_disable(*archive_, "nobody"));
    EXPECT_FALSE(clerk_add(*archive_, {"tester", ""}, {"Bad Name", "x", "clerk", {}}));
}

TEST_F(CaseMovesTest, AStationWithNewKeysHearsEverythingAgain) {
    to_paying();
    ASSERT_TRUE(clerk_add(*archive_, {"tester", ""}, {"zhou", "周丽", "clerk", {}}));
    ScriptedStation renewed(loop_, "kiosk-1");
    enrol(renewed);
    ASSERT_TRUE(renewed.begin(address()));
    const auto items = renewed.take_downlink(3);
    ASSERT_EQ(items.size(), 3U);
    EXPECT_EQ(items[0].sequence(), 1U);
    EXPECT_TRUE(items[0].has_clerk());
    EXPECT_TRUE(protocol::open_box(as_bytes(items[1].roster().sealed_entry()), renewed.box()));
    EXPECT_EQ(items[2].case_state().state(), "paying");
}

}  // namespace
}  // namespace doorstep::township::testing

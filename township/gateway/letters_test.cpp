// A person's letters under a case (workflow/letters.hpp): each is put before a person and moves nothing by itself.
#include <map>

#include "township/archive/tasks.hpp"
#include "township/archive/township_error.hpp"
#include "township/testing/gateway_fixture.hpp"
#include "township/workflow/case_finder.hpp"
#include "township/workflow/case_moves.hpp"
#include "township/workflow/case_reader.hpp"
#include "township/workflow/complaints.hpp"
#include "township/workflow/news.hpp"

namespace doorstep::township::testing {
namespace {

class LettersTest : public OneStationFixture {
  protected:
    static HandIn letter(wire::SubmissionKind kind, const std::string& case_number) {
        HandIn letter;
        letter.kind = kind;
        letter.case_number = case_number;
        letter.with_consent = false;
        letter.answers = "{}";
        return letter;
    }
};

TEST_F(LettersTest, AQuestionIsHeldUnderItsCaseAndPutBeforeAPersonAndMovesNothing) {
    const auto receipt = held(station_.seal({}));
    ASSERT_TRUE(set_state(*archive_, receipt.case_number(), {"needs-supplement", "请补收入证明", ""}, {"tester", ""}));
    HandIn question;
    question.kind = wire::QUESTION;
    question.case_number = receipt.case_number();
    held(station_.seal(question));
    EXPECT_EQ(text("SELECT state FROM cases"), "needs-supplement") << "asking brings no papers";
    EXPECT_EQ(count("cases"), 1);
    EXPECT_EQ(count("submissions WHERE attached = 1 AND kind = 6"), 1);
    EXPECT_EQ(text("SELECT what FROM tasks"), "a question to be answered");
    EXPECT_EQ(text("SELECT case_number FROM tasks"), receipt.case_number());
}

TEST_F(LettersTest, AWithdrawalMovesNothingByItselfAndTheDeskTakesItUp) {
    const auto receipt = held(station_.seal({}));
    const auto number = receipt.case_number();
    EXPECT_TRUE(
        set_state(*archive_, number, {"withdrawn", "", ""}, {"tester", ""}).error().is(TownshipError::NeedsReason))
        << "nobody takes an application back for a person";
    held(station_.seal(letter(wire::APPLICATION_WITHDRAWN, number)));
    EXPECT_EQ(text("SELECT state FROM cases"), "delivered");
    EXPECT_EQ(text("SELECT what FROM tasks WHERE done_ms = 0"),
              "the person takes the application back: set-state withdrawn, or speak with the person");
    ASSERT_TRUE(set_state(*archive_, number, {"withdrawn", "", ""}, {"tester", ""}));
    EXPECT_EQ(count("tasks WHERE done_ms = 0"), 0);
    EXPECT_EQ(text("SELECT done_who FROM tasks"), "tester");
}

TEST_F(LettersTest, AWithdrawalThatIsTakenBackInTimeStandsNoMore) {
    const auto number = held(station_.seal({})).case_number();
    held(station_.seal(letter(wire::APPLICATION_WITHDRAWN, number)));
    held(station_.seal(letter(wire::APPLICATION_KEPT, number)));
    EXPECT_EQ(count("tasks WHERE done_ms = 0"), 0);
    EXPECT_EQ(text("SELECT done_who FROM tasks"), "taken back by the person");
    EXPECT_TRUE(
        set_state(*archive_, number, {"withdrawn", "", ""}, {"tester", ""}).error().is(TownshipError::NeedsReason));
    held(station_.seal(letter(wire::APPLICATION_WITHDRAWN, number)));
    EXPECT_EQ(count("tasks WHERE done_ms = 0"), 1) << "the last word counts";
    ASSERT_TRUE(set_state(*archive_, number, {"withdrawn", "", ""}, {"tester", ""}));
    held(station_.seal(letter(wire::APPLICATION_KEPT, number)));
    EXPECT_EQ(text("SELECT state FROM cases"), "withdrawn");
    EXPECT_NE(text("SELECT what FROM tasks WHERE done_ms = 0").find("speak with the person"), std::string::npos);
}

TEST_F(LettersTest, AWithdrawalAfterTheDecisionIsATaskAndTouchesNoAllowance) {
    const auto number = held(station_.seal({})).case_number();
    for (const auto* state :
         {"accepted", "checking", "surveying", "opinion", "publicity", "county-review", "approved", "paying"}) {
        ASSERT_TRUE(set_state(*archive_, number, {state, "", ""}, {"tester", ""})) << state;
    }
    const auto tasks = count("tasks");
    held(station_.seal(letter(wire::APPLICATION_WITHDRAWN, number)));
    EXPECT_EQ(text("SELECT state FROM cases"), "paying");
    EXPECT_EQ(count("roster WHERE removed_ms = 0"), 1);
    EXPECT_EQ(count("tasks"), tasks + 1);
    EXPECT_NE(text("SELECT what FROM tasks ORDER BY id DESC").find("decided (paying)"), std::string::npos);
}

TEST_F(LettersTest, ACorrectionIsPutBeforeAPersonAndChangesNothingThatWasHandedIn) {
    const auto number = held(station_.seal({})).case_number();
    const auto before = count("parts");
    auto correction = letter(wire::SUPPLEMENT, number);
    correction.answers = R"({"correction":"一共四口人，不是三口"})";
    held(station_.seal(correction));
    EXPECT_EQ(text("SELECT what FROM tasks"), "a correction by the person: read it beside what was handed in");
    EXPECT_EQ(text("SELECT state FROM cases"), "delivered");
    EXPECT_EQ(count("submissions WHERE attached = 1"), 2);
    EXPECT_GT(count("parts"), before);
}

TEST_F(LettersTest, AnAnswerToAHearingIsPutBeforeAPersonInWordsThatTellWhatItIs) {
    const auto number = held(station_.seal({})).case_number();
    for (const auto& [answer, words] : std::map<std::string, std::string>{{"comes", "the person comes"},
                                                                          {"cannot-come", "cannot come"},
                                                                          {"words", "read them before deciding"},
                                                                          {"voice", "listen to it before deciding"}}) {
        auto said = letter(wire::HEARING_ANSWER, number);
        said.answers = R"({"answer":")" + answer + R"(","words":"w"})";
        held(station_.seal(said));
        EXPECT_NE(text("SELECT what FROM tasks ORDER BY id DESC").find(words), std::string::npos) << answer;
    }
}

// Sealed past the desk as past the clerk: only workflow/complaints.hpp shows one.
TEST_F(LettersTest, AComplaintIsInNoListAndNoCaseOfTheDesk) {
    const auto number = held(station_.seal({})).case_number();
    auto complaint = letter(wire::COMPLAINT, "");
    complaint.answers = R"({"about":"decision","case":")" + number + R"(","words":"金额不对"})";
    const auto own = held(station_.seal(complaint)).case_number();
    ASSERT_NE(own, number);
    const Actor desk{"desk", "a look"};
    const auto cases = list_cases(*archive_, desk).value();
    ASSERT_EQ(cases.size(), 1U);
    EXPECT_EQ(cases[0].number, number);
    EXPECT_EQ(cases[0].open_tasks, 0) << "nothing at the case tells that somebody complained about it";
    EXPECT_TRUE(read_case(*archive_, own, desk).error().is(TownshipError::NoSuchCase));
    EXPECT_TRUE(find_case(*archive_, own).error().is(TownshipError::NoSuchCase));
    EXPECT_TRUE(find_case(*archive_, complaint.id.text()).error().is(TownshipError::NoSuchCase));
    EXPECT_TRUE(read_part(*archive_, own, complaint.id, 1, desk).error().is(TownshipError::NoSuchCase));
    EXPECT_TRUE(set_state(*archive_, own, {"accepted", "", ""}, desk).error().is(TownshipError::NoSuchCase));
    EXPECT_TRUE(answer_person(*archive_, own, "w").error().is(TownshipError::NoSuchCase));
    const auto tasks = list_tasks(*archive_, false).value();
    ASSERT_EQ(tasks.size(), 1U);
    EXPECT_EQ(tasks[0].case_number, "");
    EXPECT_EQ(tasks[0].station, "") << "not even from which village";
    EXPECT_TRUE(tasks[0].submission.is_nil());
    const auto entries = audit_of(*archive_, "").value();
    for (const auto& entry : entries) {
        EXPECT_EQ(entry.what.find(own), std::string::npos) << entry.action;
    }
}

TEST_F(LettersTest, WhoHandlesComplaintsReadsAndAnswersThemForAReason) {
    auto complaint = letter(wire::COMPLAINT, "");
    complaint.answers = R"({"about":"treatment","words":"没有人听我说"})";
    const auto own = held(station_.seal(complaint)).case_number();
    const Actor handler{"handler", "回访"};
    EXPECT_TRUE(read_complaint(*archive_, own, {"handler", ""}).error().is(TownshipError::PurposeNeeded));
    const auto list = list_complaints(*archive_, handler).value();
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0].number, own);
    EXPECT_EQ(list[0].answers, 0);
    const auto read = read_complaint(*archive_, own, handler);
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read->about, "treatment");
    EXPECT_EQ(read->words, "没有人听我说");
    EXPECT_EQ(read->id_number, id_number(1)) << "who gave a name";
    EXPECT_EQ(count("audit WHERE action = 'look complaint'"), 1);
    ASSERT_TRUE(answer_complaint(*archive_, own, "我们已谈话。", handler));
    EXPECT_EQ(list_complaints(*archive_, handler).value()[0].answers, 1);
    const auto items = station_.take_downlink(2);
    EXPECT_EQ(items.back().answer().case_number(), own);
    EXPECT_EQ(items.back().answer().text(), "我们已谈话。");
    const auto number = held(station_.seal({})).case_number();
    EXPECT_TRUE(read_complaint(*archive_, number, handler).error().is(TownshipError::NoSuchCase)) << "a case is none";
}

// What a hostile station sends under a number of another kind stays apart from it.
TEST_F(LettersTest, AComplaintAndACaseNeverShareANumber) {
    const auto number = held(station_.seal({})).case_number();
    auto complaint = letter(wire::COMPLAINT, number);
    complaint.answers = R"({"words":"w"})";
    held(station_.seal(complaint));
    const Actor desk{"desk", "a look"};
    const auto detail = read_case(*archive_, number, desk).value();
    EXPECT_EQ(detail.submissions.size(), 1U);
    for (const auto& part : detail.parts) {
        EXPECT_NE(part.submission, complaint.id);
    }
    EXPECT_EQ(list_complaints(*archive_, desk).value().size(), 1U) << "and is not lost";
    auto own = letter(wire::COMPLAINT, "");
    const auto complaints_number = held(station_.seal(own)).case_number();
    held(station_.seal(letter(wire::SUPPLEMENT, complaints_number)));
    EXPECT_EQ(count("submissions WHERE attached = 0"), 2);
}

}  // namespace
}  // namespace doorstep::township::testing

// What the township says, on the real window and by touch: notices for everybody, messages to the clerks,
// answers to a question, and that the station is out of use.
#include <gtest/gtest.h>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QTest>

#include "base/clock.hpp"
#include "kiosk/testing/screen.hpp"

namespace doorstep::kiosk {
namespace {

constexpr std::int64_t day_ms = 86'400'000;

class NewsTest : public testing::Test {
  protected:
    void start() {
        Settings settings;
        settings.parties = {"Station", "the township of Qinghe", "12345"};
        ASSERT_TRUE(screen.start(QSize(1920, 1080), settings));
    }
    wire::PublicNotice& notice(const char* title, wire::NoticeKind kind = wire::NOTICE_OTHER) {
        auto& one = *screen.station.notices.add_notices();
        one.set_id(std::string(16, title[0]));
        one.set_title(title);
        one.set_text(std::string("words of ") + title);
        one.set_kind(kind);
        one.set_made_ms(now_ms);
        return one;
    }
    bool on(const QString& page) { return screen.on(page); }
    bool says(const QString& words) { return screen.says(words); }

    bool silent_about(const QString& words) { return !screen.texts().join('\n').contains(words); }

    Screen screen;
    const std::int64_t now_ms = system_clock().now().milliseconds;
};

TEST_F(NewsTest, NoticesAreReadByTouchWithoutCardAndWithoutAVisit) {
    notice("standards of today", wire::NOTICE_STANDARDS);
    auto& list = notice("publicity list", wire::NOTICE_PUBLICITY);
    list.set_expires_ms(now_ms + 7 * day_ms);
    auto& row = *list.add_rows();
    row.set_name("甄有福");
    row.set_members(3);
    row.set_amount_fen(120'400);
    start();
    ASSERT_TRUE(screen.touch("Notices"));
    ASSERT_TRUE(on("notices/list"));
    ASSERT_TRUE(screen.touch("standards of today"));
    ASSERT_TRUE(on("notices/read"));
    EXPECT_TRUE(says("words of standards of today"));
    ASSERT_TRUE(screen.touch("Read this page aloud"));
    EXPECT_TRUE(screen.said.last().contains("words of standards of today"));
    ASSERT_TRUE(screen.touch("Back to the list"));
    ASSERT_TRUE(on("notices/list"));
    const auto shown = qobject_cast<NoticesController*>(screen.kiosk().journey())->sections().first().toMap();
    ASSERT_TRUE(screen.touch(shown["entries"].toList().first().toMap()["title"].toString()));
    ASSERT_TRUE(on("notices/read"));
    EXPECT_TRUE(says("甄有福"));
    EXPECT_TRUE(says("3 people"));
    EXPECT_TRUE(says("1,204 yuan"));
    ASSERT_TRUE(screen.touch("Read this page aloud"));
    EXPECT_FALSE(screen.said.last().contains("甄有福")) << "others can hear it";
    screen.end_speech();
    ASSERT_TRUE(screen.touch("Read this page aloud"));
    EXPECT_TRUE(screen.said.last().contains("甄有福 3 people 1,204 yuan")) << screen.said.last().toStdString();
    ASSERT_TRUE(screen.touch("Back to the list"));
    ASSERT_TRUE(screen.touch("Back to the start"));
    ASSERT_TRUE(on("home"));
    EXPECT_EQ(screen.station.count_hub(wire::HubRequest::kOpenSession), 0);
    EXPECT_EQ(screen.station.count_agent(wire::AgentRequest::kOpenPerson), 0);
}

TEST_F(NewsTest, HowLongEachStepTakesIsThereWithoutANotice) {
    start();
    screen.kiosk().openNotices();
    ASSERT_TRUE(on("notices/list"));
    EXPECT_TRUE(says("No list is published at the moment."));
    EXPECT_TRUE(says("The township has not sent its standards to this station."));
    const auto dibao = *forms::Scheme::load(DOORSTEP_SOURCE_DIR "/schemes/dibao");
    ASSERT_TRUE(screen.touch(QString::fromStdString(dibao.name("en"))));
    ASSERT_TRUE(on("notices/read"));
    EXPECT_TRUE(says("within 3 working days"));
}

// The agent lists it no more: the page that shows it goes back to the list and says so.
TEST_F(NewsTest, WhatHasExpiredVanishesAlsoWhileItIsRead) {
    notice("of this minute").set_expires_ms(now_ms + 2500);
    start();
    screen.kiosk().openNotices();
    ASSERT_TRUE(on("notices/list"));
    auto& journey = *qobject_cast<NoticesController*>(screen.kiosk().journey());
    journey.open(journey.sections().last().toMap()["entries"].toList().first().toMap()["id"].toString());
    ASSERT_TRUE(on("notices/read"));
    screen.station.notices.clear_notices();
    ASSERT_TRUE(on("notices/list"));
    EXPECT_TRUE(journey.gone());
    EXPECT_TRUE(says("What you were reading stands here no longer."));
    EXPECT_TRUE(silent_about("of this minute"));
}

TEST_F(NewsTest, AnAgentThatDoesNotAnswerIsToldAndAskedAgain) {
    start();
    screen.station.notices_fault = wire::FAULT_INTERNAL;
    screen.kiosk().openNotices();
    ASSERT_TRUE(on("notices/failed"));
    screen.station.notices_fault = wire::FAULT_NONE;
    ASSERT_TRUE(screen.touch("Try again"));
    EXPECT_TRUE(on("notices/list"));
}

TEST_F(NewsTest, ACardLaidDownWhileReadingOpensTheVisitAndTheReadingGoesOn) {
    notice("standards", wire::NOTICE_STANDARDS);
    start();
    screen.kiosk().openNotices();
    ASSERT_TRUE(on("notices/list"));
    screen.station.lay_card();
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().session()->is_open(); }));
    EXPECT_EQ(screen.kiosk().page(), "notices/list");
    ASSERT_TRUE(screen.touch("Finish"));
    screen.station.lift_card();
    ASSERT_TRUE(wait_until([&] { return !screen.kiosk().session()->is_open(); }));
    EXPECT_TRUE(on("home"));
}

class ClerkNewsTest : public NewsTest {
  protected:
    void message(const char* text) {
        auto& one = *screen.station.clerk_messages.add_messages();
        one.set_id(std::string(16, text[0]));
        one.set_text(text);
        one.set_made_ms(now_ms);
    }
    void sign_in() {
        screen.kiosk().openClerk();
        ASSERT_TRUE(on("clerk/accounts"));
        auto& clerk = *qobject_cast<ClerkController*>(screen.kiosk().journey());
        clerk.choose("zhou");
        clerk.type("246810");
        clerk.confirm();
        ASSERT_TRUE(on("clerk/desk"));
    }
};

TEST_F(ClerkNewsTest, AMessageIsNewUntilItWasOpenedAlsoAfterTheNextSignIn) {
    message("Training on Friday\nat nine in the township");
    message("Paper was ordered");
    start();
    sign_in();
    ASSERT_TRUE(screen.touch("Messages from the township: 2 new"));
    ASSERT_TRUE(on("clerk/messages"));
    EXPECT_TRUE(says("New · "));
    EXPECT_TRUE(silent_about("at nine in the township")) << "the list shows first lines";
    ASSERT_TRUE(screen.touch("Training on Friday"));
    ASSERT_TRUE(on("clerk/message"));
    EXPECT_TRUE(says("at nine in the township"));
    ASSERT_TRUE(screen.touch("All messages"));
    ASSERT_TRUE(on("clerk/messages"));
    EXPECT_TRUE(says("Read · "));
    ASSERT_TRUE(wait_until([&] { return screen.station.clerk_messages.read_size() == 1; }));
    EXPECT_EQ(screen.station.clerk_messages.read(0), std::string(16, 'T'));
    ASSERT_TRUE(screen.touch("Back"));
    ASSERT_TRUE(screen.touch("Sign out"));
    ASSERT_TRUE(on("home"));
    sign_in();
    EXPECT_TRUE(says("Messages from the township: 1 new"));
    screen.touch("Messages from the township: 1 new");
    ASSERT_TRUE(on("clerk/messages"));
    screen.touch("Paper was ordered");
    ASSERT_TRUE(on("clerk/message"));
    EXPECT_EQ(screen.station.count_agent(wire::AgentRequest::kReadClerkMessage), 2);
}

TEST_F(ClerkNewsTest, WithoutMessagesTheListSaysSo) {
    start();
    sign_in();
    ASSERT_TRUE(screen.touch("Messages from the township"));
    ASSERT_TRUE(on("clerk/messages"));
    EXPECT_TRUE(says("No messages at the moment."));
}

TEST_F(ClerkNewsTest, TheMessagesCloseWhenTheShiftEnds) {
    message("Training on Friday");
    start();
    sign_in();
    screen.touch("Messages from the township: 1 new");
    ASSERT_TRUE(on("clerk/messages"));
    screen.kiosk().clerk()->sign_out();
    EXPECT_TRUE(on("home"));
}

// Cases that the township tells live to the card.
class ElsewhereTest : public NewsTest {
  protected:
    void SetUp() override {
        screen.station.card.set_chip_serial("12345678");
        screen.station.cases.set_line_up(true);
    }
    MyCaseController& open_cases() {
        screen.station.lay_card();
        EXPECT_TRUE(wait_until([this] { return screen.kiosk().session()->is_open(); }));
        screen.kiosk().openMyCase();
        EXPECT_TRUE(on("mycase/list"));
        return *qobject_cast<MyCaseController*>(screen.kiosk().journey());
    }
    void add_case(const char* number) {
        auto& one = *screen.station.cases.add_cases();
        one.set_case_number(number);
        one.set_scheme("dibao");
        one.set_state("accepted");
        one.set_state_ms(now_ms - day_ms);
    }
    void not_answered(wire::FaultCode why) {
        screen.station.cases.set_asking(wire::NOT_ANSWERED);
        screen.station.cases.mutable_not_answered()->set_code(why);
    }
    bool asked(int times) {
        return wait_until([&] { return screen.station.count_agent(wire::AgentRequest::kAskTownship) == times; });
    }
};

TEST_F(ElsewhereTest, WhoHasNoCaseHereHearsOfThoseElsewhereByThemselves) {
    start();
    auto& journey = open_cases();
    ASSERT_TRUE(asked(1));
    EXPECT_TRUE(says("Asking the township for your cases"));
    EXPECT_TRUE(silent_about("No cases yet"));
    add_case("074749131783");
    screen.station.cases.set_asking(wire::ANSWERED);
    ASSERT_TRUE(wait_until([&] { return journey.cases().size() == 1 && !journey.looking_elsewhere(); }));
    EXPECT_TRUE(asked(1));
    EXPECT_TRUE(silent_about("Asking the township for your cases"));
}

TEST_F(ElsewhereTest, ThatThereIsNoneOrNoAnswerIsSaidAndLookingAgainAsksAgain) {
    start();
    open_cases();
    ASSERT_TRUE(asked(1));
    not_answered(wire::FAULT_LINE_DOWN);
    EXPECT_TRUE(says("The line to the township is down."));
    ASSERT_TRUE(screen.touch("Look again"));
    ASSERT_TRUE(asked(2));
    not_answered(wire::FAULT_QUERY_LIMIT);
    EXPECT_TRUE(says("Please look again in a few minutes."));
    ASSERT_TRUE(screen.touch("Look again"));
    ASSERT_TRUE(asked(3));
    screen.station.cases.set_asking(wire::ANSWERED);
    EXPECT_TRUE(says("The township has no case under this card."));
}

TEST_F(ElsewhereTest, WhoHasACaseHereAsksForTheOthersByTouch) {
    add_case("074749131783");
    start();
    auto& journey = open_cases();
    screen.settle();
    EXPECT_EQ(screen.station.count_agent(wire::AgentRequest::kAskTownship), 0) << "only what is wanted is asked for";
    ASSERT_TRUE(screen.touch("Ask for cases handed in elsewhere"));
    ASSERT_TRUE(asked(1));
    add_case("074749131791");
    screen.station.cases.set_asking(wire::ANSWERED);
    EXPECT_TRUE(wait_until([&] { return journey.cases().size() == 2; }));
}

// A number alone is not asked about (SECURITY 6).
TEST_F(ElsewhereTest, WithAReaderThatGivesNoSerialNothingIsAskedAndTheClerkIsNamed) {
    screen.station.card.set_chip_serial(std::string(8, '\0'));
    start();
    auto& journey = open_cases();
    EXPECT_FALSE(journey.may_look_elsewhere());
    EXPECT_TRUE(says("the clerk can ask the township for"));
    EXPECT_EQ(screen.station.count_agent(wire::AgentRequest::kAskTownship), 0);
}

TEST_F(ElsewhereTest, WithoutALineNothingIsAskedAndTheClerkIsNamed) {
    screen.station.cases.set_line_up(false);
    start();
    auto& journey = open_cases();
    EXPECT_FALSE(journey.may_look_elsewhere());
    EXPECT_TRUE(says("the clerk can ask the township for"));
    EXPECT_EQ(screen.station.count_agent(wire::AgentRequest::kAskTownship), 0);
}

class QuestionTest : public NewsTest {
  protected:
    void SetUp() override {
        auto& one = *screen.station.cases.add_cases();
        one.set_case_number("074749131783");
        one.set_kind(wire::APPLICATION);
        one.set_scheme("dibao");
        one.set_state("accepted");
        one.set_state_ms(now_ms - day_ms);
        one.set_item_state(wire::Item::ACKNOWLEDGED);
    }
    MyCaseController& open_cases() {
        screen.station.lay_card();
        EXPECT_TRUE(wait_until([this] { return screen.kiosk().session()->is_open(); }));
        screen.kiosk().openMyCase();
        EXPECT_TRUE(on("mycase/list"));
        return *qobject_cast<MyCaseController*>(screen.kiosk().journey());
    }
    const FakeStation::Draft* asked() { return screen.station.submitted(wire::QUESTION); }
};

TEST_F(QuestionTest, AQuestionIsWrittenAndHandedInUnderItsCase) {
    start();
    auto& journey = open_cases();
    ASSERT_TRUE(screen.touch("Ask the township a question"));
    ASSERT_TRUE(on("mycase/ask"));
    ASSERT_TRUE(screen.touch("Send"));
    EXPECT_TRUE(says("Please write your question.")) << "nothing was written";
    EXPECT_EQ(screen.station.count_agent(wire::AgentRequest::kStartDraft), 0);
    // As the keyboard hands over what was chosen.
    QInputMethodEvent chosen;
    chosen.setCommitString(QStringLiteral("何时"));
    QCoreApplication::sendEvent(QGuiApplication::focusObject(), &chosen);
    ASSERT_TRUE(wait_until([&] { return journey.words() == QStringLiteral("何时"); })) << journey.words().toStdString();
    ASSERT_TRUE(screen.touch("Send"));
    ASSERT_TRUE(on("mycase/sent"));
    ASSERT_NE(asked(), nullptr);
    EXPECT_EQ(asked()->case_number, "074749131783");
    EXPECT_EQ(asked()->parts.at(part::answers).inline_(), R"({"question":"何时"})");
    EXPECT_EQ(asked()->parts.at(part::answers).kind(), wire::ANSWERS);
    EXPECT_EQ(asked()->parts.at(part::person).kind(), wire::PERSON);
    EXPECT_EQ(journey.words(), "") << "nothing of it stays here";
    ASSERT_TRUE(screen.touch("Back to my cases"));
    EXPECT_TRUE(on("mycase/list"));
}

TEST_F(QuestionTest, AnAgentThatCannotTakeItIsToldAndTheWordsAreKept) {
    start();
    auto& journey = open_cases();
    journey.ask(0);
    journey.write("When does somebody come?");
    screen.station.submit_fault = wire::FAULT_DISK_FULL;
    journey.send();
    ASSERT_TRUE(on("mycase/ask"));
    ASSERT_TRUE(wait_until([&] { return journey.fault().code() == wire::FAULT_DISK_FULL; }));
    EXPECT_TRUE(says("When does somebody come?"));
    screen.station.submit_fault = wire::FAULT_NONE;
    ASSERT_TRUE(screen.touch("Send"));
    ASSERT_TRUE(on("mycase/sent"));
    EXPECT_EQ(screen.station.drafts.size(), 1U) << "sent again is not asked again";
}

TEST_F(QuestionTest, TheAnswerStandsInTheCaseAndComesOutOnPaperAsOftenAsItIsWanted) {
    auto& one = *screen.station.cases.mutable_cases(0);
    auto& question = *one.add_questions();
    question.set_submitted_ms(now_ms - day_ms);
    question.set_state(wire::Item::ACKNOWLEDGED);
    auto& answer = *one.add_answers();
    answer.set_text("Somebody comes on Monday.\nThey call before.");
    answer.set_township_ms(now_ms);
    start();
    open_cases();
    EXPECT_TRUE(says("You asked a question"));
    EXPECT_TRUE(says("Somebody comes on Monday."));
    for (int papers = 1; papers <= 2; ++papers) {
        ASSERT_TRUE(screen.touch("Print this answer"));
        ASSERT_TRUE(wait_until([&] { return screen.kiosk().printer()->printed(); }));
        EXPECT_EQ(screen.station.count_hub(wire::HubRequest::kPrint), papers);
    }
    ASSERT_TRUE(screen.touch("Read this page aloud"));
    EXPECT_FALSE(screen.said.join('\n').contains("Monday")) << "an answer is the person's own";
}

// What is typed in the middle of a visit that ends is nobody's afterwards.
TEST_F(QuestionTest, AQuestionThatWasBegunGoesWithTheVisit) {
    start();
    auto& journey = open_cases();
    journey.ask(0);
    journey.write("half a");
    screen.kiosk().finish();
    screen.station.lift_card();
    ASSERT_TRUE(wait_until([&] { return !screen.kiosk().session()->is_open(); }));
    EXPECT_EQ(journey.words(), "");
    EXPECT_EQ(asked(), nullptr);
}

class ReceiptCodeTest : public QuestionTest {
  protected:
    static constexpr auto other_number = "074749131880";
    void SetUp() override {
        QuestionTest::SetUp();
        screen.station.devices[wire::Device::CODE_READER] = wire::Device::READY;
        auto& two = *screen.station.cases.add_cases();
        two.set_case_number(other_number);
        two.set_kind(wire::APPLICATION);
        two.set_scheme("linshi");
        two.set_state("accepted");
    }
    bool waits_for_code() {
        const int wanted = ++asked_;
        return on("mycase/code") &&
               wait_until([&] { return screen.station.count_hub(wire::HubRequest::kReadCode) == wanted; });
    }
    static std::string receipt(const std::string& number) {
        return "DS1:" + number + ":kiosk-1:1793577600:" + std::string(86, 'A') + "==";
    }
    int asked_ = 0;
};

TEST_F(ReceiptCodeTest, TheCodeFindsTheCaseAmongThoseThatTheCardOpened) {
    start();
    auto& journey = open_cases();
    ASSERT_EQ(journey.cases().size(), 2);
    ASSERT_TRUE(screen.touch("Find a case by the code on my receipt"));
    ASSERT_TRUE(waits_for_code());
    screen.station.show_code(receipt(other_number));
    ASSERT_TRUE(on("mycase/list"));
    ASSERT_EQ(journey.cases().size(), 1);
    EXPECT_EQ(journey.cases().first().toMap()["number"].toString(), "0747-4913-1880");
    journey.ask(0);
    EXPECT_EQ(journey.letter_number(), "0747-4913-1880") << "what is touched is what is shown";
    journey.back();
    ASSERT_TRUE(screen.touch("Show all my cases"));
    EXPECT_EQ(journey.cases().size(), 2);
}

// SECURITY 26: the code is no key.
TEST_F(ReceiptCodeTest, TheCodeOfSomebodyElsesCaseOpensNothing) {
    start();
    auto& journey = open_cases();
    for (const auto& [text, words] :
         {std::pair{receipt("123456789092"), "That receipt belongs to none of your cases."},
          {std::string("https://example.org"), "That was no receipt of a service station."}}) {
        journey.readCode();
        ASSERT_TRUE(waits_for_code());
        screen.station.show_code(text);
        ASSERT_TRUE(on("mycase/list"));
        EXPECT_TRUE(says(words));
        EXPECT_EQ(journey.cases().size(), 2);
    }
}

TEST_F(ReceiptCodeTest, WhoHasNoCodeGoesBackAndTheReaderIsLetGo) {
    start();
    auto& journey = open_cases();
    journey.readCode();
    ASSERT_TRUE(waits_for_code());
    ASSERT_TRUE(screen.touch("Back"));
    ASSERT_TRUE(on("mycase/list"));
    EXPECT_TRUE(wait_until([&] { return screen.station.count_hub(wire::HubRequest::kCancel) == 1; }));
    EXPECT_TRUE(journey.fault_text().isEmpty()) << "who goes back has done nothing wrong";
    EXPECT_EQ(journey.cases().size(), 2);
}

TEST_F(ReceiptCodeTest, WithoutAReaderOrWithOneCaseNothingIsOffered) {
    screen.station.devices[wire::Device::CODE_READER] = wire::Device::ABSENT;
    start();
    EXPECT_FALSE(open_cases().code_helps());
}

class OutOfUseTest : public NewsTest {
  protected:
    void revoke(bool revoked) {
        screen.station.status.set_revoked(revoked);
        screen.station.status.set_enrolled(!revoked);
        screen.station.tell_status();
    }
    QStringList reachable() {
        QStringList names;
        for (auto* target : screen.targets()) {
            names.append(accessible_name(target));
        }
        names.sort();
        return names;
    }
};

TEST_F(OutOfUseTest, OnePageSaysWhereToTurnAndNothingElseIsReachedUntilTheAgentSaysOtherwise) {
    start();
    screen.kiosk().openNotices();
    ASSERT_TRUE(on("notices/list"));
    revoke(true);
    ASSERT_TRUE(on("out-of-use"));
    EXPECT_TRUE(says("Telephone: 12345"));
    EXPECT_EQ(reachable(), QStringList({"Cover the screen", "Read this page aloud", "Text and sound", "中文"}));
    ASSERT_TRUE(screen.touch("Read this page aloud"));
    EXPECT_TRUE(screen.said.last().contains("Telephone: 12345"));
    screen.station.lay_card();
    screen.kiosk().openApply();
    screen.kiosk().openClerk();
    screen.kiosk().openNotices();
    screen.settle();
    EXPECT_EQ(screen.kiosk().page(), "out-of-use");
    EXPECT_EQ(screen.station.count_hub(wire::HubRequest::kReadCard), 0) << "a card opens nothing";
    screen.station.lift_card();
    revoke(false);
    ASSERT_TRUE(on("home"));
    screen.station.lay_card();
    EXPECT_TRUE(wait_until([&] { return screen.kiosk().session()->is_open(); }));
}

TEST_F(OutOfUseTest, AVisitThatWasOpenEndsAndWhatWasBegunStaysAtTheAgent) {
    start();
    screen.station.lay_card();
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().session()->is_open(); }));
    screen.kiosk().openApply();
    ASSERT_TRUE(on("apply/choose"));
    qobject_cast<ApplyController*>(screen.kiosk().journey())->choose("dibao");
    ASSERT_TRUE(on("apply/notice"));
    revoke(true);
    screen.station.lift_card();
    ASSERT_TRUE(wait_until([&] { return !screen.kiosk().session()->is_open(); }));
    ASSERT_TRUE(on("out-of-use"));
    EXPECT_EQ(screen.station.drafts.size(), 1U);
}

TEST_F(OutOfUseTest, AClerkAtTheDeskIsSignedOut) {
    start();
    screen.kiosk().openClerk();
    ASSERT_TRUE(on("clerk/accounts"));
    auto& clerk = *qobject_cast<ClerkController*>(screen.kiosk().journey());
    clerk.choose("zhou");
    clerk.type("246810");
    clerk.confirm();
    ASSERT_TRUE(on("clerk/desk"));
    revoke(true);
    ASSERT_TRUE(on("out-of-use"));
    EXPECT_FALSE(screen.kiosk().clerk()->signed_in());
}

// SECURITY 16: without contact for long what is known of people is locked; taking in goes on.
TEST_F(OutOfUseTest, WithoutContactForLongTheFirstPageSaysSoAndApplyingGoesOn) {
    screen.station.status.set_line_up(true);
    start();
    EXPECT_TRUE(silent_about("No contact with the township"));
    screen.station.status.set_line_up(false);
    screen.station.status.set_locked(true);
    screen.station.status.set_long_silent(true);
    screen.station.status.set_silent_days(31);
    screen.station.tell_status();
    EXPECT_TRUE(says("No contact with the township for 31 days"));
    screen.station.lay_card();
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().session()->is_open(); }));
    ASSERT_TRUE(screen.touch("Apply"));
    EXPECT_TRUE(on("apply/choose"));
}

}  // namespace
}  // namespace doorstep::kiosk

// What a person says about an own case, on the real window and by touch: taking an application back and keeping it
// after all, correcting it, answering a hearing notice.
#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "kiosk/testing/screen.hpp"

namespace doorstep::kiosk {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr auto number = "074749131783";

class LettersTest : public testing::Test {
  protected:
    void SetUp() override {
        auto& one = *screen.station.cases.add_cases();
        one.set_case_number(number);
        one.set_kind(wire::APPLICATION);
        one.set_scheme("dibao");
        one.set_state("accepted");
        one.set_state_ms(now_ms - day_ms);
        one.set_item_state(wire::Item::ACKNOWLEDGED);
    }
    wire::CaseInfo& shown() { return *screen.station.cases.mutable_cases(0); }
    void announce_hearing() {
        shown().set_state("hearing");
        auto& answer = *shown().add_answers();
        answer.set_id(std::string(16, 'h'));
        answer.set_text("Your situation has changed. Before anything is decided we want to hear you.");
        answer.set_township_ms(now_ms);
        answer.mutable_hearing()->set_on("2099-12-10 09:00");
        answer.mutable_hearing()->set_place("Town hall, room 2");
        answer.mutable_hearing()->set_answer_by("2099-12-08");
    }
    MyCaseController& open_cases() {
        EXPECT_TRUE(screen.start(QSize(1920, 1080)));
        screen.station.lay_card();
        EXPECT_TRUE(wait_until([this] { return screen.kiosk().session()->is_open(); }));
        screen.kiosk().openMyCase();
        EXPECT_TRUE(on("mycase/list"));
        return *qobject_cast<MyCaseController*>(screen.kiosk().journey());
    }
    bool on(const QString& page) { return screen.on(page); }
    bool says(const QString& words) { return screen.says(words); }
    std::string json_of(wire::SubmissionKind kind) {
        const auto* sent = screen.station.submitted(kind);
        return sent == nullptr ? "none" : sent->parts.at(part::answers).inline_();
    }

    Screen screen;
    const std::int64_t now_ms = system_clock().now().milliseconds;
};

TEST_F(LettersTest, AnApplicationIsTakenBackAfterThePageHasSaidWhatItMeans) {
    open_cases();
    ASSERT_TRUE(screen.touch("Take the application back"));
    ASSERT_TRUE(on("mycase/withdraw"));
    EXPECT_TRUE(says("you can apply again at any time"));
    EXPECT_TRUE(says("An allowance that you already receive is not touched."));
    EXPECT_EQ(screen.station.count_agent(wire::AgentRequest::kStartDraft), 0) << "nothing before it is confirmed";
    ASSERT_TRUE(screen.touch("Take it back"));
    ASSERT_TRUE(on("mycase/sent"));
    const auto* sent = screen.station.submitted(wire::APPLICATION_WITHDRAWN);
    ASSERT_NE(sent, nullptr);
    EXPECT_EQ(sent->case_number, number);
    EXPECT_EQ(sent->parts.at(part::person).kind(), wire::PERSON);
    EXPECT_EQ(json_of(wire::APPLICATION_WITHDRAWN), "{}");
    ASSERT_TRUE(screen.touch("Print a receipt"));
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().printer()->printed(); }));
    ASSERT_TRUE(screen.touch("Back to my cases"));
    EXPECT_TRUE(on("mycase/list"));
}

TEST_F(LettersTest, BackFromThePageTakesNothingBack) {
    open_cases();
    ASSERT_TRUE(screen.touch("Take the application back"));
    ASSERT_TRUE(on("mycase/withdraw"));
    ASSERT_TRUE(screen.touch("Back"));
    ASSERT_TRUE(on("mycase/list"));
    EXPECT_TRUE(screen.station.drafts.empty());
}

TEST_F(LettersTest, UntilTheTownshipHasTakenItUpItCanBeKept) {
    shown().add_questions()->set_kind(wire::APPLICATION_WITHDRAWN);
    open_cases();
    EXPECT_TRUE(says("until then you can keep it after all"));
    EXPECT_EQ(screen.find("Take the application back"), nullptr);
    ASSERT_TRUE(screen.touch("Keep it after all"));
    ASSERT_TRUE(on("mycase/keep"));
    ASSERT_TRUE(screen.touch("Keep it"));
    ASSERT_TRUE(on("mycase/sent"));
    ASSERT_NE(screen.station.submitted(wire::APPLICATION_KEPT), nullptr);
    EXPECT_TRUE(says("If it has, somebody will speak with you."));
}

TEST_F(LettersTest, WhatIsDecidedOffersNoWithdrawal) {
    shown().set_state("paying");
    open_cases();
    EXPECT_NE(screen.find("Ask the township a question"), nullptr);
    EXPECT_EQ(screen.find("Take the application back"), nullptr);
    EXPECT_EQ(screen.find("Something is wrong or missing"), nullptr);
}

TEST_F(LettersTest, ACorrectionIsWordsAndPapersAndIsHandedInBesideTheApplication) {
    auto& journey = open_cases();
    screen.station.pages_in_scanner = 2;
    ASSERT_TRUE(screen.touch("Something is wrong or missing"));
    ASSERT_TRUE(on("mycase/correct"));
    ASSERT_TRUE(screen.touch("Send"));
    EXPECT_TRUE(says("Please write what is wrong or missing, or add a paper."));
    journey.write("We are four, not three.");
    ASSERT_TRUE(screen.touch("Add papers"));
    ASSERT_TRUE(on("mycase/papers"));
    ASSERT_TRUE(screen.touch("Scan"));
    ASSERT_TRUE(wait_until([&] { return journey.papers().size() == 2 && !journey.scanning(); }));
    screen.settle();
    ASSERT_TRUE(screen.touch("Remove Page 2"));
    ASSERT_EQ(journey.papers().size(), 1);
    ASSERT_TRUE(screen.touch("Send"));
    ASSERT_TRUE(on("mycase/sent"));
    const auto* sent = screen.station.submitted(wire::SUPPLEMENT);
    ASSERT_NE(sent, nullptr);
    EXPECT_EQ(sent->case_number, number);
    EXPECT_EQ(json_of(wire::SUPPLEMENT), R"({"correction":"We are four, not three."})");
    EXPECT_EQ(sent->parts.at(part::first_page).kind(), wire::PAGE_ORIGINAL);
    EXPECT_EQ(sent->parts.at(part::first_page + 1).kind(), wire::PAGE_STRAIGHTENED);
    EXPECT_EQ(sent->parts.size(), 4U) << "what was removed is not sent";
    EXPECT_TRUE(journey.papers().isEmpty()) << "nothing of it stays here";
}

TEST_F(LettersTest, AScannerThatFailsIsToldAndTheWordsAreKept) {
    auto& journey = open_cases();
    screen.station.scan_fault = wire::FAULT_SCANNER_IO;
    journey.correct(0);
    journey.write("half the papers");
    journey.addPapers();
    ASSERT_TRUE(on("mycase/papers"));
    ASSERT_TRUE(screen.touch("Scan"));
    ASSERT_TRUE(wait_until([&] { return journey.fault().code() == wire::FAULT_SCANNER_IO; }));
    ASSERT_TRUE(screen.touch("Back"));
    ASSERT_TRUE(on("mycase/correct"));
    EXPECT_TRUE(says("half the papers"));
    ASSERT_TRUE(screen.touch("Send"));
    EXPECT_TRUE(on("mycase/sent")) << "words alone are enough";
}

// A page that the agent could not take: told, and sent again as one letter.
TEST_F(LettersTest, WhatTheAgentCouldNotTakeIsSentAgainWhole) {
    auto& journey = open_cases();
    screen.station.pages_in_scanner = 1;
    journey.correct(0);
    journey.write("see the paper");
    journey.addPapers();
    journey.scan();
    ASSERT_TRUE(wait_until([&] { return journey.papers().size() == 1 && !journey.scanning(); }));
    screen.station.put_fault = wire::FAULT_DISK_FULL;
    journey.send();
    ASSERT_TRUE(on("mycase/correct"));
    ASSERT_TRUE(wait_until([&] { return journey.fault().code() == wire::FAULT_DISK_FULL; }));
    screen.station.put_fault = wire::FAULT_NONE;
    ASSERT_TRUE(screen.touch("Send"));
    ASSERT_TRUE(on("mycase/sent"));
    EXPECT_EQ(screen.station.drafts.size(), 1U);
    EXPECT_EQ(screen.station.submitted(wire::SUPPLEMENT)->parts.size(), 4U);
}

TEST_F(LettersTest, AHearingNoticeIsAnsweredByTouch) {
    announce_hearing();
    open_cases();
    EXPECT_TRUE(says("The township wants to hear you"));
    EXPECT_TRUE(says("Town hall, room 2"));
    EXPECT_TRUE(says("Please answer by 2099-12-08"));
    ASSERT_TRUE(screen.touch("Answer about the hearing"));
    ASSERT_TRUE(on("mycase/hearing"));
    EXPECT_TRUE(says("2099-12-10 09:00"));
    ASSERT_TRUE(screen.touch("Send"));
    EXPECT_TRUE(says("Please choose an answer."));
    ASSERT_TRUE(screen.touch("I come"));
    ASSERT_TRUE(screen.touch("Send"));
    ASSERT_TRUE(on("mycase/sent"));
    EXPECT_EQ(json_of(wire::HEARING_ANSWER),
              R"({"answer":"comes","hearing":")" + std::string("6868686868686868") + R"(6868686868686868"})");
}

TEST_F(LettersTest, WordsInsteadOfComingMustBeWrittenAndAReasonNeedNot) {
    announce_hearing();
    auto& journey = open_cases();
    journey.answerHearing(0, 0);
    ASSERT_TRUE(on("mycase/hearing"));
    ASSERT_TRUE(screen.touch("I send my words instead"));
    ASSERT_TRUE(screen.touch("Send"));
    EXPECT_TRUE(says("Please write your words."));
    journey.write("My son came home, but only for a month.");
    ASSERT_TRUE(screen.touch("Send"));
    ASSERT_TRUE(on("mycase/sent"));
    EXPECT_NE(json_of(wire::HEARING_ANSWER).find(R"("words":"My son came home, but only for a month.")"),
              std::string::npos);
    ASSERT_TRUE(screen.touch("Back to my cases"));
    ASSERT_TRUE(on("mycase/list"));
    journey.answerHearing(0, 0);
    ASSERT_TRUE(on("mycase/hearing"));
    EXPECT_EQ(journey.hearing_answer(), "") << "the answer before is not this one";
    ASSERT_TRUE(screen.touch("I cannot come"));
    ASSERT_TRUE(screen.touch("Send"));
    EXPECT_TRUE(on("mycase/sent"));
}

// ---- said, not written --------------------------------------------------------------------------------------------

class SpokenAnswerTest : public LettersTest {
  protected:
    void SetUp() override {
        LettersTest::SetUp();
        screen.station.devices[wire::Device::MICROPHONE] = wire::Device::CLOSED;
        announce_hearing();
    }
    void to_microphone() {
        open_cases();
        ASSERT_TRUE(screen.touch("Answer about the hearing"));
        ASSERT_TRUE(on("mycase/hearing"));
        ASSERT_TRUE(screen.touch("I say my words here"));
        ASSERT_TRUE(says("The microphone is off."));
        EXPECT_EQ(screen.station.count_hub(wire::HubRequest::kRecordVoice), 0) << "nobody listens yet";
    }
    void say() {
        ASSERT_TRUE(screen.touch(said() == 0 ? "Speak now" : "Say it again"));
        ASSERT_TRUE(says("The microphone is on"));
        ASSERT_TRUE(wait_until([&] { return screen.kiosk().microphone()->ms() == 1500; }));
        ASSERT_TRUE(screen.touch("I have said everything"));
        ASSERT_TRUE(says("Your words are recorded"));
    }
    int said() const { return screen.station.count_hub(wire::HubRequest::kStopVoice); }
};

TEST_F(SpokenAnswerTest, IsRecordedHeardSaidAgainAndHandedInAsASealedPart) {
    to_microphone();
    say();
    ASSERT_TRUE(screen.touch("Listen to it"));
    EXPECT_TRUE(screen.said.last().startsWith("file: ")) << screen.said.last().toStdString();
    ASSERT_TRUE(screen.touch("Stop"));
    EXPECT_EQ(screen.said.last(), "");
    const auto first = screen.kiosk().microphone()->recording()->recording().name();
    say();
    const auto second = screen.kiosk().microphone()->recording()->recording().name();
    EXPECT_NE(first, second);
    ASSERT_TRUE(screen.touch("Send"));
    ASSERT_TRUE(on("mycase/sent"));
    const auto* sent = screen.station.submitted(wire::HEARING_ANSWER);
    ASSERT_NE(sent, nullptr);
    EXPECT_NE(json_of(wire::HEARING_ANSWER).find(R"("answer":"voice")"), std::string::npos);
    const auto& voice = sent->parts.at(part::voice);
    EXPECT_EQ(voice.kind(), wire::VOICE);
    EXPECT_EQ(voice.media_type(), "audio/ogg");
    EXPECT_EQ(voice.spool().name(), second);
    EXPECT_FALSE(screen.kiosk().microphone()->recorded()) << "nothing of it stays here";
}

TEST_F(SpokenAnswerTest, WithoutWordsItIsNotSentAndThrownAwayItIsGone) {
    to_microphone();
    ASSERT_TRUE(screen.touch("Send"));
    EXPECT_TRUE(says("Please say your words and end the recording."));
    say();
    EXPECT_FALSE(screen.texts().contains("Please say your words and end the recording.")) << "they are said";
    ASSERT_TRUE(screen.touch("Throw it away"));
    ASSERT_TRUE(says("The microphone is off."));
    ASSERT_TRUE(screen.touch("Send"));
    EXPECT_TRUE(on("mycase/hearing"));
    EXPECT_EQ(screen.station.submitted(wire::HEARING_ANSWER), nullptr);
}

TEST_F(SpokenAnswerTest, TheMicrophoneClosesWhenThePersonLeavesThePageOrSomethingLiesOverIt) {
    to_microphone();
    ASSERT_TRUE(screen.touch("Speak now"));
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().microphone()->ms() == 1500; }));
    ASSERT_TRUE(screen.touch("Cover the screen"));
    EXPECT_TRUE(wait_until([&] { return !screen.kiosk().microphone()->open(); }));
    EXPECT_EQ(said(), 1) << "what was said until then is kept";
    screen.kiosk().comfort()->close();
    ASSERT_TRUE(screen.touch("Say it again"));
    ASSERT_TRUE(wait_until([&] { return screen.station.count_hub(wire::HubRequest::kRecordVoice) == 2; }));
    ASSERT_TRUE(screen.touch("Back"));
    ASSERT_TRUE(on("mycase/list"));
    EXPECT_FALSE(screen.kiosk().microphone()->open());
    EXPECT_TRUE(wait_until([&] { return screen.station.count_hub(wire::HubRequest::kCancel) == 1; }));
    EXPECT_FALSE(screen.kiosk().microphone()->recorded());
}

TEST_F(SpokenAnswerTest, WhoWouldRatherAnswerOtherwiseDoesAndNothingSaidIsHandedIn) {
    to_microphone();
    say();
    ASSERT_TRUE(screen.touch("Another answer"));
    ASSERT_TRUE(screen.touch("I come"));
    ASSERT_TRUE(screen.touch("Send"));
    ASSERT_TRUE(on("mycase/sent"));
    const auto* sent = screen.station.submitted(wire::HEARING_ANSWER);
    ASSERT_NE(sent, nullptr);
    EXPECT_EQ(sent->parts.count(part::voice), 0U);
    EXPECT_NE(json_of(wire::HEARING_ANSWER).find(R"("answer":"comes")"), std::string::npos);
}

TEST_F(SpokenAnswerTest, GivenUpBeforeTheHubHasAnsweredItIsCancelledAllTheSame) {
    to_microphone();
    screen.kiosk().microphone()->start();
    screen.kiosk().microphone()->cancel();
    EXPECT_TRUE(wait_until([&] { return screen.station.count_hub(wire::HubRequest::kCancel) == 1; }));
    EXPECT_FALSE(screen.kiosk().microphone()->open());
}

TEST_F(SpokenAnswerTest, WhatWasSaidBeforeIsKeptWhenSayingItAgainIsGivenUp) {
    to_microphone();
    say();
    ASSERT_TRUE(screen.touch("Say it again"));
    ASSERT_TRUE(screen.touch("Keep what I said before"));
    EXPECT_TRUE(says("Your words are recorded"));
    EXPECT_TRUE(screen.kiosk().microphone()->recorded());
}

TEST_F(SpokenAnswerTest, AMicrophoneThatFailsIsSaidAndFaintWordsAreNamed) {
    screen.station.microphone_fault = wire::FAULT_MICROPHONE_MISSING;
    to_microphone();
    ASSERT_TRUE(screen.touch("Speak now"));
    EXPECT_TRUE(says("The microphone is not connected."));
    screen.station.microphone_fault = wire::FAULT_NONE;
    screen.station.faint_voice = true;
    say();
    EXPECT_TRUE(says("Hardly anything was heard."));
}

TEST_F(LettersTest, WithoutAMicrophoneNobodyIsAskedToSpeak) {
    announce_hearing();
    open_cases();
    ASSERT_TRUE(screen.touch("Answer about the hearing"));
    ASSERT_TRUE(on("mycase/hearing"));
    EXPECT_EQ(screen.find("I say my words here"), nullptr);
}

TEST_F(LettersTest, AnAnswerThatAnnouncesNoHearingIsNotAnsweredAsOne) {
    shown().add_answers()->set_text("On Monday.");
    auto& journey = open_cases();
    EXPECT_EQ(screen.find("Answer about the hearing"), nullptr);
    journey.answerHearing(0, 0);
    journey.answerHearing(0, 7);
    journey.answerHearing(3, 0);
    EXPECT_TRUE(on("mycase/list"));
}

// Whatever was begun goes with the visit.
TEST_F(LettersTest, PapersAndWordsOfALetterGoWithTheVisit) {
    auto& journey = open_cases();
    screen.station.pages_in_scanner = 1;
    journey.correct(0);
    journey.write("half a");
    journey.addPapers();
    journey.scan();
    ASSERT_TRUE(wait_until([&] { return journey.papers().size() == 1; }));
    screen.kiosk().finish();
    screen.station.lift_card();
    ASSERT_TRUE(wait_until([&] { return !screen.kiosk().session()->is_open(); }));
    EXPECT_EQ(journey.words(), "");
    EXPECT_TRUE(journey.papers().isEmpty());
    EXPECT_EQ(screen.station.submitted(wire::SUPPLEMENT), nullptr);
}

}  // namespace
}  // namespace doorstep::kiosk

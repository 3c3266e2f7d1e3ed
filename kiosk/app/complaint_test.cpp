// A complaint on the real window and by touch: with and without card, sealed past the clerk, answered by its number.
#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "kiosk/testing/screen.hpp"

namespace doorstep::kiosk {
namespace {

class ComplaintTest : public testing::Test {
  protected:
    void start() { ASSERT_TRUE(screen.start(QSize(1920, 1080))); }
    ComplaintController& open_without_card() {
        start();
        EXPECT_TRUE(screen.touch("I do not agree"));
        EXPECT_TRUE(on("complaint/choose"));
        return *qobject_cast<ComplaintController*>(screen.kiosk().journey());
    }
    ComplaintController& open_with_card() {
        start();
        screen.station.lay_card();
        EXPECT_TRUE(wait_until([this] { return screen.kiosk().session()->is_open(); }));
        screen.settle();
        EXPECT_TRUE(screen.touch("I do not agree"));
        EXPECT_TRUE(on("complaint/choose"));
        return *qobject_cast<ComplaintController*>(screen.kiosk().journey());
    }
    bool on(const QString& page) { return screen.on(page); }
    bool says(const QString& words) { return screen.says(words); }
    const FakeStation::Draft* handed_in() { return screen.station.submitted(wire::COMPLAINT); }
    const wire::OpenPerson* opened() {
        for (auto it = screen.station.agent_requests.rbegin(); it != screen.station.agent_requests.rend(); ++it) {
            if (it->has_open_person()) {
                return &it->open_person();
            }
        }
        return nullptr;
    }

    Screen screen;
};

TEST_F(ComplaintTest, WithoutCardItIsWrittenSentAndPrintedAndItsVisitEnds) {
    auto& journey = open_without_card();
    ASSERT_NE(opened(), nullptr);
    EXPECT_TRUE(opened()->without_card());
    EXPECT_FALSE(opened()->has_card() && !opened()->card().number().empty());
    EXPECT_EQ(screen.find("Without my name"), nullptr) << "there is none";
    ASSERT_TRUE(screen.touch("Next"));
    EXPECT_TRUE(says("Please choose what it is about."));
    ASSERT_TRUE(screen.touch("How I was treated"));
    ASSERT_TRUE(screen.touch("Next"));
    ASSERT_TRUE(on("complaint/write"));
    ASSERT_TRUE(screen.touch("Send sealed"));
    EXPECT_TRUE(says("Please write what happened, or add a paper."));
    journey.write("Nobody would listen to me on Tuesday.");
    ASSERT_TRUE(screen.touch("Send sealed"));
    ASSERT_TRUE(on("complaint/sent"));
    ASSERT_NE(handed_in(), nullptr);
    EXPECT_EQ(handed_in()->parts.at(part::answers).inline_(),
              R"({"about":"treatment","words":"Nobody would listen to me on Tuesday."})");
    EXPECT_EQ(handed_in()->parts.size(), 1U) << "nobody's fields";
    EXPECT_EQ(handed_in()->case_number, "");
    EXPECT_TRUE(says("0747-4913-1783")) << screen.texts().join('\n').toStdString();
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().printer()->printed(); })) << "it comes out by itself";
    EXPECT_EQ(journey.words(), "") << "nothing of it stays here";
    ASSERT_TRUE(screen.touch("Back to the start"));
    EXPECT_TRUE(wait_until([&] { return screen.kiosk().session()->state() != SessionState::Open; }));
}

TEST_F(ComplaintTest, WithACardTheNameIsThereOrLeftOutAndTheClerkNeverIs) {
    auto& journey = open_with_card();
    ASSERT_TRUE(screen.touch("A decision about me or my family"));
    ASSERT_TRUE(screen.touch("Next"));
    ASSERT_TRUE(on("complaint/write"));
    EXPECT_TRUE(says("Within 60 days")) << "the law's term stands beside it";
    journey.write("The amount is wrong.");
    journey.writeCase("0747 4913 1784");
    ASSERT_TRUE(screen.touch("Send sealed"));
    EXPECT_TRUE(says("This is not a case number."));
    journey.writeCase("0747 4913 1783");
    ASSERT_TRUE(screen.touch("Send sealed"));
    ASSERT_TRUE(on("complaint/sent"));
    ASSERT_NE(handed_in(), nullptr);
    EXPECT_EQ(handed_in()->parts.at(part::person).kind(), wire::PERSON);
    EXPECT_NE(handed_in()->parts.at(part::answers).inline_().find(R"("about":"decision")"), std::string::npos);
    EXPECT_EQ(handed_in()->operator_token, "");
    screen.station.drafts.clear();
    ASSERT_TRUE(screen.touch("Back to the start"));
    ASSERT_TRUE(on("home"));
    EXPECT_TRUE(screen.kiosk().session()->is_open()) << "the person's own visit goes on";
    ASSERT_TRUE(screen.touch("I do not agree"));
    ASSERT_TRUE(on("complaint/choose"));
    ASSERT_TRUE(screen.touch("Somebody on a public list"));
    ASSERT_TRUE(screen.touch("Without my name"));
    ASSERT_TRUE(screen.touch("Next"));
    ASSERT_TRUE(on("complaint/write"));
    journey.write("They moved away last year.");
    ASSERT_TRUE(screen.touch("Send sealed"));
    ASSERT_TRUE(on("complaint/sent"));
    ASSERT_NE(handed_in(), nullptr);
    EXPECT_FALSE(handed_in()->parts.contains(part::person));
}

TEST_F(ComplaintTest, ALetterThatWasBroughtIsScannedInsteadOfWords) {
    auto& journey = open_without_card();
    screen.station.pages_in_scanner = 2;
    journey.choose("listing");
    journey.next();
    ASSERT_TRUE(on("complaint/write"));
    ASSERT_TRUE(screen.touch("Add papers"));
    ASSERT_TRUE(on("complaint/papers"));
    ASSERT_TRUE(screen.touch("Scan"));
    ASSERT_TRUE(wait_until([&] { return journey.papers().size() == 2 && !journey.scanning(); }));
    ASSERT_TRUE(screen.touch("Send sealed"));
    ASSERT_TRUE(on("complaint/sent"));
    ASSERT_NE(handed_in(), nullptr);
    EXPECT_EQ(handed_in()->parts.size(), 5U) << "two pages twice, and what it is about";
}

TEST_F(ComplaintTest, WhatTheAgentCouldNotTakeIsKeptAndSentAgain) {
    auto& journey = open_without_card();
    journey.choose("treatment");
    journey.next();
    journey.write("half past nine");
    screen.station.submit_fault = wire::FAULT_DISK_FULL;
    journey.send();
    ASSERT_TRUE(on("complaint/write"));
    ASSERT_TRUE(wait_until([&] { return journey.fault().code() == wire::FAULT_DISK_FULL; }));
    EXPECT_TRUE(says("half past nine"));
    screen.station.submit_fault = wire::FAULT_NONE;
    ASSERT_TRUE(screen.touch("Send sealed"));
    ASSERT_TRUE(on("complaint/sent"));
    EXPECT_EQ(screen.station.drafts.size(), 1U);
}

TEST_F(ComplaintTest, TheReceiptsNumberAloneShowsTheAnswer) {
    screen.station.complaint.set_number("074749131783");
    screen.station.complaint.set_state(wire::Item::ACKNOWLEDGED);
    auto& journey = open_without_card();
    ASSERT_TRUE(screen.touch("I have a receipt: show the answer"));
    ASSERT_TRUE(on("complaint/number"));
    journey.typeNumber("111111111111");
    ASSERT_TRUE(screen.touch("Show the answer"));
    ASSERT_TRUE(on("complaint/told"));
    EXPECT_TRUE(says("No complaint with this number was handed in at this station."));
    ASSERT_TRUE(screen.touch("Back"));
    journey.typeNumber("074749131783");
    ASSERT_TRUE(screen.touch("Show the answer"));
    ASSERT_TRUE(on("complaint/told"));
    EXPECT_TRUE(says("There is no answer yet."));
    auto& answer = *screen.station.complaint.add_answers();
    answer.set_text("We have spoken with the clerk.\nWe are sorry.");
    answer.set_township_ms(system_clock().now().milliseconds);
    ASSERT_TRUE(screen.touch("Back"));
    ASSERT_TRUE(screen.touch("Show the answer"));
    EXPECT_TRUE(says("We have spoken with the clerk."));
    ASSERT_TRUE(screen.touch("Print this answer"));
    EXPECT_TRUE(wait_until([&] { return screen.kiosk().printer()->printed(); }));
}

TEST_F(ComplaintTest, TooManyWrongNumbersAreToldAndNotADeadEnd) {
    screen.station.complaint_fault = wire::FAULT_QUERY_LIMIT;
    auto& journey = open_without_card();
    journey.lookUp();
    journey.typeNumber("074749131783");
    journey.ask();
    ASSERT_TRUE(on("complaint/number"));
    ASSERT_TRUE(wait_until([&] { return journey.fault().code() == wire::FAULT_QUERY_LIMIT; }));
    ASSERT_TRUE(screen.touch("Back"));
    EXPECT_TRUE(on("complaint/choose"));
}

// Nothing else begins in a visit that nobody's card opened, and a card that is laid down is not taken for its person's.
TEST_F(ComplaintTest, AVisitWithoutCardIsForAComplaintOnly) {
    auto& journey = open_without_card();
    screen.kiosk().openApply();
    screen.kiosk().openCheckIn();
    screen.kiosk().openMyCase();
    EXPECT_TRUE(on("complaint/choose"));
    EXPECT_EQ(screen.kiosk().session()->masked_name(), "");
    EXPECT_FALSE(screen.kiosk().face_kept());
    journey.choose("treatment");
    journey.next();
    journey.write("of nobody");
    screen.station.lay_card();
    EXPECT_TRUE(wait_until([&] { return screen.kiosk().session()->question() == "other-card"; }));
    screen.kiosk().session()->answer("end");
    ASSERT_TRUE(wait_until(
        [&] { return screen.kiosk().session()->question() == "take-away" || !screen.kiosk().session()->is_open(); }));
    screen.station.lift_card();
    ASSERT_TRUE(wait_until([&] { return !screen.kiosk().session()->is_open(); }));
    EXPECT_EQ(journey.words(), "");
    EXPECT_EQ(handed_in(), nullptr);
}

// Begun for nobody: not for whoever comes next.
TEST_F(ComplaintTest, AVisitThatDidNotOpenIsToldAndTheNextPersonFindsTheFirstPage) {
    screen.station.open_fault_once = wire::FAULT_INTERNAL;
    start();
    ASSERT_TRUE(screen.touch("I do not agree"));
    ASSERT_TRUE(wait_until([&] { return !screen.kiosk().home_fault().isEmpty(); }));
    screen.station.lay_card();
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().session()->is_open(); }));
    EXPECT_TRUE(on("home"));
}

TEST_F(ComplaintTest, BackFromTheFirstPageEndsItsVisit) {
    open_without_card();
    ASSERT_TRUE(screen.touch("Back"));
    EXPECT_TRUE(wait_until([&] { return !screen.kiosk().session()->is_open(); }));
    EXPECT_TRUE(on("home"));
}

}  // namespace
}  // namespace doorstep::kiosk

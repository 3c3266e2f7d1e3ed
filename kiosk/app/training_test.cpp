// Training mode by touch: from the clerk's desk to the last page, what a real card does meanwhile, and how it ends.
#include <QProcess>
#include <QTemporaryFile>

#include <gtest/gtest.h>

#include "base/case_number.hpp"
#include "base/id_number.hpp"
#include "kiosk/session/made_up_persons.hpp"
#include "kiosk/testing/form_walker.hpp"
#include "kiosk/testing/screen.hpp"

namespace doorstep::kiosk {
namespace {

const char* const mark = "练习 PRACTICE";
const char* const end_button = "End the practice";

class TrainingTest : public testing::Test {
  protected:
    void begin() {
        ASSERT_TRUE(screen.start(QSize(1920, 1080)));
        to_desk();
        ASSERT_TRUE(screen.touch("Practise with made-up persons"));
        ASSERT_TRUE(screen.says(mark));
        ASSERT_TRUE(screen.on("home"));
    }
    void to_desk() {
        screen.kiosk().openClerk();
        sign_in();
        ASSERT_TRUE(screen.on("clerk/desk"));
    }
    void sign_in() {
        ASSERT_TRUE(screen.on("clerk/accounts"));
        auto& clerk = controller<ClerkController>();
        clerk.choose("zhou");
        clerk.type("246810");
        clerk.confirm();
    }
    template <class Controller>
    Controller& controller() {
        return *qobject_cast<Controller*>(screen.kiosk().journey());
    }
    // Somebody made up is chosen for what was touched.
    void choose_person() {
        ASSERT_TRUE(screen.on("identity/made-up"));
        controller<IdentityController>().chooseMadeUp(0);
        ASSERT_TRUE(wait_until([&] { return screen.kiosk().session()->is_open(); }));
    }
    // To the review of that scheme's form.
    void to_review(const QString& scheme) {
        ASSERT_TRUE(screen.touch("Apply"));
        choose_person();
        ASSERT_TRUE(screen.on("apply/choose"));
        controller<ApplyController>().choose(scheme);
        ASSERT_TRUE(screen.on("apply/notice"));
        ASSERT_TRUE(walk_form(screen.kiosk(), {.members = false}, wait_until));
        if (screen.kiosk().page() == "apply/signing") {
            controller<ApplyController>().next();
        }
        ASSERT_TRUE(screen.on("apply/scan"));
        controller<ApplyController>().next();
        ASSERT_TRUE(screen.on("apply/review"));
    }
    QString last_paper() {
        const wire::HubRequest* print = nullptr;
        for (const auto& request : screen.station.hub_requests) {
            print = request.has_print() ? &request : print;
        }
        QTemporaryFile file;
        if (print == nullptr || !file.open()) {
            return {};
        }
        file.write(print->print().pdf().data(), static_cast<qint64>(print->print().pdf().size()));
        file.close();
        QProcess reader;
        reader.start("pdftotext", {"-raw", file.fileName(), "-"});
        reader.waitForFinished();
        return QString::fromUtf8(reader.readAllStandardOutput());
    }
    int opened(bool training) {
        int count = 0;
        for (const auto& request : screen.station.agent_requests) {
            count += request.has_open_person() && request.open_person().training() == training ? 1 : 0;
        }
        return count;
    }
    bool ended() {
        return wait_until([&] { return !screen.kiosk().training()->on() && !screen.station.training; }) &&
               screen.on("home");
    }

    Screen screen;
};

TEST_F(TrainingTest, MadeUpPersonsHaveNumbersOfNoPlace) {
    for (const auto& person : made_up_persons()) {
        const auto number = IdNumber::parse(person.number());
        ASSERT_TRUE(number) << person.name();
        EXPECT_TRUE(number->area().starts_with("99"));
        EXPECT_EQ(number->birth().text(), person.birth());
        EXPECT_EQ(static_cast<std::uint32_t>(number->sex()), person.sex());
    }
}

TEST_F(TrainingTest, AnApplicationIsPlayedToTheEndAndSaysThatNothingWasSent) {
    begin();
    to_review("linshi");
    EXPECT_TRUE(screen.says(mark));
    EXPECT_EQ(screen.find("Hand in"), nullptr);
    ASSERT_TRUE(screen.touch("Finish the exercise"));
    ASSERT_TRUE(screen.on("apply/done"));
    EXPECT_TRUE(screen.says("This was practice"));
    EXPECT_TRUE(screen.says("Nothing was sent and nothing is kept."));
    EXPECT_FALSE(screen.texts().join('\n').contains("on its way to the township"));
    EXPECT_FALSE(screen.texts().join('\n').contains("Your application is handed in"));
    ASSERT_TRUE(wait_until([&] { return screen.station.count_hub(wire::HubRequest::kPrint) == 1; }));
    EXPECT_TRUE(last_paper().contains("PRACTICE")) << last_paper().toStdString();
    EXPECT_EQ(opened(false), 0);
    ASSERT_TRUE(screen.touch(end_button));
    ASSERT_TRUE(ended());
    EXPECT_FALSE(screen.texts().contains(mark));
    EXPECT_FALSE(screen.kiosk().session()->is_open());
    EXPECT_TRUE(wait_until([&] { return screen.station.count_agent(wire::AgentRequest::kSignOut) > 0; }))
        << "the shift ends with it";
}

TEST_F(TrainingTest, ARealCardIsNotReadAndItIsSaidWhy) {
    begin();
    const auto reads = screen.station.count_hub(wire::HubRequest::kReadCard);
    screen.station.lay_card();
    ASSERT_TRUE(screen.says("A card was laid down. It was not read"));
    EXPECT_TRUE(screen.says(mark)) << "also over a question";
    ASSERT_TRUE(screen.touch("Go on practising"));
    ASSERT_TRUE(screen.touch("Apply"));
    choose_person();
    ASSERT_TRUE(screen.on("apply/choose"));
    screen.station.lift_card();
    screen.station.lay_card();
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().session()->question() == "training-card"; }));
    screen.station.lift_card();
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().session()->question().isEmpty(); })) << "it was taken away";
    EXPECT_TRUE(screen.kiosk().session()->is_open()) << "the exercise goes on";
    screen.station.lay_card();
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().session()->question() == "training-card"; }));
    EXPECT_EQ(screen.station.count_hub(wire::HubRequest::kReadCard), reads);
    screen.kiosk().session()->answer("end");
    ASSERT_TRUE(ended());
    EXPECT_EQ(screen.station.count_hub(wire::HubRequest::kReadCard), reads) << "what lay there opens nothing";
    EXPECT_EQ(opened(false), 0);
    screen.station.lift_card();
    screen.station.lay_card();
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().session()->is_open(); }));
    EXPECT_FALSE(screen.kiosk().session()->training());
    EXPECT_EQ(opened(false), 1);
}

TEST_F(TrainingTest, BetweenMadeUpPersonsItGoesOn) {
    begin();
    int over = 0;
    QObject::connect(&screen.kiosk(), &Kiosk::visitEnded, [&over] { ++over; });
    ASSERT_TRUE(screen.touch("My case"));
    choose_person();
    ASSERT_TRUE(screen.on("mycase/list"));
    screen.kiosk().finish();
    ASSERT_TRUE(wait_until([&] { return !screen.kiosk().session()->is_open(); }));
    ASSERT_TRUE(screen.on("home"));
    EXPECT_TRUE(screen.kiosk().training()->on());
    EXPECT_EQ(over, 0);
    ASSERT_TRUE(screen.touch(end_button));
    ASSERT_TRUE(ended());
    EXPECT_EQ(over, 1) << "a fresh process knows nothing of what was typed";
}

TEST_F(TrainingTest, ACheckInIsConfirmedByAPlayedClerk) {
    begin();
    ASSERT_TRUE(screen.touch("Check in"));
    choose_person();
    ASSERT_TRUE(screen.on("checkin/not-enrolled"));
    controller<CheckInController>().enrol();
    ASSERT_TRUE(screen.on("facestore/unable"));
    EXPECT_TRUE(screen.says("In an exercise no face is taken"));
    controller<FaceStoreController>().leave();
    ASSERT_TRUE(screen.touch("Check in"));
    ASSERT_TRUE(screen.on("checkin/not-enrolled"));
    controller<CheckInController>().toClerk();
    ASSERT_TRUE(screen.on("checkin/clerk"));
    controller<CheckInController>().callClerk();
    sign_in();
    ASSERT_TRUE(screen.on("checkin/reason"));
    controller<CheckInController>().pickReason("not-enrolled");
    controller<CheckInController>().setPresent(true);
    ASSERT_TRUE(screen.touch("Finish the exercise"));
    ASSERT_TRUE(screen.on("checkin/done"));
    EXPECT_TRUE(screen.says("This was practice"));
    EXPECT_FALSE(screen.texts().contains("You are checked in"));
}

TEST_F(TrainingTest, ItEndsWhenNobodyTouchesItAnyMore) {
    Settings settings;
    settings.delays.training = 300;
    ASSERT_TRUE(screen.start(QSize(1920, 1080), settings));
    int began = 0;
    QObject::connect(screen.kiosk().training(), &Training::began, [&began] { ++began; });
    to_desk();
    ASSERT_TRUE(screen.touch("Practise with made-up persons"));
    ASSERT_TRUE(wait_until([&] { return began == 1; }));
    EXPECT_TRUE(ended());
}

TEST_F(TrainingTest, ItEndsWithTheAgentAndWithTheAccount) {
    begin();
    screen.station.restart_agent();
    ASSERT_TRUE(ended());
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().agent().up(); }));
    to_desk();
    ASSERT_TRUE(screen.touch("Practise with made-up persons"));
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().training()->on(); }));
    screen.station.end_shift("zhou");
    EXPECT_TRUE(ended());
}

TEST_F(TrainingTest, WhatTheAgentDoesNotBeginIsNotBegun) {
    ASSERT_TRUE(screen.start(QSize(1920, 1080)));
    screen.station.training_fault = wire::FAULT_DISK_FULL;
    to_desk();
    ASSERT_TRUE(screen.touch("Practise with made-up persons"));
    ASSERT_TRUE(screen.says("This machine cannot take more at the moment."));
    EXPECT_FALSE(screen.kiosk().training()->on());
    EXPECT_TRUE(wait_until([&] { return screen.station.count_agent(wire::AgentRequest::kEndTraining) == 1; }))
        << "should it have begun there all the same";
}

TEST_F(TrainingTest, AnAgentThatStillPractisesIsToldThatItIsOver) {
    ASSERT_TRUE(screen.start(QSize(1920, 1080)));
    screen.station.training = true;
    screen.station.lay_card();
    ASSERT_TRUE(wait_until([&] { return !screen.station.training; }));
    screen.station.lift_card();
    screen.station.lay_card();
    EXPECT_TRUE(wait_until([&] { return screen.kiosk().session()->is_open(); }));
}

TEST_F(TrainingTest, AReceiptThatIsNotOfTheSameKindIsNotBelieved) {
    begin();
    to_review("linshi");
    screen.station.training = false;  // as if the hand-in had been in earnest
    ASSERT_TRUE(screen.touch("Finish the exercise"));
    EXPECT_TRUE(screen.says("The practice has ended."));
    EXPECT_EQ(screen.kiosk().page(), "apply/review");
}

TEST_F(TrainingTest, EveryPageIsReadWithTheWarningFirst) {
    begin();
    ASSERT_TRUE(screen.touch("Read this page aloud"));
    EXPECT_TRUE(screen.said.last().startsWith("This is practice. Nothing is sent.\n"))
        << screen.said.last().toStdString();
    screen.kiosk().language()->set("zh_CN");
    screen.settle();
    screen.kiosk().speaker()->stop();
    ASSERT_TRUE(screen.touch("朗读这一页"));
    EXPECT_TRUE(screen.said.last().startsWith("现在是练习，什么也不会送出。\n")) << screen.said.last().toStdString();
    screen.kiosk().training()->end();
    ASSERT_TRUE(ended());
    screen.kiosk().language()->set("en");
    screen.settle();
    ASSERT_TRUE(screen.touch("Read this page aloud"));
    EXPECT_FALSE(screen.said.last().contains("practice"));
}

}  // namespace
}  // namespace doorstep::kiosk

// Pages read aloud: what is said, in which language, until when – and what is never said (SECURITY 27).
#include <gtest/gtest.h>

#include "kiosk/testing/form_walker.hpp"
#include "kiosk/testing/screen.hpp"

namespace doorstep::kiosk {
namespace {

const char* const read_page = "Read this page aloud";
const char* const private_page = "This page is about something private.";

class SpeechTest : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(screen.start(QSize(1920, 1080))); }
    void lay_card() {
        screen.station.lay_card();
        ASSERT_TRUE(wait_until([&] { return screen.kiosk().session()->is_open(); }));
        screen.settle();
    }
    ApplyController& apply() { return *qobject_cast<ApplyController*>(screen.kiosk().journey()); }
    bool wait_for(const QString& page) {
        const bool there = wait_until([&] {
            const auto* shown = qobject_cast<Journey*>(screen.kiosk().journey());
            return screen.kiosk().page() == page && (shown == nullptr || !shown->busy());
        });
        screen.settle();
        return there;
    }
    // To the first page of the form of that scheme.
    void begin(const QString& scheme) {
        lay_card();
        screen.kiosk().openApply();
        ASSERT_TRUE(wait_for("apply/choose"));
        apply().choose(scheme);
        ASSERT_TRUE(wait_for("apply/notice"));
    }
    void go_to(const QString& page_id) {
        for (int pages = 0; pages < 60 && apply().page_id() != page_id; ++pages) {
            const auto before = screen.kiosk().turn();
            answer_page(apply(), {.members = false});
            apply().next();
            ASSERT_TRUE(wait_until([&] { return screen.kiosk().turn() != before && !apply().busy(); }));
        }
        screen.settle();
        ASSERT_EQ(apply().page_id(), page_id);
    }
    QString last() const { return screen.said.isEmpty() ? QString() : screen.said.last(); }

    Screen screen;
};

TEST_F(SpeechTest, ATouchReadsThePageAndAnotherSilencesIt) {
    EXPECT_TRUE(screen.said.isEmpty()) << "nothing is said unasked";
    ASSERT_TRUE(screen.touch(read_page));
    ASSERT_EQ(screen.said.size(), 1);
    const auto lines = last().split('\n');
    EXPECT_EQ(lines.first(), "What would you like to do?");
    EXPECT_TRUE(lines.contains("Apply"));
    EXPECT_TRUE(lines.contains("Ask for help when life is hard"));
    EXPECT_TRUE(lines.contains("Lay your ID card on the reader, or touch what you want to do."));
    EXPECT_EQ(screen.said_in, "en");
    EXPECT_TRUE(screen.kiosk().speaker()->speaking());
    ASSERT_TRUE(screen.touch("Stop reading aloud"));
    EXPECT_EQ(last(), "");
    EXPECT_FALSE(screen.kiosk().speaker()->speaking());
    ASSERT_TRUE(screen.touch(read_page));
    EXPECT_EQ(screen.said.size(), 3);
    screen.end_speech();
    EXPECT_FALSE(screen.kiosk().speaker()->speaking()) << "it came to its end";
}

TEST_F(SpeechTest, TheLanguageOfThePageIsSpoken) {
    screen.kiosk().language()->set("zh_CN");
    screen.settle();
    ASSERT_TRUE(screen.touch("朗读这一页"));
    EXPECT_TRUE(last().startsWith("您要办什么事？")) << last().toStdString();
    EXPECT_EQ(screen.said_in, "zh_CN");
}

TEST_F(SpeechTest, TheNextPageEndsWhatIsSaidOfThisOne) {
    ASSERT_TRUE(screen.touch(read_page));
    ASSERT_TRUE(screen.touch("Apply"));
    ASSERT_TRUE(wait_for("identity/card"));
    EXPECT_EQ(last(), "");
    EXPECT_FALSE(screen.kiosk().speaker()->speaking());
}

TEST_F(SpeechTest, WhatLiesOverThePageSilencesIt) {
    ASSERT_TRUE(screen.touch(read_page));
    ASSERT_TRUE(screen.touch("Cover the screen"));
    screen.settle();
    EXPECT_EQ(last(), "");
}

TEST_F(SpeechTest, WhoIsGreetedIsNotNamed) {
    lay_card();
    ASSERT_TRUE(screen.touch(read_page));
    EXPECT_TRUE(last().startsWith("Hello\n")) << last().toStdString();
    EXPECT_FALSE(last().contains("王"));
}

TEST_F(SpeechTest, APrivatePageIsReadWhenThePersonAgrees) {
    begin("dibao");
    go_to("apply/form/health");
    ASSERT_TRUE(screen.touch(read_page));
    EXPECT_TRUE(last().startsWith(private_page)) << last().toStdString();
    EXPECT_FALSE(last().contains("serious")) << "nothing of it yet";
    ASSERT_TRUE(screen.touch("Stop reading aloud"));  // the same button: agreed
    EXPECT_TRUE(last().startsWith(apply().title())) << last().toStdString();
    ASSERT_TRUE(screen.touch("Stop reading aloud"));
    EXPECT_EQ(last(), "");
    const auto before = screen.kiosk().turn();
    answer_page(apply(), {});
    apply().next();
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().turn() != before && !apply().busy(); }));
    apply().back();
    ASSERT_TRUE(wait_for("apply/form"));
    ASSERT_TRUE(screen.touch(read_page));
    EXPECT_TRUE(last().startsWith(private_page)) << "agreed is agreed for that time only";
}

TEST_F(SpeechTest, ThatAPageIsPrivateIsSaidInTheLanguageOfThePage) {
    screen.kiosk().language()->set("zh_CN");
    begin("dibao");
    go_to("apply/form/health");
    ASSERT_TRUE(screen.touch("朗读这一页"));
    EXPECT_TRUE(last().startsWith("这一页说的是您的私事。")) << last().toStdString();
    EXPECT_EQ(screen.said_in, "zh_CN");
}

TEST_F(SpeechTest, EveryPageIsReadWhereThatIsWishedUntilTheVisitEnds) {
    ASSERT_TRUE(screen.touch("Text and sound"));
    ASSERT_TRUE(screen.touch("Read every page aloud"));
    ASSERT_TRUE(screen.touch("Done"));
    screen.settle();
    EXPECT_TRUE(last().startsWith("What would you like to do?")) << last().toStdString();
    begin("dibao");
    EXPECT_TRUE(last().startsWith(apply().title())) << last().toStdString();
    go_to("apply/form/hukou");
    EXPECT_TRUE(last().startsWith(apply().title())) << last().toStdString();
    go_to("apply/form/health");
    EXPECT_TRUE(last().startsWith(private_page)) << last().toStdString();
    screen.kiosk().finish();
    screen.station.lift_card();
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().session()->question() == "take-away"; }));
    screen.kiosk().session()->answer("end");
    ASSERT_TRUE(wait_until([&] { return !screen.kiosk().session()->is_open(); }));
    screen.settle();
    EXPECT_FALSE(screen.kiosk().comfort()->read_aloud()) << "the next person finds a silent machine";
}

// ---- headphones: nobody else hears --------------------------------------------------------------------------------

class HeadphonesTest : public SpeechTest {
  protected:
    void SetUp() override {
        screen.station.devices[wire::Device::SPEAKER] = wire::Device::READY;
        SpeechTest::SetUp();
    }
    bool headphones(wire::LevelState::Headphones how) {
        screen.station.headphones = how;
        screen.station.tell_devices();
        const bool alone = how == wire::LevelState::ALONE;
        return wait_until([&] { return screen.kiosk().speaker()->alone() == alone; });
    }
    void to_private_page() {
        begin("dibao");
        go_to("apply/form/health");
    }
};

TEST_F(HeadphonesTest, WhatIsPrivateIsReadWithoutAQuestionAndTheyAreShown) {
    EXPECT_FALSE(screen.texts().contains("Headphones are in"));
    ASSERT_TRUE(headphones(wire::LevelState::ALONE));
    EXPECT_TRUE(screen.says("Headphones are in"));
    to_private_page();
    ASSERT_TRUE(screen.touch(read_page));
    EXPECT_TRUE(last().startsWith(apply().title())) << last().toStdString();
    ASSERT_TRUE(screen.touch("Stop reading aloud"));
    EXPECT_EQ(last(), "");
}

TEST_F(HeadphonesTest, PulledOutInTheMiddleNothingPrivateGoesOn) {
    ASSERT_TRUE(headphones(wire::LevelState::ALONE));
    to_private_page();
    ASSERT_TRUE(screen.touch(read_page));
    ASSERT_TRUE(screen.kiosk().speaker()->speaking());
    ASSERT_TRUE(headphones(wire::LevelState::UNPLUGGED));
    EXPECT_EQ(last(), "") << "silenced";
    EXPECT_FALSE(screen.kiosk().speaker()->speaking());
    EXPECT_FALSE(screen.kiosk().speaker()->has_read()) << "not to its end";
    ASSERT_TRUE(screen.touch(read_page));
    EXPECT_TRUE(last().startsWith(private_page)) << last().toStdString();
}

TEST_F(HeadphonesTest, AHubThatIsGoneSilencesWhatIsPrivateToo) {
    ASSERT_TRUE(headphones(wire::LevelState::ALONE));
    to_private_page();
    ASSERT_TRUE(screen.touch(read_page));
    screen.station.devices[wire::Device::SPEAKER] = wire::Device::ABSENT;
    screen.station.tell_devices();
    ASSERT_TRUE(wait_until([&] { return !screen.kiosk().speaker()->alone(); })) << "nobody knows";
    EXPECT_EQ(last(), "");
}

TEST_F(HeadphonesTest, WhatIsNoSecretGoesOnAndSoDoesWhatThePersonAgreedTo) {
    ASSERT_TRUE(headphones(wire::LevelState::ALONE));
    ASSERT_TRUE(screen.touch(read_page));
    ASSERT_TRUE(headphones(wire::LevelState::UNPLUGGED));
    EXPECT_TRUE(screen.kiosk().speaker()->speaking());
    to_private_page();
    ASSERT_TRUE(screen.touch(read_page));
    ASSERT_TRUE(screen.touch("Stop reading aloud"));  // agreed
    ASSERT_TRUE(headphones(wire::LevelState::ALONE));
    ASSERT_TRUE(headphones(wire::LevelState::UNPLUGGED));
    EXPECT_TRUE(screen.kiosk().speaker()->speaking());
}

TEST_F(HeadphonesTest, BesideALoudspeakerThatSoundsOnNobodyIsAlone) {
    to_private_page();
    ASSERT_TRUE(headphones(wire::LevelState::BESIDE));
    ASSERT_TRUE(screen.touch(read_page));
    EXPECT_TRUE(last().startsWith(private_page)) << last().toStdString();
}

// ---- how it is said -----------------------------------------------------------------------------------------------

TEST_F(SpeechTest, FastAndLoudAsThePersonLikesUntilTheVisitEnds) {
    ASSERT_TRUE(screen.touch(read_page));
    EXPECT_EQ(screen.said_how.tempo, 1);
    EXPECT_EQ(screen.said_how.loudness, 0.5);
    ASSERT_TRUE(screen.touch("Stop reading aloud"));
    lay_card();
    ASSERT_TRUE(screen.touch("Text and sound"));
    ASSERT_TRUE(screen.touch("Very fast"));
    EXPECT_EQ(last(), "This is how I read to you.") << "it is heard at once";
    EXPECT_EQ(screen.said_how.tempo, 1.75);
    ASSERT_TRUE(screen.touch("Loudly"));
    EXPECT_EQ(screen.said_how.loudness, 1) << "what the technician set, and no more";
    ASSERT_TRUE(screen.touch("Done"));
    ASSERT_TRUE(screen.touch(read_page));
    EXPECT_EQ(screen.said_how.tempo, 1.75);
    screen.kiosk().finish();
    screen.kiosk().session()->answer("end");
    screen.station.lift_card();
    ASSERT_TRUE(wait_until([&] { return !screen.kiosk().session()->is_open(); }));
    screen.settle();
    ASSERT_TRUE(screen.touch(read_page));
    EXPECT_EQ(screen.said_how.tempo, 1) << "the next person is spoken to as usual";
    EXPECT_EQ(screen.said_how.loudness, 0.5);
}

TEST_F(SpeechTest, ADialectIsChosenWhereThereAreRecordingsOfTheLanguageAndEndsWithTheVisit) {
    screen.dialects = {{"shulan", "舒兰话"}, {"yanbian", "延边话"}};
    lay_card();
    ASSERT_TRUE(screen.touch("Text and sound"));
    EXPECT_FALSE(screen.texts().contains("舒兰话")) << "nobody recorded English";
    ASSERT_TRUE(screen.touch("Done"));
    screen.kiosk().language()->set("zh_CN");
    screen.settle();
    ASSERT_TRUE(screen.touch("文字和声音"));
    ASSERT_TRUE(screen.touch("延边话"));
    EXPECT_EQ(screen.said_by, "yanbian");
    EXPECT_EQ(last(), "我就这样读给您听。");
    ASSERT_TRUE(screen.touch("机器的声音"));
    EXPECT_EQ(screen.said_by, machine_voice);
    screen.kiosk().session()->answer("end");
    screen.kiosk().comfort()->reset();
    EXPECT_EQ(screen.said_by, "") << "the station's own";
}

// From the card to the receipt, and everything read that a person may ever hear.
TEST_F(SpeechTest, NothingEnteredOrReadFromTheCardIsEverSaid) {
    screen.station.pages_in_scanner = 1;
    const auto say_all = [&] {
        screen.settle();
        screen.kiosk().speaker()->stop();
        auto* button = screen.find(read_page);
        if (button == nullptr) {
            return;
        }
        screen.touch(button);
        if (last().startsWith(private_page)) {
            screen.touch("Stop reading aloud");
        }
    };
    begin("dibao");
    bool handed_in = false;
    for (int pages = 0; pages < 120 && !handed_in; ++pages) {
        say_all();
        const auto before = screen.kiosk().turn();
        const auto page = screen.kiosk().page();
        if (page == "apply/rows" && apply().row_lines().isEmpty()) {
            apply().addRow();
        } else if (page == "apply/review") {
            apply().submit();
        } else {
            answer_page(apply(), {});
            apply().next();
        }
        ASSERT_TRUE(wait_until([&] { return screen.kiosk().turn() != before && !apply().busy(); }))
            << page.toStdString() << " " << apply().page_id().toStdString();
        handed_in = screen.kiosk().page() == "apply/done";
    }
    ASSERT_TRUE(handed_in);
    say_all();
    const auto& card = screen.station.card;
    const auto everything = screen.said.join('\n');
    for (const auto& secret : {QString::fromStdString(card.name()), QString::fromStdString(card.number()),
                               QString::fromStdString(card.address()), QString("李四"), QString("1200"),
                               QString("13800000000"), QString("测试县二村"), apply().case_number()}) {
        EXPECT_FALSE(everything.contains(secret)) << secret.toStdString();
    }
    EXPECT_GT(screen.said.size(), 60);
    EXPECT_TRUE(everything.contains("Your application is handed in"));
    EXPECT_TRUE(everything.contains("Please look through everything"));
    EXPECT_TRUE(everything.contains("Who else must sign"));
}

}  // namespace
}  // namespace doorstep::kiosk

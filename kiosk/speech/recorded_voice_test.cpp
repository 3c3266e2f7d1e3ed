// Which lines a county's recordings say and which the other voice does, in order, and what happens when one cannot be
// played. The player here is a script that writes down what it got.
#include "kiosk/speech/recorded_voice.hpp"

#include <gtest/gtest.h>
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTimer>

namespace doorstep::kiosk {
namespace {

// Says everything at once.
class OtherVoice : public Voice {
  public:
    explicit OtherVoice(QStringList& log) : log_(log) {}
    bool usable() const override { return true; }
    void say(const QString& text, const QString&, const Manner&) override {
        log_.append("other: " + text);
        if (ends) {
            QTimer::singleShot(0, &here_, [this] { ended(); });
        }
    }
    void play(const QString&, const Manner&) override {}
    void stop() override {}
    bool ends = true;

  private:
    QObject here_;
    QStringList& log_;
};

class RecordedVoiceTest : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(folder_.isValid());
        for (const auto* dialect : {"shulan", "yanbian"}) {
            QDir(folder_.path()).mkpath(QStringLiteral("prompts/") + dialect);
            const prompts::Dialect recorded{dialect,
                                            dialect,
                                            "zh_CN",
                                            {{"a", "一。", "one.ogg", "", 1, 0, 0},
                                             {"b", "二。", "two.ogg", "", 1, 0, 0},
                                             {"c", "三", "three.ogg", "", 1, 0, 0}}};
            ASSERT_TRUE(save_dialect(path("prompts/").toStdString() + dialect, recorded));
        }
        script("while read -r line; do echo \"${line##*/prompts/}\" >>" + path("played") + "; echo played; done");
    }
    QString path(const char* name) const { return folder_.filePath(QLatin1String(name)); }
    void script(const QString& body) {
        QFile file(path("player"));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(("#!/bin/sh\necho \"$@\" >>" + path("how") + "\n" + body + "\n").toUtf8());
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    }
    QStringList lines(const char* name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split('\n', Qt::SkipEmptyParts)
                                              : QStringList();
    }
    std::unique_ptr<RecordedVoice> voice(const char* player = "player") {
        auto other = std::make_unique<OtherVoice>(log_);
        other_ = other.get();
        auto made = std::make_unique<RecordedVoice>(
            std::move(other), prompts::Dialects::load({path("prompts").toStdString()}), path(player));
        made->ended = [this] { ++ends_; };
        return made;
    }
    bool wait_for(const std::function<bool()>& condition) {
        const QDeadlineTimer deadline(60'000);
        while (!condition() && !deadline.hasExpired()) {
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
        }
        return condition();
    }
    bool ended() {
        return wait_for([&] { return ends_ == 1; });
    }
    QTemporaryDir folder_;
    QStringList log_;
    OtherVoice* other_ = nullptr;
    int ends_ = 0;
};

TEST_F(RecordedVoiceTest, RecordingsSayWhatTheyHaveAndTheOtherVoiceTheRestInTheOrderOfThePage) {
    const auto speaks = voice();
    speaks->say("二。一。\n三\n四\n五\n一。", "zh_CN", {1.35, 0.25});
    ASSERT_TRUE(ended());
    EXPECT_EQ(lines("played"), QStringList({"shulan/two.ogg", "shulan/one.ogg", "shulan/three.ogg", "shulan/one.ogg"}));
    EXPECT_EQ(log_, QStringList({"other: 四\n五"}));
    EXPECT_EQ(lines("how"), QStringList({"--tempo 1.35 --loudness 0.25", "--tempo 1.35 --loudness 0.25"}));
}

TEST_F(RecordedVoiceTest, ALineOfWhichHalfIsThereIsSaidByOneVoice) {
    const auto speaks = voice();
    speaks->say("一。四。", "zh_CN", {});
    ASSERT_TRUE(ended());
    EXPECT_EQ(log_, QStringList({"other: 一。四。"}));
    EXPECT_TRUE(lines("played").isEmpty());
}

TEST_F(RecordedVoiceTest, AnotherLanguageAndTheMachinesVoiceAreNotPlayed) {
    const auto speaks = voice();
    speaks->say("一。", "en", {});
    ASSERT_TRUE(ended());
    EXPECT_TRUE(speaks->voices("en").empty());
    ends_ = 0;
    speaks->choose(machine_voice);
    speaks->say("一。", "zh_CN", {});
    ASSERT_TRUE(ended());
    EXPECT_EQ(log_, QStringList({"other: 一。", "other: 一。"}));
    EXPECT_TRUE(lines("played").isEmpty());
}

TEST_F(RecordedVoiceTest, TheChosenDialectSpeaks) {
    const auto speaks = voice();
    ASSERT_EQ(speaks->voices("zh_CN").size(), 2U);
    speaks->choose("yanbian");
    speaks->say("一。", "zh_CN", {});
    ASSERT_TRUE(ended());
    EXPECT_EQ(lines("played"), QStringList({"yanbian/one.ogg"}));
}

TEST_F(RecordedVoiceTest, WhatCannotBePlayedTheOtherVoiceSays) {
    script("read -r line; echo played; exit 1");
    const auto speaks = voice();
    speaks->say("一。\n二。一。\n三\n四", "zh_CN", {});
    ASSERT_TRUE(ended());
    EXPECT_EQ(log_, QStringList({"other: 二。一。\n三", "other: 四"})) << "the first was heard";
}

TEST_F(RecordedVoiceTest, SilencedInTheMiddleNothingComesAfterwards) {
    script("read -r line; echo \"$line\" >>" + path("played") + "; exec sleep 600");
    const auto speaks = voice();
    speaks->say("一。\n四", "zh_CN", {});
    ASSERT_TRUE(wait_for([&] { return !lines("played").isEmpty(); }));
    speaks->stop();
    speaks->say("五", "zh_CN", {});
    ASSERT_TRUE(ended());
    EXPECT_EQ(log_, QStringList({"other: 五"}));
}

TEST_F(RecordedVoiceTest, WithoutAPlayerTheOtherVoiceSaysAll) {
    const auto speaks = voice("missing");
    EXPECT_TRUE(speaks->voices("zh_CN").empty());
    speaks->say("一。", "zh_CN", {});
    ASSERT_TRUE(ended());
    EXPECT_EQ(log_, QStringList({"other: 一。"}));
}

}  // namespace
}  // namespace doorstep::kiosk

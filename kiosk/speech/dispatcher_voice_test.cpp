// The voice against the real speech-dispatcher, whose engine here writes down what it should say.
#include "kiosk/speech/dispatcher_voice.hpp"

#include <gtest/gtest.h>
#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QTemporaryDir>

namespace doorstep::kiosk {
namespace {

bool wait_for(const std::function<bool()>& condition) {
    const QDeadlineTimer deadline(60'000);
    while (!condition()) {
        if (deadline.hasExpired()) {
            return false;
        }
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    }
    return true;
}

class DispatcherVoiceTest : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(folder_.isValid());
        QDir(folder_.path()).mkpath("modules");
        write("speechd.conf",
              "LogLevel 0\nDisableAutoSpawn\nAddModule \"notes\" \"sd_generic\" \"notes.conf\"\nDefaultModule notes\n"
              "AudioOutputMethod \"alsa\"\nAudioALSADevice \"null\"\n");
        write("modules/notes.conf",
              "Debug 0\nGenericExecuteSynth \"echo '$VOICE|$DATA' >> " + path("said").toUtf8() +
                  "; echo '$RATE|$VOLUME' >> " + path("how").toUtf8() +
                  "\"\nGenericLanguage \"en\" \"en\" \"utf-8\"\nGenericLanguage \"cmn\" \"cmn\" \"utf-8\"\n"
                  "AddVoice \"en\" \"MALE1\" \"english\"\nAddVoice \"cmn\" \"MALE1\" \"mandarin\"\n");
        qputenv("SPEECHD_ADDRESS", "unix_socket:" + path("sock").toUtf8());
        dispatcher_.setStandardOutputFile(path("log"));
        dispatcher_.setStandardErrorFile(path("log"));
        dispatcher_.start("speech-dispatcher",
                          {"--run-single", "--communication-method", "unix_socket", "--socket-path", path("sock"),
                           "--config-dir", folder_.path(), "--log-dir", folder_.path(), "--pid-file", path("pid")});
        ASSERT_TRUE(wait_for([&] { return QFile::exists(path("sock")); })) << read("log").toStdString();
        voice_.ended = [this] { ++ends_; };
    }
    void TearDown() override {
        dispatcher_.terminate();
        if (!dispatcher_.waitForFinished(10'000)) {
            dispatcher_.kill();
            dispatcher_.waitForFinished();
        }
    }
    QString path(const char* name) const { return folder_.filePath(name); }
    void write(const char* name, const QByteArray& text) {
        QFile file(path(name));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }
    QString read(const char* name) const {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
    }
    QStringList said() const { return read("said").split('\n', Qt::SkipEmptyParts); }

    QTemporaryDir folder_;
    QProcess dispatcher_;
    DispatcherVoice voice_;
    int ends_ = 0;
};

TEST_F(DispatcherVoiceTest, EachLineIsSaidInTheLanguageOfThePage) {
    ASSERT_TRUE(voice_.usable());
    voice_.say("社会救助\n您的身体怎么样", "zh_CN", {});
    ASSERT_TRUE(wait_for([&] { return ends_ == 1; }));
    EXPECT_EQ(said(), QStringList({"mandarin|社会救助", "mandarin|您的身体怎么样"}));
    voice_.say("Back", "en", {});
    ASSERT_TRUE(wait_for([&] { return ends_ == 2; }));
    EXPECT_EQ(said().last(), "english|Back");
}

TEST_F(DispatcherVoiceTest, NoTextIsAnOrderToTheDispatcher) {
    voice_.say("!-!STOP all\nyes", "en", {});
    ASSERT_TRUE(wait_for([&] { return ends_ == 1; }));
    EXPECT_EQ(said(), QStringList({"english|STOP all", "english|yes"}));
}

TEST_F(DispatcherVoiceTest, SaysItAsFastAndAsLoudAsThePersonLikes) {
    voice_.say("as it comes", "en", {1, 0.5});
    ASSERT_TRUE(wait_for([&] { return ends_ == 1; }));
    voice_.say("fast and loud", "en", {1.75, 1});
    ASSERT_TRUE(wait_for([&] { return ends_ == 2; }));
    voice_.say("slow and quiet", "en", {0.75, 0.25});
    ASSERT_TRUE(wait_for([&] { return ends_ == 3; }));
    EXPECT_EQ(read("how").split('\n', Qt::SkipEmptyParts), QStringList({"0.00|0.00", "75.00|100.00", "-50.00|-50.00"}));
}

TEST_F(DispatcherVoiceTest, SilencedInTheMiddleItTellsNoEnd) {
    voice_.say("one", "en", {});
    voice_.stop();
    voice_.say("two", "en", {});
    ASSERT_TRUE(wait_for([&] { return ends_ > 0; }));
    EXPECT_EQ(ends_, 1) << "of the second alone";
    EXPECT_TRUE(said().contains("english|two"));
}

TEST(DispatcherVoiceWithoutDispatcher, IsNotUsable) {
    EXPECT_FALSE(DispatcherVoice("doorstep-no-such-program").usable());
}

TEST(DispatcherVoiceWithoutDispatcher, AClientThatFailsIsAnEnd) {
    DispatcherVoice voice("false");
    int ends = 0;
    voice.ended = [&] { ++ends; };
    voice.say("nothing", "en", {});
    EXPECT_TRUE(wait_for([&] { return ends == 1; }));
}

}  // namespace
}  // namespace doorstep::kiosk

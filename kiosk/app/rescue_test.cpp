// The page of a machine that cannot work: it stands without hub, agent or configuration, in both languages.
#include <fstream>

#include <gtest/gtest.h>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include "kiosk/app/rescue.hpp"
#include "kiosk/testing/fake_station.hpp"

namespace doorstep::kiosk {
namespace {

class RescueTest : public testing::Test {
  protected:
    void SetUp() override { qputenv("DOORSTEP_RUN", folder.path().toUtf8()); }
    void write(const char* words) { std::ofstream(folder.filePath(QStringLiteral("rescue")).toStdString()) << words; }
    QTemporaryDir folder;
};

TEST_F(RescueTest, AMachineThatWorksHasNoReason) {
    EXPECT_EQ(rescue_reason(), std::nullopt);
}

TEST_F(RescueTest, TheReasonIsOneShortLine) {
    write("data-shut\nand more\n");
    EXPECT_EQ(rescue_reason(), "data-shut");
    write(std::string(4096, 'x').c_str());
    EXPECT_EQ(rescue_reason(), std::nullopt);
}

TEST_F(RescueTest, ThePageIsOnTheScreenWithoutAnythingElseOfTheStation) {
    write("data-shut\n");
    QProcess kiosk;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DOORSTEP_SHARE"), folder.filePath(QStringLiteral("nothing")));
    environment.insert(QStringLiteral("DOORSTEP_ROOT"), folder.filePath(QStringLiteral("nothing")));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    kiosk.setProcessEnvironment(environment);
    kiosk.setProcessChannelMode(QProcess::MergedChannels);
    kiosk.start(QStringLiteral(DOORSTEP_BIN_DIR "/doorstep-kiosk"));
    // Written when the first frame has been shown.
    EXPECT_TRUE(wait_until([&] { return QFile::exists(folder.filePath(QStringLiteral("kiosk.endpoint"))); }));
    kiosk.terminate();
    EXPECT_TRUE(kiosk.waitForFinished(60'000));
    EXPECT_TRUE(kiosk.readAll().contains("data-shut"));
}

}  // namespace
}  // namespace doorstep::kiosk

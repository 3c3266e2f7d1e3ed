// The page of a machine that cannot work: it stands without hub, agent or configuration, in both languages.
#include <fstream>

#include <gtest/gtest.h>
#include <QTemporaryDir>

#include "kiosk/app/rescue.hpp"
#include "kiosk/testing/bare_kiosk.hpp"

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
    BareKiosk kiosk(folder, QStringLiteral(DOORSTEP_BIN_DIR "/doorstep-kiosk"));
    EXPECT_TRUE(kiosk.shows_a_page());
    EXPECT_TRUE(kiosk.ends());
    EXPECT_TRUE(kiosk.said().contains("data-shut"));
}

}  // namespace
}  // namespace doorstep::kiosk

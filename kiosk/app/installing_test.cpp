// The install stick's page: what it reads and wishes, and every step of it drawn in both languages.
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QTemporaryDir>

#include "kiosk/app/installing.hpp"
#include "kiosk/app/pages.hpp"
#include "kiosk/design/module.hpp"
#include "kiosk/design/panel.hpp"
#include "kiosk/session/language.hpp"
#include "kiosk/testing/bare_kiosk.hpp"

namespace doorstep::kiosk {
namespace {

TEST(InstallDisks, AreALineEach) {
    EXPECT_EQ(
        parse_install_disks("sda\t500107862016\tused\tS4X\tSolid 500\nnvme0n1\t5\tempty\t\t\n"),
        (std::vector<InstallDisk>{{"sda", 500107862016, "used", "S4X", "Solid 500"}, {"nvme0n1", 5, "empty", "", ""}}));
}

TEST(InstallDisks, WhatIsNoDiskIsLeftOut) {
    EXPECT_TRUE(parse_install_disks("").empty());
    EXPECT_TRUE(parse_install_disks("sda\tmany\tused\tS\tM\nsdb\t5\tused\tS\n\t5\tused\tS\tM\n\t\t\t\t").empty());
}

TEST(InstallState, IsReadOnlyWhole) {
    using Step = InstallState::Step;
    EXPECT_EQ(parse_install_state("choose\n"), (InstallState{Step::Choose, 0, {}}));
    EXPECT_EQ(parse_install_state("writing 30 120\n"), (InstallState{Step::Writing, 0.25, {}}));
    EXPECT_EQ(parse_install_state("checking 120 120\n"), (InstallState{Step::Checking, 1, {}}));
    EXPECT_EQ(parse_install_state("failed check\n"), (InstallState{Step::Failed, 0, "check"}));
    for (const auto* text :
         {"", "writing", "writing 5 0", "writing 7 5", "writing -1 5", "writing a b", "failed", "other"}) {
        EXPECT_EQ(parse_install_state(text).step, Step::Waiting) << text;
    }
}

class InstallingPage : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(folder.isValid());
        qputenv("DOORSTEP_RUN", folder.path().toUtf8());
        std::filesystem::create_directories(path("install"));
        std::filesystem::create_directories(path("home-kiosk"));
        write("install/disks",
              "sda\t256060514304\tused\tS4XBNF0M\tSolid State 256\nsdb\t1000204886016\tstation\tWD-77\tDisk 1000\n"
              "mmcblk0\t1000000000\tsmall\t0x1f\tCard\n");
        write("install/firmware", "secure-boot setup\n");
        write("install/state", "choose\n");
    }
    std::filesystem::path path(const char* name) const {
        return folder.path().toStdString() / std::filesystem::path(name);
    }
    void write(const char* name, const char* text) const { std::ofstream(path(name)) << text; }
    std::string wish() const {
        std::ifstream file(path("home-kiosk/install"));
        return {std::istreambuf_iterator<char>(file), {}};
    }
    QTemporaryDir folder;
};

TEST_F(InstallingPage, AsksForTheDiskByNameAndSerial) {
    Installing installing;
    EXPECT_EQ(installing.step(), QStringLiteral("choose"));
    EXPECT_EQ(installing.secure_boot(), QStringLiteral("setup"));
    ASSERT_EQ(installing.disks().size(), 3);
    EXPECT_EQ(installing.disks()[1].toMap()[QStringLiteral("size")], QStringLiteral("1000.2"));
    installing.write(7);
    EXPECT_EQ(wish(), "");
    installing.write(1);
    EXPECT_EQ(wish(), "write\tsdb\tWD-77\n");
    installing.switchOff();
    EXPECT_EQ(wish(), "off\n");
    write("install/state", "failed write\n");
    EXPECT_TRUE(wait_until([&] { return installing.step() == QStringLiteral("failed"); }));
    EXPECT_EQ(installing.failure(), QStringLiteral("write"));
}

// With DOORSTEP_PICTURES a PNG of each step.
TEST_F(InstallingPage, IsDrawnAtEachStepInBothLanguages) {
    register_modules();
    Installing installing;
    Language language;
    QQmlApplicationEngine engine;
    add_design_module(engine);
    QObject::connect(&language, &Language::changed, &engine, &QQmlEngine::retranslate);
    engine.setInitialProperties({{QStringLiteral("language"), QVariant::fromValue(&language)},
                                 {QStringLiteral("installing"), QVariant::fromValue(&installing)}});
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Doorstep/App/Install.qml")));
    ASSERT_FALSE(engine.rootObjects().isEmpty());
    auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().constFirst());
    window->setGeometry(0, 0, 1280, 800);
    window->show();
    const auto pictures = qEnvironmentVariable("DOORSTEP_PICTURES");
    for (const auto* code : {"zh_CN", "en"}) {
        language.set(QLatin1String(code));
        for (const auto* state : {"choose", "writing 40 100", "checking 70 100", "finished", "failed check"}) {
            write("install/state", state);
            const auto name = QString::fromLatin1(state).section(QLatin1Char(' '), 0, 0);
            ASSERT_TRUE(wait_until([&] { return installing.step() == name; })) << state;
            window->setProperty("chosen", 0);
            QCoreApplication::processEvents();
            const auto picture = window->grabWindow();
            EXPECT_FALSE(picture.isNull());
            if (!pictures.isEmpty()) {
                picture.save(QStringLiteral("%1/install-%2-%3.png").arg(pictures, name, QLatin1String(code)));
            }
        }
    }
}

TEST_F(InstallingPage, IsWhatTheProgramShowsOnAStick) {
    BareKiosk kiosk(folder, QStringLiteral(DOORSTEP_BIN_DIR "/doorstep-kiosk"));
    EXPECT_TRUE(kiosk.shows_a_page());
    EXPECT_TRUE(kiosk.ends());
}

}  // namespace
}  // namespace doorstep::kiosk

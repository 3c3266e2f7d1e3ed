// Text size, contrast and the covered screen: by touch, at once, without losing what was entered, and gone with the
// visit.
#include <gtest/gtest.h>
#include <QFile>
#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QQmlComponent>
#include <QQuickView>
#include <QTemporaryDir>
#include <QTest>

#include "kiosk/app/pages.hpp"
#include "kiosk/design/module.hpp"
#include "kiosk/design/panel.hpp"
#include "kiosk/design/units.hpp"
#include "kiosk/input/module.hpp"
#include "kiosk/testing/screen.hpp"

namespace doorstep::kiosk {
namespace {

const QSize lying(1920, 1080);
const QSize standing(1080, 1920);

class ComfortTest : public testing::Test {
  protected:
    void SetUp() override { ASSERT_TRUE(screen.start(lying)); }
    int height_of_heading() {
        QQuickItem* title = heading(screen.window().contentItem());
        return title == nullptr ? 0 : title->property("font").value<QFont>().pixelSize();
    }
    static QQuickItem* heading(QQuickItem* item) {
        if (!item->isVisible()) {
            return nullptr;
        }
        auto* node = item->inherits("QQuickText") ? QAccessible::queryAccessibleInterface(item) : nullptr;
        if (node != nullptr && node->role() == QAccessible::Heading) {
            return item;
        }
        for (QQuickItem* child : item->childItems()) {
            if (QQuickItem* found = heading(child)) {
                return found;
            }
        }
        return nullptr;
    }
    // As the keyboard hands over what was chosen: letters of real keys would be pinyin here.
    static void type(const char* letters) {
        QInputMethodEvent chosen;
        chosen.setCommitString(QString::fromLatin1(letters));
        QCoreApplication::sendEvent(QGuiApplication::focusObject(), &chosen);
    }
    QColor ground() { return screen.window().color(); }
    // To the page on which a name is typed.
    void to_name() {
        ASSERT_TRUE(screen.touch("Apply"));
        ASSERT_TRUE(wait_until([&] { return screen.kiosk().page() == "identity/card"; }));
        screen.settle();
        ASSERT_TRUE(screen.touch("No card, or it cannot be read"));
        ASSERT_TRUE(wait_until([&] { return screen.kiosk().page() == "identity/name"; }));
        screen.settle();
    }
    QQuickItem* box() {
        for (QQuickItem* item : screen.targets()) {
            if (item->inherits("QQuickTextInput")) {
                return item;
            }
        }
        return nullptr;
    }

    static QQuickItem* text_that_begins(QQuickItem* item, const QString& words) {
        if (!item->isVisible()) {
            return nullptr;
        }
        if (item->inherits("QQuickText") && item->property("text").toString().startsWith(words)) {
            return item;
        }
        for (QQuickItem* child : item->childItems()) {
            if (QQuickItem* found = text_that_begins(child, words)) {
                return found;
            }
        }
        return nullptr;
    }

    Screen screen;
};

TEST_F(ComfortTest, TheTextGrowsInFourStepsByTouchAndAtOnce) {
    const int normal = height_of_heading();
    ASSERT_TRUE(screen.touch("Text and sound"));
    int before = 0;
    for (const char* size : {"Normal", "Large", "Larger", "Largest"}) {
        ASSERT_TRUE(screen.touch(size)) << size;
        EXPECT_TRUE(wait_until([&] { return height_of_heading() > before; })) << size;
        before = height_of_heading();
    }
    EXPECT_NEAR(before, normal * 1.6, 2);
    ASSERT_TRUE(screen.touch("Done"));
    ASSERT_TRUE(wait_until([&] { return height_of_heading() > 0; }));
    EXPECT_NEAR(height_of_heading(), normal * 1.6, 2);
}

TEST_F(ComfortTest, TheContrastChangesByTouchAndAtOnce) {
    const QColor normal = ground();
    ASSERT_TRUE(screen.touch("Text and sound"));
    ASSERT_TRUE(screen.touch("White on black"));
    EXPECT_EQ(ground(), QColor(Qt::black));
    ASSERT_TRUE(screen.touch("As at the beginning"));
    EXPECT_EQ(ground(), normal);
}

TEST_F(ComfortTest, WhatWasTypedStaysAndTypingGoesOn) {
    to_name();
    screen.touch(box());
    type("Wang");
    ASSERT_EQ(box()->property("text"), "Wang");
    ASSERT_TRUE(screen.touch("Text and sound"));
    EXPECT_TRUE(wait_until([&] { return box() == nullptr; }));
    ASSERT_TRUE(screen.touch("Largest"));
    ASSERT_TRUE(screen.touch("Done"));
    ASSERT_TRUE(wait_until([&] { return box() != nullptr; }));
    EXPECT_EQ(box()->property("text"), "Wang");
    EXPECT_TRUE(wait_until([&] { return box()->hasActiveFocus(); }));
    type("Li");
    EXPECT_EQ(box()->property("text"), "WangLi");
}

TEST_F(ComfortTest, WhatIsTypedInPinyinStaysInItsRowAtTheLargestText) {
    to_name();
    screen.kiosk().comfort()->set_text_size(3);
    ASSERT_TRUE(wait_until([&] { return box() != nullptr; }));
    screen.touch(box());
    ASSERT_TRUE(wait_until([&] { return screen.find("n") != nullptr; }));
    const auto row = screen.find("n")->height();
    // The engine is opened with the first field.
    QQuickItem* letters = nullptr;
    ASSERT_TRUE(wait_until([&] {
        letters = text_that_begins(screen.window().contentItem(), "Type pinyin");
        return letters != nullptr;
    }));
    EXPECT_LE(letters->height(), row);
    for (const char* letter : {"n", "i", "h", "a", "o", "s", "h", "i", "j", "i", "e", "h", "a", "o"}) {
        ASSERT_TRUE(screen.touch(letter));
    }
    EXPECT_TRUE(letters->property("text").toString().startsWith("ni hao"));
    EXPECT_LE(letters->height(), row);
    EXPECT_FALSE(letters->property("truncated").toBool());
}

TEST_F(ComfortTest, TheCoverHidesEverythingUntilATouch) {
    to_name();
    screen.touch(box());
    type("Wang");
    ASSERT_TRUE(screen.touch("Cover the screen"));
    ASSERT_TRUE(wait_until([&] { return screen.targets().size() == 1; }));
    EXPECT_EQ(accessible_name(screen.targets().front()), "The screen is covered. Touch it to go on.");
    screen.touch(QPoint(30, 30));
    ASSERT_TRUE(wait_until([&] { return box() != nullptr; }));
    EXPECT_EQ(box()->property("text"), "Wang");
}

TEST_F(ComfortTest, AKeyUncoversToo) {
    ASSERT_TRUE(screen.touch("Cover the screen"));
    QTest::keyClick(&screen.window(), Qt::Key_Return);
    screen.settle();
    EXPECT_EQ(screen.kiosk().comfort()->over(), "");
    EXPECT_TRUE(wait_until([&] { return screen.find("Apply") != nullptr; }));
}

TEST_F(ComfortTest, TheNextPersonFindsTheStationsOwnSettings) {
    screen.station.lay_card();
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().session()->is_open(); }));
    screen.settle();
    ASSERT_TRUE(screen.touch("Text and sound"));
    ASSERT_TRUE(screen.touch("Larger"));
    ASSERT_TRUE(screen.touch("Stronger"));
    screen.kiosk().finish();
    screen.kiosk().session()->answer("end");
    screen.station.lift_card();
    ASSERT_TRUE(wait_until([&] { return !screen.kiosk().session()->is_open(); }));
    EXPECT_EQ(screen.kiosk().comfort()->text_size(), 0);
    EXPECT_EQ(screen.kiosk().comfort()->theme(), "normal");
    EXPECT_EQ(screen.kiosk().comfort()->over(), "");
}

TEST(Comfort, WithoutAVisitItIsForgottenWhenNobodyTouchesAnyMore) {
    ComfortSettings settings;
    settings.forget_after = 20;
    Comfort comfort(settings);
    comfort.set_text_size(3);
    comfort.touched(true);  // a visit's end forgets
    QTest::qWait(60);
    EXPECT_EQ(comfort.text_size(), 3);
    comfort.touched(false);
    EXPECT_TRUE(wait_until([&] { return comfort.text_size() == 0; }));
}

TEST_F(ComfortTest, TheStripIsReachedByKeyboardAndNamed) {
    QStringList reached;
    for (int tabs = 0; tabs < 20; ++tabs) {
        QTest::keyClick(&screen.window(), Qt::Key_Tab);
        if (QQuickItem* item = screen.window().activeFocusItem()) {
            EXPECT_TRUE(item->property("visualFocus").toBool());
            reached.append(accessible_name(item));
        }
    }
    const auto first = reached.indexOf("Text and sound");
    ASSERT_GE(first, 0) << reached.join(", ").toStdString();
    EXPECT_EQ(reached.mid(first, 4),
              (QStringList{"Text and sound", "Read this page aloud", "Cover the screen", "中文"}));
    EXPECT_TRUE(reached.contains("Check in"));
}

TEST(ComfortSettingsFile, SizesAndThemesThatDoNotExistAreRefused) {
    QTemporaryDir folder;
    const auto load = [&](const char* text) {
        QFile file(folder.filePath("kiosk.toml"));
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(text);
        file.close();
        return load_settings(file.fileName().toStdString());
    };
    const auto good = load("text_size = 4\ncontrast = \"highest\"\n");
    ASSERT_TRUE(good);
    EXPECT_EQ(good->comfort.text_size, 3);
    EXPECT_EQ(good->comfort.theme, "highest");
    EXPECT_FALSE(load("text_size = 5\n"));
    EXPECT_FALSE(load("text_size = 0\n"));
    EXPECT_FALSE(load("contrast = \"pink\"\n"));
}

// ---- every page stays whole ---------------------------------------------------------------------------------------

struct Look {
    QSize panel;
    const char* language;
    int text_size;
};

class WholePages : public testing::TestWithParam<Look> {};

TEST_P(WholePages, NothingIsCutOff) {
    Screen screen;
    Settings settings;
    settings.comfort.text_size = GetParam().text_size;
    ASSERT_TRUE(screen.start(GetParam().panel, settings));
    screen.kiosk().language()->set(GetParam().language);
    const auto journeys = screen.kiosk().journeys();
    QQmlEngine* engine = qmlEngine(&screen.window());
    ASSERT_NE(engine, nullptr);
    for (const auto& [id, file] : all_pages()) {
        const QString page = QString::fromLatin1(id);
        if (page.startsWith(QLatin1String("setup/"))) {
            continue;  // stand in place of home: setup_test.cpp
        }
        QVariantMap properties{{"kiosk", QVariant::fromValue(&screen.kiosk())}};
        if (page != "home" && page != "out-of-use") {
            properties = {{"journey", QVariant::fromValue<QObject*>(journeys[page.section('/', 0, 0)])},
                          {"printer", QVariant::fromValue(screen.kiosk().printer())},
                          {"session", QVariant::fromValue(screen.kiosk().session())},
                          {"clerk", QVariant::fromValue(screen.kiosk().clerk())}};
        }
        QQmlComponent component(engine, page_file(page));
        const std::unique_ptr<QObject> made(component.createWithInitialProperties(properties));
        auto* item = qobject_cast<QQuickItem*>(made.get());
        ASSERT_NE(item, nullptr) << id;
        item->setParentItem(screen.window().contentItem());
        screen.settle();
        // As much room as strip and status line leave.
        item->setSize(QSizeF(GetParam().panel) - QSizeF(0, 220));
        // A page lays itself out within a few frames.
        EXPECT_TRUE(wait_until([&] { return cut_off(item, GetParam().panel).isEmpty(); }))
            << id << "\n"
            << cut_off(item, GetParam().panel).join("\n").toStdString();
    }
    for (const char* over : {"settings", "cover"}) {
        over == std::string("cover") ? screen.kiosk().comfort()->cover() : screen.kiosk().comfort()->openSettings();
        auto* all = screen.window().contentItem();
        EXPECT_TRUE(wait_until([&] { return cut_off(all, GetParam().panel).isEmpty(); }))
            << over << "\n"
            << cut_off(all, GetParam().panel).join("\n").toStdString();
    }
}

INSTANTIATE_TEST_SUITE_P(Looks, WholePages,
                         testing::Values(Look{lying, "zh_CN", 0}, Look{lying, "zh_CN", 3}, Look{lying, "en", 3},
                                         Look{standing, "zh_CN", 3}, Look{standing, "en", 0}, Look{standing, "en", 3}));

}  // namespace
}  // namespace doorstep::kiosk

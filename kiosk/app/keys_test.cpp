// A person with a keyboard, a keypad or two switches, and no finger on the glass: each page begins at something that
// can be seen and has a name, Tab walks it from top to bottom and leaves nothing out, nothing holds the focus, and
// whole journeys are done so.
#include <algorithm>

#include <gtest/gtest.h>
#include <QTest>

#include "kiosk/input/keyboard_input.hpp"
#include "kiosk/testing/form_walker.hpp"
#include "kiosk/testing/screen.hpp"

namespace doorstep::kiosk {
namespace {

constexpr int most_stops = 80;  // of one page; more is a circle that does not close

QString said(const char* context, const char* source) {
    return QCoreApplication::translate(context, source);
}

// What keys must reach: all that a finger can press, but the buttons that scroll (the focus scrolls by itself).
bool must_be_reached(QQuickItem* item) {
    const bool control = item->inherits("QQuickAbstractButton") || item->inherits("QQuickTextInput");
    const auto name = accessible_name(item);
    return control && item->isEnabled() && item->opacity() > 0 && name != said("PageFrame", "Show more above") &&
           name != said("PageFrame", "Show more below");
}

void collect(QQuickItem* item, QList<QQuickItem*>& into) {
    if (!item->isVisible() || item->inherits("QQuickRootItem") || item->objectName() == "keyboard") {
        return;
    }
    if (must_be_reached(item)) {
        into.append(item);
    }
    for (QQuickItem* child : item->childItems()) {
        collect(child, into);
    }
}

// How it is told in a failure.
std::string told(QQuickItem* item) {
    return item == nullptr
               ? "nothing"
               : std::string(item->metaObject()->className()) + " \"" + accessible_name(item).toStdString() + "\"";
}

// What scrolls it; null: it stands still.
QQuickItem* scroller_of(QQuickItem* item) {
    QQuickItem* up = item->parentItem();
    while (up != nullptr && !up->inherits("QQuickFlickable")) {
        up = up->parentItem();
    }
    return up;
}

bool lies_above(QQuickItem* item, QQuickItem* other) {
    const auto top = [](QQuickItem* one) { return one->mapToScene(QPointF(0, 0)).y(); };
    // What scrolls lies between the strip and the bar, wherever it is scrolled to.
    return scroller_of(item) == scroller_of(other) && top(item) + item->height() <= top(other);
}

class KeysTest : public testing::TestWithParam<const char*> {
  protected:
    void SetUp() override {
        Settings settings;
        settings.delays.take_away = 50;
        ASSERT_TRUE(screen.start(QSize(1920, 1080), settings));
        screen.kiosk().language()->set(GetParam());
        screen.settle();
    }
    QQuickWindow& window() { return screen.window(); }
    QQuickItem* focused() { return window().activeFocusItem(); }
    void key(Qt::Key key) {
        QTest::keyClick(&window(), key);
        screen.settle();
    }
    void type(const QString& text) {
        for (const QChar c : text) {
            QTest::keyClick(&window(), c.toLatin1());
        }
        screen.settle();
    }
    // What has the focus can be seen whole and has a name.
    void expect_seen_and_named(QQuickItem* item) {
        ASSERT_NE(item, nullptr) << "nothing has the focus on " << screen.kiosk().page().toStdString();
        EXPECT_TRUE(item->isVisible()) << told(item);
        EXPECT_FALSE(accessible_name(item).isEmpty()) << told(item) << " on " << screen.kiosk().page().toStdString();
        const QRectF rect = item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
        const QRectF seen = rect.intersected(QRectF(QPointF(), QSizeF(window().size())));
        EXPECT_GE(seen.height(), std::min(rect.height(), 60.0) - 1) << told(item) << " is out of sight";
    }
    // All stops of Tab, beginning with the one after what has the focus now.
    QList<QQuickItem*> round() {
        QList<QQuickItem*> stops;
        for (int i = 0; i < most_stops; ++i) {
            key(Qt::Key_Tab);
            if (focused() == nullptr || stops.contains(focused())) {
                return stops;
            }
            stops.append(focused());
            expect_seen_and_named(focused());
        }
        ADD_FAILURE() << "Tab goes on and on";
        return stops;
    }
    void expect_in_order(const QList<QQuickItem*>& stops) {
        int upwards = 0;  // once a round, from the page's end to the strip above it
        for (qsizetype i = 0; i + 1 < stops.size(); ++i) {
            upwards += lies_above(stops[i + 1], stops[i]) ? 1 : 0;
            EXPECT_LE(upwards, 1) << "from " << told(stops[i]) << " up to " << told(stops[i + 1]);
        }
    }
    // Of the page that is shown.
    void expect_walkable() {
        const auto page = screen.kiosk().page();
        SCOPED_TRACE(page.toStdString());
        screen.settle();
        expect_seen_and_named(focused());
        const auto stops = round();
        expect_in_order(stops);
        QList<QQuickItem*> all;
        collect(window().contentItem()->childItems().isEmpty() ? nullptr : window().contentItem(), all);
        for (QQuickItem* item : all) {
            EXPECT_TRUE(stops.contains(item)) << told(item) << " is not reached by Tab";
        }
        EXPECT_EQ(screen.kiosk().page(), page) << "walking changes nothing";
        // And back: the same stops, from the end.
        if (stops.size() > 1) {
            QQuickItem* here = focused();
            key(Qt::Key_Backtab);
            key(Qt::Key_Tab);
            EXPECT_EQ(focused(), here) << told(focused()) << " after Shift-Tab and Tab instead of " << told(here);
        }
    }
    // Walks to that control and presses it, as long as it comes in time.
    bool press(const QString& name, Qt::Key with = Qt::Key_Return) {
        return wait_until([&] {
            for (int i = 0; i < most_stops; ++i) {
                if (focused() != nullptr && accessible_name(focused()) == name && focused()->isEnabled() &&
                    must_be_reached(focused())) {
                    key(with);
                    return true;
                }
                key(Qt::Key_Tab);
            }
            return false;
        });
    }
    void lay_card() {
        screen.station.lay_card();
        ASSERT_TRUE(wait_until([&] { return screen.kiosk().session()->is_open(); }));
        screen.settle();
    }

    Screen screen;
};

TEST_P(KeysTest, EachPageOfAnApplicationIsWalkedFromTopToBottom) {
    expect_walkable();
    lay_card();
    expect_walkable();
    screen.kiosk().openApply();
    ASSERT_TRUE(screen.on("apply/choose"));
    expect_walkable();
    qobject_cast<ApplyController*>(screen.kiosk().journey())->choose("linshi");
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().page() == "apply/notice"; }));
    std::set<QString> seen;
    const bool through = walk_form(screen.kiosk(), {}, [&](const auto& condition) {
        if (!wait_until(condition)) {
            return false;
        }
        const auto* journey = qobject_cast<ApplyController*>(screen.kiosk().journey());
        if (journey != nullptr && seen.insert(journey->page_id()).second && seen.size() % 3 == 1) {
            expect_walkable();
        }
        return true;
    });
    ASSERT_TRUE(through) << screen.kiosk().page().toStdString();
    for (int i = 0; i < 10 && screen.kiosk().page() != "apply/review"; ++i) {
        expect_walkable();
        const auto turn = screen.kiosk().turn();
        qobject_cast<ApplyController*>(screen.kiosk().journey())->next();
        ASSERT_TRUE(wait_until([&] { return screen.kiosk().turn() != turn; })) << screen.kiosk().page().toStdString();
    }
    ASSERT_TRUE(screen.on("apply/review"));
    expect_walkable();
    qobject_cast<ApplyController*>(screen.kiosk().journey())->submit();
    ASSERT_TRUE(screen.on("apply/done"));
    expect_walkable();
}

TEST_P(KeysTest, ArrowsWalkAsTabDoesAndEscapeGoesBack) {
    screen.kiosk().openNotices();
    ASSERT_TRUE(screen.on("notices/list"));
    key(Qt::Key_Tab);
    QQuickItem* first = focused();
    key(Qt::Key_Down);
    EXPECT_NE(focused(), first);
    key(Qt::Key_Up);
    EXPECT_EQ(focused(), first);
    key(Qt::Key_Escape);
    ASSERT_TRUE(screen.on("home")) << told(focused()) << " on " << screen.kiosk().page().toStdString();
    key(Qt::Key_Escape);
    EXPECT_EQ(screen.kiosk().page(), "home");
    EXPECT_TRUE(window().isVisible());
}

// A key held down too long, or pressed once more, presses nothing of the page that came.
TEST_P(KeysTest, APageBeginsAtItsTitle) {
    ASSERT_TRUE(press(said("Home", "Notices")));
    ASSERT_TRUE(screen.on("notices/list"));
    EXPECT_EQ(accessible_name(focused()), said("NoticesList", "Notices"));
    EXPECT_TRUE(focused()->inherits("QQuickText")) << told(focused());
    key(Qt::Key_Return);
    key(Qt::Key_Space);
    EXPECT_EQ(screen.kiosk().page(), "notices/list");
}

TEST_P(KeysTest, AComplaintIsWrittenAndSentByKeys) {
    ASSERT_TRUE(press(said("Home", "I do not agree")));
    ASSERT_TRUE(screen.on("complaint/choose"));
    expect_walkable();
    auto* choice = focused();
    for (int i = 0; i < most_stops && !choice->inherits("QQuickAbstractButton"); ++i) {
        key(Qt::Key_Tab);
        choice = focused();
    }
    key(Qt::Key_Space);
    if (screen.kiosk().page() == "complaint/choose") {
        ASSERT_TRUE(press(said("PageFrame", "Next"))) << told(focused()) << ", not " << told(choice);
    }
    ASSERT_TRUE(screen.on("complaint/write"));
    // Letters of a real keyboard are pinyin in a Chinese field; Space takes the first candidate, digits another.
    type("dibao");
    key(Qt::Key_Space);
    type("li");
    key(Qt::Key_1);
    auto* field = focused();
    EXPECT_EQ(field->property("text").toString().left(2), "低保");
    EXPECT_EQ(field->property("text").toString().size(), 3);
    ASSERT_TRUE(press(said("ComplaintWrite", "Send sealed")));
    ASSERT_TRUE(screen.on("complaint/sent"));
    expect_walkable();
}

// Two switches, one that goes on and one that presses, are Tab and Enter: they reach the keys on the screen too.
TEST_P(KeysTest, TwoSwitchesTypeOnTheKeysOfTheScreen) {
    screen.kiosk().openApply();
    ASSERT_TRUE(screen.on("identity/card"));
    ASSERT_TRUE(press(said("LayCard", "No card, or it cannot be read")));
    ASSERT_TRUE(screen.on("identity/name"));
    auto* field = focused();
    ASSERT_TRUE(field->inherits("QQuickTextInput")) << told(field);
    key(Qt::Key_Return);
    ASSERT_TRUE(wait_until([&] { return focused() != field && accessible_name(focused()) == "q"; })) << told(focused());
    ASSERT_TRUE(press("l"));
    ASSERT_TRUE(press("i"));
    ASSERT_TRUE(press("李"));
    EXPECT_EQ(field->property("text").toString(), "李");
    ASSERT_NE(focused(), nullptr);
    expect_seen_and_named(focused());
    key(Qt::Key_Escape);
    EXPECT_EQ(focused(), field);
    key(Qt::Key_Return);
    ASSERT_TRUE(wait_until([&] { return focused() != field; }));
    ASSERT_TRUE(press(said("LetterKeys", "Done")));
    ASSERT_TRUE(screen.on("identity/number"));
    expect_seen_and_named(focused());
    type("990303195205060013");
    key(Qt::Key_Return);
    ASSERT_TRUE(wait_until([&] { return screen.kiosk().page().startsWith("apply/"); }))
        << screen.kiosk().page().toStdString();
}

TEST_P(KeysTest, AQuestionHoldsTheKeysUntilItIsAnswered) {
    screen.kiosk().openNotices();
    ASSERT_TRUE(screen.on("notices/list"));
    key(Qt::Key_Tab);
    auto* before = focused();
    screen.kiosk().comfort()->openSettings();
    screen.settle();
    expect_walkable();
    key(Qt::Key_Escape);
    EXPECT_EQ(focused(), before) << told(focused());
    screen.kiosk().comfort()->cover();
    screen.settle();
    expect_seen_and_named(focused());
    key(Qt::Key_Return);
    EXPECT_EQ(focused(), before) << told(focused());
}

INSTANTIATE_TEST_SUITE_P(Languages, KeysTest, testing::Values("zh_CN", "en"));

}  // namespace
}  // namespace doorstep::kiosk

// A finger on the on-screen keyboard: what arrives in the field.
#include <QGuiApplication>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickView>
#include <QTest>

#include <gtest/gtest.h>

#include "kiosk/design/module.hpp"
#include "kiosk/design/panel.hpp"
#include "kiosk/input/keyboard_input.hpp"
#include "kiosk/input/module.hpp"
#include "kiosk/input/written_by_hand.hpp"

namespace doorstep::kiosk {
namespace {

constexpr const char* page = R"(
import QtQuick
import Doorstep.Design
import Doorstep.Input
Item {
    property alias text: entry.text
    property alias secret: pin.text
    property alias fen: money.fen
    property int times: 0
    Column {
        width: parent.width
        TextEntry { id: entry; label: "name"; objectName: "entry"; width: 800; onAccepted: times++ }
        TextEntry { id: pin; label: "pin"; objectName: "pin"; kind: "digits"; masked: true; width: 800 }
        TextEntry { id: number; label: "id"; objectName: "number"; kind: "idNumber"; width: 800 }
        MoneyEntry { id: money; label: "money"; objectName: "money"; width: 800 }
    }
    Keyboard { objectName: "keyboard"; anchors { left: parent.left; right: parent.right; bottom: parent.bottom } }
})";

QQuickItem* find_by_text(QQuickItem* item, const QString& text) {
    if (item->isVisible() && item->inherits("QQuickAbstractButton") && item->property("text").toString() == text) {
        return item;
    }
    for (QQuickItem* child : item->childItems()) {
        if (QQuickItem* found = find_by_text(child, text)) {
            return found;
        }
    }
    return nullptr;
}

QQuickItem* find_editor(QQuickItem* item) {
    if (item->inherits("QQuickTextInput")) {
        return item;
    }
    for (QQuickItem* child : item->childItems()) {
        if (QQuickItem* found = find_editor(child)) {
            return found;
        }
    }
    return nullptr;
}

class KeyboardTest : public testing::Test {
  protected:
    void SetUp() override {
        add_input_module();
        add_design_module(*view.engine());
        QQmlComponent component(view.engine());
        component.setData(page, QUrl("qrc:/test.qml"));
        QObject* root = component.create();
        ASSERT_NE(root, nullptr) << component.errorString().toStdString();
        view.setContent(QUrl("qrc:/test.qml"), nullptr, root);
        view.setResizeMode(QQuickView::SizeRootObjectToView);
        view.resize(1920, 1080);
        view.show();
        view.requestActivate();
        ASSERT_TRUE(QTest::qWaitForWindowActive(&view));
    }
    QQuickItem* root() const { return view.rootObject(); }
    // A field of the page takes the focus as by a touch.
    void touch_field(const char* name) {
        QQuickItem* editor = find_editor(root()->findChild<QQuickItem*>(name));
        ASSERT_NE(editor, nullptr);
        tap(editor);
        ASSERT_TRUE(editor->hasActiveFocus());
    }
    void tap(QQuickItem* item) {
        view.grabWindow();  // lays out what the last touch made
        QTest::mouseClick(&view, Qt::LeftButton, Qt::NoModifier,
                          item->mapToScene(QPointF(item->width() / 2, item->height() / 2)).toPoint());
        QCoreApplication::processEvents();
    }
    void press(const QString& key) {
        QQuickItem* button = find_by_text(root(), key);
        ASSERT_NE(button, nullptr) << key.toStdString() << " is not on the keyboard";
        tap(button);
    }
    QQuickItem* pad() const { return root()->findChild<QQuickItem*>("writing-pad"); }
    QPoint place_on_pad(InkPoint p) const {
        return pad()->mapToScene(QPointF(p.x * pad()->width(), p.y * pad()->height())).toPoint();
    }
    void write_stroke(const InkStroke& stroke) {
        view.grabWindow();
        QTest::mousePress(&view, Qt::LeftButton, Qt::NoModifier, place_on_pad(stroke.front()));
        for (const auto& point : stroke) {
            QTest::mouseMove(&view, place_on_pad(point));
        }
        QTest::mouseRelease(&view, Qt::LeftButton, Qt::NoModifier, place_on_pad(stroke.back()));
        QCoreApplication::processEvents();
    }
    void write(const QString& character) {
        for (const auto& [name, strokes] : written_by_hand()) {
            if (character.toStdString() == name) {
                for (const auto& stroke : strokes_of(strokes)) {
                    write_stroke(stroke);
                }
            }
        }
    }
    // Pixels of ink in the column at that part of the pad's width.
    int ink_at(double x) {
        const QImage image = view.grabWindow();
        const QPoint top = place_on_pad({x, 0.15});
        const QPoint end = place_on_pad({x, 0.35});
        int dark = 0;
        for (int y = top.y(); y < end.y(); ++y) {
            dark += qGray(image.pixel(top.x(), y)) < 100 ? 1 : 0;
        }
        return dark;
    }
    bool is_blank() {
        for (const double x : {0.2, 0.35, 0.65, 0.8}) {
            if (ink_at(x) > 0) {
                return false;
            }
        }
        return true;
    }
    void type_on_real_keys(const char* letters) {
        for (const char* letter = letters; *letter != '\0'; ++letter) {
            QTest::keyClick(&view, *letter);
        }
    }
    QString text() const { return root()->property("text").toString(); }

    QQuickView view;
};

TEST_F(KeyboardTest, OpensWithAFieldAndClosesWithDone) {
    auto* keyboard = root()->findChild<QQuickItem*>("keyboard");
    EXPECT_FALSE(keyboard->isVisible());
    EXPECT_EQ(keyboard->height(), 0);
    touch_field("entry");
    EXPECT_TRUE(keyboard->isVisible());
    press("Done");
    EXPECT_FALSE(keyboard->isVisible());
    EXPECT_EQ(root()->property("times").toInt(), 1);
}

TEST_F(KeyboardTest, AChineseNameIsTypedByTouch) {
    touch_field("entry");
    for (const char* key : {"l", "i"}) {
        press(key);
    }
    press("李");
    EXPECT_EQ(text(), "李");
    press("h");
    press("Delete");
    press("Delete");
    EXPECT_EQ(text(), "");
}

TEST_F(KeyboardTest, LettersGoStraightInWhenPinyinIsOff) {
    touch_field("entry");
    press("中");
    press("l");
    press("i");
    EXPECT_EQ(text(), "li");
    press("ABC");
}

TEST_F(KeyboardTest, ASecretGetsDigitsOnlyAndNoComposition) {
    touch_field("pin");
    EXPECT_EQ(find_by_text(root(), "q"), nullptr);
    press("4");
    press("2");
    EXPECT_EQ(root()->property("secret").toString(), "42");
}

TEST_F(KeyboardTest, AnIdNumberCanEndWithX) {
    touch_field("number");
    press("1");
    press("X");
    EXPECT_EQ(root()->findChild<QQuickItem*>("number")->property("text").toString(), "1X");
}

TEST_F(KeyboardTest, AnAmountIsTypedWithAPointAndKeptInFen) {
    touch_field("money");
    for (const char* key : {"1", "2", ".", "5"}) {
        press(key);
    }
    EXPECT_EQ(root()->property("fen").toDouble(), 1250);
}

// A finger goes over the field; 0 … 100 of it.
TEST_F(KeyboardTest, ACharacterIsWrittenByHandAndChosen) {
    touch_field("entry");
    press("手写");
    write("中");
    EXPECT_EQ(text(), "") << "nothing is chosen without a touch";
    press("中");
    EXPECT_EQ(text(), "中");
    press("国");  // 中国: what may come next
    EXPECT_EQ(text(), "中国");
    write("人");
    press("Take back the last stroke");
    write_stroke(strokes_of("48,40 65,70 90,90").front());
    press("人");
    EXPECT_EQ(text(), "中国人");
    press("Delete");
    EXPECT_EQ(text(), "中国");
    press("拼音");
    EXPECT_NE(find_by_text(root(), "q"), nullptr);
}

TEST_F(KeyboardTest, InkOfOneFieldIsNotThereInTheNext) {
    touch_field("entry");
    press("手写");
    write("田");
    press("Write this character anew");
    EXPECT_EQ(find_by_text(root(), "田"), nullptr);
    write("田");
    ASSERT_NE(find_by_text(root(), "田"), nullptr);
    touch_field("pin");
    touch_field("entry");
    EXPECT_EQ(find_by_text(root(), "田"), nullptr);
    EXPECT_TRUE(is_blank()) << "and no stroke stays on the screen";
    press("拼音");
}

TEST_F(KeyboardTest, TheWritingFieldIsLargeAndItsInkThick) {
    touch_field("entry");
    press("手写");
    view.grabWindow();
    const double mm = current_panel().pixels_per_mm();
    EXPECT_GE(pad()->width(), 60 * mm);
    EXPECT_GE(pad()->height(), 60 * mm);
    write_stroke({{0.1, 0.25}, {0.9, 0.25}});
    EXPECT_NEAR(ink_at(0.3), 1.2 * mm, 1.6);
    press("拼音");
}

TEST_F(KeyboardTest, DigitsAreAKeyAwayAndLettersToo) {
    touch_field("entry");
    press("123");
    press("7");
    press("拼音");
    press("l");
    press("i");
    press("李");
    EXPECT_EQ(text(), "7李");
}

// A keyboard with real keys.
TEST_F(KeyboardTest, RealKeysTypePinyinToo) {
    touch_field("entry");
    type_on_real_keys("li");
    ASSERT_NE(find_by_text(root(), "李"), nullptr);
    EXPECT_EQ(text(), "");
    QTest::keyClick(&view, Qt::Key_2);
    EXPECT_EQ(text().size(), 1);
    type_on_real_keys("A1");
    EXPECT_EQ(text().mid(1), "A1");
    type_on_real_keys("hua");
    QTest::keyClick(&view, Qt::Key_Escape);
    QTest::keyClick(&view, Qt::Key_Backspace);
    EXPECT_EQ(text().mid(1), "A");
    type_on_real_keys("dibao");
    QTest::keyClick(&view, Qt::Key_Return);
    EXPECT_EQ(text().mid(1), "A低保");
    EXPECT_EQ(root()->property("times").toInt(), 1);
}

TEST_F(KeyboardTest, KeysWalkIntoTheKeyboardAndOutAgain) {
    touch_field("entry");
    auto* field = view.activeFocusItem();
    QTest::keyClick(&view, Qt::Key_Return);
    ASSERT_TRUE(QTest::qWaitFor([&] { return view.activeFocusItem() != field; }));
    for (int i = 0; i < 80 && view.activeFocusItem()->property("text") != "l"; ++i) {
        QTest::keyClick(&view, Qt::Key_Tab);
    }
    QTest::keyClick(&view, Qt::Key_Return);
    EXPECT_NE(find_by_text(root(), "里"), nullptr) << "the field is still meant";
    QTest::keyClick(&view, Qt::Key_Escape);
    EXPECT_EQ(view.activeFocusItem(), field);
    EXPECT_TRUE(root()->findChild<QQuickItem*>("keyboard")->isVisible());
}

// What one person was composing must not come out in the next field.
TEST_F(KeyboardTest, LeavingAFieldDropsWhatWasBeingComposed) {
    touch_field("entry");
    press("l");
    press("i");
    ASSERT_NE(find_by_text(root(), "李"), nullptr);
    touch_field("pin");
    touch_field("entry");
    EXPECT_EQ(find_by_text(root(), "李"), nullptr);
    EXPECT_EQ(text(), "");
}

TEST_F(KeyboardTest, EveryKeyIsATarget) {
    const double least = 20 * current_panel().pixels_per_mm() - 0.01;
    for (const char* board : {"拼音", "手写", "123", ""}) {
        touch_field(*board == '\0' ? "pin" : "entry");
        if (*board != '\0' && find_by_text(root(), board) != nullptr) {
            press(board);
        }
        int keys = 0;
        QList<QQuickItem*> open{root()->findChild<QQuickItem*>("keyboard")};
        while (!open.isEmpty()) {
            QQuickItem* item = open.takeFirst();
            open.append(item->childItems());
            if (item->inherits("QQuickAbstractButton") && item->isVisible()) {
                ++keys;
                EXPECT_GE(item->height(), least) << item->property("text").toString().toStdString();
                EXPECT_GE(item->width(), least) << item->property("text").toString().toStdString();
            }
        }
        EXPECT_GE(keys, 13);
    }
}

}  // namespace
}  // namespace doorstep::kiosk

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QGuiApplication application(argc, argv);
    doorstep::kiosk::configure_panel(
        doorstep::kiosk::choose_panel(doorstep::kiosk::reference_panel_mm, {}, QSize(1920, 1080)));
    doorstep::kiosk::prepare_design(application);
    return RUN_ALL_TESTS();
}

// Every control at the reference panel, upright and lying: large enough, named for screen readers, and pressed only by
// a touch that starts and ends inside.
#include <QAccessible>
#include <QBuffer>
#include <QGuiApplication>
#include <QImage>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickView>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

#include "kiosk/design/module.hpp"
#include "kiosk/design/panel.hpp"
#include "kiosk/design/picture_item.hpp"

namespace doorstep::kiosk {
namespace {

const std::vector<std::pair<QString, QString>>& touched_controls() {
    static const std::vector<std::pair<QString, QString>> controls{
        {"PrimaryButton", "PrimaryButton { text: 'a' }"},
        {"SecondaryButton", "SecondaryButton { text: 'a'; pictogram: 'edit' }"},
        {"DangerButton", "DangerButton { text: 'a' }"},
        {"IconButton", "IconButton { text: 'a'; sign: 'up' }"},
        {"Tile", "Tile { title: 'a'; hint: 'b'; pictogram: 'apply' }"},
        {"ChoiceList",
         "ChoiceList { label: 'l'; width: 700; columns: 2; options: [{value: 1, text: 'a'}, {value: 2, text: 'b'}] }"},
        {"MultiChoice",
         "MultiChoice { label: 'l'; width: 700; options: [{value: 1, text: 'a'}, {value: 2, text: 'b'}] }"},
        {"TextEntry", "TextEntry { label: 'l'; width: 700 }"},
        {"DateEntry", "DateEntry { label: 'l'; width: 700 }"},
        {"MoneyEntry", "MoneyEntry { label: 'l'; width: 700 }"},
        {"NumberPad", "NumberPad { label: 'l'; width: 700; extraKey: 'X' }"},
        {"PageFrame",
         "PageFrame { anchors.fill: parent; title: 't'; step: 1; steps: 2; Rectangle { width: 10; height: 9000 } }"},
        {"Question", "Question { open: true; title: 't'; text: 'x' }"},
    };
    return controls;
}

class ControlsTest : public testing::TestWithParam<QSize> {
  protected:
    void SetUp() override {
        configure_panel(choose_panel(reference_panel_mm, {}, GetParam()));
        view.setResizeMode(QQuickView::SizeRootObjectToView);
        view.resize(GetParam());
        add_design_module(*view.engine());
    }
    QQuickItem* show(const QString& control) {
        const QString page = "import QtQuick\nimport Doorstep.Design\nItem { " + control + " }";
        QQmlComponent component(view.engine());
        component.setData(page.toUtf8(), QUrl("qrc:/test.qml"));
        auto* root = qobject_cast<QQuickItem*>(component.create());
        if (root == nullptr) {
            ADD_FAILURE() << component.errorString().toStdString();
            return nullptr;
        }
        view.setContent(QUrl("qrc:/test.qml"), nullptr, root);
        view.show();
        view.requestActivate();
        EXPECT_TRUE(QTest::qWaitForWindowActive(&view));
        return root->childItems().value(0);
    }
    // What a finger aims at, in this item and below.
    static QList<QQuickItem*> targets(QQuickItem* item) {
        QList<QQuickItem*> found;
        if (item->isVisible() && (item->inherits("QQuickAbstractButton") || item->inherits("QQuickTextInput"))) {
            found.append(item);
        }
        for (QQuickItem* child : item->childItems()) {
            found.append(targets(child));
        }
        return found;
    }
    static QPoint centre(QQuickItem* item) {
        return item->mapToScene(QPointF(item->width() / 2, item->height() / 2)).toPoint();
    }

    QQuickView view;
};

TEST_P(ControlsTest, EveryTargetIsTwentyMillimetres) {
    for (const auto& [name, control] : touched_controls()) {
        QQuickItem* item = show(control);
        ASSERT_NE(item, nullptr) << name.toStdString();
        const auto found = targets(item);
        EXPECT_FALSE(found.isEmpty()) << name.toStdString();
        const double least = 20 * current_panel().pixels_per_mm() - 0.01;
        for (QQuickItem* target : found) {
            EXPECT_GE(target->width(), least) << name.toStdString();
            EXPECT_GE(target->height(), least) << name.toStdString();
        }
    }
}

TEST_P(ControlsTest, EveryTargetHasANameForScreenReaders) {
    for (const auto& [name, control] : touched_controls()) {
        for (QQuickItem* target : targets(show(control))) {
            auto* node = QAccessible::queryAccessibleInterface(target);
            ASSERT_NE(node, nullptr) << name.toStdString();
            EXPECT_FALSE(node->text(QAccessible::Name).isEmpty()) << name.toStdString();
            EXPECT_NE(node->role(), QAccessible::Client) << name.toStdString();
        }
    }
}

TEST_P(ControlsTest, ATouchCountsOnlyWhenItStartsAndEndsInside) {
    for (const char* control : {"PrimaryButton { text: 'a'; x: 200; y: 200 }", "Tile { title: 'a'; x: 200; y: 200 }",
                                "ChoiceRow { text: 'a'; x: 200; y: 200; width: 300 }"}) {
        QQuickItem* button = show(control);
        QSignalSpy clicks(button, SIGNAL(clicked()));
        const QPoint inside = centre(button);
        const QPoint outside(20, 20);
        QTest::mousePress(&view, Qt::LeftButton, {}, inside);
        QTest::mouseMove(&view, outside);
        QTest::mouseRelease(&view, Qt::LeftButton, {}, outside);
        EXPECT_EQ(clicks.count(), 0) << control;
        QTest::mousePress(&view, Qt::LeftButton, {}, outside);
        QTest::mouseMove(&view, inside);
        QTest::mouseRelease(&view, Qt::LeftButton, {}, inside);
        EXPECT_EQ(clicks.count(), 0) << control;
        QTest::mouseClick(&view, Qt::LeftButton, {}, inside);
        EXPECT_EQ(clicks.count(), 1) << control;
    }
}

TEST_P(ControlsTest, AScreenReadersPressIsAPress) {
    QQuickItem* button = show("PrimaryButton { text: 'go' }");
    QSignalSpy clicks(button, SIGNAL(clicked()));
    auto* node = QAccessible::queryAccessibleInterface(button);
    node->actionInterface()->doAction(QAccessibleActionInterface::pressAction());
    EXPECT_EQ(clicks.count(), 1);
    EXPECT_EQ(node->role(), QAccessible::Button);
    EXPECT_EQ(node->text(QAccessible::Name), "go");
}

TEST_P(ControlsTest, TheKeyboardReachesAndPresses) {
    QQuickItem* button = show("PrimaryButton { text: 'go' }");
    QSignalSpy clicks(button, SIGNAL(clicked()));
    QTest::keyClick(&view, Qt::Key_Tab);
    EXPECT_TRUE(button->property("visualFocus").toBool());
    QTest::keyClick(&view, Qt::Key_Return);
    QTest::keyClick(&view, Qt::Key_Space);
    EXPECT_EQ(clicks.count(), 2);
}

TEST_P(ControlsTest, AQuestionHoldsTouchesBack) {
    show(
        "Item { anchors.fill: parent; PrimaryButton { objectName: 'below'; anchors.fill: parent; text: 'x' }"
        " Question { open: true; title: 't' } }");
    auto* below = view.rootObject()->findChild<QQuickItem*>("below");
    QSignalSpy clicks(below, SIGNAL(clicked()));
    QTest::mouseClick(&view, Qt::LeftButton, {}, QPoint(30, 30));
    EXPECT_EQ(clicks.count(), 0);
}

TEST_P(ControlsTest, AnswersChangeTheValues) {
    QQuickItem* list = show("MultiChoice { width: 700; options: [{value: 'a', text: 'A'}, {value: 'b', text: 'B'}] }");
    for (QQuickItem* row : targets(list)) {
        QTest::mouseClick(&view, Qt::LeftButton, {}, centre(row));
    }
    EXPECT_EQ(list->property("values").toStringList(), (QStringList{"a", "b"}));
    QTest::mouseClick(&view, Qt::LeftButton, {}, centre(targets(list).front()));
    EXPECT_EQ(list->property("values").toStringList(), QStringList{"b"});
}

TEST_P(ControlsTest, ContentThatDoesNotFitScrollsByButton) {
    show(
        "PageFrame { anchors.fill: parent; Rectangle { width: 9; height: 9000 } PrimaryButton { objectName: 'last'; "
        "text: 'z' } }");
    auto* last = view.rootObject()->findChild<QQuickItem*>("last");
    EXPECT_GT(last->mapToScene({}).y(), view.height());
    for (QQuickItem* target : targets(view.rootObject())) {
        if (QAccessible::queryAccessibleInterface(target)->text(QAccessible::Name) == "Show more below") {
            for (int press = 0; press < 30 && target->isEnabled(); ++press) {
                QTest::mouseClick(&view, Qt::LeftButton, {}, centre(target));
            }
        }
    }
    EXPECT_LT(last->mapToScene(QPointF(0, last->height())).y(), view.height());
}

INSTANTIATE_TEST_SUITE_P(Orientations, ControlsTest, testing::Values(QSize(1920, 1080), QSize(1080, 1920)));

QByteArray png(QSize size) {
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::red);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    image.save(&buffer, "PNG");
    return bytes;
}

TEST(Picture, ForeignBytesFailCalmly) {
    PictureItem picture;
    for (const QByteArray& bytes :
         {QByteArray("no picture"), QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>"), png({40, 30}).left(60),
          png({PictureItem::largest_side + 1, 1}), QByteArray(PictureItem::largest_encoded + 1, 'x')}) {
        picture.set_encoded(bytes);
        EXPECT_TRUE(picture.failed()) << bytes.left(20).toStdString();
        EXPECT_TRUE(picture.empty());
    }
    picture.set_encoded(png({40, 30}));
    EXPECT_FALSE(picture.failed());
    EXPECT_FALSE(picture.empty());
    picture.set_encoded({});
    EXPECT_TRUE(picture.empty());
    EXPECT_FALSE(picture.failed());
}

}  // namespace
}  // namespace doorstep::kiosk

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QGuiApplication application(argc, argv);
    QAccessible::setActive(true);
    doorstep::kiosk::prepare_design(application);
    return RUN_ALL_TESTS();
}

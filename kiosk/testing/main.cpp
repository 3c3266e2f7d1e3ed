// Tests that need Qt's event loop; nothing of a screen is needed.
#include <QGuiApplication>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    setenv("QT_QPA_PLATFORM", "offscreen", 1);
    const QGuiApplication app(argc, argv);
    return RUN_ALL_TESTS();
}

// doorstep-bench-bare-window: one Qt Quick window with one button; says so when it stands on the screen, and waits.
#include <cstdio>

#include <QGuiApplication>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickWindow>

int main(int argc, char** argv) {
    const QGuiApplication app(argc, argv);
    QQmlEngine engine;
    QQmlComponent component(&engine);
    component.setData(
        "import QtQuick\nimport QtQuick.Controls.Basic\n"
        "Window { visible: true; width: 1920; height: 1080; Button { anchors.centerIn: parent; text: 'one' } }",
        {});
    auto* window = qobject_cast<QQuickWindow*>(component.create());
    if (window == nullptr) {
        std::fprintf(stderr, "%s\n", qPrintable(component.errorString()));
        return 1;
    }
    QObject::connect(window, &QQuickWindow::frameSwapped, window, [] {
        std::fprintf(stderr, "on the screen\n");
        std::fflush(stderr);
    });
    return QGuiApplication::exec();
}

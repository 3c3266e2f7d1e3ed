// doorstep-gallery: every control on a few pages, to look at: in a window, or as pictures.
#include <cstdio>

#include <QCommandLineParser>
#include <QEventLoop>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickItemGrabResult>
#include <QQuickView>
#include <QQuickWindow>

#include "kiosk/design/module.hpp"
#include "kiosk/design/panel.hpp"
#include "kiosk/input/module.hpp"

namespace {

// Draws the page into the file once the scene has been laid out.
bool shoot(QQuickView& view, const QString& path) {
    for (int round = 0; round < 5; ++round) {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 50);
    }
    return view.grabWindow().save(path);
}

}  // namespace

int main(int argc, char** argv) {
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    QGuiApplication application(argc, argv);
    QCommandLineParser options;
    options.addHelpOption();
    options.addOption({"size", "WIDTHxHEIGHT in pixels of a 21.5 inch panel", "size", "1080x1920"});
    options.addOption({"shoot", "write a picture of every page into this folder and end", "folder"});
    options.addPositionalArgument("page", "Home, Fields, Choices, Pictures, Asking or Typing");
    options.process(application);

    const auto numbers = options.value("size").split('x');
    const QSize size(numbers.value(0).toInt(), numbers.value(1).toInt());
    doorstep::kiosk::configure_panel(doorstep::kiosk::choose_panel(doorstep::kiosk::reference_panel_mm, {}, size));
    doorstep::kiosk::prepare_design(application);

    doorstep::kiosk::add_input_module();
    QQuickView view;
    doorstep::kiosk::add_design_module(*view.engine());
    view.setResizeMode(QQuickView::SizeRootObjectToView);
    view.resize(size);
    const auto wanted = options.positionalArguments();
    const QStringList pages{"Home", "Fields", "Choices", "Pictures", "Asking", "Typing"};
    const QString folder = options.value("shoot");
    for (const QString& page : folder.isEmpty() ? QStringList{wanted.value(0, "Home")} : pages) {
        view.setSource(QUrl("qrc:/gallery/" + page + ".qml"));
        if (view.status() != QQuickView::Ready) {
            std::fprintf(stderr, "%s does not load\n", qPrintable(page));
            return 1;
        }
        view.show();
        if (!folder.isEmpty() && !shoot(view, QString("%1/%2-%3.png").arg(folder, page, options.value("size")))) {
            std::fprintf(stderr, "cannot write into %s\n", qPrintable(folder));
            return 1;
        }
    }
    return folder.isEmpty() ? QGuiApplication::exec() : 0;
}

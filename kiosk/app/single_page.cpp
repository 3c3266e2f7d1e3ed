#include "kiosk/app/single_page.hpp"

#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QScreen>
#include <QTimer>

#include "base/log.hpp"
#include "base/service.hpp"
#include "kiosk/app/pages.hpp"
#include "kiosk/design/module.hpp"
#include "kiosk/design/panel.hpp"
#include "kiosk/session/language.hpp"

namespace doorstep::kiosk {

namespace {

constexpr int look_ms = 200;  // at the wish to stop

}  // namespace

int run_single_page(QGuiApplication& app, const QString& page, QVariantMap properties, void (*shown)()) {
    configure_panel(std::nullopt, app.primaryScreen());
    prepare_design(app);
    register_modules();
    Language language;
    QQmlApplicationEngine engine;
    add_design_module(engine);
    QObject::connect(&language, &Language::changed, &engine, &QQmlEngine::retranslate);
    language.set(QStringLiteral("zh_CN"));
    properties.insert(QStringLiteral("language"), QVariant::fromValue(&language));
    engine.setInitialProperties(properties);
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Doorstep/App/%1.qml").arg(page)));
    if (engine.rootObjects().isEmpty()) {
        log::error("the page does not load");
        return EXIT_FAILURE;
    }
    auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().constFirst());
    QObject::connect(window, &QQuickWindow::frameSwapped, &app, shown,
                     static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
    window->setGeometry(window->screen()->geometry());
    window->showFullScreen();
    QTimer housekeeping;
    QObject::connect(&housekeeping, &QTimer::timeout, &app, [] {
        pet_watchdog();
        if (stop_requested()) {
            QCoreApplication::exit(0);
        }
    });
    housekeeping.start(look_ms);
    return QGuiApplication::exec();
}

}  // namespace doorstep::kiosk

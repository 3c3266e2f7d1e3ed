#include "kiosk/app/rescue.hpp"

#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QScreen>
#include <QTimer>

#include "base/files.hpp"
#include "base/log.hpp"
#include "base/paths.hpp"
#include "base/service.hpp"
#include "kiosk/app/pages.hpp"
#include "kiosk/design/module.hpp"
#include "kiosk/design/panel.hpp"
#include "kiosk/session/language.hpp"

namespace doorstep::kiosk {

namespace {

constexpr std::size_t longest_reason = 64;
constexpr int look_ms = 200;  // at the wish to stop

}  // namespace

std::optional<std::string> rescue_reason() {
    const auto text = read_text_file(run_folder() / "rescue", longest_reason);
    if (!text) {
        return std::nullopt;
    }
    return text->substr(0, text->find('\n'));
}

int run_rescue(QGuiApplication& app, const std::string& reason, void (*shown)()) {
    log::error("this machine cannot work: {}", reason);
    configure_panel(std::nullopt, app.primaryScreen());
    prepare_design(app);
    register_modules();
    Language language;
    QQmlApplicationEngine engine;
    add_design_module(engine);
    QObject::connect(&language, &Language::changed, &engine, &QQmlEngine::retranslate);
    language.set(QStringLiteral("zh_CN"));
    engine.setInitialProperties(
        {{"language", QVariant::fromValue(&language)}, {"reason", QString::fromStdString(reason)}});
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Doorstep/App/Rescue.qml")));
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
        if (stop_requested()) {
            QCoreApplication::exit(0);
        }
    });
    housekeeping.start(look_ms);
    return QGuiApplication::exec();
}

}  // namespace doorstep::kiosk

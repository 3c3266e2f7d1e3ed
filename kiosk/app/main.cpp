// doorstep-kiosk: the fullscreen app of a station. Touches no device, no durable file and no network. Started plainly
// it is the keeper (keeper.hpp) of screen processes; with --screen it is one of them.
#include <cstring>
#include <filesystem>

#include <QGuiApplication>
#include <QQmlApplicationEngine>
#include <QQuickWindow>
#include <QScreen>
#include <QTimer>

#include "base/log.hpp"
#include "base/paths.hpp"
#include "base/service.hpp"
#include "kiosk/app/installing.hpp"
#include "kiosk/app/keeper.hpp"
#include "kiosk/app/kiosk.hpp"
#include "kiosk/app/pages.hpp"
#include "kiosk/app/rescue.hpp"
#include "kiosk/app/touch_watch.hpp"
#include "kiosk/design/module.hpp"
#include "kiosk/design/panel.hpp"
#include "kiosk/input/module.hpp"
#include "kiosk/speech/dispatcher_voice.hpp"
#include "kiosk/speech/recorded_voice.hpp"

namespace {

using namespace doorstep;         // NOLINT: a program's main
using namespace doorstep::kiosk;  // NOLINT

constexpr int bad_configuration = 78;  // EX_CONFIG

// Everything the app needs from files, or the reason why it cannot start.
struct Material {
    Settings settings;
    forms::SchemeLibrary schemes;
    forms::Notices notices;
    forms::WorkCalendar calendar;
    std::string hub;
    std::string agent;
};

// Without its tables the station works; the days it tells are then said to be provisional.
forms::WorkCalendar load_calendar() {
    auto calendar = forms::WorkCalendar::load(share_folder() / "codes");
    if (!calendar) {
        log::error("no holiday tables: {}", calendar.error().text());
        return {};
    }
    return *std::move(calendar);
}

Result<Material> load_material() {
    DOORSTEP_TRY(auto settings, load_settings(configuration_folder() / "kiosk.toml"));
    DOORSTEP_TRY(auto schemes, forms::SchemeLibrary::load(share_folder() / "schemes"));
    for (const auto& error : schemes.refused()) {
        log::error("a scheme is left out: {}", error.text());
    }
    DOORSTEP_TRY(auto notices, forms::Notices::load(share_folder() / "schemes" / "notices"));
    DOORSTEP_TRY(auto hub, socket_address("kiosk-hub", "hub.sock"));
    DOORSTEP_TRY(auto agent, socket_address("kiosk-agent", "agent.sock"));
    // It is there before this process (doorstep-setup.service) or not at all.
    if (std::filesystem::exists(endpoint_file("setup"))) {
        DOORSTEP_TRY(settings.setup_address, socket_address("kiosk-setup", "setup.sock"));
        DOORSTEP_TRY(settings.agent_setup_address, socket_address("kiosk-agent", "setup.sock"));
    }
    return Material{std::move(settings), std::move(schemes), std::move(notices),
                    load_calendar(),     std::move(hub),     std::move(agent)};
}

// Where a fresh process takes over. On VNC and offscreen there is one screen a process: it would cut off whoever looks.
enum class HandOver { Never, BothShown, OneAfterTheOther };
HandOver hand_over(const QGuiApplication& app, const Settings& settings) {
    if (!settings.fresh_process) {
        return HandOver::Never;
    }
    const auto platform = app.platformName();
    if (platform == QLatin1String("xcb")) {
        return HandOver::BothShown;
    }
    // Only one process may own the graphics card's output.
    return platform == QLatin1String("eglfs") ? HandOver::OneAfterTheOther : HandOver::Never;
}

void tell_keeper(char byte, std::optional<std::uint64_t> laying = {}) {
    if (!send_message(screen_channel, {byte, laying})) {
        log::warning("no keeper listens");
    }
}

void first_frame_is_shown() {
    tell_keeper(signal_byte::shown);
    log::info("the first page is on the screen");
    ignore(announce_ready("kiosk", QGuiApplication::platformName().toStdString()),
           "without an endpoint file only tests wait longer");
}

void follow_visits(const QGuiApplication& app, Kiosk& kiosk, const Settings& settings) {
    const auto way = hand_over(app, settings);
    if (way == HandOver::BothShown) {
        QObject::connect(&kiosk, &Kiosk::visitEnded, &app, [&kiosk] {
            kiosk.session()->set_blocked(true);  // the next card is the next process'
            tell_keeper(signal_byte::over, kiosk.session()->laying());
        });
    } else if (way == HandOver::OneAfterTheOther) {
        QObject::connect(&kiosk, &Kiosk::visitEnded, &app, [&kiosk] {
            tell_keeper(signal_byte::leaving, kiosk.session()->laying());
            QTimer::singleShot(0, [] { QCoreApplication::exit(0); });
        });
    }
}

int run(QGuiApplication& app, Material material, std::optional<std::uint64_t> laying) {
    configure_panel(material.settings.panel_mm, app.primaryScreen());
    prepare_design(app);
    register_modules();
    Kiosk kiosk(material.settings, material.hub, material.agent, std::move(material.schemes),
                std::move(material.notices), std::move(material.calendar));
    kiosk.session()->set_last_laying(laying);
    // A county's own recordings count more than the image's.
    auto dialects = prompts::Dialects::load({share_folder() / "prompts", configuration_folder() / "prompts"});
    kiosk.speaker()->set_voice(
        std::make_unique<RecordedVoice>(std::make_unique<DispatcherVoice>(), std::move(dialects)));
    kiosk.speaker()->choose(kiosk.comfort()->voice());
    QQmlApplicationEngine engine;
    add_design_module(engine);
    add_input_module();
    QObject::connect(kiosk.language(), &Language::changed, &engine, &QQmlEngine::retranslate);
    kiosk.language()->set(QString::fromStdString(material.settings.language));
    engine.setInitialProperties({{"kiosk", QVariant::fromValue(&kiosk)}});
    engine.load(QUrl(QStringLiteral("qrc:/qt/qml/Doorstep/App/Main.qml")));
    if (engine.rootObjects().isEmpty()) {
        log::error("the first page does not load");
        return EXIT_FAILURE;
    }
    auto* window = qobject_cast<QQuickWindow*>(engine.rootObjects().constFirst());
    const bool windowed = qEnvironmentVariableIsSet("DOORSTEP_WINDOW") || !material.settings.fullscreen;
    if (!windowed) {
        window->setGeometry(window->screen()->geometry());  // where no window manager does it
    }
    windowed ? window->show() : window->showFullScreen();
    TouchWatch touches([&kiosk] { kiosk.touched(); });
    app.installEventFilter(&touches);
    follow_visits(app, kiosk, material.settings);
    QObject::connect(window, &QQuickWindow::frameSwapped, &app, first_frame_is_shown,
                     static_cast<Qt::ConnectionType>(Qt::QueuedConnection | Qt::SingleShotConnection));
    QTimer housekeeping;
    QObject::connect(&housekeeping, &QTimer::timeout, &app, [] {
        pet_watchdog();
        if (stop_requested()) {
            QCoreApplication::exit(0);
        }
    });
    housekeeping.start(200);
    log::info("kiosk is shown on {}", app.platformName().toStdString());
    return QGuiApplication::exec();
}

}  // namespace

int main(int argc, char** argv) {
    start_service("doorstep-kiosk");
    if (argc < 2 || std::strcmp(argv[1], "--screen") != 0) {
        // By its name, so that screens are called as this process is.
        return run_keeper(std::filesystem::read_symlink("/proc/self/exe").native());
    }
    const auto reason = rescue_reason();
    const bool installing = is_install_stick();
    // Neither of them has a configuration.
    auto material = reason || installing ? Result<Material>(Material{}) : load_material();
    if (!material) {
        log::error("cannot start: {}", material.error().text());
        return bad_configuration;
    }
    const auto go = receive_message(screen_channel);
    if (!go || go->byte != signal_byte::go) {
        return EXIT_SUCCESS;  // the keeper is gone
    }
    QGuiApplication::setApplicationName(QStringLiteral("doorstep-kiosk"));
    QGuiApplication app(argc, argv);
    if (reason) {
        return run_rescue(app, *reason, first_frame_is_shown);
    }
    if (installing) {
        return run_installing(app, first_frame_is_shown);
    }
    return run(app, *std::move(material), go->laying);
}

#include "kiosk/testing/screen.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include <QAccessible>
#include <QCoreApplication>
#include <QTest>

#include "kiosk/app/pages.hpp"
#include "kiosk/design/module.hpp"
#include "kiosk/design/panel.hpp"
#include "kiosk/input/module.hpp"

namespace doorstep::kiosk {
namespace {

bool is_target(QQuickItem* item) {
    return item->isEnabled() && item->opacity() > 0 &&
           (item->inherits("QQuickAbstractButton") || item->inherits("QQuickTextInput"));
}

QRectF on_screen(QQuickItem* item) {
    return item->mapRectToScene(QRectF(0, 0, item->width(), item->height()));
}

QQuickItem* clipped_by(QQuickItem* item) {
    for (QQuickItem* up = item->parentItem(); up != nullptr; up = up->parentItem()) {
        if (up->clip()) {
            return up;
        }
    }
    return nullptr;
}

QQuickItem* button_around(QQuickItem* item) {
    for (QQuickItem* up = item->parentItem(); up != nullptr; up = up->parentItem()) {
        if (up->inherits("QQuickAbstractButton")) {
            return up;
        }
    }
    return nullptr;
}

// The middle of what shows of it; nothing when it lies outside of its scrolled page.
std::optional<QPoint> place_of(QQuickItem* item, QSize window) {
    QRectF seen = on_screen(item).intersected(QRectF(QPointF(), QSizeF(window)));
    if (QQuickItem* frame = clipped_by(item)) {
        seen = seen.intersected(on_screen(frame));
    }
    if (seen.width() < 8 || seen.height() < 8) {
        return std::nullopt;
    }
    return seen.center().toPoint();
}

// What a finger meets there: the topmost item that takes a touch.
QQuickItem* met_at(QQuickItem* item, QPointF place) {
    const QPointF here = item->mapFromScene(place);
    const bool inside = QRectF(0, 0, item->width(), item->height()).contains(here);
    if (!item->isVisible() || !item->isEnabled() || (item->clip() && !inside)) {
        return nullptr;
    }
    auto children = item->childItems();
    std::stable_sort(children.begin(), children.end(), [](auto* a, auto* b) { return a->z() < b->z(); });
    for (auto child = children.rbegin(); child != children.rend(); ++child) {
        if (QQuickItem* met = met_at(*child, place)) {
            return met;
        }
    }
    return inside && item->acceptedMouseButtons() != Qt::NoButton ? item : nullptr;
}

void collect_targets(QQuickItem* item, QList<QQuickItem*>& into) {
    if (!item->isVisible()) {
        return;
    }
    if (is_target(item)) {
        into.append(item);
    }
    for (QQuickItem* child : item->childItems()) {
        collect_targets(child, into);
    }
}

void collect_texts(QQuickItem* item, QStringList& into) {
    if (!item->isVisible()) {
        return;
    }
    const auto text = item->property("text").toString();
    if (!text.isEmpty()) {
        into.append(text);
    }
    for (QQuickItem* child : item->childItems()) {
        collect_texts(child, into);
    }
}

void judge_text(QQuickItem* text, QSize window, QStringList& found) {
    const QString words = text->property("text").toString();
    if (words.isEmpty() || text->opacity() <= 0 || text->width() <= 0) {
        return;
    }
    const QRectF rect = on_screen(text);
    const auto told = [&](const char* why) {
        found.append(QStringLiteral("cut: \"%1\" %2 (%3×%4 at %5,%6)")
                         .arg(words.left(40), QLatin1String(why))
                         .arg(rect.width())
                         .arg(rect.height())
                         .arg(rect.x())
                         .arg(rect.y()));
    };
    if (text->property("truncated").toBool()) {
        told("is elided");
    }
    if (text->property("contentWidth").toReal() > text->width() + 1.5) {
        told("is wider than its place");
    }
    if (text->property("contentHeight").toReal() > std::ceil(text->height()) + 1.5) {
        told("is higher than its place");
    }
    if (rect.left() < -1 || rect.right() > window.width() + 1) {
        told("reaches past the side");
    }
    if (clipped_by(text) == nullptr && (rect.top() < -1 || rect.bottom() > window.height() + 1)) {
        told("reaches past the end");
    }
    if (QQuickItem* button = button_around(text);
        button != nullptr && !on_screen(button).adjusted(-2, -2, 2, 2).contains(rect)) {
        told("reaches past its button");
    }
}

void judge(QQuickItem* item, QSize window, QStringList& found) {
    if (!item->isVisible()) {
        return;
    }
    if (item->inherits("QQuickText")) {
        judge_text(item, window, found);
    } else if (is_target(item)) {
        const QRectF rect = on_screen(item);
        const bool beside = rect.left() < -1 || rect.right() > window.width() + 1;
        const bool past = clipped_by(item) == nullptr && (rect.top() < -1 || rect.bottom() > window.height() + 1);
        if (beside || past) {
            found.append(QStringLiteral("outside: ") + accessible_name(item));
        }
    }
    for (QQuickItem* child : item->childItems()) {
        judge(child, window, found);
    }
}

}  // namespace

QString accessible_name(QQuickItem* item) {
    auto* node = QAccessible::queryAccessibleInterface(item);
    return node == nullptr ? QString() : node->text(QAccessible::Name);
}

QStringList cut_off(QQuickItem* root, QSize window) {
    QStringList found;
    judge(root, window, found);
    return found;
}

// Writes down what it should say.
class Screen::Notes : public Voice {
  public:
    explicit Notes(Screen& screen) : screen_(screen) {}
    bool usable() const override { return true; }
    void say(const QString& text, const QString& language, const Manner& manner) override {
        screen_.said.append(text);
        screen_.said_in = language;
        screen_.said_how = manner;
    }
    void play(const QString& file, const Manner&) override { screen_.said.append("file: " + file); }
    void stop() override { screen_.said.append(QString()); }
    std::vector<VoiceName> voices(const QString& language) const override {
        return language == QLatin1String("zh_CN") ? screen_.dialects : std::vector<VoiceName>();
    }
    void choose(const QString& voice) override { screen_.said_by = voice; }

  private:
    Screen& screen_;
};

void Screen::end_speech() {
    voice_->ended();
}

bool Screen::start(QSize pixels, const Settings& settings) {
    QAccessible::setActive(true);
    if (QQuickWindow::graphicsApi() != QSGRendererInterface::Software) {
        QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
    }
    configure_panel(choose_panel(reference_panel_mm, {}, pixels));
    register_modules();
    add_input_module();
    kiosk_ = std::make_unique<Kiosk>(settings, station.hub_address(), station.agent_address(),
                                     *forms::SchemeLibrary::load(schemes), *forms::Notices::load(schemes / "notices"),
                                     *forms::WorkCalendar::load(DOORSTEP_SOURCE_DIR "/forms/data"));
    auto voice = std::make_unique<Notes>(*this);
    voice_ = voice.get();
    kiosk_->speaker()->set_voice(std::move(voice));
    engine_ = std::make_unique<QQmlApplicationEngine>();
    add_design_module(*engine_);
    QObject::connect(kiosk_->language(), &Language::changed, engine_.get(), &QQmlEngine::retranslate);
    kiosk_->language()->set(QStringLiteral("en"));
    engine_->setInitialProperties({{"kiosk", QVariant::fromValue(kiosk_.get())}});
    engine_->load(QUrl(QStringLiteral("qrc:/qt/qml/Doorstep/App/Main.qml")));
    if (engine_->rootObjects().isEmpty()) {
        return false;
    }
    window_ = qobject_cast<QQuickWindow*>(engine_->rootObjects().constFirst());
    window_->resize(pixels);
    window_->show();
    window_->requestActivate();
    watch_ = std::make_unique<TouchWatch>([this] { kiosk_->touched(); });
    qApp->installEventFilter(watch_.get());
    return wait_until([this] { return window_->isActive() && !kiosk_->hub().devices().empty() && kiosk_->line_up(); });
}

Screen::~Screen() {
    engine_.reset();
    watch_.reset();
}

void Screen::settle() {
    for (int round = 0; round < 3; ++round) {
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    }
}

QList<QQuickItem*> Screen::targets() {
    QList<QQuickItem*> all;
    collect_targets(window_->contentItem(), all);
    QList<QQuickItem*> out;
    for (QQuickItem* item : all) {
        const auto place = place_of(item, window_->size());
        if (place && met_at(window_->contentItem(), *place) == item) {
            out.append(item);
        }
    }
    return out;
}

QStringList Screen::texts() {
    QStringList all;
    collect_texts(window_->contentItem(), all);
    return all;
}

QQuickItem* Screen::find(const QString& name) {
    for (QQuickItem* item : targets()) {
        if (accessible_name(item) == name) {
            return item;
        }
    }
    return nullptr;
}

bool Screen::on(const QString& page) {
    const bool there = wait_until([&] {
        const auto* journey = qobject_cast<Journey*>(kiosk().journey());
        return kiosk().page() == page && (journey == nullptr || !journey->busy());
    });
    settle();
    return there;
}

bool Screen::says(const QString& words) {
    return wait_until([&] { return texts().join(QLatin1Char('\n')).contains(words); });
}

bool Screen::touch(const QString& name) {
    bool touched = false;
    // On a busy machine a popup or page takes its time to open.
    wait_until([&] {
        touched = touch_now(name);
        return touched;
    });
    return touched;
}

bool Screen::touch_now(const QString& name) {
    for (int presses = 0; presses < 40; ++presses) {
        if (QQuickItem* item = find(name)) {
            touch(item);
            return true;
        }
        QQuickItem* more = find(QCoreApplication::translate("PageFrame", "Show more below"));
        if (more == nullptr) {
            return false;
        }
        touch(more);
    }
    return false;
}

void Screen::touch(QQuickItem* target) {
    if (const auto place = place_of(target, window_->size())) {
        touch(*place);
    }
}

void Screen::touch(QPoint place) {
    QTest::mouseClick(window_, Qt::LeftButton, {}, place);
    settle();
}

}  // namespace doorstep::kiosk

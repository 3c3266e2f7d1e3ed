#include "kiosk/input/keyboard_input.hpp"

#include <algorithm>
#include <cstdlib>

#include <QGuiApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QQuickItem>

#include "base/paths.hpp"

namespace doorstep::kiosk {
namespace {

QString layout_for(Qt::InputMethodHints hints) {
    if (hints.testFlag(Qt::ImhDigitsOnly)) {
        return QStringLiteral("digits");
    }
    if (hints.testFlag(Qt::ImhFormattedNumbersOnly)) {
        return QStringLiteral("money");
    }
    if (hints.testFlag(Qt::ImhPreferNumbers)) {
        return QStringLiteral("idNumber");
    }
    return QStringLiteral("letters");
}

std::filesystem::path handwriting_model() {
    const char* named = std::getenv("DOORSTEP_HANDWRITING");
    return named != nullptr ? std::filesystem::path(named) : Handwriting::default_model();
}

}  // namespace

KeyboardInput::KeyboardInput(QObject* parent)
    : QObject(parent), writing_(handwriting_model(), share_folder() / "handwriting" / "words.txt") {
    connect(qGuiApp, &QGuiApplication::focusObjectChanged, this, &KeyboardInput::look_at);
    look_at(QGuiApplication::focusObject());
}

KeyboardInput::~KeyboardInput() = default;

bool KeyboardInput::is_a_key(QObject* focus) const {
    const auto* item = qobject_cast<QQuickItem*>(focus);
    return item != nullptr && panel_ && (item == panel_ || panel_->isAncestorOf(item));
}

void KeyboardInput::look_at(QObject* focus) {
    if (field_ && is_a_key(focus)) {
        return;
    }
    set_entered(false);
    take_field(focus);
}

void KeyboardInput::set_entered(bool entered) {
    if (entered_ != entered) {
        entered_ = entered;
        emit enteredChanged();
    }
}

void KeyboardInput::take_field(QObject* focus) {
    QInputMethodQueryEvent query(Qt::ImEnabled | Qt::ImHints | Qt::ImReadOnly);
    if (focus != nullptr) {
        QCoreApplication::sendEvent(focus, &query);
    }
    const bool takes_text = query.value(Qt::ImEnabled).toBool() && !query.value(Qt::ImReadOnly).toBool();
    if (field_ && field_ != focus) {
        field_->removeEventFilter(this);
    }
    field_ = takes_text ? focus : nullptr;
    typed_ = false;
    forget();
    if (takes_text) {
        focus->installEventFilter(this);
        const Qt::InputMethodHints hints(query.value(Qt::ImHints).toInt());
        layout_ = layout_for(hints);
        const bool latin = hints.testFlag(Qt::ImhPreferLatin) || hints.testFlag(Qt::ImhLatinOnly) ||
                           hints.testFlag(Qt::ImhSensitiveData) || hints.testFlag(Qt::ImhHiddenText);
        const bool chinese_field = layout_ == QLatin1String("letters") && !latin;
        if (chinese_field && !pinyin_) {
            pinyin_ = std::make_unique<Pinyin>(share_folder() / "pinyin");
        }
        pinyin_possible_ = chinese_field && pinyin_->usable();
    }
    recompose();
    emit fieldChanged();
}

void KeyboardInput::use(const QString& method) {
    const bool known = method == QLatin1String("pinyin") || method == QLatin1String("latin") ||
                       method == QLatin1String("digits") || method == QLatin1String("handwriting");
    if (known && (method != QLatin1String("handwriting") || writing_.begin())) {
        if (method == QLatin1String("digits") && method_ != method) {
            method_before_ = method_;
        }
        method_ = method;
    }
    forget();
    recompose();
    emit fieldChanged();
}

QString KeyboardInput::board() const {
    if (layout_ != QLatin1String("letters")) {
        return QStringLiteral("digits");
    }
    const bool letters = method_ == QLatin1String("pinyin") || method_ == QLatin1String("latin") ||
                         (method_ == QLatin1String("handwriting") && !handwriting_possible());
    return letters ? QStringLiteral("letters") : method_;
}

void KeyboardInput::write(const QList<QPointF>& stroke) {
    InkStroke ink;
    for (const auto& place : stroke) {
        ink.push_back({place.x(), place.y()});
    }
    writing_.add(std::move(ink));
    recompose();
}

void KeyboardInput::undoStroke() {
    writing_.undo();
    recompose();
}

void KeyboardInput::clearStrokes() {
    writing_.clear();
    recompose();
}

void KeyboardInput::type(const QString& text) {
    const char letter = text.size() == 1 ? text.at(0).toLatin1() : '\0';
    if (chinese() && letter >= 'a' && letter <= 'z') {
        pinyin_->letter(letter);
        recompose();
        return;
    }
    take_first();
    commit(text);
}

// What is being composed is meant when something else is typed. What was only guessed to come next is not.
void KeyboardInput::take_first() {
    const bool composing = writes() ? strokes() > 0 : !view_.candidates.empty();
    if (composing) {
        choose(0);
    }
    if (writes()) {
        clearStrokes();
    }
}

void KeyboardInput::choose(int n) {
    if (writes()) {
        commit(QString::fromStdString(writing_.choose(static_cast<std::size_t>(std::max(n, 0)))));
        recompose();
    } else if (pinyin_) {
        commit(QString::fromStdString(pinyin_->choose(n)));
        recompose();
    }
}

void KeyboardInput::erase() {
    if (chinese() && pinyin_->erase()) {
        recompose();
        return;
    }
    if (writes()) {
        const bool ink = strokes() > 0;
        clearStrokes();
        if (ink) {
            return;
        }
    }
    key(Qt::Key_Backspace);
}

void KeyboardInput::space() {
    if (view_.candidates.empty() || writes()) {
        take_first();
        commit(QStringLiteral(" "));
    } else {
        choose(0);
    }
}

void KeyboardInput::turnPage(bool forward) {
    if (writes()) {
        writing_.turn_page(forward);
    } else if (pinyin_) {
        pinyin_->turn_page(forward);
    }
    recompose();
}

void KeyboardInput::finish() {
    take_first();
    const QPointer<QObject> was = field_;
    key(Qt::Key_Return);
    // The answer may have moved on to another field or page already.
    if (was == field_) {
        hide();
    }
}

void KeyboardInput::hide() {
    auto* item = qobject_cast<QQuickItem*>(field_.data());
    if (item == nullptr) {
        return;
    }
    if (entered_) {
        // Who came with keys goes on with keys, behind the field.
        item->nextItemInFocusChain(true)->forceActiveFocus(Qt::TabFocusReason);
    }
    item->setFocus(false);
}

void KeyboardInput::step(QQuickItem* from, bool forward) {
    QQuickItem* next = from->nextItemInFocusChain(forward);
    // Through what lies outside; the chain is closed.
    for (QQuickItem* outside = next; outside != nullptr && !is_a_key(outside) && outside != from;) {
        outside = outside->nextItemInFocusChain(forward);
        next = outside;
    }
    if (next != nullptr) {
        next->forceActiveFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    }
}

void KeyboardInput::leave() {
    if (auto* item = qobject_cast<QQuickItem*>(field_.data())) {
        item->forceActiveFocus(Qt::TabFocusReason);
    }
}

bool KeyboardInput::eventFilter(QObject* object, QEvent* event) {
    if (object == field_ && event->type() == QEvent::KeyPress && !sending_) {
        return takes(*static_cast<QKeyEvent*>(event));
    }
    return QObject::eventFilter(object, event);
}

bool KeyboardInput::takes(const QKeyEvent& event) {
    const auto plain = event.modifiers() & ~Qt::KeypadModifier;
    const QString text = event.text();
    if (plain == Qt::NoModifier && takes_composing(event)) {
        return true;
    }
    const bool enter = event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter;
    // Enter presses what has the focus: a field into which nobody types opens its keys.
    if (panel_ && ((enter && !typed_) || event.key() == Qt::Key_Down) && !event.isAutoRepeat()) {
        set_entered(true);
        return true;
    }
    if (enter) {
        take_first();
    } else if (!text.isEmpty() && text.at(0).isPrint()) {
        typed_ = true;
        if (chinese() && plain == Qt::NoModifier && text.size() == 1 && text.at(0) >= 'a' && text.at(0) <= 'z') {
            type(text);
            return true;
        }
        take_first();
    }
    return false;
}

bool KeyboardInput::takes_composing(const QKeyEvent& event) {
    if (!chinese() || composition().isEmpty()) {
        return false;
    }
    const int nth = event.key() - Qt::Key_1;
    if (nth >= 0 && nth < static_cast<int>(view_.candidates.size())) {
        choose(nth);
        return true;
    }
    switch (event.key()) {
        case Qt::Key_Space:
            space();
            return true;
        case Qt::Key_Backspace:
            erase();
            return true;
        case Qt::Key_PageDown:
        case Qt::Key_PageUp:
            turnPage(event.key() == Qt::Key_PageDown);
            return true;
        case Qt::Key_Escape:
            forget();
            recompose();
            return true;
        default:
            return false;
    }
}

QStringList KeyboardInput::candidates() const {
    QStringList list;
    for (const auto& candidate : view_.candidates) {
        list.append(QString::fromStdString(candidate));
    }
    return list;
}

void KeyboardInput::commit(const QString& text) {
    if (field_ && !text.isEmpty()) {
        QInputMethodEvent event;
        event.setCommitString(text);
        QCoreApplication::sendEvent(field_, &event);
    }
}

void KeyboardInput::key(int key) {
    sending_ = true;
    for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        if (field_) {
            QKeyEvent event(type, key, Qt::NoModifier);
            QCoreApplication::sendEvent(field_, &event);
        }
    }
    sending_ = false;
}

void KeyboardInput::forget() {
    if (pinyin_) {
        pinyin_->clear();
    }
    writing_.clear();
}

void KeyboardInput::recompose() {
    if (writes()) {
        view_ = {{}, writing_.candidates(), writing_.earlier(), writing_.later()};
    } else {
        view_ = pinyin_ ? pinyin_->view() : PinyinView();
    }
    emit composed();
}

}  // namespace doorstep::kiosk

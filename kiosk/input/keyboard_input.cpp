#include "kiosk/input/keyboard_input.hpp"

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

}  // namespace

KeyboardInput::KeyboardInput(QObject* parent) : QObject(parent) {
    connect(qGuiApp, &QGuiApplication::focusObjectChanged, this, &KeyboardInput::look_at);
    look_at(QGuiApplication::focusObject());
}

KeyboardInput::~KeyboardInput() = default;

void KeyboardInput::look_at(QObject* focus) {
    QInputMethodQueryEvent query(Qt::ImEnabled | Qt::ImHints | Qt::ImReadOnly);
    if (focus != nullptr) {
        QCoreApplication::sendEvent(focus, &query);
    }
    const bool takes_text = query.value(Qt::ImEnabled).toBool() && !query.value(Qt::ImReadOnly).toBool();
    field_ = takes_text ? focus : nullptr;
    if (pinyin_) {
        pinyin_->clear();
    }
    if (takes_text) {
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

void KeyboardInput::set_chinese(bool chinese) {
    chinese_ = chinese;
    if (pinyin_) {
        pinyin_->clear();
    }
    recompose();
    emit fieldChanged();
}

void KeyboardInput::type(const QString& text) {
    const char letter = text.size() == 1 ? text.at(0).toLatin1() : '\0';
    if (chinese() && letter >= 'a' && letter <= 'z') {
        pinyin_->letter(letter);
        recompose();
        return;
    }
    if (!view_.candidates.empty()) {
        choose(0);
    }
    commit(text);
}

void KeyboardInput::choose(int n) {
    if (pinyin_) {
        commit(QString::fromStdString(pinyin_->choose(n)));
        recompose();
    }
}

void KeyboardInput::erase() {
    if (chinese() && pinyin_->erase()) {
        recompose();
        return;
    }
    key(Qt::Key_Backspace);
}

void KeyboardInput::space() {
    if (view_.candidates.empty()) {
        commit(QStringLiteral(" "));
    } else {
        choose(0);
    }
}

void KeyboardInput::turnPage(bool forward) {
    if (pinyin_) {
        pinyin_->turn_page(forward);
        recompose();
    }
}

void KeyboardInput::finish() {
    if (!view_.candidates.empty()) {
        choose(0);
    }
    const QPointer<QObject> was = field_;
    key(Qt::Key_Return);
    // The answer may have moved on to another field or page already.
    if (was == field_) {
        hide();
    }
}

void KeyboardInput::hide() {
    if (auto* item = qobject_cast<QQuickItem*>(field_.data())) {
        item->setFocus(false);
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
    for (const auto type : {QEvent::KeyPress, QEvent::KeyRelease}) {
        if (field_) {
            QKeyEvent event(type, key, Qt::NoModifier);
            QCoreApplication::sendEvent(field_, &event);
        }
    }
}

void KeyboardInput::recompose() {
    view_ = pinyin_ ? pinyin_->view() : PinyinView();
    emit composed();
}

}  // namespace doorstep::kiosk

#include "kiosk/design/key_focus.hpp"

#include <QGuiApplication>
#include <QKeyEvent>
#include <QQuickItem>
#include <QQuickWindow>

namespace doorstep::kiosk {

KeyFocus::KeyFocus(QObject* parent) : QObject(parent) {
    qGuiApp->installEventFilter(this);
}

bool KeyFocus::eventFilter(QObject* object, QEvent* event) {
    switch (event->type()) {
        case QEvent::KeyPress:
            // The window gets each key first, its content what nobody within had a use for.
            if (qobject_cast<QQuickWindow*>(object) != nullptr) {
                show(true);
            } else if (auto* item = qobject_cast<QQuickItem*>(object);
                       item != nullptr && item->window() != nullptr && item == item->window()->contentItem()) {
                return walk(item, *static_cast<QKeyEvent*>(event));
            }
            break;
        case QEvent::MouseButtonPress:
        case QEvent::TouchBegin:
            show(false);
            break;
        default:
            break;
    }
    return QObject::eventFilter(object, event);
}

void KeyFocus::show(bool shown) {
    if (shown_ != shown) {
        shown_ = shown;
        emit shownChanged();
    }
}

bool KeyFocus::walk(QQuickItem* content, const QKeyEvent& event) {
    // Tab too: from what is no stop of its own, as a title, Qt would begin at the window's first.
    const int key = event.key();
    const bool forward = key == Qt::Key_Down || key == Qt::Key_Right || key == Qt::Key_Tab;
    const bool back = key == Qt::Key_Up || key == Qt::Key_Left || key == Qt::Key_Backtab;
    if (!forward && !back) {
        return false;
    }
    QQuickItem* from = content->window()->activeFocusItem();
    step(from != nullptr ? from : content, forward);
    return true;
}

void KeyFocus::step(QQuickItem* from, bool forward) {
    QQuickItem* next = from != nullptr ? from->nextItemInFocusChain(forward) : nullptr;
    if (next != nullptr) {
        next->forceActiveFocus(forward ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    }
}

}  // namespace doorstep::kiosk

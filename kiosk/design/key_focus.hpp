// KeyFocus: how a person gets about with keys alone. It knows whether keys or fingers were used last, so that rings are
// drawn for those who need them, and lets arrows walk as Tab does where nothing else has a use for them.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QQuickItem>

class QKeyEvent;

namespace doorstep::kiosk {

class KeyFocus : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    // A key was pressed after the last touch.
    Q_PROPERTY(bool shown READ shown NOTIFY shownChanged)

  public:
    // Watches the application's events from now on.
    explicit KeyFocus(QObject* parent = nullptr);
    bool eventFilter(QObject* object, QEvent* event) override;
    bool shown() const { return shown_; }

    // Gives the focus to the control before or behind `from` in the order of Tab, with its ring.
    Q_INVOKABLE void step(QQuickItem* from, bool forward);

  signals:
    void shownChanged();

  private:
    void show(bool shown);
    bool walk(QQuickItem* content, const QKeyEvent& event);

    bool shown_ = false;
};

}  // namespace doorstep::kiosk

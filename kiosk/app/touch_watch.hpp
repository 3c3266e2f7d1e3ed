// Tells when somebody touches screen, mouse or keys: the idle question counts from it.
#pragma once

#include <functional>

#include <QEvent>
#include <QObject>

namespace doorstep::kiosk {

class TouchWatch : public QObject {
  public:
    explicit TouchWatch(std::function<void()> touched) : touched_(std::move(touched)) {}
    bool eventFilter(QObject* object, QEvent* event) override {
        if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::TouchBegin ||
            event->type() == QEvent::KeyPress) {
            touched_();
        }
        return QObject::eventFilter(object, event);
    }

  private:
    std::function<void()> touched_;
};

}  // namespace doorstep::kiosk

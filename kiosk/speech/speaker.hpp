// The loudspeaker: reads the page that is shown, when it is asked for or always. Thread-bound to the Qt thread.
#pragma once

#include <memory>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QPointer>
#include <QQuickItem>

#include "kiosk/speech/voice.hpp"

namespace doorstep::kiosk {

class Speaker : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(bool usable READ usable NOTIFY changed)
    Q_PROPERTY(bool speaking READ speaking NOTIFY changed)
  public:
    explicit Speaker(QObject* parent = nullptr) : QObject(parent) {}
    // Until then it is mute.
    void set_voice(std::unique_ptr<Voice> voice);
    void set_language(const QString& code) { language_ = code; }
    // Each page is read as soon as it shows.
    void set_always(bool always) { always_ = always; }
    bool usable() const { return voice_ != nullptr && voice_->usable(); }
    bool speaking() const { return speaking_; }
    // The page that shows was read to the person, and not silenced by a touch.
    bool has_read() const { return has_read_; }

    // The button was touched: reads the page, or stops. A page about something private is read only when the button is
    // touched a second time; the first time says so.
    Q_INVOKABLE void touch(QQuickItem* page);
    // That page shows now.
    Q_INVOKABLE void turned(QQuickItem* page);
    Q_INVOKABLE void stop();

  signals:
    void changed();

  private:
    void read(QQuickItem* page, bool agreed);
    void say(const QString& text);
    void set_speaking(bool speaking);

    std::unique_ptr<Voice> voice_;
    QString language_ = QStringLiteral("en");
    bool always_ = false;
    bool speaking_ = false;
    bool has_read_ = false;
    QPointer<QQuickItem> warned_of_;  // the private page of which it was said that others may hear it
};

}  // namespace doorstep::kiosk

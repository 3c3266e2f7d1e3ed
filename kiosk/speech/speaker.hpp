// The loudspeaker: reads the page that is shown, when it is asked for or always. Thread-bound to the Qt thread.
#pragma once

#include <memory>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QPointer>
#include <QQuickItem>
#include <QVariantList>

#include "kiosk/speech/voice.hpp"

namespace doorstep::kiosk {

class Speaker : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(bool usable READ usable NOTIFY changed)
    Q_PROPERTY(bool speaking READ speaking NOTIFY changed)
    // Headphones are in and the loudspeaker is silent.
    Q_PROPERTY(bool alone READ alone NOTIFY changed)
    // What one can choose from, {value, text}: the machine's voice and the recorded ones of the language. Empty: there
    // are no recordings.
    Q_PROPERTY(QVariantList voices READ voices NOTIFY changed)
    // Of them, the one that speaks when nobody chose.
    Q_PROPERTY(QString usualVoice READ usual_voice NOTIFY changed)
  public:
    explicit Speaker(QObject* parent = nullptr) : QObject(parent) {}
    // Until then it is mute.
    void set_voice(std::unique_ptr<Voice> voice);
    void set_language(const QString& code);
    // The first words of whatever is read, on every page; empty: none.
    void set_preface(const QString& words) { preface_ = words; }
    // Each page is read as soon as it shows.
    void set_always(bool always) { always_ = always; }
    // Of what is said from now on.
    void set_manner(const Manner& manner) { manner_ = manner; }
    // One of voices(), or "": the usual one.
    void choose(const QString& voice);
    QVariantList voices() const;
    QString usual_voice() const;
    // Only the person hears: what is private is said without a question. No longer: what was said for that reason alone
    // ends in the middle of a word.
    void set_alone(bool alone);
    bool alone() const { return alone_; }
    bool usable() const { return voice_ != nullptr && voice_->usable(); }
    bool speaking() const { return speaking_; }
    // The page that shows was read to the person, and not silenced by a touch.
    bool has_read() const { return has_read_; }

    // The button was touched: reads the page, or stops. A page about something private is read only when the button is
    // touched a second time; the first time says so.
    Q_INVOKABLE void touch(QQuickItem* page);
    // That page shows now.
    Q_INVOKABLE void turned(QQuickItem* page);
    // A sound file of the person's own, as loud as all else; also where nothing can be read aloud. With headphones in
    // it ends when they are pulled out.
    void play(const QString& file);
    // A sentence that tells nothing, to hear how it sounds.
    Q_INVOKABLE void sample();
    Q_INVOKABLE void stop();

  signals:
    void changed();

  private:
    void read(QQuickItem* page, bool agreed);
    void say(const QString& text);
    void set_speaking(bool speaking);

    std::unique_ptr<Voice> voice_;
    QString language_ = QStringLiteral("en");
    Manner manner_;
    QString preface_;
    bool always_ = false;
    bool alone_ = false;
    bool secret_ = false;  // what is said now is so because nobody else hears
    bool speaking_ = false;
    bool has_read_ = false;
    QPointer<QQuickItem> warned_of_;  // the private page of which it was said that others may hear it
};

}  // namespace doorstep::kiosk

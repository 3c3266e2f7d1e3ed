// What journeys share in which somebody writes to the township: the words, pages beside them, and what became of the
// letter. Thread-bound to the Qt thread.
#pragma once

#include <QVariantList>

#include "kiosk/session/journey.hpp"
#include "kiosk/session/letter_draft.hpp"

namespace doorstep::kiosk {

class LetterJourney : public Journey {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("base of the journeys with letters")
    Q_PROPERTY(QString words READ words NOTIFY wordsChanged)
    Q_PROPERTY(int longestWords READ longest CONSTANT)
    // Pages beside the words: {number, picture, good, reasons, caption}.
    Q_PROPERTY(QVariantList papers READ papers NOTIFY contentChanged)
    Q_PROPERTY(bool scanning READ scanning NOTIFY contentChanged)
    Q_PROPERTY(bool canScan READ can_scan NOTIFY contentChanged)
    // For those that take the person's own voice.
    Q_PROPERTY(doorstep::kiosk::VoiceDesk* microphone READ microphone CONSTANT)
    // Sent while the line is up; else it waits here.
    Q_PROPERTY(bool lineUp READ line_up NOTIFY contentChanged)
  public:
    // `longest`: characters of the words; more fits on a page that is scanned.
    LetterJourney(Desk& desk, QObject* parent, int longest);
    QString words() const { return words_; }
    int longest() const { return longest_; }
    QVariantList papers() const { return letter_.pages().list(); }
    bool scanning() const { return letter_.scanning(); }
    bool can_scan() const { return desk().scanner.usable(); }
    VoiceDesk* microphone() const { return &desk().microphone; }
    bool line_up() const { return letter_.receipt().line_up; }
    Q_INVOKABLE void write(const QString& words);
    Q_INVOKABLE void scan();
    Q_INVOKABLE void removePage(int number);

  signals:
    void wordsChanged();

  protected:
    // The page with the scanned pages shows: only then they are touched.
    virtual bool at_papers() const = 0;
    // The page with the microphone shows: what is wrong with it is told there.
    virtual bool at_microphone() const { return false; }
    LetterDraft& letter() { return letter_; }
    const LetterDraft& letter() const { return letter_; }
    bool has_words() const { return !words_.trimmed().isEmpty(); }
    void wipe_words();

  private:
    LetterDraft letter_;
    QString words_;
    int longest_;
};

}  // namespace doorstep::kiosk

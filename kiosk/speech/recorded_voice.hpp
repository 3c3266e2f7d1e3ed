// Speaks by a county's recordings where there are some, by another voice where there are none: line by line, always in
// the order of the page.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <QObject>
#include <QProcess>
#include <QStringList>

#include "kiosk/prompts/dialects.hpp"
#include "kiosk/speech/voice.hpp"

namespace doorstep::kiosk {

class RecordedVoice : public Voice {
  public:
    // `other` fills in. `player` is doorstep-play or another path to it; without it only the other one speaks.
    RecordedVoice(std::unique_ptr<Voice> other, prompts::Dialects dialects,
                  const QString& player = QStringLiteral("doorstep-play"));
    ~RecordedVoice() override;
    bool usable() const override { return other_->usable() || (!player_.isEmpty() && !dialects_.empty()); }
    void say(const QString& text, const QString& language, const Manner& manner) override;
    void play(const QString& file, const Manner& manner) override;
    void stop() override;
    std::vector<VoiceName> voices(const QString& language) const override;
    void choose(const QString& voice) override { dialect_ = voice; }

  private:
    // Lines in a row that one of the two says.
    struct Run {
        bool recorded = false;
        QStringList lines;
        std::vector<QStringList> files;  // of each line, when recorded
    };
    std::string dialect_now() const;
    std::vector<Run> runs_of(const QString& text) const;
    void next();
    void speak(const Run& run);
    void play_run(const Run& run);
    void played(bool well);
    void end_player();

    QObject here_;  // what comes later does not come when this has gone
    std::unique_ptr<Voice> other_;
    prompts::Dialects dialects_;
    QString player_;  // absolute; empty when it is not installed
    QString dialect_;
    QString language_;
    Manner manner_;
    std::vector<Run> left_;  // the next one last
    Run now_;
    std::unique_ptr<QProcess> process_;
};

}  // namespace doorstep::kiosk

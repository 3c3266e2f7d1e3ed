// Speaks through speech-dispatcher by its own client program, spd-say. A process of its own because the first
// connection may take seconds (the dispatcher starts, each engine lists its voices): the page must not stand still
// meanwhile.
#pragma once

#include <memory>
#include <optional>

#include <QProcess>

#include "kiosk/speech/voice.hpp"

namespace doorstep::kiosk {

class DispatcherVoice : public Voice {
  public:
    // `program` is spd-say, or another path to it.
    explicit DispatcherVoice(const QString& program = QStringLiteral("spd-say"));
    ~DispatcherVoice() override;
    bool usable() const override { return !program_.isEmpty(); }
    void say(const QString& text, const QString& language, const Manner& manner) override;
    // It cannot: at once at its end.
    void play(const QString& file, const Manner& manner) override;
    void stop() override;

  private:
    struct Text {
        QString text;
        QString language;
        Manner manner;
    };
    void speak(const Text& text);
    void spoken();
    void silenced();

    QString program_;                    // absolute; empty when it is not installed
    std::unique_ptr<QProcess> client_;   // says something
    std::unique_ptr<QProcess> silence_;  // takes back what was said last
    std::optional<Text> next_;           // said when that is done: the order to be silent would hit it too
};

}  // namespace doorstep::kiosk

// What a person says into the microphone, through the hub: open from start() to stop() and no longer, shown all the
// while (SECURITY 25). One recording is kept until it is sent, said again or forgotten. Thread-bound to the Qt thread.
#pragma once

#include <cstdint>
#include <optional>

#include <QtQml/qqmlregistration.h>
#include <QObject>

#include "kiosk/session/session.hpp"

namespace doorstep::kiosk {

class VoiceDesk : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(bool usable READ usable NOTIFY changed)
    Q_PROPERTY(bool open READ open NOTIFY changed)
    Q_PROPERTY(int ms READ ms NOTIFY changed)
    Q_PROPERTY(int peak READ peak NOTIFY changed)
    Q_PROPERTY(int longestMs READ longest_ms CONSTANT)
    // Something was said, and hardly anything was heard of it.
    Q_PROPERTY(bool recorded READ recorded NOTIFY changed)
    Q_PROPERTY(bool faint READ faint NOTIFY changed)
    Q_PROPERTY(bool playing READ playing NOTIFY changed)
  public:
    // Longer than anybody's answer; a submission's part stays below 1 MiB.
    static constexpr std::uint32_t longest_s = 180;

    explicit VoiceDesk(Session& session, QObject* parent = nullptr);
    // A microphone is there.
    bool usable() const { return session_.hub().usable(wire::Device::MICROPHONE); }
    // From start() until what was said is here or nothing comes any more.
    bool open() const { return open_; }
    // Of the one that is being said, or was: milliseconds, and how loud it is just now, percent.
    int ms() const { return static_cast<int>(ms_); }
    int peak() const { return open_ ? static_cast<int>(peak_) : 0; }
    int longest_ms() const { return static_cast<int>(longest_s) * 1000; }
    bool recorded() const { return recording_.has_value(); }
    bool faint() const { return recording_ && recording_->faint(); }
    // What was said; nothing before that.
    const std::optional<wire::VoiceRecording>& recording() const { return recording_; }
    // The next one: the earlier one is forgotten when this one is here. A second call while one runs does nothing.
    Q_INVOKABLE void start();
    // What was said until now counts; it ends by itself after longest_s.
    Q_INVOKABLE void stop();
    // Back to the one before; what is being said is thrown away.
    Q_INVOKABLE void cancel();
    // Whatever was said.
    Q_INVOKABLE void forget();
    // Lets it be heard, by whoever obeys playWanted and then tells when it is over; while it is heard: ends that.
    Q_INVOKABLE void play();
    bool playing() const { return playing_; }
    void set_playing(bool playing);

  signals:
    void changed();
    void playWanted(const QString& file);
    void stopWanted();
    void failed(const doorstep::wire::Fault& fault);

  private:
    void heard(const wire::VoiceHeard& heard);
    void came(const wire::VoiceRecording& recording);
    void ended(const wire::JobState& job);
    void order_end(std::uint64_t job, bool keep);
    void end(const wire::Fault& fault);

    Session& session_;
    bool open_ = false;
    bool stopping_ = false;
    bool playing_ = false;
    std::uint64_t turn_ = 0;  // answers to earlier starts are known by it
    std::uint64_t job_ = 0;   // 0 while the hub has not answered
    std::uint32_t ms_ = 0;
    std::uint32_t peak_ = 0;
    std::optional<wire::VoiceRecording> recording_;
};

}  // namespace doorstep::kiosk

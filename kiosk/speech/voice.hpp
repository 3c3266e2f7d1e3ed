// What says a text aloud: the seam between the kiosk and whatever speaks. Thread-bound to the Qt thread.
#pragma once

#include <functional>
#include <vector>

#include <QString>

namespace doorstep::kiosk {

// How a person likes to be spoken to.
struct Manner {
    double tempo = 1;     // of speech; the pitch stays
    double loudness = 1;  // 0 to 1, of what the station's own sound allows
};

// One of several voices, as people call it.
struct VoiceName {
    QString id;
    QString name;
};
// The voice that is no recording.
inline constexpr const char* machine_voice = "none";

class Voice {
  public:
    Voice() = default;
    virtual ~Voice() = default;
    Voice(const Voice&) = delete;
    Voice& operator=(const Voice&) = delete;
    // False: nothing here can speak, and the kiosk offers nothing of the kind.
    virtual bool usable() const = 0;
    // Says it in place of what is being said; never waits. `language` is "zh_CN" or "en"; a line is a pause.
    virtual void say(const QString& text, const QString& language, const Manner& manner) = 0;
    // A sound file in place of it, as it was said; `ended` as after say().
    virtual void play(const QString& file, const Manner& manner) = 0;
    // Falls silent in the middle of a word.
    virtual void stop() = 0;
    // Recorded voices of that language; the machine's stands beside them.
    virtual std::vector<VoiceName> voices(const QString& /*language*/) const { return {}; }
    // From now on: one of them, machine_voice, or "": the first that there is.
    virtual void choose(const QString& /*voice*/) {}
    // Called when the last text has come to its end, or could not be said; not after stop().
    std::function<void()> ended = [] {};
};

}  // namespace doorstep::kiosk

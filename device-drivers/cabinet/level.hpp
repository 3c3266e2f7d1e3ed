// What can be turned up and down: the light of the screen, the sound of the loudspeaker.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace doorstep::devices {

enum class LevelError {
    BadAddress = 1,  // stop at start and say the key
    Missing,         // look again later: there is none, or it went away
    Denied,          // tell the technician: the hub's user may not turn it
    Failed           // tell the technician: it did not take the value
};

// Of headphones beside the loudspeaker.
enum class Jack {
    None,  // the card has none that tells
    Out,
    In
};

// Thread-bound. Percents run from 0 (the least it can do) to 100.
class Level {
  public:
    virtual ~Level() = default;
    // Finds it; again at each call. Missing, Denied.
    virtual Status open() = 0;
    // Missing, Failed. After open() only.
    virtual Result<int> get() = 0;
    // Missing, Denied, Failed. After open() only.
    virtual Status set(int percent) = 0;
    // "intel_backlight", "default/Master"; empty before open().
    virtual std::string name() const = 0;
    // After open() only. None where it cannot be asked any more.
    virtual Jack jack() { return Jack::None; }
    // Turns the loudspeaker beside the headphones off or on again; after open() only. True when nothing is to be heard
    // of it while headphones are in; for off = false the answer means nothing.
    virtual bool silence_speaker(bool /*off*/) { return false; }
};

// The device's own numbers for 0 and 100 percent.
struct LevelRange {
    long least = 0;
    long most = 0;
    int percent_of(long value) const;  // 0 to 100, whatever the value
    long value_of(int percent) const;
};

// "backlight:" (the best one there is) or "backlight:NAME"; "alsa:" (the default card) or "alsa:CARD" or
// "alsa:CARD/ELEMENT". BadAddress for anything else; nothing is opened yet.
Result<std::unique_ptr<Level>> make_level(std::string_view address);

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::LevelError> {
    static constexpr std::string_view module = "level";
    static std::string_view name(devices::LevelError e);
};

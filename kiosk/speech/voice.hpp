// What says a text aloud: the seam between the kiosk and whatever speaks. Thread-bound to the Qt thread.
#pragma once

#include <functional>

#include <QString>

namespace doorstep::kiosk {

class Voice {
  public:
    Voice() = default;
    virtual ~Voice() = default;
    Voice(const Voice&) = delete;
    Voice& operator=(const Voice&) = delete;
    // False: nothing here can speak, and the kiosk offers nothing of the kind.
    virtual bool usable() const = 0;
    // Says it in place of what is being said; never waits. `language` is "zh_CN" or "en"; a line is a pause.
    virtual void say(const QString& text, const QString& language) = 0;
    // Falls silent in the middle of a word.
    virtual void stop() = 0;
    // Called when the last text has come to its end, or could not be said; not after stop().
    std::function<void()> ended = [] {};
};

}  // namespace doorstep::kiosk

// The X display that the kiosk is shown on: real pointer events (XTest) and pictures of what a person sees.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>

#include "base/error.hpp"

namespace doorstep::ui {

enum class ScreenError {
    NoDisplay = 1,  // start an X server and set DISPLAY
    NotWritten,     // the picture's folder is missing or full
};

// Thread-bound.
class XScreen {
  public:
    // The display that DISPLAY names.
    static Result<std::unique_ptr<XScreen>> open();
    ~XScreen();
    XScreen(const XScreen&) = delete;
    XScreen& operator=(const XScreen&) = delete;
    int width() const;
    int height() const;
    // Moves there, presses and releases the first button as a finger does; pixels of the whole screen.
    void click(int x, int y);
    // Presses at one place and lets go at another.
    void drag(int from_x, int from_y, int to_x, int to_y);
    // One key by its X name ("Escape", "Tab", "a"), with the modifier names held down; false when there is no such key.
    bool key(const std::string& name);
    // Looks at the rectangle until any pixel of it is another; the moment (monotonic milliseconds) when it was, nothing
    // when it stayed as it is for that time. Looks every few milliseconds: for measuring, not for waiting.
    std::optional<std::int64_t> wait_change(int x, int y, int width, int height, int timeout_ms);
    // The screen as PNG.
    Status save_png(const std::filesystem::path& file);

  private:
    struct State;
    explicit XScreen(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace doorstep::ui

template <>
struct doorstep::ErrorNames<doorstep::ui::ScreenError> {
    static constexpr std::string_view module = "screen";
    static std::string_view name(ui::ScreenError e) {
        return e == ui::ScreenError::NoDisplay ? "NoDisplay" : "NotWritten";
    }
};

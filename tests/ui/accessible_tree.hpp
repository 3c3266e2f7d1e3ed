// What a screen reader sees of the kiosk: controls by name, role, place and state, over AT-SPI.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace doorstep::ui {

struct Control {
    std::string name;
    std::string role;  // AT-SPI's own words: "push button", "label", "heading", "text", …
    std::string description;
    std::string text;                         // content of text fields, else empty
    int x = 0, y = 0, width = 0, height = 0;  // pixels of the screen
    bool showing = false;
    bool enabled = false;
    bool focused = false;
    bool checked = false;
    bool read_only = false;
};

// Every control of the application that shows on the screen, in reading order; empty while the application is not
// there.
std::vector<Control> visible_controls(const std::string& application);

// The control of the application that has the keyboard's focus and shows; nothing while none does. Quicker than
// visible_controls(): most of the tree is only asked for its state.
std::optional<Control> focused_control(const std::string& application);

// What to look for; an empty field matches all.
struct Wanted {
    std::string name;      // whole name
    std::string prefix;    // or its beginning
    std::string contains;  // or a part of it
    std::string role;
    int nth = 0;  // the how-maniest of several
};

// The control that fits, among `controls`.
std::optional<Control> find(const std::vector<Control>& controls, const Wanted& wanted);

}  // namespace doorstep::ui

#include "tests/shots/page_rules.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace doorstep::shots {
namespace {

using nlohmann::json;

struct Shown {
    std::string name;
    std::string role;
    bool enabled = false;
    bool read_only = false;  // shows what was typed elsewhere; nobody aims at it
    Rect rect;
};

std::vector<Shown> shown_controls(const json& page) {
    std::vector<Shown> out;
    for (const auto& c : page.value("controls", json::array())) {
        const auto& r = c.at("rect");
        out.push_back({c.value("name", ""),
                       c.value("role", ""),
                       c.value("enabled", false),
                       c.value("read_only", false),
                       {r[0], r[1], r[2], r[3]}});
    }
    return out;
}

// Qt's spelling of AT-SPI roles for what a finger aims at.
bool is_target(const Shown& control) {
    static const std::set<std::string> roles{"push button", "button", "radio button", "check box",    "toggle button",
                                             "list item",   "text",   "entry",        "password text"};
    return roles.contains(control.role) && !control.read_only;
}

bool is_text(const Shown& control) {
    static const std::set<std::string> roles{"label", "static", "heading", "paragraph", "static text"};
    return roles.contains(control.role) || (is_target(control) && control.enabled);
}

// The row of buttons at the bottom of every page; 0 when there is none.
int bar_of(const std::vector<Shown>& controls, int height) {
    std::map<int, int> rows;
    for (const auto& c : controls) {
        if (c.role == "push button" && c.rect.y > height * 8 / 10 && c.rect.y + c.rect.height < height) {
            ++rows[c.rect.y];
        }
    }
    const auto most = std::max_element(rows.begin(), rows.end(), [](auto& a, auto& b) { return a.second < b.second; });
    return most != rows.end() ? most->first : 0;
}

// What a person can see and reach now: under a question only the question, and of a page that scrolls nothing that its
// bottom bar covers (the accessibility tree has it with its whole rectangle).
std::vector<Shown> reachable(const std::vector<Shown>& controls, int height) {
    const auto question =
        std::find_if(controls.begin(), controls.end(), [](const Shown& c) { return c.role == "dialog"; });
    const int bar = bar_of(controls, height);
    const auto first_of_bar = std::find_if(
        controls.begin(), controls.end(), [bar](const Shown& c) { return c.role == "push button" && c.rect.y == bar; });
    std::vector<Shown> out;
    for (auto one = controls.begin(); one != controls.end(); ++one) {
        const auto& c = *one;
        const bool behind = question != controls.end() && !holds(question->rect, c.rect);
        const bool covered =
            bar > 0 && c.rect.y != bar && c.rect.y + c.rect.height > bar && c.rect.y < bar + height / 12;
        // Further down in what scrolls: it begins below the bar, and is told of before the bar (the status line, which
        // stands there too, after it) or ends below the panel.
        const bool below_fold = bar > 0 && c.rect.y > bar && (one < first_of_bar || c.rect.y + c.rect.height > height);
        if (!behind && !covered && !below_fold) {
            out.push_back(c);
        }
    }
    return out;
}

}  // namespace

std::vector<std::string> breaches(const Picture& picture, const json& page, const Rules& rules) {
    std::vector<std::string> out;
    const auto controls = reachable(shown_controls(page), picture.height);
    const Rect screen{0, 0, picture.width, picture.height};
    const int smallest =
        static_cast<int>(rules.smallest_target_mm * rules.pixels_per_mm);  // a part of a pixel is forgiven
    for (std::size_t i = 0; i < controls.size(); ++i) {
        const auto& c = controls[i];
        // Content of a scrolled list may reach past its frame; what cannot be seen at all is judged when scrolled to.
        if (!overlap(screen, c.rect)) {
            continue;
        }
        if (is_target(c) && !holds(screen, c.rect)) {
            out.push_back(fmt::format("outside: {} reaches past the screen", c.name));
            continue;
        }
        if (is_target(c) && (c.rect.width < smallest || c.rect.height < smallest)) {
            out.push_back(fmt::format("target: {} is {:.1f} × {:.1f} mm", c.name, c.rect.width / rules.pixels_per_mm,
                                      c.rect.height / rules.pixels_per_mm));
        }
        if (const auto ink = is_text(c) ? ink_contrast(picture, c.rect) : std::nullopt;
            ink && *ink < rules.lowest_contrast) {
            out.push_back(fmt::format("contrast: {} has {:.2f}:1", c.name, *ink));
        }
        for (std::size_t j = i + 1; j < controls.size(); ++j) {
            const auto& d = controls[j];
            if (is_target(c) && is_target(d) && overlap(c.rect, d.rect) && !holds(c.rect, d.rect) &&
                !holds(d.rect, c.rect)) {
                out.push_back(fmt::format("overlap: {} and {}", c.name, d.name));
            }
        }
    }
    return out;
}

}  // namespace doorstep::shots

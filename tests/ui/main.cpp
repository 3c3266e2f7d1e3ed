// doorstep-ui-driver: a person's eyes and finger for scripts. One JSON command a line on standard input, one JSON
// answer a line on standard output. It runs as the kiosk's user, because the accessibility bus lets no other in.
#include <atspi/atspi.h>

#include <chrono>
#include <cstdio>
#include <iostream>
#include <thread>

#include <nlohmann/json.hpp>

#include "tests/ui/accessible_tree.hpp"
#include "tests/ui/x_screen.hpp"

namespace {

using doorstep::ui::Control;
using doorstep::ui::Wanted;
using nlohmann::json;

constexpr auto look_again = std::chrono::milliseconds(60);

struct Driver {
    std::string application;
    std::unique_ptr<doorstep::ui::XScreen> screen;
    // How the kiosk describes a control that is switched off; Qt 6.4 gives Quick items no such state.
    std::string off;
};

std::vector<Control> visible_controls(const Driver& driver) {
    auto controls = doorstep::ui::visible_controls(driver.application);
    for (auto& c : controls) {
        c.enabled = c.enabled && (driver.off.empty() || c.description != driver.off);
    }
    return controls;
}

json as_json(const Control& c) {
    return {{"name", c.name},       {"role", c.role},           {"description", c.description},
            {"text", c.text},       {"enabled", c.enabled},     {"focused", c.focused},
            {"checked", c.checked}, {"read_only", c.read_only}, {"rect", {c.x, c.y, c.width, c.height}}};
}

Wanted wanted_of(const json& command) {
    return {command.value("name", ""), command.value("prefix", ""), command.value("contains", ""),
            command.value("role", ""), command.value("nth", 0)};
}

bool on_screen(const Driver& driver, const Control& c) {
    const int x = c.x + c.width / 2;
    const int y = c.y + c.height / 2;
    return x >= 0 && y >= 0 && x < driver.screen->width() && y < driver.screen->height();
}

// Looks again and again until `ready` gives an answer or the command's time is over.
template <class Ready>
json wait_for(const Driver& driver, const json& command, const Ready& ready) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::milliseconds(command.value("timeout_ms", 8000));
    for (;;) {
        const auto controls = visible_controls(driver);
        if (const auto answer = ready(controls); !answer.is_null()) {
            return answer;
        }
        if (std::chrono::steady_clock::now() >= end) {
            json names = json::array();
            for (const auto& c : controls) {
                names.push_back(c.name);
            }
            return {{"ok", false}, {"why", "not there in time"}, {"showing", names}};
        }
        std::this_thread::sleep_for(look_again);
    }
}

json tree(const Driver& driver) {
    json controls = json::array();
    for (const auto& c : visible_controls(driver)) {
        controls.push_back(as_json(c));
    }
    return {{"ok", true}, {"controls", controls}, {"screen", {driver.screen->width(), driver.screen->height()}}};
}

// Clicks where the control rests: one that still moves would be missed, by a person too.
json click(Driver& driver, const json& command) {
    std::optional<Control> before;
    const json found = wait_for(driver, command, [&](const std::vector<Control>& controls) -> json {
        const auto now = doorstep::ui::find(controls, wanted_of(command));
        const bool rests = now && before && now->x == before->x && now->y == before->y && now->width == before->width;
        before = now;
        return rests && now->enabled && on_screen(driver, *now) ? json{{"ok", true}, {"control", as_json(*now)}}
                                                                : json();
    });
    if (found.value("ok", false)) {
        driver.screen->click(before->x + before->width / 2, before->y + before->height / 2);
    }
    return found;
}

json wait_any(const Driver& driver, const json& command) {
    return wait_for(driver, command, [&](const std::vector<Control>& controls) -> json {
        const auto& any = command.at("any");
        for (std::size_t i = 0; i < any.size(); ++i) {
            if (const auto found = doorstep::ui::find(controls, wanted_of(any[i]))) {
                return {{"ok", true}, {"which", i}, {"control", as_json(*found)}};
            }
        }
        return {};
    });
}

json wait_gone(const Driver& driver, const json& command) {
    return wait_for(driver, command, [&](const std::vector<Control>& controls) -> json {
        return doorstep::ui::find(controls, wanted_of(command)) ? json() : json{{"ok", true}};
    });
}

json focus(const Driver& driver) {
    auto control = doorstep::ui::focused_control(driver.application);
    if (!control) {
        return {{"ok", false}, {"why", "nothing has the focus"}};
    }
    control->enabled = control->enabled && (driver.off.empty() || control->description != driver.off);
    return {{"ok", true}, {"control", as_json(*control)}, {"seen", on_screen(driver, *control)}};
}

// When the rectangle changed, in monotonic milliseconds of this machine.
json watch(Driver& driver, const json& command) {
    const auto& rect = command.at("rect");
    const auto at = driver.screen->wait_change(rect.at(0).get<int>(), rect.at(1).get<int>(), rect.at(2).get<int>(),
                                               rect.at(3).get<int>(), command.value("timeout_ms", 8000));
    return at ? json{{"ok", true}, {"at", *at}} : json{{"ok", false}, {"why", "nothing changed in time"}};
}

json carry_out(Driver& driver, const json& command) {
    const auto what = command.at("do").get<std::string>();
    if (what == "tree") {
        return tree(driver);
    }
    if (what == "click") {
        return click(driver, command);
    }
    if (what == "wait") {
        return wait_any(driver, command);
    }
    if (what == "gone") {
        return wait_gone(driver, command);
    }
    if (what == "watch") {
        return watch(driver, command);
    }
    if (what == "focus") {
        return focus(driver);
    }
    if (what == "off") {
        driver.off = command.at("description").get<std::string>();
        return {{"ok", true}};
    }
    if (what == "press") {
        driver.screen->click(command.at("x").get<int>(), command.at("y").get<int>());
        return {{"ok", true}};
    }
    if (what == "drag") {
        driver.screen->drag(command.at("x").get<int>(), command.at("y").get<int>(), command.at("to_x").get<int>(),
                            command.at("to_y").get<int>());
        return {{"ok", true}};
    }
    if (what == "key") {
        return {{"ok", driver.screen->key(command.at("key").get<std::string>())}};
    }
    if (what == "shot") {
        const auto saved = driver.screen->save_png(command.at("file").get<std::string>());
        return saved ? json{{"ok", true}} : json{{"ok", false}, {"why", saved.error().text()}};
    }
    return {{"ok", false}, {"why", "no such command: " + what}};
}

}  // namespace

int main(int argc, char** argv) {
    Driver driver{argc > 1 ? argv[1] : "doorstep-kiosk", nullptr, {}};
    if (driver.application == "--help") {
        std::puts(
            "doorstep-ui-driver [APPLICATION]: JSON commands on standard input (do: tree, click, wait, gone, watch, "
            "focus, off, press, drag, key, shot)");
        return 0;
    }
    auto screen = doorstep::ui::XScreen::open();
    if (!screen || atspi_init() > 1) {
        std::fprintf(stderr, "doorstep-ui-driver: %s\n",
                     screen ? "no accessibility bus" : screen.error().text().c_str());
        return 2;
    }
    driver.screen = std::move(*screen);
    for (std::string line; std::getline(std::cin, line);) {
        json answer;
        try {
            answer = carry_out(driver, json::parse(line));
        } catch (const json::exception& e) {
            answer = {{"ok", false}, {"why", e.what()}};
        }
        std::cout << answer.dump(-1, ' ', false, json::error_handler_t::replace) << std::endl;
    }
    return 0;
}

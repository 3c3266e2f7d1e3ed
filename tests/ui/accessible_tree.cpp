#include "tests/ui/accessible_tree.hpp"

#include <atspi/atspi.h>

#include <functional>
#include <initializer_list>
#include <memory>

namespace doorstep::ui {
namespace {

struct Unref {
    template <class T>
    void operator()(T* object) const {
        g_object_unref(object);
    }
};
using Accessible = std::unique_ptr<AtspiAccessible, Unref>;

constexpr int deepest = 60;         // a tree deeper than this is a loop
constexpr std::size_t most = 3000;  // controls on one page; more is a defect

std::string take(gchar* text) {
    const std::string copy = text != nullptr ? text : "";
    g_free(text);
    return copy;
}

std::string text_of(AtspiAccessible* node) {
    AtspiText* text = atspi_accessible_get_text_iface(node);
    if (text == nullptr) {
        return {};
    }
    const std::string content =
        take(atspi_text_get_text(text, 0, atspi_text_get_character_count(text, nullptr), nullptr));
    g_object_unref(text);
    return content;
}

void place(AtspiAccessible* node, Control& control) {
    AtspiComponent* component = atspi_accessible_get_component_iface(node);
    if (component == nullptr) {
        return;
    }
    if (AtspiRect* rect = atspi_component_get_extents(component, ATSPI_COORD_TYPE_SCREEN, nullptr); rect != nullptr) {
        control.x = rect->x;
        control.y = rect->y;
        control.width = rect->width;
        control.height = rect->height;
        g_free(rect);
    }
    g_object_unref(component);
}

bool has_states(AtspiAccessible* node, std::initializer_list<AtspiStateType> wanted) {
    AtspiStateSet* states = atspi_accessible_get_state_set(node);
    if (states == nullptr) {
        return false;
    }
    bool all = true;
    for (const auto state : wanted) {
        all = all && atspi_state_set_contains(states, state) != 0;
    }
    g_object_unref(states);
    return all;
}

Control describe(AtspiAccessible* node) {
    Control control;
    control.name = take(atspi_accessible_get_name(node, nullptr));
    control.role = take(atspi_accessible_get_role_name(node, nullptr));
    control.description = take(atspi_accessible_get_description(node, nullptr));
    if (AtspiStateSet* states = atspi_accessible_get_state_set(node); states != nullptr) {
        control.showing = atspi_state_set_contains(states, ATSPI_STATE_SHOWING) != 0;
        control.enabled = atspi_state_set_contains(states, ATSPI_STATE_ENABLED) != 0;
        control.focused = atspi_state_set_contains(states, ATSPI_STATE_FOCUSED) != 0;
        control.read_only = atspi_state_set_contains(states, ATSPI_STATE_READ_ONLY) != 0;
        control.checked = atspi_state_set_contains(states, ATSPI_STATE_CHECKED) != 0;
        g_object_unref(states);
    }
    place(node, control);
    if (control.role == "text" || control.role == "entry" || control.role == "password text") {
        control.text = text_of(node);
    }
    return control;
}

void collect(AtspiAccessible* node, int depth, std::vector<Control>& out) {
    atspi_accessible_clear_cache(node);
    if (depth > deepest || out.size() >= most) {
        return;
    }
    Control control = describe(node);
    // The window and the application node are no controls, but lead to them.
    if (depth > 1) {
        if (!control.showing) {
            return;
        }
        if (!control.name.empty() && control.width > 0 && control.height > 0) {
            out.push_back(std::move(control));
        }
    }
    const int children = atspi_accessible_get_child_count(node, nullptr);
    for (int i = 0; i < children; ++i) {
        const Accessible child(atspi_accessible_get_child_at_index(node, i, nullptr));
        if (child) {
            collect(child.get(), depth + 1, out);
        }
    }
}

std::optional<Control> focused_below(AtspiAccessible* node, int depth) {
    atspi_accessible_clear_cache(node);
    if (depth > deepest || (depth > 1 && !has_states(node, {ATSPI_STATE_SHOWING}))) {
        return std::nullopt;
    }
    const int children = atspi_accessible_get_child_count(node, nullptr);
    for (int i = 0; i < children; ++i) {
        const Accessible child(atspi_accessible_get_child_at_index(node, i, nullptr));
        if (auto found = child ? focused_below(child.get(), depth + 1) : std::nullopt) {
            return found;
        }
    }
    // The innermost counts: a window says that it has the focus too.
    return depth > 1 && has_states(node, {ATSPI_STATE_FOCUSED}) ? std::optional(describe(node)) : std::nullopt;
}

// The newest instance stands last; an older one is on its way out. Ends when `look` says that it saw what it wanted.
void for_each_instance(const std::string& application, const std::function<bool(AtspiAccessible*)>& look) {
    AtspiAccessible* desktop = atspi_get_desktop(0);
    if (desktop == nullptr) {
        return;
    }
    const Accessible keep(desktop);
    atspi_accessible_clear_cache(desktop);
    for (int i = atspi_accessible_get_child_count(desktop, nullptr) - 1; i >= 0; --i) {
        const Accessible app(atspi_accessible_get_child_at_index(desktop, i, nullptr));
        if (app && take(atspi_accessible_get_name(app.get(), nullptr)) == application && look(app.get())) {
            return;
        }
    }
}

bool fits(const Control& control, const Wanted& wanted) {
    return (wanted.name.empty() || control.name == wanted.name) &&
           (wanted.prefix.empty() || control.name.starts_with(wanted.prefix)) &&
           (wanted.contains.empty() || control.name.find(wanted.contains) != std::string::npos) &&
           (wanted.role.empty() || control.role == wanted.role);
}

}  // namespace

std::vector<Control> visible_controls(const std::string& application) {
    std::vector<Control> out;
    for_each_instance(application, [&](AtspiAccessible* app) {
        collect(app, 0, out);
        return !out.empty();
    });
    return out;
}

std::optional<Control> focused_control(const std::string& application) {
    std::optional<Control> found;
    for_each_instance(application, [&](AtspiAccessible* app) {
        found = focused_below(app, 0);
        return found.has_value();
    });
    return found;
}

std::optional<Control> find(const std::vector<Control>& controls, const Wanted& wanted) {
    int nth = wanted.nth;
    for (const auto& control : controls) {
        if (fits(control, wanted) && nth-- == 0) {
            return control;
        }
    }
    return std::nullopt;
}

}  // namespace doorstep::ui

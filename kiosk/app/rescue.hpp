// When the machine cannot work at all there is one page that says so; it needs neither hub nor agent nor configuration.
#pragma once

#include <optional>
#include <string>

class QGuiApplication;

namespace doorstep::kiosk {

// Why the system says that nothing can be done here: the word in run_folder()/rescue (provisioning/image writes it
// before we start, "data-shut"); nothing in a machine that works. At most 64 bytes count.
std::optional<std::string> rescue_reason();

// Shows the page until a stop is requested; the program's exit code. shown is called when it is on the screen.
// Thread-bound.
int run_rescue(QGuiApplication& app, const std::string& reason, void (*shown)());

}  // namespace doorstep::kiosk

// Makes `import Doorstep.Input` work in a program that links this library.
#pragma once

namespace doorstep::kiosk {

// Registers the types. Before the first QML is loaded; add_design_module gives the engine the path.
void add_input_module();

}  // namespace doorstep::kiosk

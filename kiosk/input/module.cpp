#include "kiosk/input/module.hpp"

#include <QtQml/qqml.h>

// Written by Qt's build step for the module.
extern void qml_register_types_Doorstep_Input();

// Q_INIT_RESOURCE must stand outside any namespace.
static void init_resources() {
    Q_INIT_RESOURCE(qmake_Doorstep_Input);
}

namespace doorstep::kiosk {

void add_input_module() {
    init_resources();
    qml_register_types_Doorstep_Input();
}

}  // namespace doorstep::kiosk

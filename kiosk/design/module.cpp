#include "kiosk/design/module.hpp"

#include <QtQml/qqml.h>
#include <QFont>
#include <QGuiApplication>
#include <QQmlEngine>
#include <QStyleHints>

#include "kiosk/design/units.hpp"

// Written by Qt's build step for the module; naming it keeps the linker from dropping it out of the static library.
extern void qml_register_types_Doorstep_Design();

// Q_INIT_RESOURCE must stand outside any namespace.
static void init_resources() {
    Q_INIT_RESOURCE(qmake_Doorstep_Design);
    Q_INIT_RESOURCE(doorstep_kiosk_pictograms);
}

namespace doorstep::kiosk {

void prepare_design(QGuiApplication& application) {
    QFont font(Units::family());
    font.setPixelSize(Units().body_text());
    application.setFont(font);
    // A cursor that blinks is a movement nobody asked for, and a shot of the page would differ from run to run.
    application.styleHints()->setCursorFlashTime(0);
}

void add_design_module(QQmlEngine& engine) {
    init_resources();
    qml_register_types_Doorstep_Design();
    engine.addImportPath(QStringLiteral("qrc:/qt/qml"));
}

}  // namespace doorstep::kiosk

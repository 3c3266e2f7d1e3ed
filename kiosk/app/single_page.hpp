// What the program shows in place of the whole app: one page that needs neither hub nor agent nor configuration.
#pragma once

#include <QString>
#include <QVariantMap>

class QGuiApplication;

namespace doorstep::kiosk {

// Shows Doorstep.App's page (a Window with the property `language`) until a stop is requested; the program's exit code.
// shown is called when it is on the screen. Thread-bound.
int run_single_page(QGuiApplication& app, const QString& page, QVariantMap properties, void (*shown)());

}  // namespace doorstep::kiosk

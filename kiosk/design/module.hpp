// Makes `import Doorstep.Design` work in a program that links this library.
#pragma once

class QGuiApplication;
class QQmlEngine;

namespace doorstep::kiosk {

// Sets font and palette of the application. Once, after it was made and before QML is loaded.
void prepare_design(QGuiApplication& application);
// Registers the types and adds the path of our modules ("qrc:/qt/qml") to the engine. Before its first load.
void add_design_module(QQmlEngine& engine);

}  // namespace doorstep::kiosk

// Which file shows which page: the one router table.
#pragma once

#include <span>
#include <utility>

#include <QString>
#include <QUrl>

namespace doorstep::kiosk {

// The QML file of a page id; the home page's for an unknown id.
QUrl page_file(const QString& page);
// All page ids with their files, for tests and shots.
std::span<const std::pair<const char*, const char*>> all_pages();
// Registers the QML types and resources of all our modules; once, before the engine loads.
void register_modules();

}  // namespace doorstep::kiosk

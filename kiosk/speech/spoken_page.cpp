#include "kiosk/speech/spoken_page.hpp"

namespace doorstep::kiosk {
namespace {

void collect(const QQuickItem& item, QStringList& texts) {
    if (!item.isVisible()) {
        return;
    }
    for (const auto& line : item.property("spokenText").toString().split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        if (!texts.contains(line)) {
            texts.append(line);
        }
    }
    for (const QQuickItem* child : item.childItems()) {
        collect(*child, texts);
    }
}

}  // namespace

SpokenPage spoken_page(const QQuickItem& page) {
    SpokenPage spoken;
    collect(page, spoken.texts);
    spoken.is_private = page.property("spokenPrivate").toBool();
    return spoken;
}

}  // namespace doorstep::kiosk

// What of a page is said aloud: only what its controls offer in a property `spokenText` – titles, help, names of
// buttons and choices – and never what was entered, scanned or read from a card (SECURITY 27).
#pragma once

#include <QQuickItem>
#include <QStringList>

namespace doorstep::kiosk {

struct SpokenPage {
    QStringList texts;        // in the order of the page, each once
    bool is_private = false;  // about illness, money, numbers or answers: only when the person agrees
};

// Of what shows of the item and below it. `spokenPrivate` of the item itself marks the whole page.
SpokenPage spoken_page(const QQuickItem& page);

}  // namespace doorstep::kiosk

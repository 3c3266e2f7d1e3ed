// Colours: the palette by meaning (`Colours.danger`), and the pairs that may stand on each other. A test computes the
// contrast of every pair: at least 7:1 for text, 4.5:1 for what is switched off, 3:1 for edges and focus.
#pragma once

#include <vector>

#include <QtQml/qqmlregistration.h>
#include <QColor>
#include <QObject>

namespace doorstep::kiosk {

class Colours : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QColor page MEMBER page CONSTANT)
    Q_PROPERTY(QColor surface MEMBER surface CONSTANT)
    Q_PROPERTY(QColor surfacePressed MEMBER surface_pressed CONSTANT)
    Q_PROPERTY(QColor ink MEMBER ink CONSTANT)
    Q_PROPERTY(QColor inkSoft MEMBER ink_soft CONSTANT)
    Q_PROPERTY(QColor edge MEMBER edge CONSTANT)
    Q_PROPERTY(QColor primary MEMBER primary CONSTANT)
    Q_PROPERTY(QColor primaryPressed MEMBER primary_pressed CONSTANT)
    Q_PROPERTY(QColor primaryTint MEMBER primary_tint CONSTANT)
    Q_PROPERTY(QColor onPrimary MEMBER on_primary CONSTANT)
    Q_PROPERTY(QColor danger MEMBER danger CONSTANT)
    Q_PROPERTY(QColor dangerPressed MEMBER danger_pressed CONSTANT)
    Q_PROPERTY(QColor dangerTint MEMBER danger_tint CONSTANT)
    Q_PROPERTY(QColor warn MEMBER warn CONSTANT)
    Q_PROPERTY(QColor warnTint MEMBER warn_tint CONSTANT)
    Q_PROPERTY(QColor info MEMBER info CONSTANT)
    Q_PROPERTY(QColor infoTint MEMBER info_tint CONSTANT)
    Q_PROPERTY(QColor off MEMBER off CONSTANT)
    Q_PROPERTY(QColor onOff MEMBER on_off CONSTANT)
    Q_PROPERTY(QColor focus MEMBER focus CONSTANT)
    Q_PROPERTY(QColor shade MEMBER shade CONSTANT)
    Q_PROPERTY(QColor dark MEMBER dark CONSTANT)
    Q_PROPERTY(QColor onDark MEMBER on_dark CONSTANT)

  public:
    explicit Colours(QObject* parent = nullptr) : QObject(parent) {}

    QColor page{0xF4, 0xF6, 0xF5};             // behind everything
    QColor surface{0xFF, 0xFF, 0xFF};          // cards, fields, rows
    QColor surface_pressed{0xDC, 0xE9, 0xE4};  // a row or second button under the finger
    QColor ink{0x12, 0x1C, 0x19};              // text
    QColor ink_soft{0x3A, 0x47, 0x43};         // hints; still 7:1
    QColor edge{0x6B, 0x78, 0x74};             // borders that carry meaning
    QColor primary{0x0B, 0x53, 0x45};          // the one next step
    QColor primary_pressed{0x06, 0x38, 0x2E};
    QColor primary_tint{0xDF, 0xEF, 0xE9};  // what is chosen
    QColor on_primary{0xFF, 0xFF, 0xFF};
    QColor danger{0x8E, 0x16, 0x1B};  // deletes or ends something; errors
    QColor danger_pressed{0x66, 0x0D, 0x12};
    QColor danger_tint{0xFD, 0xEA, 0xE9};
    QColor warn{0x66, 0x40, 0x00};
    QColor warn_tint{0xFF, 0xF1, 0xCF};
    QColor info{0x0E, 0x44, 0x7A};
    QColor info_tint{0xE4, 0xF0, 0xFB};
    QColor off{0xE2, 0xE6, 0xE4};          // ground of what is switched off
    QColor on_off{0x55, 0x60, 0x5C};       // its text
    QColor focus{0x00, 0x4F, 0xD6};        // ring of the keyboard focus, drawn outside the control
    QColor shade{0x0A, 0x14, 0x11, 0xB4};  // over the page behind a question
    QColor dark{0x14, 0x1D, 0x1A};         // ground of camera and previews
    QColor on_dark{0xFF, 0xFF, 0xFF};
};

// A foreground that a control puts on a ground, and the contrast it needs.
struct ColourPair {
    const char* what;
    QColor foreground;
    QColor ground;
    double least;
};

// Every pair that the controls use. A control that wants a new pair adds it here, where the test sees it.
std::vector<ColourPair> colour_pairs(const Colours& colours);
// Contrast as WCAG 2.2 computes it, 1 … 21; alpha is ignored.
double contrast(const QColor& a, const QColor& b);

}  // namespace doorstep::kiosk

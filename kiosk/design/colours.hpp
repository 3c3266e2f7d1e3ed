// Colours: the palette by meaning (`Colours.danger`), and the pairs that may stand on each other. There are three
// themes; a test computes the contrast of every pair: for text at least 7:1, 10:1 and 20:1, for what is switched off
// 4.5:1, for edges and focus 3:1.
#pragma once

#include <vector>

#include <QtQml/qqmlregistration.h>
#include <QColor>
#include <QObject>
#include <QString>

namespace doorstep::kiosk {

// One theme's colours by their meaning.
struct Palette {
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

// The light palette; darker text on lighter grounds; white on black and nothing between.
enum class Theme { Normal, High, Highest };
// "normal", "high", "highest"; anything else is normal.
Theme theme_of(const QString& name);
QString theme_name(Theme theme);
// The theme's own promise for text, 7, 10 or 20.
double text_contrast(Theme theme);

class Colours : public QObject, public Palette {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    // "normal", "high" or "highest": every colour changes at once.
    Q_PROPERTY(QString theme READ theme_text WRITE set_theme_text NOTIFY changed)
    Q_PROPERTY(QColor page MEMBER page NOTIFY changed)
    Q_PROPERTY(QColor surface MEMBER surface NOTIFY changed)
    Q_PROPERTY(QColor surfacePressed MEMBER surface_pressed NOTIFY changed)
    Q_PROPERTY(QColor ink MEMBER ink NOTIFY changed)
    Q_PROPERTY(QColor inkSoft MEMBER ink_soft NOTIFY changed)
    Q_PROPERTY(QColor edge MEMBER edge NOTIFY changed)
    Q_PROPERTY(QColor primary MEMBER primary NOTIFY changed)
    Q_PROPERTY(QColor primaryPressed MEMBER primary_pressed NOTIFY changed)
    Q_PROPERTY(QColor primaryTint MEMBER primary_tint NOTIFY changed)
    Q_PROPERTY(QColor onPrimary MEMBER on_primary NOTIFY changed)
    Q_PROPERTY(QColor danger MEMBER danger NOTIFY changed)
    Q_PROPERTY(QColor dangerPressed MEMBER danger_pressed NOTIFY changed)
    Q_PROPERTY(QColor dangerTint MEMBER danger_tint NOTIFY changed)
    Q_PROPERTY(QColor warn MEMBER warn NOTIFY changed)
    Q_PROPERTY(QColor warnTint MEMBER warn_tint NOTIFY changed)
    Q_PROPERTY(QColor info MEMBER info NOTIFY changed)
    Q_PROPERTY(QColor infoTint MEMBER info_tint NOTIFY changed)
    Q_PROPERTY(QColor off MEMBER off NOTIFY changed)
    Q_PROPERTY(QColor onOff MEMBER on_off NOTIFY changed)
    Q_PROPERTY(QColor focus MEMBER focus NOTIFY changed)
    Q_PROPERTY(QColor shade MEMBER shade NOTIFY changed)
    Q_PROPERTY(QColor dark MEMBER dark NOTIFY changed)
    Q_PROPERTY(QColor onDark MEMBER on_dark NOTIFY changed)

  public:
    explicit Colours(QObject* parent = nullptr) : QObject(parent) {}

    Theme theme() const { return theme_; }
    void set_theme(Theme theme);
    QString theme_text() const { return theme_name(theme_); }
    void set_theme_text(const QString& name) { set_theme(theme_of(name)); }

  signals:
    void changed();

  private:
    Theme theme_ = Theme::Normal;
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

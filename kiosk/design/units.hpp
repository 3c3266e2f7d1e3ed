// Units: the sizes and times of the kiosk as named tokens for QML (`Units.target`), in pixels of this panel.
#pragma once

#include <array>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>

namespace doorstep::kiosk {

// Sizes in millimetres behind the tokens (DOMAIN 4.3: seen from 60 cm, text 6 mm, targets 20 mm).
namespace millimetres {
inline constexpr double target = 20;
inline constexpr double small_text = 6;
inline constexpr double body_text = 6.6;  // a Chinese character fills 0.92 of its box: 6 mm of ink
inline constexpr double heading_text = 8;
inline constexpr double title_text = 10;
inline constexpr double huge_text = 14;
}  // namespace millimetres

// The four text sizes that a person can choose.
inline constexpr std::array text_scales{1.0, 1.2, 1.4, 1.6};

class Units : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    // Text sizes grow with it, 1.0 … 1.6; targets and gaps stay.
    Q_PROPERTY(double textScale READ text_scale WRITE set_text_scale NOTIFY textScaleChanged)
    Q_PROPERTY(int smallText READ small_text NOTIFY textScaleChanged)
    Q_PROPERTY(int bodyText READ body_text NOTIFY textScaleChanged)
    Q_PROPERTY(int headingText READ heading_text NOTIFY textScaleChanged)
    Q_PROPERTY(int titleText READ title_text NOTIFY textScaleChanged)
    Q_PROPERTY(int hugeText READ huge_text NOTIFY textScaleChanged)
    Q_PROPERTY(int target READ target CONSTANT)
    Q_PROPERTY(int gapSmall READ gap_small CONSTANT)
    Q_PROPERTY(int gap READ gap CONSTANT)
    Q_PROPERTY(int gapLarge READ gap_large CONSTANT)
    Q_PROPERTY(int radius READ radius CONSTANT)
    Q_PROPERTY(int line READ line CONSTANT)
    Q_PROPERTY(int focusLine READ focus_line CONSTANT)
    // Milliseconds: a change that is meant to be felt, one that is meant to be calm, and how long a wait may last
    // before it is shown.
    Q_PROPERTY(int quick MEMBER quick_ CONSTANT)
    Q_PROPERTY(int calm MEMBER calm_ CONSTANT)
    Q_PROPERTY(int waitShownAfter MEMBER wait_shown_after_ CONSTANT)
    Q_PROPERTY(QString family READ family CONSTANT)
    Q_PROPERTY(bool portrait READ portrait CONSTANT)

  public:
    explicit Units(QObject* parent = nullptr) : QObject(parent) {}

    // Pixels for that many millimetres of the current panel, rounded up.
    Q_INVOKABLE int mm(double millimetres) const;
    double text_scale() const { return text_scale_; }
    // Clamped to 1.0 … 1.6.
    void set_text_scale(double scale);
    int small_text() const { return text(millimetres::small_text); }
    int body_text() const { return text(millimetres::body_text); }
    int heading_text() const { return text(millimetres::heading_text); }
    int title_text() const { return text(millimetres::title_text); }
    int huge_text() const { return text(millimetres::huge_text); }
    int target() const { return mm(millimetres::target); }
    int gap_small() const { return mm(2.5); }
    int gap() const { return mm(5); }
    int gap_large() const { return mm(9); }
    int radius() const { return mm(2); }
    int line() const { return mm(0.4); }
    int focus_line() const { return mm(1.1); }
    // The font that has all characters of a Chinese form.
    static QString family() { return QStringLiteral("Noto Sans CJK SC"); }
    // True when the panel stands upright.
    static bool portrait();

  signals:
    void textScaleChanged();

  private:
    int text(double millimetres) const { return mm(millimetres * text_scale_); }

    double text_scale_ = 1.0;
    int quick_ = 90;
    int calm_ = 250;
    int wait_shown_after_ = 800;
};

}  // namespace doorstep::kiosk

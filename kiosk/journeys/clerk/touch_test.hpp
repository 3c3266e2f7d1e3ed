// Where touches land: crosses to be touched, and how far beside the nearest one each touch was. Nothing is calibrated
// by it: the panel's own calibration is a rule of udev (LIBINPUT_CALIBRATION_MATRIX), which is the image's.
// Thread-bound to the Qt thread.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QSizeF>
#include <QVariantList>

namespace doorstep::kiosk {

class TouchTest : public QObject {
    Q_OBJECT
    QML_ELEMENT
    // {x, y}: the crosses, as parts of the area.
    Q_PROPERTY(QVariantList crosses READ crosses CONSTANT)
    // {x, y, off}: touches as parts of the area, and millimetres beside the nearest cross; the newest last.
    Q_PROPERTY(QVariantList touches READ touches NOTIFY changed)
    // Crosses that none of these touches belongs to; the farthest of them in millimetres.
    Q_PROPERTY(int left READ left NOTIFY changed)
    Q_PROPERTY(double farthest READ farthest NOTIFY changed)
  public:
    // Older ones go.
    static constexpr int most_touches = 40;
    using QObject::QObject;
    QVariantList crosses() const;
    QVariantList touches() const { return touches_; }
    int left() const;
    double farthest() const;
    // All in millimetres: where it landed, in an area of that size.
    Q_INVOKABLE void touch(double x, double y, double width, double height);

  signals:
    void changed();

  private:
    QVariantList touches_;
};

}  // namespace doorstep::kiosk

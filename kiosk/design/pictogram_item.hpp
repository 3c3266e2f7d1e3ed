// Pictograms of our own, drawn in the colour they are asked for. Decoration: words always stand beside them.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QColor>
#include <QQuickPaintedItem>
#include <QString>

namespace doorstep::kiosk {

// `Pictogram { name: "card"; colour: Colours.primary }`; the names are the files in kiosk/design/pictograms. An unknown
// name draws nothing and is logged.
class PictogramItem : public QQuickPaintedItem {
    Q_OBJECT
    QML_NAMED_ELEMENT(Pictogram)
    Q_PROPERTY(QString name READ name WRITE set_name NOTIFY changed)
    Q_PROPERTY(QColor colour READ colour WRITE set_colour NOTIFY changed)

  public:
    explicit PictogramItem(QQuickItem* parent = nullptr) : QQuickPaintedItem(parent) {}
    void paint(QPainter* painter) override;
    QString name() const { return name_; }
    // A file name without folder and ".svg".
    void set_name(const QString& name);
    QColor colour() const { return colour_; }
    // Alpha is ignored.
    void set_colour(const QColor& colour);

  signals:
    void changed();

  private:
    QString name_;
    QColor colour_ = Qt::black;
};

// What is left of a time, as a ring that empties clockwise.
class RingItem : public QQuickPaintedItem {
    Q_OBJECT
    QML_NAMED_ELEMENT(Ring)
    Q_PROPERTY(double part MEMBER part_ WRITE set_part NOTIFY changed)
    Q_PROPERTY(QColor colour MEMBER colour_ NOTIFY changed)
    Q_PROPERTY(QColor ground MEMBER ground_ NOTIFY changed)

  public:
    explicit RingItem(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;
    // 0 empty … 1 full; clamped.
    void set_part(double part);

  signals:
    void changed();

  private:
    double part_ = 1;
    QColor colour_ = Qt::black;
    QColor ground_ = Qt::lightGray;
};

}  // namespace doorstep::kiosk

// WritingPad: draws what a finger writes and tells each stroke as it ends. It knows no characters.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QColor>
#include <QList>
#include <QPointF>
#include <QQuickPaintedItem>

namespace doorstep::kiosk {

class WritingPad : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    // Of the ink; pixels.
    Q_PROPERTY(double penWidth MEMBER pen_width_)
    Q_PROPERTY(QColor ink MEMBER ink_)
    // How many strokes are still meant: those after them vanish.
    Q_PROPERTY(int kept READ kept WRITE keep)

  public:
    explicit WritingPad(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;

    int kept() const { return kept_; }
    void keep(int strokes);

  signals:
    // Places 0 … 1 from left and top, in the order of time; outside of that where the finger left the pad.
    void written(const QList<QPointF>& stroke);

  protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseUngrabEvent() override;

  private:
    void extend(QPointF place);
    void trim();

    double pen_width_ = 5;
    QColor ink_ = Qt::black;
    int kept_ = 0;
    QList<QList<QPointF>> strokes_;  // pixels of the item
    bool down_ = false;
};

}  // namespace doorstep::kiosk

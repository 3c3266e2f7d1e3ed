#include "kiosk/input/writing_pad.hpp"

#include <QMouseEvent>
#include <QPainter>

namespace doorstep::kiosk {
namespace {

// A finger that rests on the glass tells hundreds of places a second; a stroke has no use for more than that.
constexpr qsizetype most_points = 2000;

}  // namespace

WritingPad::WritingPad(QQuickItem* parent) : QQuickPaintedItem(parent) {
    setAcceptedMouseButtons(Qt::LeftButton);
    setAntialiasing(true);
}

void WritingPad::paint(QPainter* painter) {
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(ink_, pen_width_, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    for (const auto& stroke : strokes_) {
        if (stroke.size() == 1) {
            painter->drawPoint(stroke.first());
        } else {
            painter->drawPolyline(stroke);
        }
    }
}

void WritingPad::keep(int strokes) {
    kept_ = strokes;
    if (!down_) {
        trim();
    }
}

void WritingPad::trim() {
    if (strokes_.size() > kept_) {
        strokes_.resize(kept_);
        update();
    }
}

void WritingPad::mousePressEvent(QMouseEvent* event) {
    trim();
    strokes_.append(QList<QPointF>());
    down_ = true;
    extend(event->position());
}

void WritingPad::mouseMoveEvent(QMouseEvent* event) {
    extend(event->position());
}

void WritingPad::mouseReleaseEvent(QMouseEvent* event) {
    if (!down_) {
        return;
    }
    extend(event->position());
    down_ = false;
    QList<QPointF> places = strokes_.last();
    for (auto& place : places) {
        place = {place.x() / width(), place.y() / height()};
    }
    emit written(places);
    trim();  // who was told may have refused it
}

// Something else took the finger: what was begun is not meant.
void WritingPad::mouseUngrabEvent() {
    down_ = false;
    trim();
}

void WritingPad::extend(QPointF place) {
    if (down_ && strokes_.last().size() < most_points) {
        strokes_.last().append(place);
        update();
    }
}

}  // namespace doorstep::kiosk

#include "kiosk/design/pictogram_item.hpp"

#include <algorithm>

#include <QBuffer>
#include <QFile>
#include <QImageReader>
#include <QLoggingCategory>
#include <QPainter>

namespace doorstep::kiosk {

Q_LOGGING_CATEGORY(design, "doorstep.design")

void PictogramItem::set_name(const QString& name) {
    if (name_ != name) {
        name_ = name;
        emit changed();
        update();
    }
}

void PictogramItem::set_colour(const QColor& colour) {
    if (colour_ != colour) {
        colour_ = colour;
        emit changed();
        update();
    }
}

void PictogramItem::paint(QPainter* painter) {
    if (name_.isEmpty() || width() < 1 || height() < 1) {
        return;
    }
    QFile file(QStringLiteral(":/qt/qml/Doorstep/Design/pictograms/%1.svg").arg(name_));
    if (!file.open(QIODevice::ReadOnly)) {
        qCWarning(design, "no pictogram %s", qPrintable(name_));
        return;
    }
    // The files draw in black; QtSvg knows no currentColor.
    QByteArray drawing = file.readAll();
    drawing.replace("#000", colour_.name().toLatin1());
    QBuffer buffer(&drawing);
    QImageReader reader(&buffer, "svg");
    const int side = static_cast<int>(std::min(width(), height()));
    reader.setScaledSize({side, side});
    painter->drawImage(QPointF((width() - side) / 2, (height() - side) / 2), reader.read());
}

RingItem::RingItem(QQuickItem* parent) : QQuickPaintedItem(parent) {
    connect(this, &RingItem::changed, this, [this] { update(); });
}

void RingItem::set_part(double part) {
    part = std::clamp(part, 0.0, 1.0);
    if (part != part_) {
        part_ = part;
        emit changed();
    }
}

void RingItem::paint(QPainter* painter) {
    const double pen = std::min(width(), height()) * 0.12;
    const QRectF room = boundingRect().adjusted(pen / 2, pen / 2, -pen / 2, -pen / 2);
    constexpr int full_circle = 360 * 16;
    constexpr int top = 90 * 16;
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(ground_, pen));
    painter->drawArc(room, 0, full_circle);
    painter->setPen(QPen(colour_, pen, Qt::SolidLine, Qt::FlatCap));
    painter->drawArc(room, top, static_cast<int>(full_circle * part_));
}

}  // namespace doorstep::kiosk

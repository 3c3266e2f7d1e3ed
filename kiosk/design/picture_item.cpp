#include "kiosk/design/picture_item.hpp"

#include <QBuffer>
#include <QImageReader>
#include <QPainter>

namespace doorstep::kiosk {
namespace {

// Two screens wide is enough for any preview and keeps a decoded A4 scan under 12 MiB.
constexpr int largest_shown_side = 2048;

QImage decode(const QByteArray& bytes) {
    QBuffer buffer;
    buffer.setData(bytes);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    const QByteArray format = reader.format();
    if (format != "jpeg" && format != "png") {
        return {};
    }
    const QSize size = reader.size();
    if (size.isEmpty() || size.width() > PictureItem::largest_side || size.height() > PictureItem::largest_side) {
        return {};
    }
    if (size.width() > largest_shown_side || size.height() > largest_shown_side) {
        reader.setScaledSize(size.scaled(largest_shown_side, largest_shown_side, Qt::KeepAspectRatio));
    }
    return reader.read();
}

}  // namespace

PictureItem::PictureItem(QQuickItem* parent) : QQuickPaintedItem(parent) {}

void PictureItem::set_encoded(const QByteArray& bytes) {
    if (!picture_.isNull()) {
        picture_.fill(0);  // the last person's page does not linger in freed memory
    }
    picture_ = bytes.isEmpty() || bytes.size() > largest_encoded ? QImage() : decode(bytes);
    failed_ = picture_.isNull() && !bytes.isEmpty();
    setImplicitSize(picture_.width(), picture_.height());
    emit encodedChanged();
    update();
}

void PictureItem::set_mirrored(bool mirrored) {
    if (mirrored_ != mirrored) {
        mirrored_ = mirrored;
        emit mirroredChanged();
        update();
    }
}

void PictureItem::paint(QPainter* painter) {
    if (picture_.isNull()) {
        return;
    }
    const QRectF room = boundingRect();
    QRectF place(QPointF(), QSizeF(picture_.size()).scaled(room.size(), Qt::KeepAspectRatio));
    place.moveCenter(room.center());
    painter->setRenderHint(QPainter::SmoothPixmapTransform);
    if (mirrored_) {
        painter->translate(room.width(), 0);
        painter->scale(-1, 1);
    }
    painter->drawImage(place, picture_);
}

}  // namespace doorstep::kiosk

// Pictures that come as bytes: scanned pages and camera frames. Plain raster painting, so that it looks the same on a
// graphics card and on VNC.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QByteArray>
#include <QImage>
#include <QQuickPaintedItem>

namespace doorstep::kiosk {

// Shows one encoded picture (JPEG or PNG), fitted into the item, centred. Over `largest_encoded` bytes or
// `largest_side` pixels, or undecodable: nothing is shown and `failed` is true. Empty bytes clear it.
class PictureItem : public QQuickPaintedItem {
    Q_OBJECT
    QML_NAMED_ELEMENT(Picture)
    Q_PROPERTY(QByteArray encoded READ encoded WRITE set_encoded NOTIFY encodedChanged)
    Q_PROPERTY(bool mirrored READ mirrored WRITE set_mirrored NOTIFY mirroredChanged)
    Q_PROPERTY(bool failed READ failed NOTIFY encodedChanged)
    Q_PROPERTY(bool empty READ empty NOTIFY encodedChanged)

  public:
    static constexpr qsizetype largest_encoded = 8 * 1024 * 1024;  // a colour A4 at 300 dpi is under 3 MiB
    static constexpr int largest_side = 8192;

    explicit PictureItem(QQuickItem* parent = nullptr);
    void paint(QPainter* painter) override;

    // The bytes are not kept, only the decoded picture: always empty, there for QML's write.
    QByteArray encoded() const { return {}; }
    // Decodes at once, scaled down while decoding to what the item can show.
    void set_encoded(const QByteArray& bytes);
    bool mirrored() const { return mirrored_; }
    // Left and right swapped: a person looks into a mirror.
    void set_mirrored(bool mirrored);
    bool failed() const { return failed_; }
    bool empty() const { return picture_.isNull(); }

  signals:
    void encodedChanged();
    void mirroredChanged();

  private:
    QImage picture_;
    bool mirrored_ = false;
    bool failed_ = false;
};

}  // namespace doorstep::kiosk

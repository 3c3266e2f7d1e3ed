// What a person sets for the own eyes and ears, and for the neighbours' eyes: text size, contrast, the covered screen.
// Nothing of it is kept: the next person finds the station's own settings (SECURITY 23). Thread-bound to the Qt thread.
#pragma once

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>
#include <QTimer>

namespace doorstep::kiosk {

// As kiosk.toml gives them.
struct ComfortSettings {
    int text_size = 0;          // 0 … 3, an index of text_scales
    QString theme = "normal";   // "normal", "high" or "highest"
    int forget_after = 90'000;  // milliseconds without a touch while nobody's visit is open
};

class Comfort : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(int textSize READ text_size WRITE set_text_size NOTIFY changed)
    Q_PROPERTY(double textScale READ text_scale NOTIFY changed)
    Q_PROPERTY(QString theme READ theme WRITE set_theme NOTIFY changed)
    // Each page is read aloud as soon as it shows.
    Q_PROPERTY(bool readAloud READ read_aloud WRITE set_read_aloud NOTIFY changed)
    // What lies over the page: "" nothing, "settings", "cover".
    Q_PROPERTY(QString over READ over NOTIFY overChanged)
  public:
    explicit Comfort(ComfortSettings settings = {}, QObject* parent = nullptr);

    int text_size() const { return text_size_; }
    // Clamped to the four sizes.
    void set_text_size(int size);
    double text_scale() const;
    QString theme() const { return theme_; }
    // An unknown name is "normal".
    void set_theme(const QString& theme);
    bool read_aloud() const { return read_aloud_; }
    void set_read_aloud(bool on);
    QString over() const { return over_; }
    // Somebody touched the screen; `visit`: a person's visit is open and its end will forget.
    void touched(bool visit);

    Q_INVOKABLE void openSettings() { lay_over(QStringLiteral("settings")); }
    // The page is hidden until somebody touches; the visit's idle time goes on.
    Q_INVOKABLE void cover() { lay_over(QStringLiteral("cover")); }
    Q_INVOKABLE void close() { lay_over({}); }
    // Back to the station's own settings; closes what lies over the page.
    Q_INVOKABLE void reset();

  signals:
    void changed();
    void overChanged();

  private:
    void lay_over(const QString& over);

    ComfortSettings settings_;
    int text_size_ = 0;
    QString theme_;
    bool read_aloud_ = false;
    QString over_;
    QTimer forget_;
};

}  // namespace doorstep::kiosk

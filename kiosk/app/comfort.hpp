// What a person sets for the own eyes and ears, and for the neighbours' eyes: text size, contrast, the covered screen.
// Nothing of it is kept: the next person finds the station's own settings (SECURITY 23). Thread-bound to the Qt thread.
#pragma once

#include <array>

#include <QtQml/qqmlregistration.h>
#include <QObject>
#include <QString>
#include <QTimer>

namespace doorstep::kiosk {

// As kiosk.toml gives them.
struct ComfortSettings {
    int text_size = 0;          // 0 … 3, an index of text_scales
    QString theme = "normal";   // "normal", "high" or "highest"
    QString voice;              // a dialect's recordings, machine_voice, or "": what there is
    int forget_after = 90'000;  // milliseconds without a touch while nobody's visit is open
};

// Slow, as it comes, fast, very fast.
constexpr std::array<double, 4> speech_tempos{0.75, 1.0, 1.35, 1.75};
// Quiet, normal, loud: never louder than the technician set the station (SetLevel), as quiet as asked.
constexpr std::array<double, 3> speech_loudnesses{0.25, 0.5, 1.0};
constexpr int normal_tempo = 1;
constexpr int normal_loudness = 1;

class Comfort : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("made by the application")
    Q_PROPERTY(int textSize READ text_size WRITE set_text_size NOTIFY changed)
    Q_PROPERTY(double textScale READ text_scale NOTIFY changed)
    Q_PROPERTY(QString theme READ theme WRITE set_theme NOTIFY changed)
    // Each page is read aloud as soon as it shows.
    Q_PROPERTY(bool readAloud READ read_aloud WRITE set_read_aloud NOTIFY changed)
    // How fast, an index of speech_tempos, and how loud, one of speech_loudnesses.
    Q_PROPERTY(int speechTempo READ speech_tempo WRITE set_speech_tempo NOTIFY changed)
    Q_PROPERTY(int speechLoudness READ speech_loudness WRITE set_speech_loudness NOTIFY changed)
    // Whose voice: an id of Speaker::voices; "" until somebody chose.
    Q_PROPERTY(QString voice READ voice WRITE set_voice NOTIFY changed)
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
    int speech_tempo() const { return speech_tempo_; }
    // Both clamped to their steps.
    void set_speech_tempo(int step);
    int speech_loudness() const { return speech_loudness_; }
    void set_speech_loudness(int step);
    QString voice() const { return voice_; }
    void set_voice(const QString& voice);
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
    int speech_tempo_ = normal_tempo;
    int speech_loudness_ = normal_loudness;
    QString voice_;
    QString over_;
    QTimer forget_;
};

}  // namespace doorstep::kiosk

#include "kiosk/app/comfort.hpp"

#include <algorithm>
#include <utility>

#include "kiosk/design/colours.hpp"
#include "kiosk/design/units.hpp"

namespace doorstep::kiosk {

Comfort::Comfort(ComfortSettings settings, QObject* parent) : QObject(parent), settings_(std::move(settings)) {
    forget_.setSingleShot(true);
    forget_.setInterval(settings_.forget_after);
    connect(&forget_, &QTimer::timeout, this, &Comfort::reset);
    reset();
}

void Comfort::set_text_size(int size) {
    text_size_ = std::clamp(size, 0, static_cast<int>(text_scales.size()) - 1);
    emit changed();
}

double Comfort::text_scale() const {
    return text_scales.at(static_cast<std::size_t>(text_size_));
}

void Comfort::set_theme(const QString& theme) {
    theme_ = theme_name(theme_of(theme));
    emit changed();
}

void Comfort::set_read_aloud(bool on) {
    read_aloud_ = on;
    emit changed();
}

void Comfort::set_speech_tempo(int step) {
    speech_tempo_ = std::clamp(step, 0, static_cast<int>(speech_tempos.size()) - 1);
    emit changed();
}

void Comfort::set_speech_loudness(int step) {
    speech_loudness_ = std::clamp(step, 0, static_cast<int>(speech_loudnesses.size()) - 1);
    emit changed();
}

void Comfort::set_voice(const QString& voice) {
    voice_ = voice;
    emit changed();
}

void Comfort::touched(bool visit) {
    if (visit) {
        forget_.stop();
    } else {
        forget_.start();
    }
}

void Comfort::reset() {
    forget_.stop();
    set_theme(settings_.theme);
    set_text_size(settings_.text_size);
    set_read_aloud(false);
    set_speech_tempo(normal_tempo);
    set_speech_loudness(normal_loudness);
    set_voice(settings_.voice);
    close();
}

void Comfort::lay_over(const QString& over) {
    if (over_ != over) {
        over_ = over;
        emit overChanged();
    }
}

}  // namespace doorstep::kiosk

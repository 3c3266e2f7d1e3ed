#include "kiosk/speech/speaker.hpp"

#include <QCoreApplication>

#include "kiosk/speech/spoken_page.hpp"

namespace doorstep::kiosk {

void Speaker::set_voice(std::unique_ptr<Voice> voice) {
    stop();
    voice_ = std::move(voice);
    voice_->ended = [this] { set_speaking(false); };
    emit changed();
}

void Speaker::touch(QQuickItem* page) {
    if (!usable() || page == nullptr) {
        return;
    }
    const bool agreed = warned_of_ == page;
    if (speaking_ && !agreed) {
        has_read_ = false;
        stop();
        return;
    }
    read(page, agreed);
}

void Speaker::turned(QQuickItem* page) {
    has_read_ = false;
    stop();
    if (always_ && usable() && page != nullptr) {
        read(page, false);
    }
}

void Speaker::stop() {
    warned_of_ = nullptr;
    if (speaking_) {
        voice_->stop();
        set_speaking(false);
    }
}

void Speaker::read(QQuickItem* page, bool agreed) {
    const auto spoken = spoken_page(*page);
    const bool warns = spoken.is_private && !agreed;
    warned_of_ = warns ? page : nullptr;
    has_read_ = !warns && !spoken.texts.isEmpty();
    say(warns ? QCoreApplication::translate(
                    "Speaker",
                    "This page is about something private. Touch the loudspeaker once more to hear it. People near you "
                    "can hear it too.")
              : spoken.texts.join(QLatin1Char('\n')));
}

void Speaker::say(const QString& text) {
    if (!text.isEmpty()) {
        set_speaking(true);
        voice_->say(text, language_);
    }
}

void Speaker::set_speaking(bool speaking) {
    if (speaking_ != speaking) {
        speaking_ = speaking;
        emit changed();
    }
}

}  // namespace doorstep::kiosk

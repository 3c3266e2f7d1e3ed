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

void Speaker::set_language(const QString& code) {
    language_ = code;
    emit changed();
}

void Speaker::choose(const QString& voice) {
    if (voice_ != nullptr) {
        voice_->choose(voice);
    }
}

QVariantList Speaker::voices() const {
    const auto recorded = voice_ == nullptr ? std::vector<VoiceName>() : voice_->voices(language_);
    QVariantList all;
    for (const auto& one : recorded) {
        all.append(QVariantMap{{"value", one.id}, {"text", one.name}});
    }
    if (!all.isEmpty()) {
        all.append(QVariantMap{{"value", QLatin1String(machine_voice)},
                               {"text", QCoreApplication::translate("Speaker", "The machine's voice")}});
    }
    return all;
}

QString Speaker::usual_voice() const {
    const auto all = voices();
    return all.isEmpty() ? QString() : all.front().toMap().value("value").toString();
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

void Speaker::sample() {
    if (usable()) {
        has_read_ = false;
        warned_of_ = nullptr;
        secret_ = false;
        say(QCoreApplication::translate("Speaker", "This is how I read to you."));
    }
}

void Speaker::play(const QString& file) {
    if (voice_ != nullptr) {
        has_read_ = false;
        warned_of_ = nullptr;
        secret_ = alone_;
        set_speaking(true);
        voice_->play(file, {1, manner_.loudness});
    }
}

void Speaker::set_alone(bool alone) {
    if (alone_ == alone) {
        return;
    }
    alone_ = alone;
    if (!alone && secret_ && speaking_) {
        has_read_ = false;
        stop();
    }
    emit changed();
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
    const bool warns = spoken.is_private && !agreed && !alone_;
    secret_ = spoken.is_private && !agreed && alone_;
    warned_of_ = warns ? page : nullptr;
    has_read_ = !warns && !spoken.texts.isEmpty();
    auto texts = warns ? QStringList{QCoreApplication::translate(
                             "Speaker",
                             "This page is about something private. Touch the loudspeaker once more to hear it. People "
                             "near you can hear it too.")}
                       : spoken.texts;
    if (!preface_.isEmpty()) {
        texts.prepend(preface_);
    }
    say(texts.join(QLatin1Char('\n')));
}

void Speaker::say(const QString& text) {
    if (!text.isEmpty()) {
        set_speaking(true);
        voice_->say(text, language_, manner_);
    }
}

void Speaker::set_speaking(bool speaking) {
    if (speaking_ != speaking) {
        speaking_ = speaking;
        emit changed();
    }
}

}  // namespace doorstep::kiosk

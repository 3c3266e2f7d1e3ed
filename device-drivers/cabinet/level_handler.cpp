#include "device-drivers/cabinet/level_handler.hpp"

#include <algorithm>

#include "base/log.hpp"

namespace doorstep::devices {
namespace {

// Keys on the screen's frame turn it too.
constexpr std::int64_t look_every_ms = 2000;
// Whoever pulls out headphones in the middle of something private is not to be heard by the room.
constexpr std::int64_t look_for_jack_every_ms = 100;
// So many such looks the loudspeaker stays silent then: the page has fallen silent before it sounds again.
constexpr int looks_before_sound = 15;
constexpr int full = 100;

}  // namespace

void LevelHandler::message(const wire::WorkerMessage& message, WorkerLink& link) {
    if (message.has_open()) {
        return open(message.open().device(), link);
    }
    if (!message.has_set_level() || !level_) {
        return;
    }
    const auto job = message.set_level().job();
    const auto percent = static_cast<int>(std::min<std::uint32_t>(message.set_level().percent(), full));
    const Status set = told_ ? level_->set(percent) : Status(Error(LevelError::Missing, "away"));
    const auto now = set ? level_->get() : Result<int>(set.error());
    if (!now) {
        link.send_job(job, wire::JobState::FAILED, missing_);
        return lost(now.error(), link);
    }
    tell_level(*now, job, link);
}

void LevelHandler::tell_level(int percent, std::uint64_t job, WorkerLink& link) {
    const bool opened = !told_;
    told_ = percent;
    told_headphones_ = headphones_;
    wire::WorkerMessage message;
    message.set_about_job(job);
    message.mutable_level()->set_percent(static_cast<std::uint32_t>(percent));
    message.mutable_level()->set_opened(opened);
    message.mutable_level()->set_headphones(headphones_);
    link.send(message);
}

void LevelHandler::open(const std::string& address, WorkerLink& link) {
    missing_ = address.starts_with("alsa:") ? wire::FAULT_SPEAKER_MISSING : wire::FAULT_SCREEN_MISSING;
    if (!level_) {
        auto made = make_level(address);
        if (!made) {
            log::error("{}", made.error().text());
            return link.send_status(wire::Device::FAULTY, wire::FAULT_INTERNAL);
        }
        level_ = std::move(*made);
    }
    told_.reset();
    look(link);
}

std::int64_t LevelHandler::tick_every_ms() const {
    // While it is away the hub asks to open it again.
    return !told_ ? -1 : has_jack_ ? look_for_jack_every_ms : look_every_ms;
}

void LevelHandler::tick(WorkerLink& link) {
    look(link);
}

void LevelHandler::look(WorkerLink& link) {
    if (!told_) {
        if (const auto opened = level_->open(); !opened) {
            return lost(opened.error(), link);
        }
    }
    const auto percent = level_->get();
    if (!percent) {
        return lost(percent.error(), link);
    }
    if (!told_) {
        logged_.clear();
        wire::WorkerStatus details;
        details.set_model(level_->name());
        link.send_status(wire::Device::READY, wire::FAULT_NONE, details);
    }
    look_for_headphones();
    if (told_ != *percent || told_headphones_ != headphones_) {
        tell_level(*percent, 0, link);
    }
}

void LevelHandler::look_for_headphones() {
    const auto jack = level_->jack();
    has_jack_ = jack != Jack::None;
    if (jack == Jack::In) {
        const bool alone = level_->silence_speaker(true);
        headphones_ = alone ? wire::LevelState::ALONE : wire::LevelState::BESIDE;
        quiet_looks_ = looks_before_sound;
        return;
    }
    headphones_ = has_jack_ ? wire::LevelState::UNPLUGGED : wire::LevelState::NO_JACK;
    // Also at first, whoever ran before: a worker that died with headphones in leaves a silent loudspeaker.
    if (has_jack_ && quiet_looks_ >= 0 && quiet_looks_-- == 0) {
        level_->silence_speaker(false);
    }
}

void LevelHandler::lost(const Error& why, WorkerLink& link) {
    if (logged_ != why.text()) {
        logged_ = why.text();
        log::info("{}", logged_);
    }
    told_.reset();
    headphones_ = wire::LevelState::NO_JACK;
    link.send_status(why.is(LevelError::Missing) ? wire::Device::ABSENT : wire::Device::FAULTY, missing_);
}

}  // namespace doorstep::devices

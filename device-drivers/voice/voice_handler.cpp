#include "device-drivers/voice/voice_handler.hpp"

#include <algorithm>
#include <cmath>

#include "base/log.hpp"
#include "device-drivers/worker/spool_file.hpp"
#include "sound/loudness.hpp"
#include "sound/sound_file.hpp"

namespace doorstep::devices {
namespace {

// Quieter than that nobody understands it.
constexpr double faint_lufs = -45;

wire::FaultCode fault_of(const Error& error) {
    return error.is(SpoolError::Full) ? wire::FAULT_DISK_FULL : wire::FAULT_INTERNAL;
}

}  // namespace

void VoiceHandler::message(const wire::WorkerMessage& message, WorkerLink& link) {
    switch (message.kind_case()) {
        case wire::WorkerMessage::kConfigure: {
            const auto& settings = message.configure().settings();
            const auto device = settings.find("device");
            address_ = device == settings.end() ? "" : device->second;
            spool_ = message.configure().spool_folder();
            return;
        }
        case wire::WorkerMessage::kOpen:
            return open(message.open().device(), link);
        case wire::WorkerMessage::kRecordVoice:
            return record(message.record_voice(), link);
        case wire::WorkerMessage::kStopVoice:
            if (microphone_ && message.stop_voice() == order_.job()) {
                finish(link);
            }
            return;
        default:
            return;
    }
}

void VoiceHandler::open(const std::string& address, WorkerLink& link) {
    address_ = address;
    if (microphone_) {
        return link.send_status(wire::Device::IN_USE);
    }
    if (const auto there = sound::Microphone::open(address_); !there) {
        log::info("no microphone: {}", there.error().text());
        return link.send_status(wire::Device::ABSENT, wire::FAULT_MICROPHONE_MISSING);
    }
    link.send_status(wire::Device::CLOSED);
}

void VoiceHandler::record(const wire::WorkerRecordVoice& order, WorkerLink& link) {
    if (microphone_) {
        return link.send_job(order.job(), wire::JobState::FAILED, wire::FAULT_BUSY);
    }
    auto opened = sound::Microphone::open(address_);
    if (!opened) {
        log::info("no microphone: {}", opened.error().text());
        link.send_status(wire::Device::ABSENT, wire::FAULT_MICROPHONE_MISSING);
        return link.send_job(order.job(), wire::JobState::FAILED, wire::FAULT_MICROPHONE_MISSING);
    }
    order_ = order;
    said_ = {sound::speech_rate, {}};
    microphone_ = *std::move(opened);
    link.send_status(wire::Device::IN_USE);
    link.send_job(order_.job(), wire::JobState::RUNNING);
}

void VoiceHandler::tick(WorkerLink& link) {
    if (!microphone_) {
        return;
    }
    if (link.cancelled(order_.job())) {
        return throw_away(link);
    }
    const auto some = microphone_->read();
    if (!some) {
        log::warning("the microphone stopped: {}", some.error().text());
        return fail(wire::FAULT_MICROPHONE_MISSING, link);
    }
    const auto bound = static_cast<std::size_t>(order_.seconds()) * sound::speech_rate;
    const auto many = std::min(some->size(), bound - said_.samples.size());
    said_.samples.insert(said_.samples.end(), some->begin(), some->begin() + static_cast<std::ptrdiff_t>(many));
    wire::WorkerMessage heard;
    heard.mutable_voice_heard()->set_job(order_.job());
    heard.mutable_voice_heard()->set_ms(static_cast<std::uint32_t>(said_.ms()));
    heard.mutable_voice_heard()->set_peak(
        static_cast<std::uint32_t>(std::lround(100 * sound::recent_peak(said_, sound::step_ms))));
    link.send(heard);
    if (said_.samples.size() >= bound) {
        finish(link);
    }
}

// The microphone is closed first: compressing takes its time.
void VoiceHandler::finish(WorkerLink& link) {
    microphone_.reset();
    if (said_.samples.empty()) {
        return throw_away(link);
    }
    const auto file = sound::encode(said_);
    const auto stored =
        file ? write_spool_file(spool_, order_.spool(), *file, sound::opus_type) : Result<wire::SpoolRef>(file.error());
    if (!stored) {
        log::error("what was said could not be kept: {}", stored.error().text());
        return fail(fault_of(stored.error()), link);
    }
    wire::WorkerMessage answer;
    auto& recording = *answer.mutable_voice();
    recording.set_job(order_.job());
    *recording.mutable_recording() = *stored;
    recording.set_ms(static_cast<std::uint32_t>(said_.ms()));
    recording.set_faint(sound::measure(said_).lufs < faint_lufs);
    link.send(answer);
    const auto job = order_.job();
    close(link);
    link.send_job(job, wire::JobState::DONE);
}

void VoiceHandler::throw_away(WorkerLink& link) {
    const auto job = order_.job();
    close(link);
    link.send_job(job, wire::JobState::CANCELLED, wire::FAULT_CANCELLED);
}

void VoiceHandler::fail(wire::FaultCode fault, WorkerLink& link) {
    const auto job = order_.job();
    close(link);
    if (fault == wire::FAULT_MICROPHONE_MISSING) {
        link.send_status(wire::Device::ABSENT, fault);
    }
    link.send_job(job, wire::JobState::FAILED, fault);
}

void VoiceHandler::close(WorkerLink& link) {
    microphone_.reset();
    std::fill(said_.samples.begin(), said_.samples.end(), 0.0F);
    said_ = {};
    order_.Clear();
    link.send_status(wire::Device::CLOSED);
}

}  // namespace doorstep::devices

#include "device-drivers/pcsc/chip_handler.hpp"

#include "base/clock.hpp"
#include "base/log.hpp"
#include "device-drivers/worker/wipe_message.hpp"

namespace doorstep::devices {
namespace {

// Cards are put in by hand: three looks a second are soon enough and cost pcscd nothing.
constexpr std::int64_t look_every_ms = 300;
constexpr std::string_view scheme = "pcsc:";

}  // namespace

wire::FaultCode fault_of(ChipError error) {
    switch (error) {
        case ChipError::BadScript:
            return wire::FAULT_INTERNAL;
        case ChipError::NoService:
            return wire::FAULT_UNAVAILABLE;
        case ChipError::ReaderMissing:
            return wire::FAULT_CHIP_READER_MISSING;
        case ChipError::NoCard:
            return wire::FAULT_CHIP_NONE;
        case ChipError::Removed:
            return wire::FAULT_CHIP_REMOVED;
        case ChipError::Mute:
            return wire::FAULT_CHIP_MUTE;
        case ChipError::Taken:
            return wire::FAULT_BUSY;
        case ChipError::Unknown:
            return wire::FAULT_CHIP_UNKNOWN;
        case ChipError::Refused:
        case ChipError::Garbled:
            return wire::FAULT_CHIP_UNREADABLE;
        case ChipError::Cancelled:
            return wire::FAULT_CANCELLED;
    }
    return wire::FAULT_INTERNAL;
}

void ChipHandler::message(const wire::WorkerMessage& message, WorkerLink& link) {
    switch (message.kind_case()) {
        case wire::WorkerMessage::kConfigure:
            if (const auto found = message.configure().settings().find("scripts");
                found != message.configure().settings().end()) {
                scripts_file_ = found->second;
            }
            return;
        case wire::WorkerMessage::kOpen:
            return open(message.open().device(), link);
        case wire::WorkerMessage::kReadChip:
            return read(message.read_chip().job(), link);
        default:
            log::warning("a message that is not for a chip reader: {}", static_cast<int>(message.kind_case()));
    }
}

void ChipHandler::open(const std::string& device, WorkerLink& link) {
    auto scripts = load_chip_scripts(scripts_file_);
    if (!scripts || !device.starts_with(scheme)) {
        log::error("chip reader: {}", scripts ? "no address " + device : scripts.error().text());
        return link.send_status(wire::Device::FAULTY, wire::FAULT_INTERNAL);
    }
    scripts_ = std::move(*scripts);
    if (!reader_) {
        reader_ = std::make_unique<ChipReader>(device.substr(scheme.size()));
    }
    look(link, true);
}

std::int64_t ChipHandler::tick_every_ms() const {
    return reader_ ? look_every_ms : -1;
}

void ChipHandler::tick(WorkerLink& link) {
    look(link, false);
}

void ChipHandler::look(WorkerLink& link, bool say_always) {
    const auto now = reader_->look();
    const auto fault = now ? wire::FAULT_NONE : fault_of(now.error().as(ChipError::NoService));
    if (say_always || told_ != fault) {
        told_ = fault;
        wire::WorkerStatus details;
        details.set_model(now ? now->reader : "");
        link.send_status(now                                        ? wire::Device::READY
                         : fault == wire::FAULT_CHIP_READER_MISSING ? wire::Device::ABSENT
                                                                    : wire::Device::FAULTY,
                         fault, details);
    }
    const auto presence = now ? *now : ChipPresence{};
    if (say_always || presence_ != presence) {
        tell_chip(presence, link);
        presence_ = presence;
    }
}

void ChipHandler::tell_chip(const ChipPresence& presence, WorkerLink& link) {
    wire::WorkerMessage message;
    auto& chip = *message.mutable_chip();
    chip.set_present(presence.present);
    chip.set_mute(presence.mute);
    chip.set_atr(presence.atr.empty() ? std::string() : shown_atr(presence.atr));
    // Another card in between two looks is one laid down: pcscd counted it.
    chip.set_changed(presence.present && presence_ && presence_->present && presence_->event != presence.event);
    link.send(message);
}

void ChipHandler::read(std::uint64_t job, WorkerLink& link) {
    const auto failed = [&](const Error& why) {
        log::info("a chip card was not read: {}", why.text());
        const auto fault = fault_of(why.as(ChipError::Garbled));
        link.send_job(job, fault == wire::FAULT_CANCELLED ? wire::JobState::CANCELLED : wire::JobState::FAILED, fault);
    };
    if (!reader_) {
        return link.send_job(job, wire::JobState::FAILED, wire::FAULT_CHIP_READER_MISSING);
    }
    if (const auto connected = reader_->connect(); !connected) {
        return failed(connected.error());
    }
    const auto began = monotonic_milliseconds();
    auto reading = read_chip(
        scripts_, [&](BytesView command) { return reader_->transmit(command); }, [&] { return link.cancelled(job); });
    reader_->disconnect();
    if (!reading) {
        return failed(reading.error());
    }
    wire::WorkerMessage message;
    message.set_about_job(job);
    auto& read = *message.mutable_chip_read();
    read.set_card(reading->card);
    read.set_reader_ms(static_cast<std::uint32_t>(monotonic_milliseconds() - began));
    for (const auto& field : reading->fields) {
        auto& one = *read.add_fields();
        one.set_name(field.name);
        one.set_value(field.value.view());
    }
    link.send(message);
    wipe_message(message);
}

}  // namespace doorstep::devices

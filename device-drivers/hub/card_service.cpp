#include "device-drivers/hub/card_service.hpp"

#include "device-drivers/idcard/channel_serial.hpp"
#include "device-drivers/idcard/channel_usb.hpp"
#include "device-drivers/idcard/replay.hpp"
#include "device-drivers/worker/wipe_message.hpp"

namespace doorstep::devices {
namespace {

constexpr const char* reader_id = "reader";

wire::Device::State state_of(ReaderStatus::Kind kind) {
    switch (kind) {
        case ReaderStatus::Kind::Absent:
            return wire::Device::ABSENT;
        case ReaderStatus::Kind::Starting:
            return wire::Device::STARTING;
        case ReaderStatus::Kind::Ready:
            return wire::Device::READY;
        case ReaderStatus::Kind::InUse:
            return wire::Device::IN_USE;
        case ReaderStatus::Kind::Faulty:
            return wire::Device::FAULTY;
    }
    return wire::Device::STATE_UNKNOWN;
}

bool is_usb(const HubConfig& config) {
    return config.reader_transport == HubConfig::ReaderTransport::Usb;
}

std::unique_ptr<Channel> make_channel(const HubConfig& config) {
    if (!is_usb(config)) {
        return make_serial_channel(config.reader_device);
    }
    UsbReaders readers;
    for (const auto& id : config.reader_usb_ids) {
        readers.ids.push_back(parse_usb_id(id).value_or(UsbId{}));  // checked when they were read
    }
    readers.serial = config.reader_usb_serial;
    return make_usb_channel(std::move(readers));
}

// USB has no speeds: each further "speed" is a probe of the next device with a fitting id.
std::vector<unsigned> probes(const HubConfig& config) {
    return is_usb(config) ? std::vector<unsigned>(config.reader_usb_ids.size(), config.reader_bauds.front())
                          : config.reader_bauds;
}

// What was wished for beside the card's own fields.
void put_more(const CardReading& reading, wire::CardRead& told) {
    told.set_new_addresses_read(reading.new_addresses.has_value());
    if (reading.new_addresses) {
        for (const auto& address : *reading.new_addresses) {
            told.add_new_addresses(std::string(address.view()));
        }
    }
    if (reading.management) {
        told.set_management(reading.management->data(), reading.management->size());
    }
}

// `otherwise`: why there are none when there are none.
void put_fingerprints(const CardReading& reading, wire::CardRead::Fingerprints otherwise, wire::CardRead& told) {
    told.set_fingerprints_read(otherwise);
    if (reading.fingerprints) {
        told.set_fingerprints_read(reading.fingerprints->empty() ? wire::CardRead::NONE_ON_CARD : wire::CardRead::READ);
        told.set_fingerprints(reading.fingerprints->data(), reading.fingerprints->size());
    }
}

wire::HubEvent card_event(bool present, std::uint64_t laying) {
    wire::HubEvent event;
    event.mutable_card()->set_present(present);
    event.mutable_card()->set_laying(laying);
    return event;
}

}  // namespace

wire::FaultCode fault_of(ReadError error) {
    switch (error) {
        case ReadError::ReaderMissing:
            return wire::FAULT_READER_MISSING;
        case ReadError::ReaderSilent:
            return wire::FAULT_READER_SILENT;
        case ReadError::CardNone:
            return wire::FAULT_CARD_NONE;
        case ReadError::CardRemoved:
            return wire::FAULT_CARD_REMOVED;
        case ReadError::CardUnreadable:
            return wire::FAULT_CARD_UNREADABLE;
        case ReadError::CardChecksum:
            return wire::FAULT_CARD_CHECKSUM;
        case ReadError::CardUnknownType:
            return wire::FAULT_CARD_UNKNOWN_TYPE;
        case ReadError::CardNotAuthorised:
            return wire::FAULT_CARD_NOT_AUTHORISED;
        case ReadError::Busy:
            return wire::FAULT_BUSY;
        case ReadError::Cancelled:
            return wire::FAULT_CANCELLED;
    }
    return wire::FAULT_INTERNAL;
}

wire::CardFields card_fields(const CardReading& reading, const CalendarDate& today) {
    const Card& card = reading.card;
    wire::CardFields fields;
    fields.set_variant(static_cast<wire::CardFields::Variant>(card.variant));
    fields.set_name(card.name.view());
    fields.set_number(card.number.view());
    fields.set_sex(static_cast<std::uint32_t>(card.sex));
    fields.set_nation(card.nation.view());
    fields.set_birth(card.birth.text());
    fields.set_address(card.address.view());
    fields.set_issuer(card.issuer.view());
    fields.set_valid_from(card.valid_from.text());
    fields.set_valid_until(card.valid_until ? card.valid_until->text() : "长期");
    fields.set_english_name(card.english_name.view());
    fields.set_country(card.country.view());
    fields.set_pass_number(card.pass_number.view());
    fields.set_read_from_chip(true);
    fields.set_chip_serial(reading.chip_serial.data(), reading.chip_serial.size());
    fields.set_expired(card.expired(today));
    return fields;
}

bool allows_fingerprints(const wire::Consent& consent) {
    constexpr std::size_t id_size = 16;
    constexpr std::size_t digest_size = 32;
    return consent.kind() == wire::Consent::FINGERPRINT_READ && consent.answer() == wire::Consent::GIVEN &&
           consent.id().size() == id_size && !consent.whose().empty() && !consent.text_id().empty() &&
           consent.text_version() > 0 && consent.text_digest().size() == digest_size && !consent.language().empty() &&
           consent.how() != wire::Consent::HOW_UNKNOWN;
}

CardService::CardService(EventLoop& loop, const HubConfig& config, DeviceTable& table, HubOutput output,
                         PhotoService* photo)
    : table_(table), output_(std::move(output)), photo_(photo), fingerprints_(config.reader_fingerprint) {
    if (!is_usb(config) && config.reader_device.empty()) {
        return;
    }
    auto channel = std::make_unique<RecordingChannel>(make_channel(config), probes(config));
    line_ = channel.get();
    table_.add(reader_id, wire::Device::CARD_READER, channel->name());
    IdCardReader::Callbacks callbacks;
    callbacks.status = [this](const ReaderStatus& status) { status_changed(status); };
    callbacks.card = [this](bool present, std::uint64_t laying) { card_changed(present, laying); };
    reader_ = std::make_unique<IdCardReader>(loop, std::move(channel), probes(config), std::move(callbacks),
                                             ReaderDelays{}, config.reader_frame_size);
    reader_->start();
}

void CardService::status_changed(const ReaderStatus& status) {
    wire::WorkerStatus details;
    details.set_serial(status.serial);
    details.set_transport(status.transport);
    table_.update(reader_id, state_of(status.kind), status.fault ? fault_of(*status.fault) : wire::FAULT_NONE,
                  &details);
}

void CardService::card_changed(bool present, std::uint64_t laying) {
    output_.tell_watchers(card_event(present, laying));
}

void CardService::probe() {
    if (reader_) {
        table_.update_answer(reader_id, reader_->echo_ms());
    }
}

std::optional<wire::HubEvent> CardService::present_state() const {
    if (!reader_) {
        return std::nullopt;
    }
    auto event = card_event(reader_->card_present(), reader_->laying());
    event.mutable_card()->set_at_watch(true);
    return event;
}

void CardService::read(const wire::ReadCard& request, AnswerTo answer) {
    if (!reader_) {
        return answer(fault_reply(wire::FAULT_READER_MISSING));
    }
    if (!reading_for_.empty()) {
        return answer(fault_reply(wire::FAULT_BUSY));
    }
    reading_for_ = request.session();
    const bool consented = allows_fingerprints(request.fingerprint_consent());
    const CardWishes wishes{request.new_addresses(), request.management(), consented && fingerprints_};
    const auto otherwise = !consented      ? wire::CardRead::NOT_ASKED
                           : fingerprints_ ? wire::CardRead::NOT_GIVEN
                                           : wire::CardRead::FORBIDDEN;
    table_.count_use(reader_id);
    line_->note_read(wishes_word(wishes));
    const auto done = [this, alive = alive_, otherwise, answer](Result<CardReading> result) {
        if (!*alive) {
            return;
        }
        reading_for_.clear();
        line_->note_result(result_word(result));
        if (!result) {
            return answer(fault_reply(fault_of(result.error().as(ReadError::CardUnreadable))));
        }
        answer_read(std::move(*result), otherwise, answer);
    };
    reader_->read(done, wishes);
}

void CardService::answer_read(CardReading reading, wire::CardRead::Fingerprints otherwise, const AnswerTo& answer) {
    wire::HubReply reply;
    *reply.mutable_card()->mutable_card() = card_fields(reading, CalendarDate::legal_day(system_clock().now()));
    reply.mutable_card()->set_reader_ms(reading.reader_ms);
    put_more(reading, *reply.mutable_card());
    put_fingerprints(reading, otherwise, *reply.mutable_card());
    if (photo_ == nullptr) {
        return answer(std::move(reply));
    }
    photo_->decode(reading.photo_wlt,
                   [answer, shared = std::make_shared<wire::HubReply>(std::move(reply))](std::string jpeg) {
                       shared->mutable_card()->set_photo_jpeg(std::move(jpeg));
                       answer(std::move(*shared));
                   });
}

void CardService::record(const std::string& session, const AnswerTo& answer) {
    if (!reader_) {
        return answer(fault_reply(wire::FAULT_READER_MISSING));
    }
    if (!recording_for_.empty() || !reading_for_.empty()) {
        return answer(fault_reply(wire::FAULT_BUSY));
    }
    recording_for_ = session;
    lines_told_ = 0;
    answer(done_reply());  // before the first line
    reader_->reopen();
    line_->begin([this](const std::string& line) { tell_line(line); });
}

void CardService::tell_line(const std::string& line) {
    wire::HubEvent event;
    event.mutable_recorded()->set_line(line);
    if (++lines_told_ > most_steps) {
        return interrupt_recording();
    }
    output_.tell_session(recording_for_, std::move(event));
}

void CardService::stop_recording(const std::string& session) {
    if (line_ != nullptr && recording_for_ == session) {
        line_->end();
        recording_for_.clear();
    }
}

void CardService::interrupt_recording() {
    if (line_ == nullptr || recording_for_.empty()) {
        return;
    }
    const auto session = recording_for_;
    line_->end();
    recording_for_.clear();
    wire::HubEvent event;
    event.mutable_recorded()->set_ended(true);
    output_.tell_session(session, std::move(event));
}

void CardService::session_ended(const std::string& session) {
    stop_recording(session);
    if (photo_ != nullptr) {
        photo_->forget();
    }
    if (reader_ && reading_for_ == session) {
        reader_->cancel_read();
    }
}

}  // namespace doorstep::devices

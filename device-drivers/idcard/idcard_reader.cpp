#include "device-drivers/idcard/idcard_reader.hpp"

#include <poll.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/log.hpp"
#include "device-drivers/idcard/text_block.hpp"

namespace doorstep {

std::string_view ErrorNames<devices::ReadError>::name(devices::ReadError e) {
    constexpr std::array<std::string_view, 11> names{"?",
                                                     "ReaderMissing",
                                                     "ReaderSilent",
                                                     "CardNone",
                                                     "CardRemoved",
                                                     "CardUnreadable",
                                                     "CardChecksum",
                                                     "CardUnknownType",
                                                     "CardNotAuthorised",
                                                     "Busy",
                                                     "Cancelled"};
    const auto at = static_cast<std::size_t>(e);
    return at < names.size() ? names[at] : names[0];
}

}  // namespace doorstep

namespace doorstep::devices {
namespace {

ReadError read_error_of(const Error& text_block) {
    switch (text_block.as(TextBlockError::BadText)) {
        case TextBlockError::UnknownType:
            return ReadError::CardUnknownType;
        case TextBlockError::BadCheckDigit:
            return ReadError::CardChecksum;
        default:
            return ReadError::CardUnreadable;
    }
}

constexpr std::size_t management_size = 28;

bool is_refusal(SamStatus status) {
    return status == SamStatus::CardAuthentication || status == SamStatus::ReaderAuthentication ||
           status == SamStatus::NotAuthorised;
}

}  // namespace

IdCardReader::IdCardReader(EventLoop& loop, std::unique_ptr<Channel> channel, std::vector<unsigned> bauds,
                           Callbacks callbacks, ReaderDelays delays, std::optional<std::uint8_t> frame_size)
    : loop_(loop),
      channel_(std::move(channel)),
      bauds_(std::move(bauds)),
      callbacks_(std::move(callbacks)),
      delays_(delays),
      frame_size_(frame_size) {
    status_.transport = channel_->name();
}

IdCardReader::~IdCardReader() {
    loop_.cancel(timer_);
    if (channel_->descriptor() >= 0) {
        loop_.unwatch(channel_->descriptor());
    }
    cancel_read();
}

void IdCardReader::start() {
    wait(0);
}

void IdCardReader::read(Done done, CardWishes wishes) {
    if (job_) {
        return done(ReadError::Busy);
    }
    job_.emplace(Job{});
    job_->done = std::move(done);
    job_->began = loop_.now();
    job_->deadline = loop_.after(delays_.whole_read, [this] {
        job_->deadline = 0;
        end_with(job_->failure.value_or(present_ ? ReadError::CardUnreadable : ReadError::ReaderSilent));
    });
    job_->fingerprints = wishes.fingerprints;
    if (wishes.new_addresses) {
        job_->more.push_back(SamCommand::ReadNewAddresses);
    }
    if (wishes.management) {
        job_->more.push_back(SamCommand::ReadManagement);
    }
    handle(ReaderEvent::Wanted);
}

void IdCardReader::cancel_read() {
    if (job_) {
        finish(ReadError::Cancelled);
    }
}

void IdCardReader::reopen() {
    handle(ReaderEvent::Reopen);
}

void IdCardReader::handle(ReaderEvent event) {
    const ReaderRow* const listed = find_reader_row(state_, event);
    if (listed == nullptr) {
        log::error("card reader: {} while {} is not in the table", reader_event_name(event), reader_state_name(state_));
    }
    const ReaderRow row = listed != nullptr ? *listed : reader_safe_row(state_, event);
    state_ = row.to;
    publish_state();
    perform(row.action);
}

void IdCardReader::perform(ReaderAction action) {
    switch (action) {
        case ReaderAction::Nothing:
            return;
        case ReaderAction::Open:
            return open();
        case ReaderAction::WaitForDevice:
            end_with(ReadError::ReaderMissing);
            return wait(delays_.open_again);
        case ReaderAction::AskStatus:
            return ask_status();
        case ReaderAction::AskId:
            return ask(SamCommand::Id, delays_.header_answer);
        case ReaderAction::Find:
            return ask(SamCommand::Find, delays_.header_answer);
        case ReaderAction::Select:
            return ask(SamCommand::Select, delays_.header_answer);
        case ReaderAction::Read:
            return ask(job_ && job_->fingerprints ? SamCommand::ReadWithFingerprints : SamCommand::ReadBase,
                       delays_.read_answer);
        case ReaderAction::ReadMore:
            return ask(job_ ? job_->more.front() : SamCommand::ReadNewAddresses, delays_.read_answer);
        case ReaderAction::SetFrameSize:
            return send(SamCommand::FrameSize, encode_sam_frame_size(frame_size_.value_or(0)), delays_.probe_answer);
        case ReaderAction::WaitForPoll:
            return wait(delays_.poll_every);
        case ReaderAction::FieldOff:
            finds_ = 0;
            return wait(delays_.field_off);
        case ReaderAction::GiveUp:
            return give_up();
        case ReaderAction::Lost:
            return lost();
        case ReaderAction::Reopen:
            cancel_read();
            let_go();
            baud_ = 0;
            set_status(ReaderStatus::Kind::Starting);
            return wait(0);
    }
}

// Kind as the table's state says; faults are set where they are found.
void IdCardReader::publish_state() {
    switch (state_) {
        case ReaderState::Idle:
        case ReaderState::Finding:
        case ReaderState::Settling:
            return set_status(ReaderStatus::Kind::Ready);
        case ReaderState::Selecting:
        case ReaderState::Reading:
        case ReaderState::ReadingMore:
            return set_status(ReaderStatus::Kind::InUse);
        default:
            return;
    }
}

void IdCardReader::set_status(ReaderStatus::Kind kind, std::optional<ReadError> fault) {
    if (status_.kind == kind && status_.fault == fault) {
        return;
    }
    status_.kind = kind;
    status_.fault = fault;
    callbacks_.status(status_);
}

void IdCardReader::open() {
    if (auto opened = channel_->open(); !opened) {
        set_status(ReaderStatus::Kind::Absent, ReadError::ReaderMissing);
        return handle(ReaderEvent::NotOpened);
    }
    status_.transport = channel_->name();  // which of several devices it is
    log::info("card reader opened: {}", status_.transport);
    set_status(ReaderStatus::Kind::Starting);
    bauds_tried_ = 0;
    watch();
    handle(ReaderEvent::Opened);
}

void IdCardReader::watch() {
    loop_.watch(channel_->descriptor(), POLLIN, [this](short events) { arrived(events); });
}

void IdCardReader::ask_status() {
    if (state_ == ReaderState::Probing && bauds_tried_ == 0) {
        finds_ = 0;
    }
    if (auto set = channel_->set_baud(bauds_[baud_]); !set) {
        return handle(ReaderEvent::Unplugged);
    }
    ask(SamCommand::Status, delays_.probe_answer);
}

void IdCardReader::ask(SamCommand command, std::int64_t within) {
    send(command, encode_sam_command(command), within);
}

void IdCardReader::send(SamCommand command, const Bytes& frame, std::int64_t within) {
    channel_->discard();
    decoder_.clear();
    wait(within);
    heard_ = false;
    asked_ = command;
    asked_at_ = loop_.now();
    if (auto written = channel_->write(frame); !written) {
        return handle(ReaderEvent::Unplugged);
    }
}

void IdCardReader::wait(std::int64_t milliseconds) {
    asked_.reset();
    patience_ends_ = loop_.now() + milliseconds;
    arm(milliseconds);
}

void IdCardReader::arm(std::int64_t milliseconds) {
    loop_.cancel(timer_);
    timer_ = loop_.after(milliseconds, [this] { timer_due(); });
}

void IdCardReader::timer_due() {
    timer_ = 0;
    if (!asked_) {
        return handle(ReaderEvent::Due);
    }
    const SamCommand command = *asked_;
    asked_.reset();
    if (command == SamCommand::Status) {
        baud_ = (baud_ + 1) % bauds_.size();
        return handle(++bauds_tried_ < bauds_.size() ? ReaderEvent::NextSpeed : ReaderEvent::NoSpeed);
    }
    const bool about_a_card = state_ == ReaderState::Finding || state_ == ReaderState::Selecting ||
                              state_ == ReaderState::Reading || state_ == ReaderState::ReadingMore;
    if (about_a_card && heard_) {
        return garbled();  // the answer stopped half way, or its beginning was lost
    }
    if (command == SamCommand::ReadWithFingerprints && job_begun()) {
        return read_without_fingerprints();
    }
    handle(ReaderEvent::Silent);
}

void IdCardReader::arrived(short events) {
    std::array<std::uint8_t, 4096> buffer{};
    const auto size = channel_->read(buffer);
    if (!size || (*size == 0 && (events & (POLLHUP | POLLERR)) != 0)) {
        return handle(ReaderEvent::Unplugged);
    }
    note_noise(!asked_ && *size > 0);
    if (asked_ && *size > 0) {  // what comes unasked is noise
        hear({buffer.data(), *size});
    }
    wipe(buffer.data(), buffer.size());
    while (asked_) {
        const auto outcome = decoder_.next();
        note_noise(outcome == SamDecoder::Outcome::Answer && decoder_.has_rest());
        switch (outcome) {
            case SamDecoder::Outcome::Incomplete:
                return;
            case SamDecoder::Outcome::Garbled:
                garbled();
                break;
            case SamDecoder::Outcome::Answer:
                if (auto answer = decoder_.take_answer(); is_late(answer)) {
                    note_noise(true);
                } else {
                    answered(std::move(answer));
                }
                break;
        }
    }
}

void IdCardReader::hear(BytesView bytes) {
    decoder_.feed(bytes);
    heard_ = true;
    babbles_ = true;
    const bool content = state_ == ReaderState::Reading || state_ == ReaderState::ReadingMore;
    const auto rest = content ? delays_.read_rest : delays_.header_rest;
    arm(std::min(rest, std::max<std::int64_t>(patience_ends_ - loop_.now(), 0)));
}

// Content that somebody asked for before and gave up: it would say "no card" to the look in hand.
bool IdCardReader::is_late(const SamAnswer& answer) const {
    return asked_ == SamCommand::Find && answer.status == SamStatus::Ok && !answer.data.empty();
}

void IdCardReader::note_noise(bool noise) {
    if (noise || decoder_.strays() != strays_) {
        strays_ = decoder_.strays();
        noise_at_ = loop_.now();
    }
}

// On a quiet line at once; on a noisy one when a read before brought the same.
bool IdCardReader::is_confirmed(BytesView data) {
    const bool noisy = loop_.now() - noise_at_ <= noisy_for_ms;
    const auto& before = job_->unconfirmed;
    if (!noisy || (before.size() == data.size() && std::equal(data.begin(), data.end(), before.begin()))) {
        return true;
    }
    job_->unconfirmed.assign(data.begin(), data.end());
    return false;
}

// A broken answer: while probing the right one may still come; for the card it is a failed attempt; else ask again at
// the next poll.
void IdCardReader::garbled() {
    switch (state_) {
        case ReaderState::Selecting:
        case ReaderState::Reading:
            return attempt_failed(ReadError::CardUnreadable);
        case ReaderState::ReadingMore:
            return more(nullptr);
        case ReaderState::Finding:
            if (job_) {
                job_->failure = ReadError::CardUnreadable;
            }
            return handle(++finds_ < 2 ? ReaderEvent::NotFound : ReaderEvent::Silent);
        default:
            return;
    }
}

void IdCardReader::answered(SamAnswer answer) {
    if (job_) {
        job_->reader_ms += loop_.now() - std::max(asked_at_, job_->began);
    }
    if (state_ == ReaderState::Probing || state_ == ReaderState::Finding) {
        echo_ms_ = static_cast<std::uint32_t>(std::max<std::int64_t>(loop_.now() - asked_at_, 1));
    }
    asked_.reset();
    babbles_ = false;
    switch (state_) {
        case ReaderState::Probing:
            bauds_tried_ = 0;
            return handle(ReaderEvent::Answered);
        case ReaderState::Identifying:
            status_.transport = channel_->name();
            status_.serial = answer.status == SamStatus::Ok ? sam_id_text(answer.data) : std::string();
            return handle(frame_size_ ? ReaderEvent::SizeWished : ReaderEvent::Answered);
        case ReaderState::Sizing:  // a module that does not know it says so and keeps its own
            return handle(ReaderEvent::Answered);
        case ReaderState::Finding:
            return found(answer);
        case ReaderState::Selecting:
            return selected(std::move(answer));
        case ReaderState::Reading:
            return content(std::move(answer));
        case ReaderState::ReadingMore:
            return more(&answer);
        default:
            return;
    }
}

void IdCardReader::found(const SamAnswer& answer) {
    if (answer.status != SamStatus::Found) {
        if (++finds_ < 2) {
            return handle(ReaderEvent::NotFound);
        }
        finds_ = 0;
        set_present(false);
        if (job_) {
            finish(job_->attempts > 0 ? ReadError::CardRemoved : ReadError::CardNone);
        }
        return handle(ReaderEvent::NotFoundTwice);
    }
    finds_ = 0;
    set_present(true);
    const int tries = job_ && !job_->unconfirmed.empty() ? read_attempts + confirming_attempts : read_attempts;
    if (job_ && job_->attempts - job_->spared >= tries) {
        finish(job_->failure.value_or(ReadError::CardUnreadable));
    }
    if (job_) {
        ++job_->attempts;
        return handle(ReaderEvent::FoundWanted);
    }
    handle(ReaderEvent::FoundOnly);
}

// False when what comes now belongs to a read that was cancelled: it is not given to the one that was begun since.
bool IdCardReader::job_begun() const {
    return job_ && job_->attempts > 0;
}

void IdCardReader::selected(SamAnswer answer) {
    if (!job_begun()) {
        return handle(ReaderEvent::Finished);
    }
    if (answer.status != SamStatus::Ok) {
        return attempt_failed(ReadError::CardUnreadable);
    }
    job_->chip_serial.assign(answer.data.begin(), answer.data.end());
    handle(ReaderEvent::Selected);
}

void IdCardReader::content(SamAnswer answer) {
    if (!job_begun()) {
        return handle(ReaderEvent::Finished);
    }
    if (is_refusal(answer.status)) {
        finish(ReadError::CardNotAuthorised);
        return handle(ReaderEvent::Finished);
    }
    // Bytes behind the frame mean that bytes were slipped into it: eight bits of check sum do not see all of that.
    const bool whole = answer.status == SamStatus::Ok && !decoder_.has_rest();
    const auto base = !whole               ? std::nullopt
                      : job_->fingerprints ? split_with_fingerprints(answer.data)
                                           : split_base(answer.data);
    if (!base) {
        return no_content();
    }
    auto card = parse_text_block(base->text);
    if (!card) {
        log::warning("card not taken: {}", card.error().text());
        const ReadError why = read_error_of(card.error());
        if (why == ReadError::CardUnreadable) {
            return attempt_failed(why);
        }
        finish(why);
        return handle(ReaderEvent::Finished);
    }
    if (!is_confirmed(answer.data)) {
        return attempt_failed(ReadError::CardUnreadable);
    }
    auto& reading = job_->reading.emplace();
    reading.card = std::move(*card);
    reading.photo_wlt.assign(base->photo.begin(), base->photo.end());
    if (job_->fingerprints) {
        reading.fingerprints.emplace(base->fingerprints.begin(), base->fingerprints.end());
    }
    reading.chip_serial = job_->chip_serial;
    reading.reader_ms = static_cast<std::uint32_t>(job_->reader_ms);
    if (!job_->more.empty()) {
        return handle(ReaderEvent::MoreWished);
    }
    end_with(ReadError::CardUnreadable);
    handle(ReaderEvent::Finished);
}

void IdCardReader::no_content() {
    if (job_->fingerprints && !decoder_.has_rest()) {
        return read_without_fingerprints();
    }
    attempt_failed(ReadError::CardUnreadable);
}

// A module that does not know how, or a card that does not give them, must not cost the person the card: it is selected
// and read anew without them, which counts as no try.
void IdCardReader::read_without_fingerprints() {
    job_->fingerprints = false;
    job_->unconfirmed.clear();
    ++job_->spared;
    handle(ReaderEvent::Finished);
}

// What else was wished for; no answer that makes sense: the card did not give it.
void IdCardReader::more(const SamAnswer* answer) {
    if (!job_begun() || !job_->reading || job_->more.empty()) {
        return handle(ReaderEvent::Finished);
    }
    const auto asked = job_->more.front();
    job_->more.erase(job_->more.begin());
    auto& reading = *job_->reading;
    reading.reader_ms = static_cast<std::uint32_t>(job_->reader_ms);
    const bool whole = answer != nullptr && !decoder_.has_rest();
    if (whole && asked == SamCommand::ReadNewAddresses && answer->status == SamStatus::NoContent) {
        reading.new_addresses.emplace();
    } else if (whole && asked == SamCommand::ReadNewAddresses && answer->status == SamStatus::Ok) {
        if (auto addresses = parse_new_addresses(answer->data)) {
            reading.new_addresses = std::move(*addresses);
        }
    } else if (whole && answer->status == SamStatus::Ok && answer->data.size() == management_size) {
        reading.management = answer->data;
    }
    if (!job_->more.empty()) {
        return handle(ReaderEvent::MoreWished);
    }
    end_with(ReadError::CardUnreadable);
    handle(ReaderEvent::Finished);
}

// The read in flight ends: well when its content is in hand already, else for that reason.
void IdCardReader::end_with(ReadError why) {
    if (!job_) {
        return;
    }
    if (job_->reading) {
        return finish(std::move(*job_->reading));
    }
    finish(why);
}

// The next look tells whether the card is still there (try again, or unreadable) or was taken away.
void IdCardReader::attempt_failed(ReadError why) {
    if (job_begun()) {
        job_->failure = why;
    }
    handle(ReaderEvent::Finished);
}

void IdCardReader::finish(Result<CardReading> result) {
    const auto done = std::move(job_->done);
    loop_.cancel(job_->deadline);
    wipe(job_->chip_serial.data(), job_->chip_serial.size());
    job_.reset();
    if (!result) {
        log::info("card read: {}", result.error().name());
    }
    // Later, so that the caller may read again or close the reader from its callback.
    loop_.post([done, shared = std::make_shared<Result<CardReading>>(std::move(result))] { done(std::move(*shared)); });
}

void IdCardReader::set_present(bool present) {
    if (!present) {
        seen_empty_ = true;
    }
    if (present == present_) {
        return;
    }
    present_ = present;
    if (present && seen_empty_) {
        ++laying_;
    }
    callbacks_.card(present, laying_);
}

void IdCardReader::give_up() {
    bauds_tried_ = 0;
    finds_ = 0;
    if (job_) {
        end_with(job_->failure.value_or(ReadError::ReaderSilent));
    }
    set_status(ReaderStatus::Kind::Faulty, ReadError::ReaderSilent);
    wait(std::exchange(babbles_, false) ? delays_.probe_soon : delays_.probe_again);
}

// Closes the device, if it is open, and forgets what lay on it.
void IdCardReader::let_go() {
    if (channel_->descriptor() >= 0) {
        loop_.unwatch(channel_->descriptor());
        channel_->close();
    }
    set_present(false);
    seen_empty_ = false;  // what lies there when it comes back was not laid down before our eyes
}

void IdCardReader::lost() {
    log::warning("card reader lost: {}", channel_->name());
    end_with(ReadError::ReaderMissing);
    let_go();
    set_status(ReaderStatus::Kind::Absent, ReadError::ReaderMissing);
    wait(delays_.open_again);
}

}  // namespace doorstep::devices

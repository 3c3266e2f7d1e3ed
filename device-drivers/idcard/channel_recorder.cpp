#include "device-drivers/idcard/channel_recorder.hpp"

#include <algorithm>

#include "base/clock.hpp"
#include "device-drivers/idcard/recording_mask.hpp"

namespace doorstep::devices {
namespace {

constexpr std::size_t most_held_back = std::size_t{64} * 1024;
constexpr std::size_t command_offset = 7;  // behind preamble and Len

SamCommand command_in(BytesView frame) {
    const bool whole = frame.size() > command_offset + 1;
    return whole ? static_cast<SamCommand>(frame[command_offset] << 8U | frame[command_offset + 1]) : SamCommand::Reset;
}

}  // namespace

RecordingChannel::RecordingChannel(std::unique_ptr<Channel> inner, std::vector<unsigned> bauds)
    : inner_(std::move(inner)), bauds_(std::move(bauds)) {}

RecordingChannel::~RecordingChannel() = default;

std::int64_t RecordingChannel::now() const {
    return monotonic_milliseconds() - began_;
}

void RecordingChannel::begin(Sink sink) {
    began_ = monotonic_milliseconds();
    answer_.clear();
    pieces_.clear();
    const auto transport = name();
    sink(recording_head(transport.substr(0, transport.find(' ')), bauds_));  // the place of a device says nothing here
    sink_ = std::move(sink);
}

void RecordingChannel::end() {
    if (sink_) {
        flush();
    }
    sink_ = {};
}

void RecordingChannel::write_down(const RecordedStep& step) const {
    if (const Sink sink = sink_) {  // a copy: the sink may end the recording
        sink(recording_line(step));
    }
}

void RecordingChannel::note(RecordedStep::Kind kind, std::string word) {
    if (sink_) {
        flush();
        RecordedStep noted;
        noted.kind = kind;
        noted.at_ms = now();
        noted.word = std::move(word);
        write_down(noted);
    }
}

void RecordingChannel::step(RecordedStep::Kind kind, const Status& how) {
    note(kind, std::string(how ? "" : how.error().name()));
}

// What was held back, in the pieces that it came in.
void RecordingChannel::flush() {
    const auto held = std::move(answer_);
    const auto pieces = std::move(pieces_);
    answer_.clear();
    pieces_.clear();
    const Bytes masked = masked_answer(asked_, held);
    std::size_t at = 0;
    for (const auto& piece : pieces) {
        RecordedStep from;
        from.kind = RecordedStep::Kind::From;
        from.at_ms = piece.at_ms;
        from.bytes.assign(masked.begin() + static_cast<std::ptrdiff_t>(at),
                          masked.begin() + static_cast<std::ptrdiff_t>(at + piece.size));
        at += piece.size;
        write_down(from);
    }
}

void RecordingChannel::note_read(std::string wishes) {
    note(RecordedStep::Kind::Read, std::move(wishes));
}

void RecordingChannel::note_result(std::string word) {
    note(RecordedStep::Kind::Result, std::move(word));
}

Status RecordingChannel::open() {
    auto opened = inner_->open();
    step(RecordedStep::Kind::Open, opened);
    return opened;
}

void RecordingChannel::close() {
    inner_->close();
    step(RecordedStep::Kind::Close, {});
}

Status RecordingChannel::set_baud(unsigned baud) {
    auto set = inner_->set_baud(baud);
    if (sink_) {
        flush();
        RecordedStep taken;
        taken.kind = RecordedStep::Kind::Baud;
        taken.at_ms = now();
        taken.baud = baud;
        taken.word = set ? "" : set.error().name();
        write_down(taken);
    }
    return set;
}

Status RecordingChannel::write(BytesView bytes) {
    if (sink_) {
        flush();
    }
    auto written = inner_->write(bytes);
    if (sink_) {
        asked_ = command_in(bytes);
        RecordedStep to;
        to.kind = RecordedStep::Kind::To;
        to.at_ms = now();
        to.bytes.assign(bytes.begin(), bytes.end());
        to.word = written ? "" : written.error().name();
        write_down(to);
    }
    return written;
}

Result<std::size_t> RecordingChannel::read(std::span<std::uint8_t> into) {
    auto size = inner_->read(into.first(std::min(into.size(), largest_piece)));
    if (sink_ && size && *size > 0) {
        if (answer_.size() + *size > most_held_back) {
            flush();
        }
        answer_.insert(answer_.end(), into.begin(), into.begin() + static_cast<std::ptrdiff_t>(*size));
        pieces_.push_back({now(), *size});
    }
    return size;
}

}  // namespace doorstep::devices

#include "device-drivers/idcard/replay.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/clock.hpp"
#include "base/encoding.hpp"
#include "base/files.hpp"

namespace doorstep::devices {
namespace {

using Kind = RecordedStep::Kind;

constexpr std::size_t head_lines = 1;
// Much more than any of replay_delays(): only a driver that does nothing any more waits so long.
constexpr std::int64_t longest_wait_ms = 5'000;

ChannelError error_named(std::string_view name) {
    for (const auto error : {ChannelError::Missing, ChannelError::Denied, ChannelError::Unplugged}) {
        if (ErrorNames<ChannelError>::name(error) == name) {
            return error;
        }
    }
    return ChannelError::Stalled;
}

std::string described(const RecordedStep& step) {
    switch (step.kind) {
        case Kind::To:
            return "to " + to_hex(step.bytes);
        case Kind::From:
            return fmt::format("from the reader, {} bytes", step.bytes.size());
        case Kind::Baud:
            return fmt::format("baud {}", step.baud);
        case Kind::Open:
            return "open";
        case Kind::Close:
            return "close";
        case Kind::Read:
            return "read";
        case Kind::Result:
            return "result " + step.word;
    }
    return "?";
}

// Where the recording stands, shared by the channel (the driver's moves) and the player (everything else).
class Script {
  public:
    explicit Script(const Recording& recording) : recording_(recording) {}

    bool ended() const { return at_ >= recording_.steps.size(); }
    bool differs() const { return !difference_.empty(); }
    const std::string& difference() const { return difference_; }
    std::size_t position() const { return at_; }
    const RecordedStep* now() const { return ended() || differs() ? nullptr : &recording_.steps[at_]; }
    bool is_now(Kind kind) const { return now() != nullptr && now()->kind == kind; }
    void pass() { ++at_; }
    void differ(const std::string& what) {
        if (!differs()) {
            difference_ = fmt::format("line {}: {}", at_ + head_lines + 1, what);
        }
    }
    // The driver does this; the step that it takes, or nothing when the recording has something else. Reads that were
    // asked for and results that were told between two moves of the driver are not its moves: they are caught up.
    const RecordedStep* take(const RecordedStep& move) {
        while (is_now(Kind::Read) || is_now(Kind::Result)) {
            (now()->kind == Kind::Read ? reads_owed : results_owed).push_back(at_);
            pass();
        }
        const RecordedStep* const step = now();
        if (step == nullptr) {
            return nullptr;  // after the end, or after a difference, everything is taken
        }
        if (step->kind != move.kind || step->bytes != move.bytes || step->baud != move.baud) {
            differ(fmt::format("the driver did \"{}\", the recording has \"{}\"", described(move), described(*step)));
            return nullptr;
        }
        pass();
        return step;
    }

    std::vector<std::size_t> reads_owed;    // steps passed that the player has still to do
    std::vector<std::size_t> results_owed;  // and to compare
    const Recording& recording() const { return recording_; }

  private:
    const Recording& recording_;
    std::size_t at_ = 0;
    std::string difference_;
};

Status outcome(const RecordedStep* step) {
    return step == nullptr || step->word.empty() ? Status() : Status(error_named(step->word));
}

// The reader's end, as the recording has it.
class ReplayChannel final : public Channel {
  public:
    explicit ReplayChannel(Script& script) : script_(script) {}

    Status open() override {
        const auto* const step = script_.take({Kind::Open, 0, {}, 0, {}});
        missing_ = step != nullptr ? step->word : missing_;
        // Behind the last step a device that was missing stays missing.
        auto opened = missing_.empty() ? Status() : Status(error_named(missing_));
        if (opened) {
            readable_ = FileDescriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
        }
        offer();
        return opened;
    }
    void close() override {
        script_.take({Kind::Close, 0, {}, 0, {}});
        readable_.reset();
    }
    Status set_baud(unsigned baud) override { return outcome(script_.take({Kind::Baud, 0, {}, baud, {}})); }
    Status write(BytesView bytes) override {
        auto written = outcome(script_.take({Kind::To, 0, {bytes.begin(), bytes.end()}, 0, {}}));
        offer();
        return written;
    }
    Result<std::size_t> read(std::span<std::uint8_t> into) override {
        if (script_.is_now(Kind::Close)) {
            return ChannelError::Unplugged;
        }
        if (!script_.is_now(Kind::From)) {
            take_back();
            return std::size_t{0};
        }
        const auto& bytes = script_.now()->bytes;
        if (bytes.size() > into.size()) {
            script_.differ("a piece larger than the driver's buffer");
            return std::size_t{0};
        }
        std::copy(bytes.begin(), bytes.end(), into.begin());
        script_.pass();
        take_back();
        offer();
        return bytes.size();
    }
    // As on the line: what came and was not read is gone.
    void discard() override {
        while (script_.is_now(Kind::From)) {
            script_.pass();
        }
        take_back();
    }
    int descriptor() const override { return readable_.get(); }
    std::string name() const override { return script_.recording().transport + " replayed"; }

    // Makes the descriptor readable when it is the reader's turn: bytes, or the end of the line.
    void offer() {
        if (readable_.valid() && (script_.is_now(Kind::From) || script_.is_now(Kind::Close))) {
            const std::uint64_t one = 1;
            [[maybe_unused]] const auto n = ::write(readable_.get(), &one, sizeof one);
        }
    }

  private:
    void take_back() {
        std::uint64_t count = 0;
        [[maybe_unused]] const auto n = ::read(readable_.get(), &count, sizeof count);
    }
    Script& script_;
    std::string missing_;  // how the last open failed
    FileDescriptor readable_;
};

class Player {
  public:
    explicit Player(const Recording& recording) : script_(recording) {
        auto channel = std::make_unique<ReplayChannel>(script_);
        channel_ = channel.get();
        reader_ = std::make_unique<IdCardReader>(loop_, std::move(channel), recording.bauds, IdCardReader::Callbacks{},
                                                 replay_delays());
    }

    Replayed play() {
        reader_->start();
        auto moved_at = monotonic_milliseconds();
        auto position = script_.position();
        while (!script_.differs() && !done()) {
            loop_.run_once(1);
            catch_up();
            if (position != script_.position()) {
                position = script_.position();
                moved_at = monotonic_milliseconds();
            } else if (monotonic_milliseconds() - moved_at > longest_wait_ms) {
                script_.differ("the driver takes no further step");
            }
        }
        Replayed replayed{!script_.differs(), script_.difference(), results_};
        reader_.reset();
        return replayed;
    }

  private:
    bool done() const { return script_.ended() && script_.reads_owed.empty() && script_.results_owed.empty(); }

    // Reads and results at the recording's place, and those that the driver overtook.
    void catch_up() {
        while (script_.is_now(Kind::Read) || script_.is_now(Kind::Result)) {
            (script_.now()->kind == Kind::Read ? script_.reads_owed : script_.results_owed)
                .push_back(script_.position());
            script_.pass();
        }
        if (!script_.reads_owed.empty() && asked_ == results_.size()) {  // one in flight, as in the field
            const auto wishes = wishes_named(script_.recording().steps[script_.reads_owed.front()].word);
            if (!wishes) {
                return script_.differ("a read with wishes that this program does not know");
            }
            script_.reads_owed.erase(script_.reads_owed.begin());
            ++asked_;
            reader_->read([this](Result<CardReading> result) { results_.push_back(result_word(result)); }, *wishes);
        }
        while (!script_.results_owed.empty() && results_.size() > compared_) {
            const auto& recorded = script_.recording().steps[script_.results_owed.front()].word;
            if (results_[compared_] != recorded) {
                script_.differ(fmt::format("the read ended {}, in the recording {}", results_[compared_], recorded));
            }
            script_.results_owed.erase(script_.results_owed.begin());
            ++compared_;
        }
        channel_->offer();
    }

    EventLoop loop_;
    Script script_;
    ReplayChannel* channel_ = nullptr;
    std::unique_ptr<IdCardReader> reader_;
    std::vector<std::string> results_;
    std::size_t asked_ = 0;
    std::size_t compared_ = 0;
};

}  // namespace

std::string result_word(const Result<CardReading>& result) {
    constexpr std::array<std::string_view, 5> layouts{"", "Citizen", "HmtPermit", "Foreign2017", "Foreign2023"};
    return std::string(result ? layouts.at(static_cast<std::size_t>(result->card.variant)) : result.error().name());
}

std::string wishes_word(const CardWishes& wishes) {
    return std::string(wishes.new_addresses ? "NewAddresses" : "") + (wishes.management ? "Management" : "") +
           (wishes.fingerprints ? "Fingerprints" : "");
}

std::optional<CardWishes> wishes_named(std::string_view word) {
    for (const unsigned mask : {0U, 1U, 2U, 3U, 4U, 5U, 6U, 7U}) {
        const CardWishes wishes{(mask & 1U) != 0, (mask & 2U) != 0, (mask & 4U) != 0};
        if (wishes_word(wishes) == word) {
            return wishes;
        }
    }
    return std::nullopt;
}

ReaderDelays replay_delays() {
    ReaderDelays delays;
    delays.poll_every = 1;
    delays.probe_answer = 200;
    delays.header_answer = 700;
    delays.read_answer = 700;
    delays.field_off = 1;
    delays.probe_again = 1;
    delays.open_again = 1;
    return delays;
}

Replayed replay(const Recording& recording) {
    return Player(recording).play();
}

}  // namespace doorstep::devices

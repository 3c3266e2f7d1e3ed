#include "device-drivers/idcard/replay.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "base/files.hpp"
#include "device-drivers/idcard/replay_script.hpp"

namespace doorstep::devices {
namespace {

using Kind = RecordedStep::Kind;

// Much more than any of a driver's: only one that does nothing any more waits so long.
constexpr std::int64_t longest_wait_ms = 60'000;

ChannelError error_named(std::string_view name) {
    for (const auto error : {ChannelError::Missing, ChannelError::Denied, ChannelError::Unplugged}) {
        if (ErrorNames<ChannelError>::name(error) == name) {
            return error;
        }
    }
    return ChannelError::Stalled;
}

// The recording's place as the channel (the driver's moves) and the player (everything else) share it.
class Script : public ReplayScript {
  public:
    using ReplayScript::ReplayScript;
    // Reads that were asked for and results that were told between two moves of the driver are not its moves: they are
    // caught up.
    const RecordedStep* take(const RecordedStep& move) {
        owe();
        return ReplayScript::take(move);
    }
    void owe() {
        while (is_now(Kind::Read) || is_now(Kind::Result)) {
            (now()->kind == Kind::Read ? reads_owed : results_owed).push_back(position());
            pass();
        }
    }

    std::vector<std::size_t> reads_owed;    // steps passed that the player has still to do
    std::vector<std::size_t> results_owed;  // and to compare
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
    Player(const Recording& recording, const ReaderDelays& delays) : script_(recording) {
        auto channel = std::make_unique<ReplayChannel>(script_);
        channel_ = channel.get();
        reader_ = std::make_unique<IdCardReader>(loop_, std::move(channel), recording.bauds, IdCardReader::Callbacks{},
                                                 delays);
    }

    Replayed play() {
        reader_->start();
        auto moved_at = now_;
        auto position = script_.position();
        while (!script_.differs() && !done()) {
            loop_.run_once(0);
            catch_up();
            ++now_;
            if (position != script_.position()) {
                position = script_.position();
                moved_at = now_;
            } else if (now_ - moved_at > longest_wait_ms) {
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
        script_.owe();
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

    std::int64_t now_ = 0;
    EventLoop loop_{[this] { return now_; }};
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

Replayed replay(const Recording& recording, const ReaderDelays& delays) {
    if (recording.driver != "idcard") {
        return {false, "line 1: not of a card reader", {}};
    }
    return Player(recording, delays).play();
}

}  // namespace doorstep::devices

// A code reader's line that is recorded, and one that is played back.
#pragma once

#include <sys/eventfd.h>
#include <unistd.h>

#include <memory>
#include <optional>

#include "base/testing/manual_time.hpp"
#include "device-drivers/code/code_reader.hpp"
#include "tests/devices/recordings.hpp"

namespace doorstep::devices::testing {

class RecordedCodeLine final : public CodeLine {
  public:
    explicit RecordedCodeLine(Recorder& recorder) : recorder_(recorder) {}
    Status open(const CodeAddress& address) override {
        auto opened = line_->open(address);
        recorder_.note_outcome(Kind::Open, opened);
        return opened;
    }
    void close() override {
        line_->close();
        recorder_.note(Kind::Close);
    }
    Result<std::size_t> read(std::span<std::uint8_t> into) override {
        auto size = line_->read(into);
        if (size && *size > 0) {
            recorder_.note(Kind::From, {}, into.first(*size));
        }
        return size;
    }
    int descriptor() const override { return line_->descriptor(); }
    const CodeIdentity& identity() const override { return line_->identity(); }

  private:
    Recorder& recorder_;
    const std::unique_ptr<CodeLine> line_ = make_code_line();
};

class ReplayedCodeLine final : public CodeLine {
  public:
    explicit ReplayedCodeLine(ReplayScript& script) : script_(script) {}
    Status open(const CodeAddress& /*address*/) override {
        auto opened = taken<CodeLineError>(script_, Kind::Open);
        if (opened) {
            readable_ = FileDescriptor(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
        }
        return opened;
    }
    void close() override {
        script_.take({Kind::Close, 0, {}, 0, {}});
        readable_.reset();
    }
    Result<std::size_t> read(std::span<std::uint8_t> into) override {
        if (script_.is_now(Kind::Close)) {
            return CodeLineError::Missing;
        }
        const auto size = come(script_, into);
        if (size == 0) {
            std::uint64_t count = 0;
            [[maybe_unused]] const auto n = ::read(readable_.get(), &count, sizeof count);
        }
        return size;
    }
    int descriptor() const override { return readable_.get(); }
    const CodeIdentity& identity() const override { return identity_; }
    // Readable when it is the device's turn.
    void offer() const {
        if (readable_.valid() && (script_.is_now(Kind::From) || script_.is_now(Kind::Close))) {
            const std::uint64_t one = 1;
            [[maybe_unused]] const auto n = ::write(readable_.get(), &one, sizeof one);
        }
    }

  private:
    ReplayScript& script_;
    FileDescriptor readable_;
    const CodeIdentity identity_;
};

// "there", or why not.
inline std::string status_word(const std::optional<Error>& trouble) {
    return trouble ? std::string(trouble->name()) : "There";
}
inline std::string code_word(const SeenCode& code) {
    return code.whole ? "Whole" : "NotWhole";
}

// The driver against a recording, in its own time; the difference, or nothing.
inline std::string replay_code(const Recording& recording) {
    ReplayScript script(recording);
    ManualTime time;
    CodeReader::Callbacks callbacks;
    callbacks.status = [&](const std::optional<Error>& trouble, const CodeIdentity&) {
        told(script, status_word(trouble));
    };
    callbacks.seen = [&](const SeenCode& code) { told(script, code_word(code)); };
    auto owned = std::make_unique<ReplayedCodeLine>(script);
    const auto& line = *owned;
    const auto* const address = recording.transport == "keys" ? "keys:/dev/replayed" : "serial:/dev/replayed";
    CodeReader reader(time.loop(), parse_code_address(address).value(), callbacks, {}, std::move(owned));
    reader.start();
    const bool through = time.until(
        [&] {
            line.offer();
            return script.ended() || script.differs();
        },
        60'000);
    if (!through) {
        script.differ("the driver takes no further step");
    }
    return script.difference();
}

}  // namespace doorstep::devices::testing

// A channel that passes everything on and, while asked to, writes down what goes over it.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "device-drivers/idcard/channel.hpp"
#include "device-drivers/idcard/recording.hpp"
#include "device-drivers/idcard/sam_messages.hpp"

namespace doorstep::devices {

// Thread-bound. What came from the reader is held back until the next command, so that a whole answer is masked at once
// (recording_mask.hpp); at most 64 KiB of it, more becomes filler.
class RecordingChannel final : public Channel {
  public:
    // A line of the recording, without its end.
    using Sink = std::function<void(const std::string& line)>;

    // `bauds`: what the driver tries, for the head of a recording.
    RecordingChannel(std::unique_ptr<Channel> inner, std::vector<unsigned> bauds);
    ~RecordingChannel() override;

    // From now on every step goes to the sink, the head first. To replay it, the channel must be opened anew now.
    void begin(Sink sink);
    // Writes what was held back, and no more; no effect when not recording.
    void end();
    bool recording() const { return static_cast<bool>(sink_); }
    // A read was asked for, with these wishes; it ended so (the layout, or the error's name). Words as in replay.hpp.
    void note_read(std::string wishes = {});
    void note_result(std::string word);

    Status open() override;
    void close() override;
    Status set_baud(unsigned baud) override;
    Status write(BytesView bytes) override;
    Result<std::size_t> read(std::span<std::uint8_t> into) override;
    void discard() override { inner_->discard(); }
    int descriptor() const override { return inner_->descriptor(); }
    std::string name() const override { return inner_->name(); }

  private:
    struct Piece {
        std::int64_t at_ms;
        std::size_t size;
    };
    void step(RecordedStep::Kind kind, const Status& how);
    void note(RecordedStep::Kind kind, std::string word);
    void write_down(const RecordedStep& step) const;
    void flush();
    std::int64_t now() const;

    const std::unique_ptr<Channel> inner_;
    const std::vector<unsigned> bauds_;
    Sink sink_;
    std::int64_t began_ = 0;
    SamCommand asked_ = SamCommand::Reset;  // whose answer is held back
    WipedBytes answer_;
    std::vector<Piece> pieces_;
};

}  // namespace doorstep::devices

// Where the frames of a ZeroMQ connection lie in its bytes (ZMTP 3, https://rfc.zeromq.org/spec/23). CURVE hides what a
// frame says; how long it is stands in the clear. Thread-bound.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace doorstep::faults {

class ZmtpFrames {
  public:
    // The greeting counts as frame 0; offset and size in bytes, the frame's own head included.
    struct Frame {
        std::uint64_t start = 0;
        std::uint64_t size = 0;
    };
    // The next bytes of one way.
    void take(std::string_view bytes);
    // All whose head has come, in order.
    const std::vector<Frame>& frames() const { return frames_; }
    // The first byte behind them.
    std::uint64_t end() const { return frames_.back().start + frames_.back().size; }

  private:
    static constexpr std::uint64_t greeting = 64;
    std::vector<Frame> frames_{{0, greeting}};
    std::uint64_t taken_ = 0;
    std::vector<unsigned char> head_;  // of the frame that begins at end(), as far as it has come
};

}  // namespace doorstep::faults

// The way of a frame over the pipes of a SAM module on USB; what the pipes are made of is behind a seam.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>

#include "base/wiped_bytes.hpp"

namespace doorstep::devices {

enum class PipeResult { Done, TimedOut, Stalled, Gone };

// Blocking transfers over one device. Thread-bound to the thread that exchanges.
class UsbPipes {
  public:
    virtual ~UsbPipes() = default;
    // All bytes out within the time.
    virtual PipeResult out(std::uint8_t endpoint, BytesView bytes, unsigned within_ms) = 0;
    // What one transfer brings; `got` counts also after TimedOut.
    virtual PipeResult in(std::uint8_t endpoint, std::span<std::uint8_t> into, std::size_t& got,
                          unsigned within_ms) = 0;
    // Clears a stall.
    virtual void unstall(std::uint8_t endpoint) = 0;
};

// The endpoints of a device, by use. A single pair serves both uses of a direction.
struct PipeLayout {
    std::uint8_t head_out = 0;
    std::uint8_t rest_out = 0;
    std::uint8_t head_in = 0;
    std::uint8_t rest_in = 0;
    bool single() const { return head_out == rest_out; }
    friend bool operator==(const PipeLayout&, const PipeLayout&) = default;
};

// The layout that a device's bulk endpoints make: the four of DEVICES §1, or the first of each direction; false when
// there is no pair.
bool find_layout(std::span<const std::uint8_t> bulk_endpoints, PipeLayout& layout);

// All waits, in milliseconds.
struct PipeDelays {
    unsigned out = 2000;         // a header or frame to the module
    unsigned look = 100;         // one look for bytes; between two of them an abandoned exchange ends
    unsigned drain = 20;         // for what a module still says to the last command
    unsigned late = 100;         // for an answer that is owed: the last one was good, but to a command before
    std::int64_t answer = 5000;  // from the command to the end of its answer; the driver gives up earlier
};

// Sends one command's frame and hands on the answer as it comes. Ends when a whole frame came, when `abandoned` says
// so, or when the time is over.
class PipeExchange {
  public:
    using Arrived = std::function<void(BytesView)>;
    PipeExchange(UsbPipes& pipes, PipeLayout layout, PipeDelays delays = {})
        : pipes_(pipes), layout_(layout), delays_(delays) {}
    // Done: answered in full. TimedOut: not, or abandoned. Stalled: it takes no bytes. Gone: unplugged.
    PipeResult run(BytesView frame, const std::function<bool()>& abandoned, const Arrived& arrived);

  private:
    PipeResult send(BytesView frame);
    PipeResult receive(const std::function<bool()>& abandoned, const Arrived& arrived);
    std::size_t wanted(std::uint8_t& endpoint) const;
    PipeResult drain(const std::function<bool()>& abandoned);
    unsigned doubt(BytesView frame) const;

    UsbPipes& pipes_;
    const PipeLayout layout_;
    const PipeDelays delays_;
    // How long to wait, before the next command, for what is none of its answer; 0: nothing can be left in the pipes.
    // At first somebody else's may be: a program that ended, or this one before it opened the device anew.
    unsigned doubt_ = delays_.drain;
    WipedBytes came_;  // of the answer, for its length
};

}  // namespace doorstep::devices

// Where a recording stands while a driver runs against it, in lockstep: each move of the driver must be the recording's
// next step. Thread-bound; the recording must outlive it.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "device-drivers/idcard/recording.hpp"

namespace doorstep::devices {

class ReplayScript {
  public:
    explicit ReplayScript(const Recording& recording) : recording_(recording) {}

    const Recording& recording() const { return recording_; }
    bool ended() const { return at_ >= recording_.steps.size(); }
    bool differs() const { return !difference_.empty(); }
    // "line 7: …"; empty while there is none. The first one stays.
    const std::string& difference() const { return difference_; }
    // Steps passed so far.
    std::size_t position() const { return at_; }
    // The step whose turn it is; nullptr behind the last one and after a difference.
    const RecordedStep* now() const { return ended() || differs() ? nullptr : &recording_.steps[at_]; }
    bool is_now(RecordedStep::Kind kind) const { return now() != nullptr && now()->kind == kind; }
    void pass() { ++at_; }
    void differ(const std::string& what);
    // The driver does this; the step that it takes, or nullptr when the recording has something else (a difference), or
    // nothing any more.
    const RecordedStep* take(const RecordedStep& move);
    // The same for `To` of a line that takes what it can: a step with the first bytes of these.
    const RecordedStep* take_bytes(BytesView bytes);

  private:
    const Recording& recording_;
    std::size_t at_ = 0;
    std::string difference_;
};

// "to aaaaaa9669…": a step as differences name it.
std::string described(const RecordedStep& step);

}  // namespace doorstep::devices

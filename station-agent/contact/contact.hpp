// Lost mode (SECURITY 16): a kiosk that has not heard from its township for so many days locks the drafts held so far,
// roster and vault; taking in, and the sealed outbox, go on. Thread-bound.
//
// A day of silence is a day of the station's clock, or of running: a thief who sets the clock back gains nothing. With
// a clock known to be wrong only running counts. A clock that leaps ahead locks until the township is heard again.
#pragma once

#include <cstdint>

#include "base/clock.hpp"
#include "station-agent/store/store.hpp"

namespace doorstep::agent {

// Days; an order of the release key may set others ("lost_tell_days", "lost_days").
struct SilenceDays {
    std::int64_t tell = 20;  // then the clerk is told
    std::int64_t lock = 30;
};

class Contact {
  public:
    Contact(Store& store, const Clock& clock) : store_(store), clock_(clock) {}
    // The township proved to be there, just now: nothing is locked any more. Joins the caller's transaction.
    Status heard();
    // So long we ran since the last call; to be called at start and every hour. Locks when it is time.
    Status pass_time(std::int64_t ran_ms, const SilenceDays& days);
    // Whole days without contact.
    Result<std::int64_t> silent_days();
    Result<bool> locked();

  private:
    Status lock();
    Store& store_;
    const Clock& clock_;
};

}  // namespace doorstep::agent

// What was checked and how it went; the last line is "N passed, N failed".
#pragma once

#include <cstdint>
#include <string>

#include "base/clock.hpp"

namespace doorstep::autopilot {

class Report {
  public:
    // Says and counts one check; returns `passed`, so that a journey can stop at the first step that failed.
    bool check(bool passed, const std::string& what, const std::string& why_not = {});
    // A check that this machine cannot make, by name and reason.
    void skip(const std::string& what, const std::string& why);
    int failed() const { return failed_; }
    // Prints the closing line and gives the exit status.
    int finish() const;

  private:
    // Since the run began: what took long is seen in the log.
    int seconds() const;

    std::int64_t started_ = monotonic_milliseconds();
    int passed_ = 0;
    int failed_ = 0;
    int skipped_ = 0;
};

}  // namespace doorstep::autopilot

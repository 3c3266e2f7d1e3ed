#include "tests/autopilot/report.hpp"

#include <cstdio>

namespace doorstep::autopilot {

int Report::seconds() const {
    return static_cast<int>((monotonic_milliseconds() - started_) / 1000);
}

bool Report::check(bool passed, const std::string& what, const std::string& why_not) {
    std::printf("%s %4d s  %s%s%s\n", passed ? "ok    " : "FAILED", seconds(), what.c_str(),
                passed || why_not.empty() ? "" : ": ", passed ? "" : why_not.c_str());
    std::fflush(stdout);
    ++(passed ? passed_ : failed_);
    return passed;
}

void Report::skip(const std::string& what, const std::string& why) {
    std::printf("skip   %s: %s\n", what.c_str(), why.c_str());
    ++skipped_;
}

int Report::finish() const {
    if (skipped_ > 0) {
        std::printf("%d passed, %d failed, %d skipped\n", passed_, failed_, skipped_);
    } else {
        std::printf("%d passed, %d failed\n", passed_, failed_);
    }
    return failed_ == 0 ? 0 : 1;
}

}  // namespace doorstep::autopilot

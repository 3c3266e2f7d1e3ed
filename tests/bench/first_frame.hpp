// How long a program takes from its start until it says on stderr that its window is on the screen.
#pragma once

#include <string>
#include <vector>

namespace doorstep::bench {

// Milliseconds; negative when it did not say "on the screen" within so long. It and what it started are ended then.
// `resident_kib`: of the largest of its processes at that moment, when asked for.
double first_frame_ms(const std::vector<std::string>& words, const std::vector<std::string>& variables,
                      long* resident_kib = nullptr);

}  // namespace doorstep::bench

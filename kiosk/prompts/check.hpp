// What is wrong with the recordings of a dialect. Reentrant.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/prompts/dialect.hpp"
#include "kiosk/prompts/sentences.hpp"

namespace doorstep::prompts {

enum class Trouble {
    Missing,    // the synthetic voice says it
    Stale,      // the sentence is another one since: record it again
    NotASound,  // no file, not to be read, or nothing in it
    Changed,    // another file than was recorded
    TooQuiet,   // hardly to be heard
    Clipped,    // the microphone was too loud
    TooLong,    // longer than anybody takes to say that
};
std::string_view trouble_name(Trouble trouble);

struct Finding {
    Trouble trouble = Trouble::Missing;
    std::string key;
    std::string text;
    std::string detail;  // "63 s for 12 characters"; may be empty
};

// In the order of the sentences, then what belongs to none.
std::vector<Finding> check(const std::filesystem::path& folder, const Dialect& dialect,
                           const std::vector<Sentence>& sentences);
// Characters, as people count them.
std::size_t characters(std::string_view text);
// Nobody takes so long to say it.
std::int64_t longest_ms(std::string_view text);

}  // namespace doorstep::prompts

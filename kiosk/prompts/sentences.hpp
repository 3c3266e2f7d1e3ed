// What the kiosk says on the pages of applicants and recipients, taken from where the pages take it: the catalogue and
// the schemes' texts. Sentences with places for a number or a name are not fixed and stay with the synthetic voice.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace doorstep::prompts {

struct Sentence {
    std::string key;   // stays while context and English source stay, or the scheme's key
    std::string part;  // "app", "checkin", "apply" … or the scheme's id
    std::string text;
};

// Of the language ("zh_CN" or "en"), each text once, in the order of pages: what is everywhere, then journeys, then
// schemes. `catalogue` is the text of doorstep_zh_CN.ts. NotAManifest for a catalogue that is none; an error of forms/
// when no scheme can be read.
Result<std::vector<Sentence>> sentences(std::string_view catalogue, const std::filesystem::path& schemes,
                                        std::string_view language);

// Contexts of the catalogue that belong to no part: empty, unless the sources were not looked at again.
std::vector<std::string> contexts_without_part(std::string_view catalogue);

}  // namespace doorstep::prompts

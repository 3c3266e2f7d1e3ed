// What the tool says, in the language of who sits before it.
#pragma once

#include <string_view>

namespace doorstep::prompts {

enum class Word {
    Begin,    // what can be done before a recording
    Speak,    // while it is recorded
    Decide,   // what can be done after it
    Nothing,  // was heard
    Faint,
    Clipped,
    Long,
    Kept,
    AllDone,
    Later,      // goes on next time
    NoSpeaker,  // cannot be played back
    First,      // there is none before it
};
// Chinese where LC_ALL, LC_MESSAGES or LANG begins with "zh", else English.
std::string_view word(Word which);

}  // namespace doorstep::prompts

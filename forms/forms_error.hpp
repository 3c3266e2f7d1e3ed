// Why a scheme, an answer text or a code table could not be used at all. Wrong answers are no errors: see
// validation.hpp.
#pragma once

#include <cstddef>
#include <string_view>

#include "base/error.hpp"

namespace doorstep::forms {

enum class FormsError {
    TooLarge = 1,    // refuse the text: over the bound, nothing of it was parsed
    TooDeep,         // refuse the text: nested deeper than the bound, nothing of it was parsed
    BadJson,         // refuse the text: not JSON, a key twice, or not an object
    BadToml,         // stop and name file and line to the technician
    BadScheme,       // do not offer this scheme; the detail names file, place and reason
    UnknownKeyword,  // do not offer this scheme: its schema has a word outside the closed list
    MissingText,     // do not offer this scheme: a text key has no text in a language
    NoSuchPage,      // go to the first page: the place is not in this version of the scheme
    NoSuchField,     // a fault of the caller
    NoSuchRow,       // a fault of the caller: rows are numbered from 0 without gaps
    BadInput,        // ask again: what was typed is no value of that kind (Entered tells the problem)
    UnknownState,    // refuse the move: no such case state
    IllegalMove,     // refuse the move in words: the table of case states does not list it
    BadTable,        // stop and tell the technician: a code table is damaged
};

// Bounds of everything that is parsed. Over it: TooLarge or TooDeep before any parser sees the text.
inline constexpr std::size_t largest_text = 256 * 1024;  // bytes of one JSON text, and of all files of one scheme
inline constexpr std::size_t largest_string = 4 * 1024;  // bytes of one JSON string as written
inline constexpr std::size_t deepest_nesting = 16;       // objects and arrays within each other

}  // namespace doorstep::forms

namespace doorstep {
template <>
struct ErrorNames<forms::FormsError> {
    static constexpr std::string_view module = "forms";
    static std::string_view name(forms::FormsError e);
};
}  // namespace doorstep

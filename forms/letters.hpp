// What a person writes to the township beside the forms of the schemes: a question, a correction, an application taken
// back, an answer to a hearing notice, a complaint. The ANSWERS part of such a hand-in, one shape for kiosk and
// township. Reentrant.
#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"

namespace doorstep::forms {

// Only what a letter is about is filled in; the rest is empty and does not travel.
struct Letter {
    std::string question;     // to the township about a case
    std::string correction;   // what is wrong or missing in what was handed in: makes a SUPPLEMENT a correction
    std::string words;        // the person's own words in any other letter
    std::string about;        // of a complaint: "decision", "treatment", "listing"
    std::string case_number;  // 12 digits: which decision is meant, where the person named one
    std::string hearing;      // id of the announced hearing, hex
    std::string answer;       // to it: "comes", "cannot-come", "words", "voice" (said: a part of its own)

    // What was said, whichever it is.
    const std::string& said() const { return !question.empty() ? question : !correction.empty() ? correction : words; }
};

// The letter as the UTF-8 JSON text that travels. No field of it may be longer than longest_letter.
std::string letter_json(const Letter& letter);
// Reads it back. BadJson, TooLarge, TooDeep. What is unknown is left out: an `about` or `answer` of a newer kiosk, a
// case number whose check digits are wrong.
Result<Letter> read_letter(std::string_view text);

// Bytes of one field: 300 Chinese characters are 900.
inline constexpr std::size_t longest_letter = 4000;

}  // namespace doorstep::forms

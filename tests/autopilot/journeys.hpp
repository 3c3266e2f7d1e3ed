// The journeys of the issue through the real screen.
#pragma once

#include <string>

#include "tests/autopilot/outside.hpp"
#include "tests/autopilot/screen.hpp"
#include "tests/autopilot/words.hpp"

namespace doorstep::autopilot {

// What the clerk of the run chooses at the first sign-in.
inline constexpr const char* clerk_pin = "246810";

// What a run has at hand.
struct Run {
    Screen& screen;
    const Words& words;
    const Outside& outside;
    std::string pages;       // folder of page pictures
    std::string clerk_code;  // one-time code of account zhou
};

struct Applied {
    bool done = false;
    std::string case_number;     // 12 digits, as the screen showed it
    bool told_it_waits = false;  // the page said that it is saved here and goes when the line is back
};

// Who has no readable card.
struct TypedIdentity {
    std::string pinyin = "sun wei";  // of the name, each character apart, and
    std::string name = "孙 伟";      // the characters
    std::string number = "990303195205060013";
};

// Applies with the card.
Applied apply(const Run& run, const std::string& card);
// On their pages: name and number of the person who has no readable card, then the next step.
bool type_name(const Run& run, const TypedIdentity& person = {});
bool type_number(const Run& run, const TypedIdentity& person = {});
// Begins without a readable card: name and number are typed, the page that asks what is needed comes. Ends there.
bool begin_typed(const Run& run);
// Touches the tile of the scheme whose words the run has, on the page that asks what is needed.
bool choose_scheme(const Run& run);
// On the list of clerks: account zhou signs in, the first time with the one-time code.
bool clerk_signs_in(const Run& run);
// Checks in the clerk's way: the face is refused, the clerk signs in and confirms.
bool check_in_by_clerk(const Run& run, const std::string& card);
// Enrols the face (sheet printed, signed sheet scanned, confirmed) and checks in by face.
bool check_in_by_face(const Run& run, const std::string& card);
// Sees the own case and its state in plain words.
bool my_case(const Run& run, const std::string& card, const std::string& state_words);
// Reads the first notice of the list without a card.
bool read_notices(const Run& run);
// Ends the visit: finish, card away, back at the first page.
bool finish_visit(const Run& run);
// The case number that stands on the page, by its form; empty when none does.
std::string case_number_shown(Screen& screen);
// How the greeting begins, before the name.
std::string greeting(const Run& run);
// Lays the card down and waits for the greeting; milliseconds from order to greeting, -1 when none came.
double greeted(const Run& run, const std::string& card);

}  // namespace doorstep::autopilot

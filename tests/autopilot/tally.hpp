// What people were told at the screen, against what the township holds: nothing lost, nothing doubled.
#pragma once

#include <cstddef>
#include <map>
#include <string>

#include "tests/autopilot/stubborn.hpp"

namespace doorstep::autopilot {

// What the screens of all visits said.
struct Told {
    std::size_t applied = 0;
    std::map<std::string, std::string> cases;  // scheme by case number, as the persons saw it
    std::size_t checked_in = 0;
    std::map<std::string, std::size_t> letters;  // under a case, by its number
    std::size_t confirmed = 0;  // check-ins that a clerk confirmed; the kiosk may have died before it said so

    void add(const Applied& applied, const std::string& scheme);
    void add(const CheckedIn& checked_in);
};

// Waits until everything has arrived, for at most three minutes, then compares: each application once and under its own
// scheme, each check-in once.
void nothing_lost_or_doubled(const Run& run, const Told& told);
// The station's books against the township's: as many submissions, no number in its sequence missing, nothing left
// here.
void books_agree(const Run& run);

}  // namespace doorstep::autopilot

// What can be wrong with an answer. A problem never refuses a person: at the kiosk it asks again, at the township it
// puts the case in front of a person (SECURITY 28).
#pragma once

#include <span>
#include <string_view>

namespace doorstep::forms {

enum class Problem {
    Missing = 1,  // answer needed
    WrongKind,    // e.g. a text where a number is needed
    NotAnOption,
    TooShort,
    TooLong,
    TooSmall,
    TooLarge,
    BadIdNumber,
    BadPhone,
    BadPlate,
    BadDate,
    BadMoney,
    TooFewRows,
    TooManyRows,
    SamePersonTwice,  // one ID number for two persons
    UnknownField,     // not in this scheme (an older or newer version)
    DoesNotFit,       // the schema says no and none of the above explains it
};

// All of them, for tests that walk the enum.
std::span<const Problem> all_problems();
// "bad-id-number": the end of its text key "problems.bad-id-number".
std::string_view problem_id(Problem problem);

}  // namespace doorstep::forms

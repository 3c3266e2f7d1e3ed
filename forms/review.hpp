// Answers for people: the review page before submitting, and who else must sign.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/calendar_date.hpp"
#include "base/error.hpp"
#include "forms/place.hpp"
#include "forms/scheme.hpp"

namespace doorstep::forms {

struct ReviewRow {
    std::string label;
    std::string value;       // as shown; or words for "not answered"
    std::string heading;     // of a row: the group's name and number ("家庭成员 1"); empty at the top level
    Place place;             // the page to change it
    bool sensitive = false;  // number, health, money: not spoken unless agreed
    bool changeable = true;  // false for what the card gave and for sums
};

// One row a field of the pages shown, answered or not, in page order, and the scheme's sums (annual, added once).
// ID numbers and phones are masked (DOMAIN 5.6). Errors: those of reading the answers.
Result<std::vector<ReviewRow>> review(const Scheme& scheme, std::string_view answers, std::string_view language);
// One line for a row of a group on its overview page ("李＊ · 配偶"): name masked.
Result<std::string> row_line(const Scheme& scheme, std::string_view answers, std::string_view group, int row,
                             std::string_view language);
// A sum of the scheme (steps.json "sums") in fen; missing answers count 0.
Result<std::int64_t> sum_fen(const Scheme& scheme, std::string_view answers, std::string_view sum);

// Somebody beside the applicant whose economic-status check needs the own signature (SECURITY 29).
struct PersonToSign {
    std::string whose;         // "member:1", "obligor:2": from 1, as in Consent.whose
    std::string name;          // plain: for the sheet to sign; mask on screens
    std::string group;         // "members", "obligors"
    int rule = 0;              // which of the scheme's "sign" rules names this person, from 0
    int row = 0;               // from 0
    bool age_unknown = false;  // neither number nor answer: a line is kept, a person decides
};
// Each cohabiting member of 18 years or more on `day`, and each obligor. Errors: those of reading the answers.
Result<std::vector<PersonToSign>> persons_to_sign(const Scheme& scheme, std::string_view answers,
                                                  const CalendarDate& day);

}  // namespace doorstep::forms

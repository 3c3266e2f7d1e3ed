// Is an answer text right? The kiosk asks page by page and before submitting, the township on arrival: the same
// functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "forms/area_codes.hpp"
#include "forms/place.hpp"
#include "forms/problem.hpp"
#include "forms/scheme.hpp"

namespace doorstep::forms {

struct Finding {
    std::string path;   // "phone", "members/1/name"; "" for the whole. Holds no answer.
    std::string field;  // id of the field; empty for rows and the whole
    Problem problem = Problem::DoesNotFit;
    std::string text_key;  // Scheme::text gives the sentence; a field may have its own
    Place place;           // the page where it can be changed
};

// Problems of the fields on that page (of that row). A hidden page has none. Errors: those of reading the answers.
Result<std::vector<Finding>> validate_page(const Scheme& scheme, std::string_view answers, const Place& place);
// Everything: shown pages, rows, unknown fields, one number for two persons, and the whole against the schema.
// At most most_findings; more are cut.
Result<std::vector<Finding>> validate_all(const Scheme& scheme, std::string_view answers);
inline constexpr std::size_t most_findings = 200;

// Notes that never stop anything: an ID number's area code that is abolished or unknown.
struct Note {
    std::string path;
    AreaStatus status = AreaStatus::Unknown;
};
Result<std::vector<Note>> notes(const Scheme& scheme, std::string_view answers, const AreaCodes& areas);

}  // namespace doorstep::forms

// What stands in the parts of an opened submission: people, consents, outcome. Bounded; what does not parse is told,
// never refused (SECURITY 28). Reentrant.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/wiped_bytes.hpp"
#include "protocol/envelope/envelope.hpp"
#include "township/archive/submissions.hpp"

namespace doorstep::township {

struct Contents {
    std::vector<Person> people;  // applicant first
    std::vector<wire::Consent> consents;
    std::optional<wire::CheckInOutcome> outcome;
    std::optional<wire::Acting> acting;  // nothing: the person acts in the own name
    WipedString answers;                 // UTF-8 JSON text; empty when there are none
    std::vector<std::string> problems;   // code and place, never an answer
};

// Bounds of one submission's lists; what is beyond them is told as a problem and stays in the archived part.
constexpr std::size_t most_people = 64;
constexpr std::size_t most_consents = 256;

// Reads all parts.
Contents read_contents(const protocol::Opened& opened);

}  // namespace doorstep::township

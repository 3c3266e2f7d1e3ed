// The consents of a case for people to look at: what was answered and how, who helped or witnessed, and whether the
// kiosk read the text to the person. Thread-bound with the archive.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/uuid.hpp"
#include "township/archive/archive.hpp"

namespace doorstep::township {

struct ConsentView {
    std::int64_t kind = 0;
    std::string whose;
    std::int64_t answer = 0;
    std::int64_t how = 0;
    std::string text_id;
    std::int64_t text_version = 0;
    std::string language;
    std::int64_t paper_part = 0;
    std::string operator_account;
    std::string witness;  // account; empty: none
    std::int64_t recorded_ms = 0;
    Uuid submission;
    bool read_aloud = false;
};

// Oldest first.
Result<std::vector<ConsentView>> consents_of(Archive& archive, const std::string& case_number);

}  // namespace doorstep::township

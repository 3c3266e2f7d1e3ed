// Whether a station is ready, on one sheet: numbers and words, nothing personal. As papers.hpp for the rest.
#pragma once

#include "papers/papers.hpp"

namespace doorstep::papers {

// One thing that was looked at.
struct ReadinessLine {
    std::string state;  // "Good", "Not known" …: lines of the same state stand together; may be empty
    std::string name;
    std::string value;  // empty: not known
    std::string help;   // what to do; a line without stands beside its neighbours
};
// Dirty places across one glass, from its left to its right edge; millimetres.
struct ReadinessGlass {
    struct Mark {
        double from = 0;
        double width = 0;
    };
    std::string name;
    double width = 0;
    std::vector<Mark> marks;  // none: nothing is drawn
};
struct ReadinessSheet {
    Issuer issuer;
    Instant tested;
    std::string why;
    std::string summary;
    std::vector<ReadinessLine> lines;  // the most urgent first
    std::vector<ReadinessGlass> glasses;
};
Result<Bytes> readiness_sheet(const ReadinessSheet& data, Paper paper);

}  // namespace doorstep::papers

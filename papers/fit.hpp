// What every paper shares: who issues it, and that it fits on one sheet. Inside papers/ only.
#pragma once

#include "papers/renderer.hpp"

namespace doorstep::papers {

// Language, station, township, hotline, the mark of an exercise.
Filling issued_by(const Issuer& issuer);

// Points of the body: as it should be, and as small as it may become.
struct BodySize {
    double wanted = 0;
    double smallest = 0;
};
// One sheet, never two: a second one gets lost. Set smaller, point by point, until it fits; else DoesNotFit.
Result<Bytes> render_to_fit(std::string_view name, const Filling& filling, Paper paper, BodySize size);

}  // namespace doorstep::papers

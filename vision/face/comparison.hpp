// Two photographs, one person? What `doorstep-face compare` does, for callers that hold pictures.
#pragma once

#include <array>
#include <optional>
#include <string_view>

#include "base/error.hpp"
#include "vision/face/face_engine.hpp"
#include "vision/face/quality.hpp"

namespace doorstep::vision {

struct FaceComparison {
    // How many faces each picture shows.
    std::array<int, 2> faces{};
    // Why it could not be judged, and in which picture (0 or 1); nothing when it could.
    std::optional<FaceProblem> problem;
    int problem_picture = 0;
    // Meaningful only without a problem.
    double distance = 0;
    FaceOutcome outcome = FaceOutcome::NoMatch;
};
// "same", "clerk-decides", "no-match"; for JSON and messages.
std::string_view face_outcome_name(FaceOutcome outcome);

// Detects, gates and compares. A picture that is not good enough is a value with `problem`, not an error; an error is
// what FaceEngine reports. Thread-bound like the engine.
Result<FaceComparison> compare_faces(FaceEngine& engine, const Image& a, const Image& b, const FaceLimits& limits = {},
                                     const FaceThresholds& thresholds = {});

}  // namespace doorstep::vision

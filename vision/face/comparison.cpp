#include "vision/face/comparison.hpp"

namespace doorstep::vision {

std::string_view face_outcome_name(FaceOutcome outcome) {
    switch (outcome) {
        case FaceOutcome::Same:
            return "same";
        case FaceOutcome::ClerkDecides:
            return "clerk-decides";
        case FaceOutcome::NoMatch:
            return "no-match";
    }
    return "?";
}

Result<FaceComparison> compare_faces(FaceEngine& engine, const Image& a, const Image& b, const FaceLimits& limits,
                                     const FaceThresholds& thresholds) {
    FaceComparison result;
    const std::array<const Image*, 2> pictures{&a, &b};
    std::array<std::vector<Face>, 2> faces;
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        DOORSTEP_TRY(faces[i], engine.detect(*pictures[i]));
        result.faces[i] = static_cast<int>(faces[i].size());
        const auto problem = find_problem(*pictures[i], faces[i], limits);
        if (problem && !result.problem) {
            result.problem = problem;
            result.problem_picture = static_cast<int>(i);
        }
    }
    if (result.problem) {
        return result;
    }
    DOORSTEP_TRY(const auto first, engine.describe(a, faces[0].front()));
    DOORSTEP_TRY(const auto second, engine.describe(b, faces[1].front()));
    result.distance = distance(first, second);
    result.outcome = judge(result.distance, thresholds);
    return result;
}

}  // namespace doorstep::vision

#include "device-drivers/camera/face_words.hpp"

#include <string>

namespace doorstep::devices {
namespace {

wire::FaultCode code_of(vision::FaceProblem problem) {
    switch (problem) {
        case vision::FaceProblem::NoFace:
        case vision::FaceProblem::CutOff:
        case vision::FaceProblem::TurnedAway:
            return wire::FAULT_FACE_NONE;
        case vision::FaceProblem::SeveralFaces:
            return wire::FAULT_FACE_SEVERAL;
        case vision::FaceProblem::TooSmall:
            return wire::FAULT_FACE_TOO_SMALL;
        case vision::FaceProblem::TooDark:
        case vision::FaceProblem::TooBright:
            return wire::FAULT_FACE_TOO_DARK;
        case vision::FaceProblem::Blurred:
            return wire::FAULT_FACE_BLURRED;
    }
    return wire::FAULT_FACE_NONE;
}

}  // namespace

wire::Fault face_fault(vision::FaceProblem problem) {
    wire::Fault fault;
    fault.set_code(code_of(problem));
    (*fault.mutable_parameters())["problem"] = std::string(vision::face_problem_name(problem));
    return fault;
}

wire::FaultCode health_fault(FrameHealth health) {
    switch (health) {
        case FrameHealth::Black:
            return wire::FAULT_CAMERA_BLACK;
        case FrameHealth::Frozen:
            return wire::FAULT_CAMERA_FROZEN;
        default:
            return wire::FAULT_NONE;
    }
}

wire::FaceOutcome::Verdict wire_verdict(vision::FaceOutcome outcome) {
    switch (outcome) {
        case vision::FaceOutcome::Same:
            return wire::FaceOutcome::SAME;
        case vision::FaceOutcome::ClerkDecides:
            return wire::FaceOutcome::CLERK_DECIDES;
        case vision::FaceOutcome::NoMatch:
            return wire::FaceOutcome::NO_MATCH;
    }
    return wire::FaceOutcome::NOT_JUDGED;
}

}  // namespace doorstep::devices

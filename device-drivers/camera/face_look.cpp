#include "device-drivers/camera/face_look.hpp"

#include <algorithm>

#include "device-drivers/camera/face_words.hpp"

namespace doorstep::devices {
namespace {

wire::Fault last_reason(const std::optional<vision::FaceProblem>& problem) {
    return face_fault(problem.value_or(vision::FaceProblem::NoFace));
}

}  // namespace

std::optional<VerifyLook> VerifyLook::begin(const wire::Template& person, const vision::FaceThresholds& thresholds) {
    const auto count = static_cast<std::size_t>(person.values_size());
    if (person.model() != vision::descriptor_model || count == 0 || count % vision::descriptor_size != 0) {
        return std::nullopt;
    }
    std::vector<vision::Descriptor> enrolled;
    for (std::size_t at = 0; at < count; at += vision::descriptor_size) {
        const auto one = vision::Descriptor::from({person.values().data() + at, vision::descriptor_size});
        if (!one) {
            return std::nullopt;
        }
        enrolled.push_back(*one);
    }
    return VerifyLook(std::move(enrolled), thresholds);
}

bool VerifyLook::add(const FrameJudgement& frame) {
    last_problem_ = frame.problem ? frame.problem : last_problem_;
    if (frame.face) {
        const double distance = vision::nearest(*frame.face, enrolled_).value_or(2);
        distances_.insert(std::upper_bound(distances_.begin(), distances_.end(), distance), distance);
    }
    return distances_.size() >= frames_to_agree &&
           vision::judge(distances_[frames_to_agree - 1], thresholds_) == vision::FaceOutcome::Same;
}

wire::FaceOutcome VerifyLook::outcome() const {
    wire::FaceOutcome outcome;
    if (distances_.size() < frames_to_agree) {
        outcome.set_verdict(wire::FaceOutcome::NOT_JUDGED);
        *outcome.mutable_reason() = last_reason(last_problem_);
        return outcome;
    }
    const double agreed = distances_[frames_to_agree - 1];
    outcome.set_verdict(wire_verdict(vision::judge(agreed, thresholds_)));
    outcome.set_distance(static_cast<float>(agreed));
    return outcome;
}

bool EnrolLook::add(const FrameJudgement& frame) {
    last_problem_ = frame.problem ? frame.problem : last_problem_;
    if (!frame.face) {
        return false;
    }
    const auto nearest = vision::nearest(*frame.face, faces_);
    if (nearest && vision::judge(*nearest, thresholds_) != vision::FaceOutcome::Same) {
        faces_.clear();
    }
    faces_.push_back(*frame.face);
    return faces_.size() >= frames_to_enrol;
}

std::optional<wire::FaceEnrolled> EnrolLook::enrolled() const {
    if (faces_.size() < least_frames_to_enrol) {
        return std::nullopt;
    }
    wire::FaceEnrolled result;
    result.set_frames(static_cast<std::uint32_t>(faces_.size()));
    auto& values = *result.mutable_template_();
    values.set_model(std::string(vision::descriptor_model));
    values.mutable_values()->Reserve(static_cast<int>(faces_.size() * vision::descriptor_size));
    for (const auto& face : faces_) {
        for (const float value : face.values()) {
            values.add_values(value);
        }
    }
    return result;
}

wire::Fault EnrolLook::reason() const {
    return last_reason(last_problem_);
}

}  // namespace doorstep::devices

// One look at a person, frame by frame: gather good frames, then judge (verify) or hand out a template (enrol). Knows
// no camera and no clock; whoever has frames feeds it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "base/error.hpp"
#include "protocol/messages/hub.pb.h"
#include "vision/face/descriptor.hpp"
#include "vision/face/quality.hpp"
#include "vision/image/image.hpp"

namespace doorstep::devices {

// Frames that must agree before a face counts as the same person: one lucky frame is no proof.
constexpr std::size_t frames_to_agree = 2;
// Frames of a template: enough for light and turn of one visit.
constexpr std::size_t frames_to_enrol = 5;
constexpr std::size_t least_frames_to_enrol = 3;

// What one frame gives: the descriptor of its one good face, or why there is none. FaceEngine is behind it.
struct FrameJudgement {
    std::optional<vision::Descriptor> face;
    std::optional<vision::FaceProblem> problem;
};

// Compares with a template. Thread-bound. Holds descriptors of the person until it goes; they wipe themselves.
class VerifyLook {
  public:
    // Nothing when the template is of another net or not n × 128 finite numbers.
    static std::optional<VerifyLook> begin(const wire::Template& person, const vision::FaceThresholds& thresholds);
    // True when the outcome is certain and no further frame is needed.
    bool add(const FrameJudgement& frame);
    // The outcome so far: the distance that at least frames_to_agree frames reached; NOT_JUDGED with the last problem
    // when there were fewer good frames.
    wire::FaceOutcome outcome() const;

  private:
    VerifyLook(std::vector<vision::Descriptor> enrolled, const vision::FaceThresholds& thresholds)
        : enrolled_(std::move(enrolled)), thresholds_(thresholds) {}
    std::vector<vision::Descriptor> enrolled_;
    vision::FaceThresholds thresholds_;
    std::vector<double> distances_;  // of good frames, smallest first
    std::optional<vision::FaceProblem> last_problem_;
};

// Gathers a template.
class EnrolLook {
  public:
    explicit EnrolLook(const vision::FaceThresholds& thresholds) : thresholds_(thresholds) {}
    // True when there are enough frames. A frame that shows somebody else than the first ones starts anew.
    bool add(const FrameJudgement& frame);
    // The template; nothing below least_frames_to_enrol.
    std::optional<wire::FaceEnrolled> enrolled() const;
    // Why there is no template.
    wire::Fault reason() const;

  private:
    vision::FaceThresholds thresholds_;
    std::vector<vision::Descriptor> faces_;
    std::optional<vision::FaceProblem> last_problem_;
};

}  // namespace doorstep::devices

// vision's words for faces as the codes that travel.
#pragma once

#include <string_view>

#include "device-drivers/camera/frame_health.hpp"
#include "protocol/messages/hub.pb.h"
#include "vision/face/descriptor.hpp"
#include "vision/face/quality.hpp"

namespace doorstep::devices {

// What to tell the person. Problems without a code of their own take the nearest one; parameter "problem" holds
// vision's own name for it ("turned-away", "too-bright"), so that a screen may be more exact.
wire::Fault face_fault(vision::FaceProblem problem);
// FAULT_NONE for Good.
wire::FaultCode health_fault(FrameHealth health);
wire::FaceOutcome::Verdict wire_verdict(vision::FaceOutcome outcome);

}  // namespace doorstep::devices

// What the report of setting up says to people: a line a step and a device (what is signed:
// protocol/envelope/setup_report.hpp). In the language of the screen.
#pragma once

#include <string>
#include <vector>

#include <QString>

#include "protocol/messages/setup.pb.h"

namespace doorstep::kiosk {

// "Network" …
QString step_name(wire::SetupStep step);
// What it means to leave it out; empty for the steps that cannot be.
QString left_out_words(wire::SetupStep step);
// The lines on paper and screen.
std::vector<std::string> report_lines(const wire::SetupState& state, const wire::ReportSigned& keys);

}  // namespace doorstep::kiosk

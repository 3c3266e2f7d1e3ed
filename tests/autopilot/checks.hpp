// What must be true outside the kiosk after a journey.
#pragma once

#include <string>

#include "tests/autopilot/journeys.hpp"
#include "tests/autopilot/stubborn.hpp"

namespace doorstep::autopilot {

// The township holds the application with a member, consents and two page images, each scanned and straightened.
bool application_arrived(const Run& run, const std::string& case_number);
// One of the printed papers is the receipt: its code decodes to the case number.
bool receipt_decodes(Report& report, const Outside& outside, const std::string& case_number);
// That many check-ins are at the township.
bool check_in_arrived(const Run& run, std::size_t count);
// The township holds that somebody acted for the applicant, as what, and the entrustment where one was brought; the
// case itself is of whom it is about.
bool acting_is_recorded(const Run& run, const std::string& case_number, const ForWhom& for_whom);
// That the notices were read to the applicant, and by whom the applicant was helped or the thumb print witnessed.
bool reading_is_recorded(const Run& run, const std::string& case_number, const Applicant& who);
// Case number of the newest application, empty when there is none.
std::string newest_application(const Run& run);

}  // namespace doorstep::autopilot

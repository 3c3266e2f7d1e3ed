// Who comes to the station on the day, in which order, and what for. The day is told by the clock on the wall of the
// plan (08:00 to 17:00, spread evenly); the machine's own clock stays what it is.
#pragma once

#include <string>
#include <vector>

#include "tests/autopilot/stubborn.hpp"

namespace doorstep::autopilot {

enum class Errand { Apply, CheckIn, CheckInByFace, MyCase, Report, Ask };

struct Visitor {
    Errand errand = Errand::Apply;
    std::string scheme;      // of Apply
    Applicant who;           // of all but Apply only the card and for whom one comes count
    std::string asks_about;  // of Ask: the card by which that case was handed in
    std::string language = "zh_CN";
    bool power_cut = false;  // in the middle of this one's form
};

struct DayPlan {
    std::vector<Visitor> visitors;
    // The line to the township is down from the one visitor until before the other.
    std::size_t line_down = 0;
    std::size_t line_back = 0;
};

// 30 people, five of whom come twice: 20 apply (four for each of five schemes), nine check in, one reports that her
// husband cannot come to; three look at their case in the afternoon, two ask about that of another. Three have no
// readable card, five want English, two cannot read. One applies as guardian of a child, one as a neighbour with a
// signed entrustment, one for her mother at home.
DayPlan day_plan();

// "10:12": when the plan's clock lets that visitor in.
std::string hour_of(const DayPlan& plan, std::size_t visitor);

}  // namespace doorstep::autopilot

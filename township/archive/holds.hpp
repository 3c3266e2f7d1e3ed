// What several gateways and commands read and then write, held until the transaction ends (Database::hold). In this
// order, so that two seldom stand in each other's way: a case, its station, other stations by their names, a person,
// the audit chain. Within a transaction.
#pragma once

#include <string_view>

#include "township/archive/archive.hpp"

namespace doorstep::township {

// Its state and moves. Any form of the number; what is none holds nothing.
Status hold_case(Archive& archive, std::string_view case_number);
// Its downlink numbers, its audit chain here, its keys.
Status hold_station(Archive& archive, std::string_view station);
// Whether somebody has another application; by ID number, which does not leave this process.
Status hold_person(Archive& archive, std::string_view number);

}  // namespace doorstep::township

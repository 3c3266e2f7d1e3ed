// ID numbers for those who hand in to be measured: area 990101 belongs to nobody.
#pragma once

#include <string>

namespace doorstep::bench {

// With a right check character; 7,000 different ones, then again from the first.
std::string synthetic_number(int n);

}  // namespace doorstep::bench

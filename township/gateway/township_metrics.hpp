// What the township's monitoring sees: how much it holds, what a person must look at, which villages are silent. No
// person, no case.
#pragma once

#include <string>

#include "township/archive/archive.hpp"

namespace doorstep::township {

// Prometheus text of now; `connected`: stations with a hello on an open connection. Errors of the archive.
Result<std::string> township_metrics(Archive& archive, std::size_t connected);

}  // namespace doorstep::township

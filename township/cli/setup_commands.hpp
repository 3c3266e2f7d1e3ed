// Commands about the setting up of kiosks.
#pragma once

#include "township/cli/command.hpp"

namespace doorstep::township {

// Adds `check-report` to the line.
void add_setup_commands(Commands commands);

}  // namespace doorstep::township

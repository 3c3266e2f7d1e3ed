// Puts a process of a test under the shim (power_shim.c says what it does). DOORSTEP_POWER_SHIM is where it was built.
#pragma once

#include <filesystem>

namespace doorstep::faults {

// From its next start on; what it does below `root` is written into `journal`, or nowhere.
template <class Process>
void put_under_shim(Process& process, const std::filesystem::path& root,
                    const std::filesystem::path& journal = "/dev/null") {
    process.set_environment("LD_PRELOAD", DOORSTEP_POWER_SHIM);
    process.set_environment("DOORSTEP_POWER_ROOT", root.native());
    process.set_environment("DOORSTEP_POWER_JOURNAL", journal.native());
}

}  // namespace doorstep::faults

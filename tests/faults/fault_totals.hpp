// What a run of faults came to: printed, and added to a file for `./dev faults`, which sums many runs.
#pragma once

#include <cstdint>
#include <map>
#include <string>

namespace doorstep::faults {

// A number from the environment; `otherwise` when it is not set.
std::uint64_t number_from(const char* name, std::uint64_t otherwise);
// Of DOORSTEP_FAULT_SEED, else random; printed.
std::uint64_t seed_of_run();

class FaultTotals {
  public:
    void add(const std::string& what, std::uint64_t count) { counts_[what] += count; }
    std::uint64_t of(const std::string& what) const;
    // One line; and a line "WHAT COUNT" each appended to the file that DOORSTEP_FAULT_TOTALS names, if it does.
    void tell(const char* who) const;

  private:
    std::map<std::string, std::uint64_t> counts_;
};

}  // namespace doorstep::faults

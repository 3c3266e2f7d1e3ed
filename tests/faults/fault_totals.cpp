#include "tests/faults/fault_totals.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>

namespace doorstep::faults {

std::uint64_t number_from(const char* name, std::uint64_t otherwise) {
    const char* text = std::getenv(name);
    return text != nullptr && *text != '\0' ? std::strtoull(text, nullptr, 10) : otherwise;
}

std::uint64_t seed_of_run() {
    const auto seed = number_from("DOORSTEP_FAULT_SEED", std::random_device{}());
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    std::fflush(stdout);
    return seed;
}

std::uint64_t FaultTotals::of(const std::string& what) const {
    const auto found = counts_.find(what);
    return found == counts_.end() ? 0 : found->second;
}

void FaultTotals::tell(const char* who) const {
    std::printf("%s:", who);
    for (const auto& [what, count] : counts_) {
        std::printf(" %s %llu", what.c_str(), static_cast<unsigned long long>(count));
    }
    std::printf("\n");
    if (const char* file = std::getenv("DOORSTEP_FAULT_TOTALS"); file != nullptr && *file != '\0') {
        std::ofstream out(file, std::ios::app);
        for (const auto& [what, count] : counts_) {
            out << what << ' ' << count << '\n';
        }
    }
}

}  // namespace doorstep::faults

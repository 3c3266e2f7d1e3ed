// Drives a fuzz target without libFuzzer: every run of the suite feeds it the seeds it names itself, then random
// mutations of them from a printed seed, for two seconds or DOORSTEP_FUZZ_SECONDS.
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <random>

#include "base/testing/fuzz_target.hpp"

namespace {

doorstep::Bytes mutated(doorstep::Bytes bytes, std::mt19937_64& random) {
    const auto draw = [&random](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    const std::size_t edits = 1 + draw(4);
    for (std::size_t i = 0; i < edits; ++i) {
        const std::size_t at = bytes.empty() ? 0 : draw(bytes.size());
        switch (draw(4)) {
            case 0:
                bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(at), static_cast<std::uint8_t>(draw(256)));
                break;
            case 1:
                bytes.resize(at);
                break;
            default:
                if (!bytes.empty()) {
                    bytes[at] = static_cast<std::uint8_t>(draw(256));
                }
        }
    }
    return bytes;
}

}  // namespace

int main() {
    const char* given = std::getenv("DOORSTEP_SEED");
    const auto seed = given != nullptr ? std::strtoull(given, nullptr, 10) : std::random_device{}();
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    std::mt19937_64 random(seed);
    const auto seeds = fuzz_seeds();
    const auto run = [](const doorstep::Bytes& bytes) { LLVMFuzzerTestOneInput(bytes.data(), bytes.size()); };
    for (const auto& bytes : seeds) {
        run(bytes);
    }
    run({});
    const char* given_time = std::getenv("DOORSTEP_FUZZ_SECONDS");
    const std::chrono::seconds time(given_time != nullptr ? std::strtoll(given_time, nullptr, 10) : 2);
    long rounds = 0;
    const auto end = std::chrono::steady_clock::now() + time;
    while (std::chrono::steady_clock::now() < end) {
        run(mutated(seeds.empty() ? doorstep::Bytes(64) : seeds[static_cast<std::size_t>(rounds) % seeds.size()],
                    random));
        ++rounds;
    }
    std::printf("%ld inputs\n", rounds);
    return 0;
}

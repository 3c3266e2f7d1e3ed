// Beside libFuzzer's own main: with DOORSTEP_FUZZ_SEEDS=FOLDER the target's seeds are written there, and nothing else
// is done.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/files.hpp"
#include "base/testing/fuzz_target.hpp"

extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
    const char* folder = std::getenv("DOORSTEP_FUZZ_SEEDS");
    if (folder == nullptr) {
        return 0;
    }
    int n = 0;
    for (const auto& seed : fuzz_seeds()) {
        const auto written =
            doorstep::write_file_atomically(std::filesystem::path(folder) / ("seed-" + std::to_string(n++)), seed);
        if (!written) {
            std::fprintf(stderr, "%s\n", written.error().text().c_str());
            std::exit(1);
        }
    }
    std::exit(0);
}

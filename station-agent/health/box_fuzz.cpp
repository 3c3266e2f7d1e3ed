// What disks, firmware and the root helper may write: read in part or not at all, never a crash, never a number beyond
// its bounds.
#include <cstdlib>

#include "base/testing/fuzz_target.hpp"
#include "station-agent/health/box.hpp"
#include "station-agent/update/said.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace doorstep::agent;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto box = parse_box(text);
    if (box.celsius && (*box.celsius < -60 || *box.celsius > 200)) {
        std::abort();
    }
    for (const auto& fact : parse_smart(text)) {
        if (fact.value() < -60 || fact.value() > (1LL << 40)) {
            std::abort();
        }
    }
    if (const auto said = parse_said(text); said && (said->code().size() > 10 || said->version().size() > 32)) {
        std::abort();
    }
    return 0;
}

std::vector<doorstep::Bytes> fuzz_seeds() {
    std::vector<doorstep::Bytes> seeds;
    for (
        const std::string_view text :
        {R"({"smart_status":{"passed":true},"temperature":{"current":34},"power_on_time":{"hours":1200},)"
         R"("ata_smart_attributes":{"table":[{"id":5,"value":100,"raw":{"value":2}},{"id":177,"value":93}]}})",
         R"({"smart_status":{"passed":false},"nvme_smart_health_information_log":{"media_errors":3,"percentage_used":7}})",
         "older 1.2.0 1.3.0\n",
         "root-hash 67a4505e67a4505e67a4505e67a4505e67a4505e67a4505e67a4505e67a4505e\nroot intact\ntemperature 47\n"}) {
        seeds.emplace_back(text.begin(), text.end());
    }
    return seeds;
}

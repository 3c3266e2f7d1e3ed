// A manifest that anybody wrote: what is taken names files of its own folder only, and comes back as it was.
#include <stdexcept>

#include "base/testing/fuzz_target.hpp"
#include "kiosk/prompts/dialect.hpp"

using namespace doorstep;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto dialect = prompts::parse_manifest(as_text({data, size}));
    if (!dialect) {
        return 0;
    }
    for (const auto& one : dialect->recordings) {
        if (one.file.empty() || one.file.find('/') != std::string::npos || one.file.front() == '.') {
            throw std::logic_error("a file outside the folder");
        }
    }
    const auto again = prompts::parse_manifest(prompts::manifest_of(*dialect));
    if (!again || again->recordings.size() != dialect->recordings.size()) {
        throw std::logic_error("what was written is not read again");
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    const auto text = prompts::manifest_of(
        {"", "舒兰话", "zh_CN", {{"Home.12345678", "您要办什么事？", "0123abcd.ogg", "00ff", 2100, -21.5, 1}}});
    return {{text.begin(), text.end()}};
}

// Whatever lies in a backup's folder is read, or refused; what is read is written the same again and leads nowhere
// else.
#include "base/testing/fuzz_target.hpp"
#include "township/archive/manifest.hpp"

using namespace doorstep;
using namespace doorstep::township;

namespace {

void look_at(const std::string& text) {
    const auto manifest = manifest_from(text);
    if (!manifest) {
        return;
    }
    const auto again = manifest_from(to_text(*manifest));
    if (!again || to_text(*again) != to_text(*manifest)) {
        __builtin_trap();
    }
    for (const auto& [path, file] : manifest->files) {
        if (path.empty() || path.front() == '/' || path.front() == '.' || path.find("/.") != std::string::npos) {
            __builtin_trap();
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    look_at(text);
    // The closing digest would hide all behind it: made right here.
    const auto body = text.substr(0, text.rfind("end "));
    look_at(body + "end " + to_hex(sha256(as_bytes(body))) + "\n");
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    Manifest manifest;
    manifest.township = "t";
    manifest.made_ms = 1;
    manifest.database = "archive-1.db";
    manifest.files["archive-1.db"].size = 4096;
    manifest.files["pages/ab/abcd"].size = 7;
    const auto text = to_text(manifest);
    return {Bytes(text.begin(), text.end())};
}

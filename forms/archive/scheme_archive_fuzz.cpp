// A package that anybody wrote. Most bytes within zstd are noise, so the input is what lies within (first byte odd), or
// the file itself (even). What is taken has the files that its manifest names, and packs again to something that is
// taken.
#include <stdexcept>

#include "base/files.hpp"
#include "base/testing/fuzz_target.hpp"
#include "forms/archive/scheme_archive.hpp"
#include "forms/archive/testing.hpp"

namespace {

using namespace doorstep;

void must(bool so, const char* what) {
    if (!so) {
        throw std::logic_error(what);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const BytesView rest(data + 1, size - 1);
    const Bytes file = data[0] % 2 == 1 ? forms::testing::zstd_of(rest) : Bytes(rest.begin(), rest.end());
    const auto archive = forms::unpack_scheme(file, {});
    if (!archive) {
        return 0;
    }
    must(archive->files.size() == archive->manifest.digests.size(), "a file more or less than the manifest names");
    const auto again = forms::with_signature(*archive, {Bytes(16, 1), Bytes(64, 2)});
    must(again.has_value() && forms::unpack_scheme(*again, {}).has_value(), "what was read could not be written");
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    const auto packed = forms::pack_scheme(DOORSTEP_SCHEMES "/one-window").value();
    const auto archive = forms::unpack_scheme(packed, {}).value();
    const std::vector<forms::testing::TarEntry> small{
        {"manifest.json", R"({"minimum_app":"0.1.0","scheme":"x","sha256":{},"version":1})"},
        {"manifest.sig", "01 AA==\n"}};
    auto linked = small;
    linked.push_back({"steps.json", "", AE_IFLNK, "/etc/passwd"});
    std::vector<forms::testing::TarEntry> whole{{"manifest.json", archive.manifest_text}};
    for (const auto& [name, content] : archive.files) {
        whole.push_back({name, content});
    }
    std::vector<Bytes> seeds{packed};
    seeds[0].insert(seeds[0].begin(), 0);
    for (const auto& entries : {small, linked, whole}) {
        seeds.push_back(forms::testing::tar_of(entries, false));
        seeds.back().insert(seeds.back().begin(), 1);
    }
    return seeds;
}

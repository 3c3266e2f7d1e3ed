// A package whose files anybody wrote: the first byte says which file of the shipped scheme the rest stands for.
#include <array>
#include <stdexcept>

#include "base/files.hpp"
#include "base/testing/fuzz_target.hpp"
#include "forms/scheme_package.hpp"

namespace {

using namespace doorstep;

constexpr std::array<std::string_view, 7> names{
    "scheme.toml",    "form.schema.json",       "steps.json", "texts.zh_CN.toml", "texts.en.toml",
    "materials.toml", "common/texts.zh_CN.toml"};

std::string shipped(std::string_view name) {
    constexpr std::size_t largest = 1U << 20U;
    const std::string folder = name.starts_with("common/") ? "/" : "/dibao/";
    return read_text_file(DOORSTEP_SCHEMES + folder + std::string(name), largest).value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto files = [] {
        std::array<std::string, names.size()> out;
        for (std::size_t i = 0; i < names.size(); ++i) {
            out[i] = shipped(names[i]);
        }
        return out;
    }();
    if (size == 0) {
        return 0;
    }
    const auto written = as_text({data + 1, size - 1});
    forms::Package package{"dibao", 1, {}};
    for (std::size_t i = 0; i < names.size(); ++i) {
        package.files.push_back({names[i], i == data[0] % (names.size() + 1) ? written : std::string_view(files[i])});
    }
    if (data[0] % (names.size() + 1) == names.size()) {
        package.files.push_back({written, written});
    }
    if (const auto scheme = forms::load_package(package); scheme && scheme->id() != "dibao") {
        throw std::logic_error("a package became another scheme");
    }
    return 0;
}

std::vector<Bytes> fuzz_seeds() {
    std::vector<Bytes> seeds;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto content = shipped(names[i]);
        auto& seed = seeds.emplace_back(1, static_cast<std::uint8_t>(i));
        seed.insert(seed.end(), content.begin(), content.end());
    }
    constexpr std::string_view name = "../steps.json";
    seeds.emplace_back(1, static_cast<std::uint8_t>(names.size()));
    seeds.back().insert(seeds.back().end(), name.begin(), name.end());
    return seeds;
}

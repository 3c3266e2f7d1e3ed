#include "tests/leak/needles.hpp"

#include <random>

#include <gtest/gtest.h>

#include "base/encoding.hpp"

namespace doorstep::leak {
namespace {

const std::string name = "欧阳春桃";

Haystack haystack() {
    return Haystack(spellings("name", name));
}

TEST(LeakNeedles, EverySpellingIsFoundWhereverItStarts) {
    for (const auto& needle : spellings("name", name)) {
        for (std::size_t offset = 0; offset < 5; ++offset) {
            const std::string text = std::string(offset, '.') + needle.bytes + "..";
            EXPECT_EQ(haystack().search(as_bytes(text)), std::vector<std::string>{needle.what}) << needle.what;
        }
    }
}

TEST(LeakNeedles, Base64OfATextAroundItIsFoundAtEachAlignment) {
    for (std::size_t before = 0; before < 6; ++before) {
        const auto encoded = to_base64(as_bytes(std::string(before, 'x') + name + "tail"));
        EXPECT_FALSE(haystack().search(as_bytes(encoded)).empty()) << before;
    }
}

TEST(LeakNeedles, NoiseHoldsNothing) {
    std::mt19937 random(1);
    Bytes noise(1 << 20);
    for (auto& b : noise) {
        b = static_cast<std::uint8_t>(random());
    }
    EXPECT_TRUE(haystack().search(noise).empty());
    EXPECT_TRUE(haystack().search(Bytes(1 << 20)).empty());
    EXPECT_TRUE(haystack().search(Bytes(1 << 20, 0x3F)).empty());
}

TEST(LeakNeedles, ADescriptorIsFoundInBothWidthsAtAnyAlignment) {
    std::mt19937 random(2);
    std::normal_distribution<double> draw(0, 0.1);
    std::vector<float> narrow(128);
    std::vector<double> wide(128);
    for (std::size_t i = 0; i < 128; ++i) {
        wide[i] = draw(random);
        narrow[i] = static_cast<float>(wide[i]);
    }
    for (std::size_t offset = 0; offset < 4; ++offset) {
        Bytes bytes(100 + offset);
        const auto* raw = reinterpret_cast<const std::uint8_t*>(narrow.data());
        bytes.insert(bytes.end(), raw, raw + narrow.size() * sizeof(float));
        EXPECT_EQ(haystack().search(bytes), std::vector<std::string>{"a face template as float32"});
    }
    const auto* raw = reinterpret_cast<const std::uint8_t*>(wide.data());
    EXPECT_EQ(haystack().search({raw, wide.size() * sizeof(double)}),
              std::vector<std::string>{"a face template as float64"});
}

TEST(LeakNeedles, AShortTextIsRefused) {
    EXPECT_TRUE(spellings("x", "abc").empty());
}

}  // namespace
}  // namespace doorstep::leak

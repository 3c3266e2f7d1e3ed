#include "vision/face/descriptor.hpp"

#include <cmath>
#include <cstring>
#include <limits>
#include <new>
#include <vector>

#include <gtest/gtest.h>

namespace doorstep::vision {
namespace {

Descriptor filled(float value) {
    return *Descriptor::from(std::vector<float>(descriptor_size, value));
}

TEST(Descriptor, IsMadeOfExactly128FiniteNumbers) {
    EXPECT_TRUE(Descriptor::from(std::vector<float>(128, 0.1F)));
    EXPECT_FALSE(Descriptor::from(std::vector<float>(127, 0.1F)));
    EXPECT_FALSE(Descriptor::from(std::vector<float>(129, 0.1F)));
    auto values = std::vector<float>(128, 0.1F);
    values[127] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_FALSE(Descriptor::from(values));
}

TEST(Descriptor, LeavesNothingBehind) {
    alignas(Descriptor) unsigned char memory[sizeof(Descriptor)];
    auto* descriptor = new (memory) Descriptor(filled(0.25F));
    // volatile: the compiler may not reason that nobody looks at a dead object.
    const volatile unsigned char* seen = memory;
    EXPECT_NE(seen[3], 0);
    descriptor->~Descriptor();
    for (std::size_t i = 0; i < sizeof(memory); ++i) {
        ASSERT_EQ(seen[i], 0) << i;
    }
}

TEST(Descriptor, DistanceIsEuclidean) {
    EXPECT_EQ(distance(filled(0.5F), filled(0.5F)), 0);
    EXPECT_NEAR(distance(filled(0), filled(0.5F)), 0.5 * std::sqrt(128.0), 1e-9);
}

TEST(Descriptor, NearestOfSeveralTemplatesCounts) {
    const std::vector<Descriptor> enrolled{filled(1), filled(0.1F), filled(-1)};
    EXPECT_NEAR(nearest(filled(0), enrolled).value(), 0.1 * std::sqrt(128.0), 1e-6);
    EXPECT_FALSE(nearest(filled(0), {}));
}

TEST(Judge, BetweenTheTwoLimitsTheClerkDecides) {
    EXPECT_EQ(judge(0), FaceOutcome::Same);
    EXPECT_EQ(judge(0.45), FaceOutcome::Same);
    EXPECT_EQ(judge(0.4501), FaceOutcome::ClerkDecides);
    EXPECT_EQ(judge(0.55), FaceOutcome::ClerkDecides);
    EXPECT_EQ(judge(0.5501), FaceOutcome::NoMatch);
    EXPECT_EQ(judge(std::nan("")), FaceOutcome::NoMatch);
    EXPECT_EQ(judge(0.40, {0.35, 0.38}), FaceOutcome::NoMatch);
}

}  // namespace
}  // namespace doorstep::vision

#include "vision/document/paper_size.hpp"

#include <gtest/gtest.h>

namespace doorstep::vision {
namespace {

TEST(PaperSize, IsRecognisedUprightAndLyingWithALittleTooMuch) {
    EXPECT_EQ(paper_size(2480, 3508, 300), PaperSize::A4);
    EXPECT_EQ(paper_size(3508, 2480, 300), PaperSize::A4);
    EXPECT_EQ(paper_size(1670, 2370, 200), PaperSize::A4);
    EXPECT_EQ(paper_size(1748, 2480, 300), PaperSize::A5);
    EXPECT_EQ(paper_size(1011, 638, 300), PaperSize::Card);
    EXPECT_EQ(paper_size(1535, 2126, 200), PaperSize::K16);
}

TEST(PaperSize, IsUnknownWithoutResolutionAndBetweenSizes) {
    EXPECT_EQ(paper_size(2480, 3508, 0), PaperSize::Unknown);
    EXPECT_EQ(paper_size(2480, 2480, 300), PaperSize::Unknown);
    EXPECT_EQ(paper_size_name(PaperSize::Unknown), "unknown");
    EXPECT_EQ(paper_size_name(PaperSize::K16), "16K");
}

}  // namespace
}  // namespace doorstep::vision

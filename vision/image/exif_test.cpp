#include "vision/image/exif.hpp"

#include <gtest/gtest.h>

namespace doorstep::vision {
namespace {

Bytes exif(bool big_endian, std::uint8_t orientation) {
    const std::string little("Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\0\0\0\0\0\0\0\0", 32);
    const std::string big("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0", 32);
    const auto& text = big_endian ? big : little;
    Bytes bytes(text.begin(), text.end());
    bytes[big_endian ? 25 : 24] = orientation;
    return bytes;
}

TEST(Exif, ReadsTheOrientationInEitherByteOrder) {
    EXPECT_EQ(exif_orientation(exif(true, 6)), 6);
    EXPECT_EQ(exif_orientation(exif(false, 8)), 8);
}

TEST(Exif, NonsenseLeavesThePictureAsItIs) {
    EXPECT_EQ(exif_orientation({}), 1);
    EXPECT_EQ(exif_orientation(exif(true, 9)), 1);
    EXPECT_EQ(exif_orientation(exif(true, 0)), 1);
    auto far = exif(true, 6);
    far[10] = 0xFF;  // the directory lies beyond the end
    EXPECT_EQ(exif_orientation(far), 1);
    for (std::size_t cut = 0; cut < 26; ++cut) {
        EXPECT_EQ(exif_orientation(BytesView(exif(true, 6)).first(cut)), 1) << cut;
    }
}

// Each tag describes how the picture below was stored; upright() must give the same one back.
TEST(Exif, EachOfTheEightOrientationsComesOutTheSame) {
    // Upright:  1 2      stored as the eight tags say (first row of the file, then the second …)
    //           3 4
    //           5 6
    const Bytes upright_pixels{1, 2, 3, 4, 5, 6};
    const struct {
        int tag;
        int width;
        Bytes stored;
    } rows[] = {{1, 2, {1, 2, 3, 4, 5, 6}}, {2, 2, {2, 1, 4, 3, 6, 5}}, {3, 2, {6, 5, 4, 3, 2, 1}},
                {4, 2, {5, 6, 3, 4, 1, 2}}, {5, 3, {1, 3, 5, 2, 4, 6}}, {6, 3, {2, 4, 6, 1, 3, 5}},
                {7, 3, {6, 4, 2, 5, 3, 1}}, {8, 3, {5, 3, 1, 6, 4, 2}}};
    for (const auto& row : rows) {
        const int height = 6 / row.width;
        auto stored = Image::from_grey(row.stored, row.width, height, static_cast<std::size_t>(row.width)).value();
        const auto result = upright(std::move(stored), row.tag);
        EXPECT_EQ(result.width(), 2) << row.tag;
        EXPECT_EQ(Bytes(result.pixels().begin(), result.pixels().end()), upright_pixels) << row.tag;
    }
}

}  // namespace
}  // namespace doorstep::vision

#include "vision/image/decode.hpp"

#include <algorithm>
#include <filesystem>

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "vision/image/encode.hpp"

namespace doorstep::vision {
namespace {

Image gradient(int width, int height, Colour colour) {
    auto image = Image::make(width, height, colour).value();
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width * image.channels(); ++x) {
            image.row(y)[x] = static_cast<std::uint8_t>(x / image.channels() + y);
        }
    }
    image.set_dpi(300);
    return image;
}

bool same(const Image& a, const Image& b) {
    return a.width() == b.width() && a.colour() == b.colour() &&
           std::equal(a.pixels().begin(), a.pixels().end(), b.pixels().begin(), b.pixels().end());
}

TEST(Decode, PngComesBackPixelForPixelWithItsResolution) {
    for (const auto colour : {Colour::Grey, Colour::Rgb}) {
        const auto image = gradient(37, 21, colour);
        const auto again = decode_image(encode_png(image).value()).value();
        EXPECT_TRUE(same(image, again));
        EXPECT_EQ(again.dpi(), 300);
    }
}

TEST(Decode, JpegComesBackCloseWithItsResolution) {
    for (const auto colour : {Colour::Grey, Colour::Rgb}) {
        const auto image = gradient(64, 48, colour);
        const auto again = decode_image(encode_jpeg(image).value()).value();
        ASSERT_EQ(again.pixels().size(), image.pixels().size());
        EXPECT_EQ(again.colour(), colour);
        EXPECT_EQ(again.dpi(), 300);
        for (std::size_t i = 0; i < image.pixels().size(); ++i) {
            ASSERT_NEAR(again.pixels()[i], image.pixels()[i], 6) << i;
        }
    }
}

TEST(Decode, JpegHeldSidewaysIsTurnedUpright) {
    auto jpeg = encode_jpeg(gradient(64, 32, Colour::Grey)).value();
    // APP1 with orientation 6, put right after the start mark.
    const std::string app1(
        "\xFF\xE1\0\x22"
        "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
        36);
    jpeg.insert(jpeg.begin() + 2, app1.begin(), app1.end());
    const auto image = decode_image(jpeg).value();
    EXPECT_EQ(image.width(), 32);
    EXPECT_EQ(image.height(), 64);
    EXPECT_NEAR(image.row(0)[31], 0, 6);  // the stored top left lies at the top right
    EXPECT_NEAR(image.row(63)[31], 63, 6);
}

TEST(Decode, AFileWithoutItsEndIsTruncatedAtEveryLength) {
    const auto image = gradient(64, 48, Colour::Rgb);
    for (const auto& file : {encode_png(image).value(), encode_jpeg(image).value()}) {
        const BytesView whole(file);
        for (std::size_t keep = whole.size() / 2; keep < whole.size() - 2; keep += whole.size() / 16) {
            const auto result = decode_image(whole.first(keep));
            ASSERT_FALSE(result) << keep;
            EXPECT_TRUE(result.error().is(ImageError::Truncated)) << keep << " " << result.error().text();
        }
    }
}

TEST(Decode, DamageInsideIsNamed) {
    auto png = encode_png(gradient(64, 48, Colour::Rgb)).value();
    png[png.size() / 2] ^= 0x55;
    EXPECT_TRUE(decode_image(png).error().is(ImageError::Damaged));
}

TEST(Decode, OtherFilesAreNotImages) {
    EXPECT_TRUE(decode_image({}).error().is(ImageError::NotAnImage));
    EXPECT_TRUE(decode_image(as_bytes("%PDF-1.4")).error().is(ImageError::NotAnImage));
    EXPECT_TRUE(decode_image(as_bytes("GIF89a")).error().is(ImageError::NotAnImage));
}

TEST(Decode, APictureThatClaimsToBeHugeIsRefusedUnread) {
    auto png = encode_png(gradient(8, 8, Colour::Grey)).value();
    png[18] = 0x70;  // width 28680, height 28680: each side allowed, together not
    png[22] = 0x70;
    const auto result = decode_image(png);
    ASSERT_FALSE(result);
    // The checksum of the header is wrong now, too; either way nothing is allocated.
    EXPECT_TRUE(result.error().is(ImageError::TooLarge) || result.error().is(ImageError::Damaged));
    auto jpeg = encode_jpeg(gradient(8, 8, Colour::Grey)).value();
    for (std::size_t i = 0; i + 8 < jpeg.size(); ++i) {
        if (jpeg[i] == 0xFF && jpeg[i + 1] == 0xC0) {
            jpeg[i + 5] = jpeg[i + 7] = 0x70;
            break;
        }
    }
    EXPECT_TRUE(decode_image(jpeg).error().is(ImageError::TooLarge));
    EXPECT_TRUE(decode_image(WipedBytes(max_file_bytes + 1)).error().is(ImageError::TooLarge));
}

TEST(Decode, RealPagesAreRead) {
    int pages = 0;
    for (const auto& entry : std::filesystem::directory_iterator(DOORSTEP_SOURCE_DIR "/tests/data/pages")) {
        if (entry.path().extension() == ".jpg") {
            const auto image = decode_image(read_file(entry.path(), max_file_bytes).value());
            ASSERT_TRUE(image) << entry.path() << image.error().text();
            EXPECT_GT(image->width(), 800);
            ++pages;
        }
    }
    EXPECT_EQ(pages, 6);
}

}  // namespace
}  // namespace doorstep::vision

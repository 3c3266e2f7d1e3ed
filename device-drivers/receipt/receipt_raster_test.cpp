#include "device-drivers/receipt/receipt_raster.hpp"

#include <gtest/gtest.h>

#include "device-drivers/receipt/receipt_page.hpp"

namespace doorstep::devices {
namespace {

GreyPicture picture(int width, std::initializer_list<int> pixels) {
    GreyPicture grey;
    grey.width = width;
    grey.height = static_cast<int>(pixels.size()) / width;
    for (const int pixel : pixels) {
        grey.pixels.push_back(static_cast<std::uint8_t>(pixel));
    }
    return grey;
}

TEST(ReceiptRaster, DarkIsBlackAndTheMiddleOfTheHeadIsTheMiddleOfThePicture) {
    const auto dots = to_dots(picture(4, {0, 255, 100, 200, 255, 0, 255, 0}), 16);
    EXPECT_EQ(dots.bytes_a_row, 2U);
    EXPECT_EQ(Bytes(dots.bytes.begin(), dots.bytes.end()), (Bytes{0b00000010, 0b10000000, 0b00000001, 0b01000000}));
}

TEST(ReceiptRaster, WiderThanTheHeadIsCutOffOnTheRight) {
    const auto dots = to_dots(picture(10, {0, 0, 0, 0, 0, 0, 0, 0, 0, 0}), 8);
    EXPECT_EQ(Bytes(dots.bytes.begin(), dots.bytes.end()), Bytes{0xFF});
}

TEST(ReceiptRaster, NoPictureHoldsACommandThatIsCarriedOutAtOnce) {
    for (const unsigned second : {0x04U, 0x05U, 0x14U}) {
        GreyPicture grey{16, 1, WipedBytes(16, 255)};
        const unsigned bits = 0x1000U | second;
        for (int x = 0; x < 16; ++x) {
            grey.pixels[static_cast<std::size_t>(x)] = (bits >> static_cast<unsigned>(15 - x) & 1U) != 0 ? 0 : 255;
        }
        const auto dots = to_dots(grey, 16);
        EXPECT_EQ(dots.bytes[0], 0x10);
        EXPECT_EQ(dots.bytes[1], second | 0x20);
    }
}

TEST(ReceiptRaster, BandsTogetherAreThePicture) {
    const DotRows dots{2, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}};
    const auto bands = encode_bands(dots, 2);
    ASSERT_EQ(bands.size(), 3U);
    Bytes together;
    for (const auto& band : bands) {
        constexpr std::size_t head = 8;
        EXPECT_EQ(band[6] * 2U, band.size() - head);
        together.insert(together.end(), band.begin() + head, band.end());
    }
    EXPECT_EQ(together, Bytes(dots.bytes.begin(), dots.bytes.end()));
}

TEST(ReceiptPage, WhatIsNoReceiptIsRefusedByName) {
    const auto error = [](std::string_view pdf) {
        const auto page = render_receipt(as_bytes(pdf), 576);
        return page ? std::string("none") : std::string(page.error().name());
    };
    EXPECT_EQ(error("%PDF-1.4 and then nothing"), "NotAPdf");
    EXPECT_EQ(error(""), "NotAPdf");
    const auto one_page = [](const std::string& size, const std::string& content) {
        return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count "
               "1>>endobj\n"
               "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 " +
               size + "]/Contents 4 0 R>>endobj\n4 0 obj<</Length " + std::to_string(content.size()) + ">>stream\n" +
               content + "\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
    };
    EXPECT_EQ(error(one_page("200 200", " ")), "Empty");
    EXPECT_EQ(error(one_page("200 9000", "0 0 200 9000 re f")), "TooLong");
    EXPECT_EQ(error(one_page("200 1800", "10 10 20 1780 re f")), "TooLong");
    EXPECT_EQ(error(one_page("200 200", "50 50 100 20 re f")), "none");
}

TEST(ReceiptPage, MarginsAreLeftOutAndOnlyWhatIsTooWideIsMadeSmaller) {
    const auto page = [](const std::string& rectangle) {
        const std::string pdf =
            "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
            "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n4 0 obj<</Length " +
            std::to_string(rectangle.size()) + ">>stream\n" + rectangle +
            "\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n";
        return render_receipt(as_bytes(pdf), 576);
    };
    const auto small = page("100 600 72 36 re f");  // an inch by half an inch
    ASSERT_TRUE(small);
    EXPECT_EQ(small->width, 576);
    EXPECT_NEAR(small->height, 102, 2);
    const auto wide = page("50 600 500 100 re f");
    ASSERT_TRUE(wide);
    EXPECT_NEAR(wide->height, 576 / 5, 3);
}

}  // namespace
}  // namespace doorstep::devices

#include "base/encoding.hpp"

#include <gtest/gtest.h>

namespace doorstep {
namespace {

TEST(Encoding, HexRoundTripAndRefusals) {
    const Bytes bytes{0x00, 0xAA, 0x96, 0x69, 0xFF};
    EXPECT_EQ(to_hex(bytes), "00aa9669ff");
    EXPECT_EQ(from_hex("00AA9669ff").value(), bytes);
    EXPECT_TRUE(from_hex("0").error().is(EncodingError::BadHex));
    EXPECT_TRUE(from_hex("0g").error().is(EncodingError::BadHex));
}

TEST(Encoding, Base64KnownAnswers) {
    EXPECT_EQ(to_base64(as_bytes("")), "");
    EXPECT_EQ(to_base64(as_bytes("f")), "Zg==");
    EXPECT_EQ(to_base64(as_bytes("foob")), "Zm9vYg==");
    EXPECT_EQ(as_text(from_base64("Zm9vYmE=").value()), "fooba");
    EXPECT_EQ(as_text(from_base64("Zm9vYmFy").value()), "foobar");
    EXPECT_FALSE(from_base64("Zm9"));
    EXPECT_FALSE(from_base64("Zm 9"));
}

TEST(Encoding, Utf16KeepsRareNameCharacters) {
    // 𠮷 lies outside the basic plane and stands in real names.
    const std::string name = "王𠮷a";
    const Bytes wide = utf8_to_utf16le(name).value();
    EXPECT_EQ(to_hex(wide), "8b7342d8b7df6100");
    EXPECT_EQ(utf16le_to_utf8(wide).value(), name);
}

TEST(Encoding, BrokenTextIsRefusedNotGuessed) {
    EXPECT_FALSE(utf16le_to_utf8(Bytes{0x41}));
    EXPECT_FALSE(utf16le_to_utf8(Bytes{0x42, 0xD8}));
    EXPECT_FALSE(utf16le_to_utf8(Bytes{0xB7, 0xDF}));
    EXPECT_FALSE(utf8_to_utf16le("\xC0\x80"));
    EXPECT_FALSE(utf8_to_utf16le("\xE4\xBD"));
    EXPECT_FALSE(utf8_to_utf16le("\xED\xA0\x80"));
}

}  // namespace
}  // namespace doorstep

#include "base/digest.hpp"

#include <gtest/gtest.h>

namespace doorstep {
namespace {

TEST(Digest, KnownAnswer) {
    EXPECT_EQ(to_hex(sha256(as_bytes("abc"))), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Digest, PiecesGiveTheDigestOfTheWhole) {
    Sha256 hash;
    hash.update(as_bytes("a"));
    hash.update(as_bytes(""));
    hash.update(as_bytes("bc"));
    EXPECT_EQ(hash.finish(), sha256(as_bytes("abc")));
}

}  // namespace
}  // namespace doorstep

// The promises of SECURITY 1–4, each refusal by its name.
#include "protocol/envelope/envelope.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sodium.h>

#include <numeric>

#include "base/uuid.hpp"
#include "protocol/envelope/associated.hpp"
#include "protocol/envelope/statements.hpp"

namespace doorstep::protocol {
namespace {

constexpr auto township = "township-990001";

Bytes pattern(std::size_t size, unsigned seed) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<std::uint8_t>(i * 31 + seed);
    }
    return bytes;
}

std::vector<BytesView> views(const std::vector<Bytes>& parts) {
    return {parts.begin(), parts.end()};
}

class EnvelopeTest : public ::testing::Test {
  protected:
    SigningKeys station_ = make_signing_keys();
    SigningKeys other_station_ = make_signing_keys();
    BoxKeys township_keys_ = make_box_keys();
    Recipient recipient_{township_keys_.public_key, 3};
    Bytes answers_ = pattern(1500, 1);
    Bytes page_ = pattern(200'000, 2);  // four messages of the stream
    Bytes nothing_;

    wire::Header header(const std::string& station = "village-1") const {
        wire::Header header;
        header.set_submission_id(std::string(as_text(Uuid::make_v7().bytes())));
        header.set_kind(wire::APPLICATION);
        header.set_station_id(station);
        header.set_station_sequence(7);
        header.set_receiving_township(township);
        header.set_case_number("123456789012");
        return header;
    }
    std::vector<PartToSeal> parts() const {
        return {{1, wire::ANSWERS, "application/json", answers_},
                {2, wire::PAGE_ORIGINAL, "image/jpeg", page_},
                {5, wire::CONSENTS, "application/x-protobuf", nothing_}};
    }
    SealedSubmission sealed(const wire::Header& header) const {
        return seal(header, parts(), station_, recipient_).value();
    }
    ExpectedStation expected() const { return {"village-1", station_.public_key, township}; }
    // Replaces the envelope by an edited one that `signer` signs outside again.
    static void resign(SealedSubmission& sealed, const SigningKeys& signer,
                       const std::function<void(wire::Envelope&)>& edit) {
        wire::Envelope envelope;
        ASSERT_TRUE(envelope.ParseFromArray(sealed.envelope.data(), static_cast<int>(sealed.envelope.size())));
        edit(envelope);
        envelope.set_signature(std::string(as_text(sign(domains::outer, outer_bytes(envelope), signer))));
        const auto bytes = envelope.SerializeAsString();
        sealed.envelope.assign(bytes.begin(), bytes.end());
    }
    static void resign_header(SealedSubmission& sealed, const SigningKeys& signer,
                              const std::function<void(wire::Header&)>& edit) {
        resign(sealed, signer, [&](wire::Envelope& envelope) {
            wire::Header header;
            ASSERT_TRUE(header.ParseFromString(envelope.header()));
            edit(header);
            envelope.set_header(header.SerializeAsString());
        });
    }
    void expect_refused(const SealedSubmission& sealed, const ExpectedStation& by, EnvelopeError error) const {
        const auto opened = open(sealed.envelope, views(sealed.parts), township_keys_, by);
        ASSERT_FALSE(opened);
        EXPECT_TRUE(opened.error().is(error)) << opened.error().text();
    }
};

TEST_F(EnvelopeTest, WhatWasSealedIsOpenedByTheTownshipAlone) {
    const auto made = sealed(header());
    const auto opened = open(made.envelope, views(made.parts), township_keys_, expected());
    ASSERT_TRUE(opened) << opened.error().text();
    ASSERT_EQ(opened->parts.size(), 3U);
    EXPECT_TRUE(
        std::equal(page_.begin(), page_.end(), opened->parts[1].content.begin(), opened->parts[1].content.end()));
    EXPECT_EQ(opened->parts[1].info.kind(), wire::PAGE_ORIGINAL);
    EXPECT_TRUE(opened->parts[2].content.empty());
    EXPECT_EQ(opened->header.recipient_epoch(), 3U);
    BoxKeys wrong = make_box_keys();
    wrong.public_key = township_keys_.public_key;  // claims to be the right one
    const auto not_opened = open(made.envelope, views(made.parts), wrong, expected());
    ASSERT_FALSE(not_opened);
    EXPECT_TRUE(not_opened.error().is(EnvelopeError::CannotOpen));
}

TEST_F(EnvelopeTest, TheInnerSignatureIsCheckableFromTheArchiveAlone) {
    const auto made = sealed(header());
    const auto opened = open(made.envelope, views(made.parts), township_keys_, expected()).value();
    std::vector<Digest> digests;
    for (const auto& part : opened.parts) {
        digests.push_back(part.plain_digest);
    }
    EXPECT_TRUE(verify_inner(opened.header_bytes, digests, opened.inner_signature, station_.public_key));
    EXPECT_FALSE(verify_inner(opened.header_bytes, digests, opened.inner_signature, other_station_.public_key));
    std::swap(digests[0], digests[1]);
    EXPECT_FALSE(verify_inner(opened.header_bytes, digests, opened.inner_signature, station_.public_key));
}

TEST_F(EnvelopeTest, OuterSignatureReplacedByAnotherStations) {
    auto made = sealed(header());
    resign(made, other_station_, [](wire::Envelope&) {});
    expect_refused(made, expected(), EnvelopeError::BadOuterSignature);
    // The other station hands it in over its own line:
    expect_refused(made, {"village-2", other_station_.public_key, township}, EnvelopeError::OtherStation);
    // … and writes its own name and key into the header: the parts are bound to the old header.
    resign_header(made, other_station_, [&](wire::Header& header) {
        header.set_station_id("village-2");
        header.set_station_key_id(std::string(as_text(key_id(other_station_.public_key))));
    });
    expect_refused(made, {"village-2", other_station_.public_key, township}, EnvelopeError::CannotOpen);
}

TEST_F(EnvelopeTest, SameStationNameWithAnotherKey) {
    const auto made = sealed(header());
    expect_refused(made, {"village-1", other_station_.public_key, township}, EnvelopeError::OtherStation);
}

TEST_F(EnvelopeTest, PartMovedBetweenSubmissions) {
    auto first = sealed(header());
    const auto second = sealed(header());
    first.parts[1] = second.parts[1];
    expect_refused(first, expected(), EnvelopeError::BadPartDigest);
    // Even the station itself cannot move it: the stream is bound to the other header.
    resign(first, station_, [&](wire::Envelope& envelope) {
        envelope.mutable_parts(1)->set_digest(std::string(as_text(second.names[1])));
    });
    expect_refused(first, expected(), EnvelopeError::CannotOpen);
}

TEST_F(EnvelopeTest, PartsSwappedWithinASubmission) {
    page_ = pattern(answers_.size(), 9);
    auto made = sealed(header());
    std::swap(made.parts[0], made.parts[1]);
    resign(made, station_, [](wire::Envelope& envelope) { envelope.mutable_parts()->SwapElements(0, 1); });
    expect_refused(made, expected(), EnvelopeError::CannotOpen);
}

TEST_F(EnvelopeTest, StreamCutAtAChunk) {
    auto made = sealed(header());
    constexpr std::size_t two_messages = 24 + 2 * (65536 + 17);
    made.parts[1].resize(two_messages);
    resign_header(made, station_, [&](wire::Header& header) { header.mutable_parts(1)->set_plain_size(2 * 65536); });
    resign(made, station_, [&](wire::Envelope& envelope) {
        envelope.mutable_parts(1)->set_size(two_messages);
        envelope.mutable_parts(1)->set_digest(std::string(as_text(sha256(made.parts[1]))));
    });
    // The edited header alone already breaks the binding; the stream itself says why:
    expect_refused(made, expected(), EnvelopeError::CannotOpen);
    const WipedBytes key(32, 7);
    auto stream = suite_1().seal_stream(key, page_, as_bytes("a"), system_randomness()).value();
    stream.resize(two_messages);
    EXPECT_TRUE(suite_1().open_stream(key, stream, as_bytes("a")).error().is(SuiteError::StreamCut));
    stream.resize(24);
    EXPECT_TRUE(suite_1().open_stream(key, stream, as_bytes("a")).error().is(SuiteError::StreamCut));
}

TEST_F(EnvelopeTest, BytesAfterTheFinalMarkAreRefused) {
    const WipedBytes key(32, 7);
    const Bytes whole = pattern(65536, 4);
    auto stream = suite_1().seal_stream(key, whole, as_bytes("a"), system_randomness()).value();
    stream.resize(stream.size() + 40);
    EXPECT_TRUE(suite_1().open_stream(key, stream, as_bytes("a")).error().is(SuiteError::StreamCut));
}

TEST_F(EnvelopeTest, EnvelopeForAnotherTownship) {
    const auto made = sealed(header());
    expect_refused(made, {"village-1", station_.public_key, "township-990002"}, EnvelopeError::OtherTownship);
}

TEST_F(EnvelopeTest, SealedToAKeyThatIsNotOurs) {
    const auto made = sealed(header());
    const auto opened = open(made.envelope, views(made.parts), make_box_keys(), expected());
    ASSERT_FALSE(opened);
    EXPECT_TRUE(opened.error().is(EnvelopeError::UnknownRecipientKey));
}

TEST_F(EnvelopeTest, UnknownSuite) {
    auto made = sealed(header());
    resign_header(made, station_, [](wire::Header& header) { header.set_suite(9); });
    expect_refused(made, expected(), EnvelopeError::UnknownSuite);
    auto future = header();
    future.set_suite(9);
    const auto not_sealed = seal(future, parts(), station_, recipient_);
    ASSERT_FALSE(not_sealed);
    EXPECT_TRUE(not_sealed.error().is(EnvelopeError::UnknownSuite));
}

TEST_F(EnvelopeTest, InnerSignatureOfAnotherStationIsRefused) {
    // A hostile station seals what another one "signed": both halves must name the same key.
    auto made = sealed(header());
    const WipedBytes key(32, 5);
    wire::Inner inner;
    inner.set_signature(std::string(64, 'x'));
    resign(made, station_, [&](wire::Envelope& envelope) {
        const auto digest = sha256(as_bytes(envelope.header()));
        envelope.set_sealed_key(
            std::string(as_text(suite_1().seal_key(key, recipient_.public_key, system_randomness()).value())));
        const auto seal_part = [&](std::uint32_t number, BytesView content) {
            return suite_1().seal_stream(key, content, associated_data(digest, number), system_randomness()).value();
        };
        for (int i = 0; i < 3; ++i) {
            const auto part = parts()[static_cast<std::size_t>(i)];
            made.parts[static_cast<std::size_t>(i)] = seal_part(part.number, part.content);
            envelope.mutable_parts(i)->set_digest(
                std::string(as_text(sha256(made.parts[static_cast<std::size_t>(i)]))));
        }
        envelope.set_sealed_inner(std::string(as_text(seal_part(0, as_bytes(inner.SerializeAsString())))));
    });
    expect_refused(made, expected(), EnvelopeError::BadInnerSignature);
}

TEST_F(EnvelopeTest, AnyFlippedByteOfTheEnvelopeIsRefused) {
    const auto made = sealed(header());
    for (std::size_t at = 0; at < made.envelope.size(); ++at) {
        auto bytes = made.envelope;
        bytes[at] ^= 0x20U;
        EXPECT_FALSE(open(bytes, views(made.parts), township_keys_, expected())) << "byte " << at;
    }
}

TEST_F(EnvelopeTest, PartNumbersAscendAndSizesAreBounded) {
    auto list = parts();
    list[1].number = 1;
    auto refused = seal(header(), list, station_, recipient_);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(EnvelopeError::Malformed));
    list[1].number = 1000;
    refused = seal(header(), list, station_, recipient_);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(EnvelopeError::Malformed));
    const Bytes large(largest_part + 1);
    list = parts();
    list[0].content = large;
    refused = seal(header(), list, station_, recipient_);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().is(EnvelopeError::OverBound));
    EXPECT_TRUE(check_outer(Bytes(largest_envelope + 1), expected()).error().is(EnvelopeError::OverBound));
}

// Suite with another number, "encryption" by XOR and a checksum for a signature: fits behind the seam untouched.
class ToySuite : public Suite {
  public:
    std::uint32_t number() const override { return 99; }
    Digest digest(BytesView bytes) const override {
        Digest digest{};
        for (std::size_t i = 0; i < bytes.size(); ++i) {
            digest[i % digest.size()] = static_cast<std::uint8_t>(digest[i % digest.size()] * 5 + bytes[i]);
        }
        return digest;
    }
    Result<Bytes> sign(std::string_view domain, BytesView message, const SigningKeys& keys) const override {
        const auto sum = digest(message);
        return Bytes{static_cast<std::uint8_t>(domain.size()), sum[0], sum[1], keys.public_key.at(0)};
    }
    bool verify(std::string_view domain, BytesView message, BytesView signature, BytesView public_key) const override {
        const auto again = sign(domain, message, {Bytes(public_key.begin(), public_key.end()), {}});
        return std::equal(signature.begin(), signature.end(), again->begin(), again->end());
    }
    WipedBytes make_key(Randomness&) const override { return WipedBytes(1, 0x5a); }
    Result<Bytes> seal_key(BytesView key, BytesView, Randomness&) const override {
        return Bytes(key.begin(), key.end());
    }
    Result<WipedBytes> open_key(BytesView sealed, const BoxKeys&) const override {
        return WipedBytes(sealed.begin(), sealed.end());
    }
    Result<Bytes> seal_stream(BytesView key, BytesView content, BytesView, Randomness&) const override {
        Bytes out(content.begin(), content.end());
        for (auto& byte : out) {
            byte ^= key[0];
        }
        return out;
    }
    Result<WipedBytes> open_stream(BytesView key, BytesView sealed, BytesView associated) const override {
        const auto plain = seal_stream(key, sealed, associated, system_randomness()).value();
        return WipedBytes(plain.begin(), plain.end());
    }
    std::uint64_t sealed_size(std::uint64_t plain_size) const override { return plain_size; }
};

TEST_F(EnvelopeTest, AnotherSuiteFitsWithoutTouchingCallers) {
    const ToySuite toy;
    SuiteRegistry suites = SuiteRegistry::standard();
    suites.add(toy);
    auto with_toy = header();
    with_toy.set_suite(99);
    const auto made = seal(with_toy, parts(), station_, recipient_, system_randomness(), suites).value();
    const auto opened = open(made.envelope, views(made.parts), township_keys_, expected(), suites);
    ASSERT_TRUE(opened) << opened.error().text();
    EXPECT_TRUE(std::equal(answers_.begin(), answers_.end(), opened->parts[0].content.begin()));
    expect_refused(made, expected(), EnvelopeError::UnknownSuite);
}

TEST_F(EnvelopeTest, OneKeySealedByUsOpensWithLibsodiumsOwnSealedBox) {
    const WipedBytes key(32, 9);
    const auto box = suite_1().seal_key(key, township_keys_.public_key, system_randomness()).value();
    WipedBytes again(32);
    ASSERT_EQ(crypto_box_seal_open(again.data(), box.data(), box.size(), township_keys_.public_key.data(),
                                   township_keys_.secret_key.data()),
              0);
    EXPECT_EQ(again, key);
}

}  // namespace
}  // namespace doorstep::protocol

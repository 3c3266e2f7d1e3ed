// A batch comes back as it went in, for its county alone, and not with one bit altered anywhere.
#include "township/feed/batch.hpp"

#include <gtest/gtest.h>

#include "protocol/envelope/statements.hpp"
#include "township/feed/feed_error.hpp"
#include "township/feed/standing.hpp"

namespace doorstep::township {
namespace {

class FeedBatch : public ::testing::Test {
  protected:
    static BatchHeader header() {
        BatchHeader out;
        out.township = "test-town";
        out.county = "test-county";
        out.purpose = "statistics";
        out.fields = {"state", "at"};
        out.generation = 1'790'000'000'000;
        out.number = 1;
        out.items = 2;
        out.made_ms = 1'790'000'000'001;
        return out;
    }
    WipedBytes content() const {
        WipedBytes out = random_lead();
        for (const char c : std::string("{\"item\":\"a\"}\n{\"item\":\"b\"}\n")) {
            out.push_back(static_cast<std::uint8_t>(c));
        }
        return out;
    }
    Batch sealed() const { return seal_batch(header(), content(), township_, county_.public_key).value(); }

    protocol::SigningKeys township_ = protocol::make_signing_keys();
    protocol::BoxKeys county_ = protocol::make_box_keys();
};

TEST_F(FeedBatch, ComesBackAsItWentIn) {
    const Batch made = sealed();
    const auto file = to_file(made);
    const auto read = batch_from(file);
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_TRUE(check_batch(*read, township_.public_key));
    const auto opened = open_batch(*read, county_);
    ASSERT_TRUE(opened) << opened.error().text();
    const auto lines = lines_of(read->header, *opened);
    ASSERT_TRUE(lines);
    EXPECT_EQ((*lines)[1], "{\"item\":\"b\"}");
    EXPECT_EQ(read->digest, made.digest);
    EXPECT_EQ(to_text(read->header), made.header_text);
    EXPECT_EQ(to_file(*read), file);
}

TEST_F(FeedBatch, NotOneByteMayBeAltered) {
    const auto file = to_file(sealed());
    for (std::size_t at = 0; at < file.size(); ++at) {
        Bytes other = file;
        other[at] ^= 1U;
        const auto read = batch_from(other);
        EXPECT_FALSE(read && check_batch(*read, township_.public_key)) << "byte " << at;
    }
}

TEST_F(FeedBatch, ATornOneAndOneWithMoreBehindAreTold) {
    const auto file = to_file(sealed());
    for (std::size_t size = 0; size < file.size(); ++size) {
        const auto torn = batch_from(BytesView(file).first(size));
        ASSERT_FALSE(torn);
        EXPECT_TRUE(torn.error().is(FeedError::Torn)) << size << ": " << torn.error().text();
    }
    Bytes longer = file;
    longer.push_back(0);
    EXPECT_TRUE(batch_from(longer).error().is(FeedError::Torn));
}

TEST_F(FeedBatch, AnotherKeySignsNothingAndOpensNothing) {
    const Batch made = sealed();
    EXPECT_TRUE(check_batch(made, protocol::make_signing_keys().public_key).error().is(FeedError::Altered));
    EXPECT_TRUE(open_batch(made, protocol::make_box_keys()).error().is(FeedError::Foreign));
    // The same county under the same header, but not what the township sealed.
    Batch other = sealed();
    other.header.plain = made.header.plain;
    EXPECT_TRUE(open_batch(other, county_).error().is(FeedError::Altered));
}

TEST_F(FeedBatch, ASignatureForAnotherPurposeIsNone) {
    Batch made = sealed();
    made.signature = protocol::sign(protocol::domains::downlink, as_bytes(made.header_text), township_);
    EXPECT_TRUE(check_batch(made, township_.public_key).error().is(FeedError::Altered));
}

TEST_F(FeedBatch, SeveralComeThroughOnePipe) {
    Bytes both = to_file(sealed());
    const auto one = both.size();
    const Bytes second = to_file(sealed());
    both.insert(both.end(), second.begin(), second.end());
    const auto split = split_batches(both).value();
    ASSERT_EQ(split.size(), 2U);
    EXPECT_EQ(split[0].size(), one);
    EXPECT_TRUE(batch_from(split[1]));
    both.pop_back();
    EXPECT_TRUE(split_batches(both).error().is(FeedError::Torn));
}

TEST_F(FeedBatch, AHeaderWithoutItsFieldsIsNone) {
    auto second = header();
    second.number = 2;
    second.previous = Bytes(32, 7);
    second.county_key = Bytes(16, 1);
    const auto good = to_text(second);
    ASSERT_TRUE(batch_header_from(good));
    for (const auto* word : {"suite", "township", "county", "county_key", "purpose", "fields", "generation", "number",
                             "items", "made_ms", "audit_rows", "audit_head", "previous", "sealed", "plain"}) {
        auto bad = good;
        bad.replace(bad.find('"' + std::string(word) + '"'), std::string(word).size() + 2, "\"other\"");
        EXPECT_FALSE(batch_header_from(bad)) << word;
    }
    second.previous.clear();
    EXPECT_FALSE(batch_header_from(to_text(second))) << "a second one names the first";
    second.purpose = "../../etc";
    EXPECT_FALSE(batch_header_from(to_text(second)));
    EXPECT_FALSE(batch_header_from("[]"));
    EXPECT_FALSE(batch_header_from("{"));
}

TEST_F(FeedBatch, LinesAreCountedAndWhole) {
    auto head = header();
    const auto good = content();
    EXPECT_TRUE(lines_of(head, good));
    EXPECT_FALSE(lines_of(head, BytesView(good).first(good.size() - 1)));
    head.items = 3;
    EXPECT_FALSE(lines_of(head, good));
    EXPECT_FALSE(lines_of(head, Bytes(31)));
}

TEST(FeedStanding, IsTheCountysOrNone) {
    const auto county = protocol::make_signing_keys();
    const Standing standing{"test-county", "test-town", "statistics", 17, 4, Bytes(32, 9), 5};
    const auto text = to_text(standing, county);
    const auto read = standing_from(text, county.public_key);
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read->number, 4);
    EXPECT_EQ(read->digest, standing.digest);
    EXPECT_TRUE(standing_from(text, protocol::make_signing_keys().public_key).error().is(FeedError::BadStanding));
    auto altered = text;
    altered.replace(altered.find(":4,"), 3, ":5,");
    EXPECT_TRUE(standing_from(altered, county.public_key).error().is(FeedError::BadStanding));
    EXPECT_TRUE(standing_from("{}", county.public_key).error().is(FeedError::BadStanding));
}

}  // namespace
}  // namespace doorstep::township

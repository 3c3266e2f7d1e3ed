// The sealing key's offline copy: enough shares give it again, fewer and others do not.
#include "township/archive/shares.hpp"

#include <gtest/gtest.h>

#include <random>

#include <nlohmann/json.hpp>

#include "protocol/envelope/statements.hpp"
#include "township/archive/township_error.hpp"
#include "township/testing/temporary_folder.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;

RecipientKey some_key(std::uint32_t epoch = 3) {
    return {epoch, protocol::make_box_keys()};
}

TEST(Shares, AnyThreeOfFiveGiveTheKeyAndAnyTwoDoNot) {
    const auto key = some_key();
    const auto shares = split_key("test-town", key, 5, 3).value();
    ASSERT_EQ(shares.size(), 5U);
    const auto sealed = protocol::seal_box(as_bytes("x"), key.keys.public_key).value();
    for (std::size_t a = 0; a < 5; ++a) {
        for (std::size_t b = a + 1; b < 5; ++b) {
            EXPECT_TRUE(join_shares({shares[a], shares[b]}).error().is(TownshipError::BadShares));
            EXPECT_TRUE(join_shares({shares[a], shares[b], shares[b]}).error().is(TownshipError::BadShares));
            for (std::size_t c = b + 1; c < 5; ++c) {
                const auto joined = join_shares({shares[c], shares[a], shares[b]});
                ASSERT_TRUE(joined) << joined.error().text();
                EXPECT_EQ(joined->key.epoch, 3U);
                EXPECT_EQ(joined->township, "test-town");
                EXPECT_TRUE(protocol::open_box(sealed, joined->key.keys));
            }
        }
    }
    EXPECT_TRUE(join_shares(shares));
}

TEST(Shares, RandomNumbersOfSharesGiveTheKey) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    for (int round = 0; round < 50; ++round) {
        const auto of = static_cast<unsigned>(2 + random() % (most_shares - 1));
        const auto need = static_cast<unsigned>(2 + random() % (of - 1));
        const auto key = some_key();
        auto shares = split_key("t", key, of, need).value();
        std::shuffle(shares.begin(), shares.end(), random);
        shares.resize(need);
        ASSERT_TRUE(join_shares(shares)) << need << " of " << of;
        EXPECT_EQ(join_shares(shares)->key.keys.secret_key, key.keys.secret_key);
        shares.pop_back();
        EXPECT_FALSE(join_shares(shares));
    }
}

// Fewer shares than are needed say nothing: each value of a byte is as likely as any other.
TEST(Shares, TwoOfThreeThatAreNeededTellNothingOfTheKey) {
    const auto key = some_key();
    constexpr int rounds = 4096;
    std::array<int, 256> seen{};
    for (int round = 0; round < rounds; ++round) {
        const auto text = split_key("t", key, 3, 3).value()[0];
        const auto share = json::parse(text)["share"].get<std::string>();
        ++seen[static_cast<unsigned char>(share[0])];
    }
    // The first base64 digit stands for six bits: 64 values, each about 64 times.
    for (const auto count : seen) {
        EXPECT_TRUE(count == 0 || (count > 16 && count < 160)) << count;
    }
}

TEST(Shares, AlteredOnesAndThoseOfOtherKeysAreRefused) {
    const auto key = some_key();
    auto shares = split_key("test-town", key, 3, 2).value();
    const auto others = split_key("test-town", some_key(), 3, 2).value();
    EXPECT_TRUE(join_shares({shares[0], others[1]}).error().is(TownshipError::BadShares));
    auto altered = json::parse(shares[0]);
    auto text = altered["share"].get<std::string>();
    text[5] = text[5] == 'A' ? 'B' : 'A';
    altered["share"] = text;
    EXPECT_TRUE(join_shares({altered.dump(), shares[1]}).error().is(TownshipError::BadShares));
    for (const auto* broken : {"", "{}", "[]", R"({"township": 5})", R"({"number": 0})"}) {
        EXPECT_FALSE(join_shares({broken, shares[1]})) << broken;
    }
    EXPECT_FALSE(join_shares({}));
    EXPECT_FALSE(split_key("t", key, 3, 1));
    EXPECT_FALSE(split_key("t", key, 2, 3));
    EXPECT_FALSE(split_key("t", key, most_shares + 1, 3));
}

TEST(Shares, AJoinedKeyTakesNoOthersPlace) {
    const testing::TemporaryFolder folder;
    const auto keys = folder.path() / "keys";
    ASSERT_TRUE(make_keys(keys, "test-town"));
    const auto own = load_recipient_keys(keys)->front();
    ASSERT_TRUE(std::filesystem::remove(recipient_key_file(keys, 1)));
    EXPECT_TRUE(put_recipient(keys, some_key(1)).error().is(TownshipError::BadKeyFile));
    ASSERT_TRUE(put_recipient(keys, own));
    EXPECT_EQ(load_recipient_keys(keys)->front().keys.secret_key, own.keys.secret_key);
}

}  // namespace
}  // namespace doorstep::township

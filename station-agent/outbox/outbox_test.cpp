// The outbox by itself: states, duplicates, pruning, and random walks that never lose or double an item.
#include "station-agent/outbox/outbox.hpp"

#include <gtest/gtest.h>

#include <random>

#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using testing::TestClock;
using testing::TestFolder;

class OutboxTest : public ::testing::Test {
  protected:
    TestFolder folder_;
    TestClock clock_;
    Store store_ = Store::open(folder_.path()).value();
    Outbox outbox_{store_, clock_};
    protocol::SigningKeys station_ = protocol::make_signing_keys();
    protocol::BoxKeys township_ = protocol::make_box_keys();

    Uuid put(std::size_t size) {
        NewItem item;
        item.receipt = {Uuid::make_v7(), "000000000098", clock_.now().milliseconds, "qr"};
        item.sequence = outbox_.next_sequence().value();
        item.kind = wire::APPLICATION;
        wire::Header header;
        header.set_submission_id(std::string(as_text(item.receipt.submission.bytes())));
        header.set_station_id("village-1");
        header.set_receiving_township("t");
        const Bytes content(size, 7);
        const protocol::PartToSeal part{1, wire::PAGE_ORIGINAL, "image/jpeg", content};
        const auto sealed = protocol::seal(header, {&part, 1}, station_, {township_.public_key, 1}).value();
        item.sealed = &sealed;
        EXPECT_TRUE(outbox_.write_files(sealed));
        EXPECT_TRUE(store_.database->transaction([&] { return outbox_.insert(item); }));
        return item.receipt.submission;
    }
    std::uint32_t total() {
        const auto c = outbox_.counts().value();
        return c.sealed + c.sending + c.acknowledged + c.refused + c.shelved + c.pruned;
    }
    std::size_t files() {
        std::size_t n = 0;
        for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator(folder_.path() / "sealed")) {
            ++n;
        }
        return n;
    }
};

TEST_F(OutboxTest, ItemsAreTakenInTheirOrderAndPiecesComeFromRowOrFile) {
    const auto small = put(1000);
    const auto large = put(200'000);
    EXPECT_EQ(files(), 1U);
    auto taken = outbox_.take().value();
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->submission, small);
    EXPECT_EQ(outbox_.read_piece(small, 0, 10, 100).value().size(), 100U);
    EXPECT_FALSE(outbox_.read_piece(small, 0, 1000, 100'000));
    ASSERT_TRUE(outbox_.acknowledge(small, 5, as_bytes("s")));
    taken = outbox_.take().value();
    EXPECT_EQ(taken->submission, large);
    EXPECT_EQ(outbox_.read_piece(large, 0, 100'000, 65'536).value().size(), 65'536U);
    EXPECT_FALSE(outbox_.read_piece(large, 1, 0, 1));
}

TEST_F(OutboxTest, AcknowledgedTwiceIsAcknowledgedOnce) {
    const auto id = put(10);
    ASSERT_TRUE(outbox_.acknowledge(id, 5, as_bytes("s")));
    clock_.advance(1000);
    ASSERT_TRUE(outbox_.acknowledge(id, 9, as_bytes("t")));
    EXPECT_EQ(outbox_.list({}).value().at(0).township_ms(), 5);
    EXPECT_FALSE(outbox_.acknowledge(Uuid::make_v7(), 5, as_bytes("s")));
    EXPECT_FALSE(outbox_.refuse(id, wire::CANNOT_OPEN)) << "what was acknowledged is never refused";
}

TEST_F(OutboxTest, PrunedItemsKeepTheirReceiptAndLoseTheirContent) {
    const auto id = put(200'000);
    ASSERT_TRUE(outbox_.acknowledge(id, 5, as_bytes("s")));
    ASSERT_TRUE(outbox_.prune());
    EXPECT_EQ(files(), 1U);
    clock_.advance(OutboxBounds{}.keep_acknowledged_ms + 1);
    ASSERT_TRUE(outbox_.prune());
    EXPECT_EQ(files(), 0U);
    EXPECT_EQ(outbox_.counts().value().pruned, 1U);
    EXPECT_EQ(outbox_.receipt(id).value()->case_number, "000000000098");
}

TEST_F(OutboxTest, WriteOnceColumnsCannotBeEdited) {
    put(10);
    EXPECT_FALSE(store_.database->run("UPDATE items SET case_number='000000000195'"));
    EXPECT_FALSE(store_.database->run("UPDATE items SET sequence=9"));
}

TEST_F(OutboxTest, LeftoverFilesOfACrashAreSweptAtStart) {
    put(200'000);
    const BlobFiles::Blob orphan{sha256(as_bytes("x")), as_bytes("x")};
    ASSERT_TRUE(store_.files.put({&orphan, 1}));
    EXPECT_EQ(files(), 2U);
    store_.database.reset();
    store_ = Store::open(folder_.path()).value();
    EXPECT_EQ(files(), 1U);
}

TEST_F(OutboxTest, AStateOfANewerVersionIsNotTouched) {
    ASSERT_TRUE(store_.database->run("PRAGMA user_version=2"));
    store_.database.reset();
    const auto opened = Store::open(folder_.path());
    ASSERT_FALSE(opened);
    EXPECT_TRUE(opened.error().is(StoreError::NewerFormat));
}

TEST_F(OutboxTest, TheAuditChainHasARowAHandInAndItsHeadMoves) {
    put(10);
    const auto first = outbox_.audit_head().value();
    put(10);
    EXPECT_EQ(first.size(), 32U);
    EXPECT_NE(outbox_.audit_head().value(), first);
    EXPECT_EQ(store_.database->query("SELECT 1 FROM audit").value().size(), 2U);
}

TEST_F(OutboxTest, RandomWalksKeepEveryItemInExactlyOneState) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::vector<Uuid> items;
    for (int step = 0; step < 300; ++step) {
        const auto pick = random() % 8;
        const auto target = items.empty() ? Uuid{} : items[random() % items.size()];
        if (pick == 0 && items.size() < 20) {
            items.push_back(put(random() % 3000));
        } else if (pick == 1) {
            ignore(outbox_.acknowledge(target, 1, as_bytes("s")), "a walk may ask for what is not allowed");
        } else if (pick == 2) {
            ignore(outbox_.refuse(target, wire::CANNOT_OPEN), "as above");
        } else if (pick == 3) {
            ignore(outbox_.retry_later(target, 10, 1, random() % 2 == 0), "as above");
        } else if (pick == 4) {
            ignore(outbox_.shelve(target, 1), "as above");
        } else if (pick == 5) {
            ignore(outbox_.unshelve(), "as above");
        } else if (pick == 6) {
            ignore(outbox_.take(), "as above");
        } else {
            clock_.advance(static_cast<std::int64_t>(random() % 100'000'000));
            ASSERT_TRUE(outbox_.prune());
        }
        ASSERT_EQ(total(), items.size());
        ASSERT_EQ(outbox_.list({}).value().size(), items.size());
    }
}

}  // namespace
}  // namespace doorstep::agent

// The outbox by itself: states, duplicates, pruning, and random walks that never lose or double an item.
#include "station-agent/outbox/outbox.hpp"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using testing::TestClock;
using testing::TestFolder;

class OutboxTest : public ::testing::Test {
  protected:
    explicit OutboxTest(OutboxBounds bounds = {}) : outbox_(store_, clock_, bounds) {}
    TestFolder folder_;
    TestClock clock_;
    Store store_ = Store::open(folder_.path()).value();
    Outbox outbox_;
    protocol::SigningKeys station_ = protocol::make_signing_keys();
    protocol::BoxKeys township_ = protocol::make_box_keys();

    Uuid put(std::size_t size) {
        Uuid id;
        EXPECT_TRUE(store_.database->transaction([&]() -> Status {
            id = insert(size);
            return {};
        }));
        return id;
    }
    // Within a transaction of the caller.
    Uuid insert(std::size_t size) {
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
        EXPECT_TRUE(outbox_.insert(item));
        return item.receipt.submission;
    }
    std::uint32_t total() {
        const auto c = outbox_.counts().value();
        return c.sealed + c.sending + c.acknowledged + c.refused + c.shelved + c.pruned;
    }
    // What is kept in RAM is what the rows say.
    bool kept_as_counted() {
        const auto kept = outbox_.counts().value();
        const auto counted = Outbox(store_, clock_).counts().value();
        return kept.sealed + kept.sending == counted.sealed && kept.acknowledged == counted.acknowledged &&
               kept.refused == counted.refused && kept.shelved == counted.shelved && kept.pruned == counted.pruned;
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
    store_ = Store{};
    store_ = Store::open(folder_.path()).value();
    EXPECT_EQ(files(), 1U);
}

TEST_F(OutboxTest, AStateOfANewerVersionIsNotTouched) {
    ASSERT_TRUE(store_.database->run("PRAGMA user_version=2"));
    store_ = Store{};
    const auto opened = Store::open(folder_.path());
    ASSERT_FALSE(opened);
    EXPECT_TRUE(opened.error().is(StoreError::NewerFormat));
}

TEST_F(OutboxTest, ASecondAgentOnTheSameStateIsRefused) {
    const auto second = Store::open(folder_.path());
    ASSERT_FALSE(second);
    EXPECT_TRUE(second.error().is(StoreError::InUse));
    put(10);
    store_ = Store{};
    EXPECT_TRUE(Store::open(folder_.path())) << "free again once the first is gone";
}

// The clock of a machine without a battery: back by years after a power cut.
TEST_F(OutboxTest, AClockSetBackHoldsNothingUp) {
    const auto id = put(10);
    ASSERT_TRUE(outbox_.take().value());
    ASSERT_TRUE(outbox_.retry_later(id, 30'000, cause_of(wire::CANNOT_OPEN), true));
    EXPECT_FALSE(outbox_.take().value()) << "not due yet";
    constexpr std::int64_t ten_years = 10 * 365 * stay_day_ms;
    clock_.advance(-ten_years);
    ASSERT_TRUE(outbox_.take().value()) << "not in ten years";
    clock_.advance(2 * ten_years);
    EXPECT_TRUE(outbox_.take().value());
}

TEST_F(OutboxTest, WaitsBetweenTriesDoubleUpToTheirCapAndAreSpread) {
    const auto id = put(10);
    std::set<std::int64_t> waits;
    for (int tries = 1; tries <= 19; ++tries) {
        ASSERT_TRUE(outbox_.retry_later(id, 30'000, cause_of(wire::REFUSAL_UNKNOWN), true));
        const auto wait = outbox_.next_due_ms().value().value() - clock_.now().milliseconds;
        const auto middle = std::min<std::int64_t>(30'000LL << (tries - 1), OutboxBounds{}.longest_wait_ms / 6 * 5);
        EXPECT_GE(wait, middle * 8 / 10);
        EXPECT_LE(wait, middle * 12 / 10);
        EXPECT_LE(wait, OutboxBounds{}.longest_wait_ms);
        waits.insert(wait * 1000 / middle);
    }
    EXPECT_GT(waits.size(), 1U) << "nineteen waits that are all spread alike are not spread";
}

TEST_F(OutboxTest, LightItemsOvertakeScansAndNobodyStarves) {
    const auto scan = put(200'000);
    std::vector<Uuid> lights;
    for (int i = 0; i < 2 * most_lights_in_a_row; ++i) {
        lights.push_back(put(500));
    }
    std::vector<Uuid> order;
    for (auto taken = outbox_.take().value(); taken; taken = outbox_.take().value()) {
        order.push_back(taken->submission);
        ASSERT_TRUE(outbox_.acknowledge(taken->submission, 1, as_bytes("s")));
    }
    ASSERT_EQ(order.size(), lights.size() + 1);
    EXPECT_EQ(order[most_lights_in_a_row], scan) << "it has its turn while light ones still wait";
    order.erase(order.begin() + most_lights_in_a_row);
    EXPECT_EQ(order, lights) << "in the order they were handed in";
}

TEST_F(OutboxTest, ALightItemTakesThePlaceOfAScanThatIsBeingSent) {
    const auto scan = put(200'000);
    ASSERT_EQ(outbox_.take().value()->submission, scan);
    EXPECT_FALSE(outbox_.take_light().value()) << "none is due";
    EXPECT_EQ(outbox_.counts().value().sending, 1U) << "and nothing changed";
    const auto light = put(500);
    const auto taken = outbox_.take_light().value();
    ASSERT_TRUE(taken);
    EXPECT_EQ(taken->submission, light);
    EXPECT_TRUE(taken->light);
    EXPECT_FALSE(outbox_.take_light().value()) << "it does not overtake itself";
    ASSERT_TRUE(outbox_.acknowledge(light, 1, as_bytes("s")));
    const auto again = outbox_.take().value();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->submission, scan);
    EXPECT_EQ(outbox_.list({}).value().at(1).tries(), 0U) << "being overtaken is no try";
}

TEST_F(OutboxTest, EachStateTellsItsCauseItsNextTryAndWhenItHasLastedTooLong) {
    const auto id = put(10);
    const auto item = [&] { return outbox_.list({}).value().at(0); };
    EXPECT_FALSE(item().has_fault());
    ASSERT_TRUE(outbox_.retry_later(id, 1000, cause_of(wire::FAULT_LINE_DOWN), true));
    EXPECT_EQ(item().fault().code(), wire::FAULT_LINE_DOWN);
    EXPECT_GT(item().next_try_ms(), clock_.now().milliseconds);
    EXPECT_EQ(outbox_.counts().value().next_try_ms, item().next_try_ms());
    EXPECT_EQ(item().overdue_ms(), 0);
    // Every try begins the wait anew, but not the stay.
    clock_.advance(2 * stay_day_ms);
    ASSERT_TRUE(outbox_.retry_later(id, 1000, cause_of(wire::REFUSAL_UNKNOWN), true));
    EXPECT_EQ(item().fault().code(), wire::FAULT_UNAVAILABLE);
    clock_.advance(stay_day_ms + 1);
    EXPECT_NE(item().overdue_ms(), 0);
    EXPECT_EQ(outbox_.counts().value().overdue, 1U);
    ASSERT_TRUE(outbox_.shelve(id, cause_of(wire::FAULT_INTERNAL)));
    EXPECT_EQ(item().fault().code(), wire::FAULT_INTERNAL);
    EXPECT_EQ(item().overdue_ms(), 0);
    clock_.advance(stay_day_ms + 1);
    EXPECT_NE(item().overdue_ms(), 0);
    EXPECT_EQ(outbox_.unshelve(id).value(), 1U);
    ASSERT_TRUE(outbox_.refuse(id, wire::OTHER_TOWNSHIP));
    EXPECT_EQ(item().fault().code(), wire::FAULT_REFUSED_BY_TOWNSHIP);
    EXPECT_EQ(item().fault().parameters().at("code"), std::to_string(wire::OTHER_TOWNSHIP));
    clock_.advance(stay_day_ms + 1);
    EXPECT_EQ(outbox_.counts().value().overdue, 1U);
    ASSERT_TRUE(outbox_.acknowledge(id, 5, as_bytes("s")));
    EXPECT_FALSE(item().has_fault());
    EXPECT_EQ(item().overdue_ms(), 0);
}

TEST(ItemStays, EveryStateHasItsRow) {
    for (int number = wire::Item::SEALED; number <= wire::Item::PRUNED; ++number) {
        const auto state = static_cast<ItemState>(number);
        EXPECT_EQ(stay_of(state).state, state);
        EXPECT_FALSE(stay_of(state).words.empty());
        EXPECT_EQ(stay_of(state).longest_ms == 0, stay_of(state).then.empty()) << "what ends says what to do then";
    }
}

TEST_F(OutboxTest, TheShelfIsListedReadAsSealedAndRetriedOneByOne) {
    const auto first = put(200'000);
    const auto second = put(10);
    put(10);
    ASSERT_TRUE(outbox_.shelve(first, cause_of(wire::FAULT_INTERNAL)));
    ASSERT_TRUE(outbox_.shelve(second, cause_of(wire::FAULT_INTERNAL)));
    EXPECT_EQ(outbox_.list_sealed(false).value().items_size(), 3);
    const auto shelf = outbox_.list_sealed(true).value();
    ASSERT_EQ(shelf.items_size(), 2);
    ASSERT_EQ(shelf.items(0).part_sizes_size(), 1);
    const auto envelope = outbox_.read_sealed(first, 0, 0, shelf.items(0).envelope_size()).value();
    EXPECT_EQ(sha256(as_bytes(envelope)), outbox_.envelope_digest(first).value());
    EXPECT_EQ(outbox_.read_sealed(first, 1, 0, shelf.items(0).part_sizes(0)).value().size(),
              shelf.items(0).part_sizes(0));
    EXPECT_FALSE(outbox_.read_sealed(first, 1, 1, shelf.items(0).part_sizes(0)));
    EXPECT_FALSE(outbox_.read_sealed(first, 0, UINT64_MAX, 2)) << "no sum of offset and size passes the end";
    EXPECT_FALSE(outbox_.read_sealed(first, 2, 0, 1));
    EXPECT_FALSE(outbox_.read_sealed(Uuid::make_v7(), 0, 0, 1));
    EXPECT_EQ(outbox_.unshelve(second).value(), 1U);
    EXPECT_EQ(outbox_.counts().value().shelved, 1U);
    EXPECT_EQ(outbox_.unshelve().value(), 1U);
    EXPECT_EQ(outbox_.counts().value().shelved, 0U);
}

TEST_F(OutboxTest, TheAuditChainHasARowAHandInAndItsHeadMoves) {
    put(10);
    const auto first = outbox_.audit_head().value();
    put(10);
    EXPECT_EQ(first.size(), 32U);
    EXPECT_NE(outbox_.audit_head().value(), first);
    EXPECT_EQ(store_.database->query("SELECT 1 FROM audit").value().size(), 2U);
}

TEST_F(OutboxTest, WhatWasUndoneIsNotCounted) {
    put(10);
    ASSERT_EQ(outbox_.counts().value().sealed, 1U);
    EXPECT_FALSE(store_.database->transaction([&]() -> Status {
        insert(10);
        EXPECT_EQ(outbox_.counts().value().sealed, 2U);
        return OutboxError::Full;
    }));
    EXPECT_EQ(outbox_.counts().value().sealed, 1U);
    EXPECT_EQ(outbox_.next_sequence().value(), 2U);
    // One of several that share a commit.
    EXPECT_TRUE(store_.database->transaction([&]() -> Status {
        put(10);
        EXPECT_FALSE(store_.database->transaction([&]() -> Status {
            insert(10);
            return OutboxError::Full;
        }));
        put(10);
        return {};
    }));
    EXPECT_EQ(outbox_.counts().value().sealed, 3U);
    EXPECT_TRUE(kept_as_counted());
}

TEST_F(OutboxTest, WhatIsTriedAgainLaterHasItsTurnInTheOrderOfItsSequence) {
    const auto first = put(10);
    const auto second = put(10);
    ASSERT_TRUE(outbox_.retry_later(first, 30'000, cause_of(wire::FAULT_LINE_DOWN), true));
    EXPECT_EQ(outbox_.next_due_ms().value(), 0) << "the second one's turn has come";
    EXPECT_EQ(outbox_.take().value()->submission, second);
    clock_.advance(60'000);
    EXPECT_EQ(outbox_.take().value()->submission, first);
    EXPECT_EQ(outbox_.list({}).value().at(1).tries(), 1U);
}

// Marks of 10 items or 10 000 bytes; free space does not matter here.
class RoomTest : public OutboxTest {
  protected:
    RoomTest() : OutboxTest(bounds()) {}

    static OutboxBounds bounds() {
        OutboxBounds b;
        b.most_waiting = 10;
        b.reserve_items = 2;
        b.most_waiting_bytes = 1'000'000;
        b.reserve_bytes = 100'000;
        b.soft_free_bytes = 0;
        b.floor_free_bytes = 0;
        return b;
    }
    void put_many(int items, std::size_t size) {
        for (int i = 0; i < items; ++i) {
            put(size);
        }
    }
};

TEST_F(RoomTest, TheMarksByItemsComeInOrder) {
    EXPECT_EQ(outbox_.room().value(), wire::ROOM_ENOUGH);
    put_many(8, 10);
    EXPECT_EQ(outbox_.room().value(), wire::ROOM_SCARCE);
    EXPECT_TRUE(outbox_.check_room(1'000'000)) << "scarce is a warning only";
    put_many(2, 10);
    EXPECT_EQ(outbox_.room().value(), wire::ROOM_RESERVE);
    EXPECT_TRUE(outbox_.check_room(largest_light));
    EXPECT_TRUE(outbox_.check_room(largest_light + 1).error().is(OutboxError::ReserveOnly));
    put_many(2, 10);
    EXPECT_EQ(outbox_.room().value(), wire::ROOM_NONE);
    EXPECT_TRUE(outbox_.check_room(1).error().is(OutboxError::Full));
}

TEST_F(RoomTest, TheMarksByBytesComeInOrderAndRoomComesBack) {
    put_many(4, 210'000);
    EXPECT_EQ(outbox_.room().value(), wire::ROOM_SCARCE);
    put_many(1, 210'000);
    EXPECT_EQ(outbox_.room().value(), wire::ROOM_RESERVE);
    put_many(1, 60'000);
    EXPECT_EQ(outbox_.room().value(), wire::ROOM_NONE);
    ASSERT_TRUE(outbox_.shelve(outbox_.take().value()->submission, cause_of(wire::FAULT_INTERNAL)));
    EXPECT_EQ(outbox_.room().value(), wire::ROOM_NONE) << "the shelf takes room too";
    while (const auto taken = outbox_.take().value()) {
        ASSERT_TRUE(outbox_.acknowledge(taken->submission, 1, as_bytes("s")));
    }
    EXPECT_EQ(outbox_.room().value(), wire::ROOM_ENOUGH);
}

TEST_F(RoomTest, FreeSpaceHasItsMarksToo) {
    auto b = bounds();
    b.soft_free_bytes = INT64_MAX / 4;
    EXPECT_EQ(Outbox(store_, clock_, b).room().value(), wire::ROOM_SCARCE);
    b.reserve_bytes = INT64_MAX / 4;
    EXPECT_EQ(Outbox(store_, clock_, b).room().value(), wire::ROOM_RESERVE);
    b.floor_free_bytes = INT64_MAX / 4;
    EXPECT_EQ(Outbox(store_, clock_, b).room().value(), wire::ROOM_NONE);
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
        ASSERT_TRUE(kept_as_counted());
        ASSERT_EQ(outbox_.list({}).value().size(), items.size());
    }
}

}  // namespace
}  // namespace doorstep::agent

// What of a large file survives a line that breaks and a disk that loses power.
#include "station-agent/update/piece_file.hpp"

#include <functional>

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "station-agent/testing/made_update.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

constexpr std::size_t size = protocol::update_piece * 2 + 1000;

class PieceFileTest : public ::testing::Test {
  protected:
    PieceFile open() { return PieceFile::open(path_, update_.order).value(); }
    // Chunks as the line brings them, up to that byte.
    void feed(PieceFile& file, std::uint64_t up_to) {
        while (file.have() < up_to) {
            const auto piece_end = (file.have() / protocol::update_piece + 1) * protocol::update_piece;
            const auto end = std::min<std::uint64_t>({file.have() + protocol::update_chunk, piece_end, up_to});
            const auto taken = file.append(std::string_view(update_.bytes).substr(file.have(), end - file.have()));
            ASSERT_TRUE(taken && *taken);
        }
    }
    bool check_all(PieceFile& file) {
        while (file.whole() && !file.checked()) {
            const auto good = file.check_next();
            if (!good || !*good) {
                return false;
            }
        }
        return file.checked();
    }
    void damage(std::size_t at) {
        auto bytes = read_file(path_, size + 1).value();
        bytes[at] ^= 1;
        ASSERT_TRUE(write_file_atomically(path_, bytes));
    }

    testing::TestFolder folder_;
    testing::MadeUpdate update_{size};
    std::filesystem::path path_ = folder_.path() / "one.part";
};

TEST_F(PieceFileTest, GrowsInOrderAndIsWhatWasOrdered) {
    auto file = open();
    feed(file, size);
    EXPECT_TRUE(file.whole());
    EXPECT_FALSE(file.checked()) << "it is read once more before it is used";
    EXPECT_TRUE(check_all(file));
    EXPECT_EQ(as_text(read_file(path_, size).value()), update_.bytes);
}

TEST_F(PieceFileTest, GoesOnAtTheBeginningOfAPieceAfterAKill) {
    {
        auto file = open();
        feed(file, protocol::update_piece + 300'000);
    }
    auto file = open();
    EXPECT_EQ(file.have(), protocol::update_piece);
    feed(file, size);
    EXPECT_TRUE(check_all(file));
}

TEST_F(PieceFileTest, APieceThatIsNotWhatWasOrderedIsDropped) {
    auto file = open();
    feed(file, protocol::update_piece * 2);
    const auto bad = file.append(std::string(1000, 'x'));
    ASSERT_TRUE(bad);
    EXPECT_FALSE(*bad);
    EXPECT_EQ(file.have(), protocol::update_piece * 2);
    feed(file, size);
    EXPECT_TRUE(check_all(file));
}

TEST_F(PieceFileTest, WhatWasTornOnTheDiskIsFoundAndFetchedAgain) {
    {
        auto file = open();
        feed(file, size);
    }
    damage(protocol::update_piece + 5);
    auto file = open();
    EXPECT_TRUE(file.whole());
    EXPECT_FALSE(check_all(file));
    EXPECT_EQ(file.have(), protocol::update_piece);
    feed(file, size);
    EXPECT_TRUE(check_all(file));
    EXPECT_EQ(as_text(read_file(path_, size).value()), update_.bytes);
}

TEST_F(PieceFileTest, MoreThanWasOrderedIsNotTaken) {
    auto file = open();
    feed(file, protocol::update_piece * 2);
    EXPECT_FALSE(file.append(std::string(1001, 'x')).value());
    EXPECT_FALSE(file.append("").value());
    EXPECT_EQ(file.have(), protocol::update_piece * 2);
    ASSERT_TRUE(write_file_atomically(path_, as_bytes(update_.bytes + "and more")));
    EXPECT_EQ(open().have(), protocol::update_piece * 2);
}

TEST_F(PieceFileTest, ALinkInItsPlaceIsNotFollowed) {
    std::filesystem::create_symlink("/dev/shm", path_);
    EXPECT_FALSE(PieceFile::open(path_, update_.order));
}

TEST(UpdateOrder, IsCheckedBeforeAnybodyBelievesIt) {
    const testing::MadeUpdate made(protocol::update_piece + 1);
    EXPECT_FALSE(protocol::fault_in(made.order));
    const auto faulty = [&](const std::function<void(wire::UpdateOrder&)>& change) {
        auto order = made.order;
        change(order);
        return protocol::fault_in(order).has_value();
    };
    EXPECT_TRUE(faulty([](auto& order) { order.set_version("newest"); }));
    EXPECT_TRUE(faulty([](auto& order) { order.set_size(0); }));
    EXPECT_TRUE(faulty([](auto& order) { order.set_size(protocol::largest_update + 1); }));
    EXPECT_TRUE(faulty([](auto& order) { order.set_size(protocol::update_piece); }));
    EXPECT_TRUE(faulty([](auto& order) { order.set_piece_size(1); }));
    EXPECT_TRUE(faulty([](auto& order) { order.mutable_piece_digests()->pop_back(); }));
}

}  // namespace
}  // namespace doorstep::agent

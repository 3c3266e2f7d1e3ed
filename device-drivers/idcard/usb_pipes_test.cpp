#include "device-drivers/idcard/usb_pipes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <iterator>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "device-drivers/idcard/sam_messages.hpp"

namespace doorstep::devices {
namespace {

constexpr PipeLayout single{0x01, 0x01, 0x82, 0x82};
constexpr PipeLayout four{0x02, 0x06, 0x81, 0x85};

// Pipes that say what was laid in them, a packet a transfer.
class LaidPipes final : public UsbPipes {
  public:
    PipeResult out(std::uint8_t endpoint, BytesView bytes, unsigned) override {
        sent[endpoint].insert(sent[endpoint].end(), bytes.begin(), bytes.end());
        for (auto& [pipe, laid] : std::exchange(on_command, {})) {
            std::move(laid.begin(), laid.end(), std::back_inserter(packets[pipe]));
        }
        return out_result;
    }
    PipeResult in(std::uint8_t endpoint, std::span<std::uint8_t> into, std::size_t& got, unsigned within_ms) override {
        got = 0;
        EXPECT_EQ(into.size() % 512, 0U) << "a longer packet would be an error to a controller";
        ++looks;
        longest_wait = std::max(longest_wait, within_ms);
        if (stalls > 0) {
            --stalls;
            return PipeResult::Stalled;
        }
        auto& waiting = packets[endpoint];
        if (waiting.empty()) {
            return in_result;
        }
        got = std::min(waiting.front().size(), into.size());
        std::copy_n(waiting.front().begin(), got, into.begin());
        waiting.front().erase(waiting.front().begin(), waiting.front().begin() + static_cast<std::ptrdiff_t>(got));
        if (waiting.front().empty()) {
            waiting.pop_front();
        }
        return PipeResult::Done;
    }
    void unstall(std::uint8_t endpoint) override { unstalled.push_back(endpoint); }

    std::map<std::uint8_t, Bytes> sent;
    std::map<std::uint8_t, std::deque<Bytes>> packets;
    std::map<std::uint8_t, std::deque<Bytes>> on_command;  // laid once a command was sent
    std::vector<std::uint8_t> unstalled;
    unsigned longest_wait = 0;
    int looks = 0;
    int stalls = 0;
    PipeResult out_result = PipeResult::Done;
    PipeResult in_result = PipeResult::TimedOut;
};

class Exchange : public ::testing::Test {
  protected:
    // Asks for the content.
    PipeResult run(PipeLayout layout, int looks = 20) { return ask(SamCommand::ReadBase, layout, looks); }
    PipeResult ask(SamCommand what, PipeLayout layout, int looks = 20) {
        command = encode_sam_command(what);
        if (!exchange_) {
            PipeDelays delays;
            delays.answer = 60'000;
            exchange_ = std::make_unique<PipeExchange>(pipes, layout, delays);
        }
        came.clear();
        int left = looks;
        return exchange_->run(
            command, [&] { return --left < 0; },
            [&](BytesView bytes) { came.insert(came.end(), bytes.begin(), bytes.end()); });
    }
    static Bytes part(const Bytes& bytes, std::size_t from, std::size_t to) {
        return {bytes.begin() + static_cast<std::ptrdiff_t>(from), bytes.begin() + static_cast<std::ptrdiff_t>(to)};
    }
    // The next command is answered so, over four pipes; with bytes behind it that belong to nothing.
    void answer_four(const Bytes& frame, const Bytes& behind = {}) {
        pipes.on_command[0x81] = {part(frame, 0, 7)};
        pipes.on_command[0x85] = {part(frame, 7, frame.size())};
        auto& rest = pipes.on_command[0x85].back();
        rest.insert(rest.end(), behind.begin(), behind.end());
    }
    LaidPipes pipes;
    Bytes command;
    const Bytes found = encode_sam_answer(SamStatus::Found, Bytes(4, 0));
    const Bytes answer = encode_sam_answer(SamStatus::Ok, Bytes(1284, 7));
    Bytes came;

  private:
    std::unique_ptr<PipeExchange> exchange_;
};

TEST(PipeLayout, ComesFromTheEndpointsNotFromTheIds) {
    PipeLayout layout;
    const std::uint8_t four_endpoints[] = {0x02, 0x06, 0x81, 0x85};
    ASSERT_TRUE(find_layout(four_endpoints, layout));
    EXPECT_EQ(layout, four);
    EXPECT_FALSE(layout.single());
    const std::uint8_t pair[] = {0x82, 0x01};
    ASSERT_TRUE(find_layout(pair, layout));
    EXPECT_EQ(layout, single);
    EXPECT_TRUE(layout.single());
    const std::uint8_t one_way[] = {0x81, 0x82};
    EXPECT_FALSE(find_layout(one_way, layout));
    EXPECT_FALSE(find_layout({}, layout));
}

TEST_F(Exchange, SinglePairTakesAnAnswerInPiecesShorterThanAHeader) {
    pipes.on_command[0x82] = {part(answer, 0, 3), part(answer, 3, 500), part(answer, 500, answer.size())};
    EXPECT_EQ(run(single), PipeResult::Done);
    EXPECT_EQ(came, answer);
    EXPECT_EQ(pipes.sent[0x01], command);
}

TEST_F(Exchange, FourPipesCarryHeaderAndRestApart) {
    pipes.on_command[0x81] = {part(answer, 0, 7)};
    pipes.on_command[0x85] = {part(answer, 7, 64), part(answer, 64, answer.size())};
    EXPECT_EQ(run(four), PipeResult::Done);
    EXPECT_EQ(came, answer);
    EXPECT_EQ(pipes.sent[0x02], part(command, 0, 7));
    EXPECT_EQ(pipes.sent[0x06], part(command, 7, command.size()));
}

TEST_F(Exchange, AStallIsClearedAndTheAnswerStillComes) {
    pipes.on_command[0x82] = {answer};
    ASSERT_EQ(run(single), PipeResult::Done);
    pipes.stalls = 2;
    pipes.on_command[0x82] = {answer};
    EXPECT_EQ(run(single), PipeResult::Done);
    EXPECT_EQ(came, answer);
    EXPECT_EQ(pipes.unstalled, (std::vector<std::uint8_t>{0x82, 0x82}));
}

TEST_F(Exchange, LateAnswerToACommandGivenUpIsNotTakenForTheNext) {
    EXPECT_EQ(run(single), PipeResult::TimedOut);
    pipes.packets[0x82] = {found};
    pipes.on_command[0x82] = {answer};
    EXPECT_EQ(run(single), PipeResult::Done);
    EXPECT_EQ(came, answer);
}

// Read by its exact length, an answer left what stood behind it in the pipe: as the beginning of the next one, for
// ever.
TEST_F(Exchange, BytesBehindAnAnswerComeWithItAndNotWithTheNext) {
    for (const std::size_t behind : {1U, 5U, 8U, 12U, 600U, 5000U}) {
        answer_four(answer, Bytes(behind, 0x38));
        EXPECT_EQ(run(four), PipeResult::Done);
        EXPECT_GT(came.size(), answer.size()) << behind;  // whoever reads them sees that it was no clean answer
        answer_four(found);
        EXPECT_EQ(ask(SamCommand::Find, four), PipeResult::Done);
        EXPECT_EQ(came, found) << behind;
    }
}

// In a packet of their own they are left there; then they spoil the next answer, not the one after it. Eight of them
// make another good frame: the check byte stays right when zeros change places.
TEST_F(Exchange, APacketLeftInAPipeSpoilsOneAnswerOnly) {
    for (const std::size_t left : {1U, 4U, 5U, 8U, 12U, 600U}) {
        answer_four(found);
        ASSERT_EQ(ask(SamCommand::Find, four), PipeResult::Done);
        pipes.packets[0x85].emplace_back(left, 0x00);
        for (int again = 0; again < 2; ++again) {
            answer_four(found);
            ask(SamCommand::Find, four);
        }
        EXPECT_EQ(came, found) << left;
    }
}

TEST_F(Exchange, WhatLiesInThePipesWhenTheyAreOpenedIsNoAnswer) {
    pipes.packets[0x81] = {part(answer, 0, 7)};
    pipes.packets[0x85] = {part(answer, 7, answer.size())};
    answer_four(found);
    EXPECT_EQ(ask(SamCommand::Find, four), PipeResult::Done);
    EXPECT_EQ(came, found);
}

// A module that is one answer late would stay so: each answer is whole, and is to the command before.
TEST_F(Exchange, AGoodAnswerToAnotherCommandMeansThatOneIsOwed) {
    answer_four(found);
    ASSERT_EQ(ask(SamCommand::Find, four), PipeResult::Done);
    pipes.packets[0x81] = {part(found, 0, 7)};
    pipes.packets[0x85] = {part(found, 7, found.size())};
    const auto selected = encode_sam_answer(SamStatus::Ok, Bytes(8, 0));
    answer_four(selected);
    EXPECT_EQ(ask(SamCommand::Select, four), PipeResult::Done);
    EXPECT_EQ(came, found);
    pipes.longest_wait = 0;
    answer_four(answer);
    EXPECT_EQ(run(four), PipeResult::Done);
    EXPECT_EQ(came, answer);
    EXPECT_EQ(pipes.longest_wait, PipeDelays().late);
}

TEST_F(Exchange, ACommandGivenUpBeforeItWasSentIsNotSent) {
    EXPECT_EQ(ask(SamCommand::Find, four, 0), PipeResult::TimedOut);
    EXPECT_TRUE(pipes.sent.empty());
}

TEST_F(Exchange, NothingIsWaitedForAfterAGoodAnswer) {
    const auto none = encode_sam_answer(SamStatus::FindFailed, {});
    for (int i = 0; i < 3; ++i) {
        answer_four(none);
        ASSERT_EQ(ask(SamCommand::Find, four), PipeResult::Done);
        EXPECT_EQ(pipes.looks, i == 0 ? 4 : 2);  // at first one at each pipe besides
        pipes.looks = 0;
    }
}

TEST_F(Exchange, SevenBytesThatAreNoHeaderEndItAndAreHandedOn) {
    pipes.on_command[0x81] = {Bytes(7, 0x33)};
    EXPECT_EQ(run(four), PipeResult::TimedOut);
    EXPECT_EQ(came, Bytes(7, 0x33));
}

TEST_F(Exchange, NoiseWithoutEndIsBounded) {
    pipes.on_command[0x82] = std::deque<Bytes>(100, Bytes(2048, 0xAA));
    EXPECT_EQ(run(single, 1000), PipeResult::TimedOut);
    EXPECT_LE(came.size(), 10'240U);
}

TEST_F(Exchange, UnplugAndADeviceThatTakesNothingAreToldApart) {
    pipes.out_result = PipeResult::TimedOut;
    EXPECT_EQ(run(single), PipeResult::Stalled);
    pipes.out_result = PipeResult::Done;
    pipes.in_result = PipeResult::Gone;
    EXPECT_EQ(run(single), PipeResult::Gone);
}

}  // namespace
}  // namespace doorstep::devices

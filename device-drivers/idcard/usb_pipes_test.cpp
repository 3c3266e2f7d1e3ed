#include "device-drivers/idcard/usb_pipes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
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
        if (!on_command.empty()) {
            packets[0x82].push_back(std::exchange(on_command, {}));
        }
        return out_result;
    }
    PipeResult in(std::uint8_t endpoint, std::span<std::uint8_t> into, std::size_t& got, unsigned) override {
        got = 0;
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

    Bytes on_command;  // laid into the single pair's pipe once a command was sent
    std::map<std::uint8_t, Bytes> sent;
    std::map<std::uint8_t, std::deque<Bytes>> packets;
    std::vector<std::uint8_t> unstalled;
    int stalls = 0;
    PipeResult out_result = PipeResult::Done;
    PipeResult in_result = PipeResult::TimedOut;
};

class Exchange : public ::testing::Test {
  protected:
    PipeResult run(PipeLayout layout, int looks = 20) {
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
    LaidPipes pipes;
    const Bytes command = encode_sam_command(SamCommand::Status);
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
    pipes.packets[0x82] = {part(answer, 0, 3), part(answer, 3, 500), part(answer, 500, answer.size())};
    EXPECT_EQ(run(single), PipeResult::Done);
    EXPECT_EQ(came, answer);
    EXPECT_EQ(pipes.sent[0x01], command);
}

TEST_F(Exchange, FourPipesCarryHeaderAndRestApart) {
    pipes.packets[0x81] = {part(answer, 0, 7)};
    pipes.packets[0x85] = {part(answer, 7, 64), part(answer, 64, answer.size())};
    EXPECT_EQ(run(four), PipeResult::Done);
    EXPECT_EQ(came, answer);
    EXPECT_EQ(pipes.sent[0x02], part(command, 0, 7));
    EXPECT_EQ(pipes.sent[0x06], part(command, 7, command.size()));
}

TEST_F(Exchange, AStallIsClearedAndTheAnswerStillComes) {
    pipes.stalls = 2;
    pipes.packets[0x82] = {answer};
    EXPECT_EQ(run(single), PipeResult::Done);
    EXPECT_EQ(came, answer);
    EXPECT_EQ(pipes.unstalled, (std::vector<std::uint8_t>{0x82, 0x82}));
}

TEST_F(Exchange, LateAnswerToACommandGivenUpIsNotTakenForTheNext) {
    EXPECT_EQ(run(single), PipeResult::TimedOut);
    pipes.packets[0x82] = {encode_sam_answer(SamStatus::Found, Bytes(4, 1))};
    pipes.on_command = answer;
    EXPECT_EQ(run(single), PipeResult::Done);
    EXPECT_EQ(came, answer);
}

TEST_F(Exchange, SevenBytesThatAreNoHeaderEndItAndAreHandedOn) {
    pipes.packets[0x81] = {Bytes(7, 0x33)};
    EXPECT_EQ(run(four), PipeResult::TimedOut);
    EXPECT_EQ(came, Bytes(7, 0x33));
}

TEST_F(Exchange, NoiseWithoutEndIsBounded) {
    pipes.packets[0x82] = std::deque<Bytes>(100, Bytes(2048, 0xAA));
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

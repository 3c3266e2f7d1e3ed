// The waits of the field in the test's own time: however long and in whatever state a reader got garbage, it reads a
// card within two seconds of clean input.
#include <cstdlib>
#include <random>

#include "base/testing/manual_time.hpp"
#include "device-drivers/idcard/garbage.hpp"
#include "device-drivers/idcard/memory_channel.hpp"

namespace doorstep::devices {
namespace {

constexpr std::int64_t soon_ms = 2'000;

class IdCardRecovery : public ::testing::Test {
  protected:
    void start(ReaderDelays delays = {}) {
        auto channel = std::make_unique<testing::MemoryChannel>(module);
        line = channel.get();
        reader = std::make_unique<IdCardReader>(time.loop(), std::move(channel),
                                                std::vector<unsigned>{115200, 57600, 38400, 19200, 9600},
                                                IdCardReader::Callbacks{}, delays);
        reader->start();
    }
    // Asks for the card again whenever a read has ended.
    void keep_reading(const CardWishes& wishes) {
        if (!asked_) {
            asked_ = true;
            reader->read(
                [this](Result<CardReading> result) {
                    asked_ = false;
                    if (result) {
                        ++good;
                        EXPECT_EQ(result->card.name.view(), "王测试");
                        EXPECT_EQ(result->card.number.view(), testing::wang_number);
                    } else {
                        last_failure = result.error().as(ReadError::Busy);
                    }
                },
                wishes);
        }
    }

    ManualTime time;
    testing::MemoryModule module{time.loop()};
    testing::MemoryChannel* line = nullptr;
    std::unique_ptr<IdCardReader> reader;
    int good = 0;
    std::optional<ReadError> last_failure;

  private:
    bool asked_ = false;
};

TEST_F(IdCardRecovery, WithinTwoSecondsOfCleanInputWhateverGarbageCameAndWhen) {
    const char* const wished = std::getenv("DOORSTEP_SEED");
    const auto seed = wished != nullptr ? static_cast<unsigned>(std::stoul(wished)) : std::random_device{}();
    std::printf("seed %u\n", seed);
    testing::Garbage garbage(seed);
    std::mt19937 random(seed);
    const auto pick = [&](int below) { return static_cast<int>(random() % static_cast<unsigned>(below)); };
    start();
    std::int64_t worst = 0;
    constexpr int rounds = 300;
    for (int round = 0; round < rounds; ++round) {
        const CardWishes wishes{pick(3) == 0, pick(3) == 0, pick(3) == 0};
        const int every = 1 + pick(400);  // milliseconds between two bursts of noise, on the average
        const bool polled_only = pick(4) == 0;
        module.answer_ms = 1 + pick(10);
        module.spoil = [&](Bytes frame) { return garbage(std::move(frame)); };
        for (int left = pick(7'000); left > 0; --left) {
            if (!polled_only) {
                keep_reading(wishes);
            }
            if (pick(every) == 0) {
                line->arrive(garbage(Bytes(static_cast<std::size_t>(1 + pick(30)), 0x5A)));
            }
            time.pass(1);
        }
        module.spoil = nullptr;
        time.pass(module.answer_ms);  // the last spoilt answer is through
        const auto clean = time.now();
        const int before = good;
        EXPECT_TRUE(time.until(
            [&] {
                keep_reading(wishes);
                return good > before;
            },
            soon_ms))
            << "round " << round << ", reader " << static_cast<int>(reader->status().kind) << ", last read "
            << (last_failure ? ErrorNames<ReadError>::name(*last_failure) : "good");
        worst = std::max(worst, time.now() - clean);
    }
    std::printf("worst of %d: %d ms\n", rounds, static_cast<int>(worst));
}

// The same with a module as slow as real ones: a second and a half for the content, noise before it.
TEST_F(IdCardRecovery, NoiseBeforeTheAnswerOfASlowModuleCostsNoRead) {
    start();
    module.content_ms = 1'500;
    ASSERT_TRUE(time.until([&] { return reader->card_present(); }, 10'000));
    for (int i = 0; i < 5; ++i) {
        const int before = good;
        int asked = module.reads;
        keep_reading({});
        EXPECT_TRUE(time.until(
            [&] {
                if (module.reads > asked) {
                    asked = module.reads;
                    line->arrive(Bytes{0x55, 0xAA});
                }
                return good > before || last_failure;
            },
            60'000));
        EXPECT_FALSE(last_failure) << ErrorNames<ReadError>::name(*last_failure);
    }
    EXPECT_EQ(module.reads, 10) << "each card twice, for the line is noisy, and no answer was given up";
}

// Content that comes when its read was given up is neither "no card" nor somebody's card.
TEST_F(IdCardRecovery, ALateContentDuringALookForACardIsPassedOver) {
    start();
    ASSERT_TRUE(time.until([&] { return reader->card_present(); }, 10'000));
    module.silent_to_reads = true;
    keep_reading({});
    ASSERT_TRUE(time.until([&] { return module.reads == 1; }, 10'000));
    reader->cancel_read();
    module.silent_to_reads = false;
    bool lifted = false;
    const int finds = module.finds;
    ASSERT_TRUE(time.until([&] { return module.finds > finds; }, 20'000));
    line->arrive(encode_sam_answer(SamStatus::Ok, module.data));
    EXPECT_FALSE(time.until([&] { return lifted = lifted || !reader->card_present(); }, 2'000));
    EXPECT_EQ(good, 0);
}

// Silence is no garbage: a module that says nothing has its whole time.
TEST_F(IdCardRecovery, AModuleThatSaysNothingHasItsWholeTime) {
    start();
    ASSERT_TRUE(time.until([&] { return reader->card_present(); }, 10'000));
    module.silent_to_reads = true;
    keep_reading({});
    ASSERT_TRUE(time.until([&] { return module.reads == 1; }, 10'000));
    const auto asked = time.now();
    ASSERT_TRUE(time.until([&] { return last_failure.has_value(); }, 20'000));
    EXPECT_EQ(*last_failure, ReadError::ReaderSilent);
    EXPECT_GE(time.now() - asked, ReaderDelays().read_answer - 5);
}

}  // namespace
}  // namespace doorstep::devices

#include <random>

#include "device-drivers/idcard/fake_reader.hpp"
#include "device-drivers/idcard/garbage.hpp"

namespace doorstep::devices {
namespace {

class IdCardNoise : public testing::ReaderTest {};

TEST_F(IdCardNoise, BeforeAnAnswerCostsOneMoreReadForTheCheckByteIsWeak) {
    module->noise_before = Bytes{0xAA, 0xAA, 0x96, 0x00, 0xAA};
    start();
    ASSERT_TRUE(ready());
    EXPECT_TRUE(read());
    EXPECT_EQ(module->reads, 2);
}

TEST_F(IdCardNoise, OneWrongCheckByteIsReadAgainUntilTwoAreAlike) {
    module->wrong_checks = 1;
    start();
    ASSERT_TRUE(ready());
    EXPECT_TRUE(read());
    EXPECT_EQ(module->reads, 3);
}

// Found by the garbage below: the reader then waited for nothing, until it was plugged in anew.
TEST_F(IdCardNoise, HalfAnAnswerToWhoAreYouIsAskedAgain) {
    int answers = 0;
    module->spoil = [&](Bytes frame) {
        frame.resize(++answers == 2 ? frame.size() / 2 : frame.size());  // status, then id
        return frame;
    };
    start();
    ASSERT_TRUE(ready());
    EXPECT_TRUE(read());
}

// Two other bytes whose difference the check byte cannot see: another name on the same card.
TEST_F(IdCardNoise, ABrokenNameThatTheCheckBytePassesIsNotBelievedOnANoisyLine) {
    int spoilt = 0;
    module->spoil = [&](Bytes frame) {
        if (frame.size() > 1000 && ++spoilt == 1) {
            frame[14] ^= 0x01;  // of the first character and of the second
            frame[16] ^= 0x01;
        }
        frame.insert(frame.begin(), 0x55);
        return frame;
    };
    start();
    ASSERT_TRUE(ready());
    const auto reading = read();
    ASSERT_TRUE(reading) << reading.error().text();
    EXPECT_EQ(reading->card.name.view(), "王测试");
    EXPECT_GE(module->reads, 3);
}

TEST_F(IdCardNoise, WrongCheckBytesForEverAreAnUnreadableCard) {
    module->wrong_checks = 1000;
    start();
    ASSERT_TRUE(ready());
    EXPECT_EQ(failure(), ReadError::CardUnreadable);
    EXPECT_EQ(module->reads, read_attempts);
    EXPECT_EQ(reader->status().kind, ReaderStatus::Kind::Ready);
}

TEST_F(IdCardNoise, AnswerThatStopsHalfWayIsAnUnreadableCardNotASilentReader) {
    module->half_answers = true;
    start();
    ASSERT_TRUE(ready());
    EXPECT_EQ(failure(), ReadError::CardUnreadable);
    module->half_answers = false;
    EXPECT_TRUE(read());
}

TEST_F(IdCardNoise, BetweenPollsIsThrownAway) {
    start();
    ASSERT_TRUE(ready());
    for (int i = 0; i < 50; ++i) {
        module->send(Bytes(static_cast<std::size_t>(1 + i * 7), static_cast<std::uint8_t>(0x90 + i)));
        loop.run_once(1);
    }
    ASSERT_TRUE(ready());
    EXPECT_TRUE(read());
}

// Any garbage before, within and behind frames: never a crash, never a wrong card, and well within two seconds of a
// clean line.
TEST_F(IdCardNoise, AnyGarbageNeverGivesAWrongCardAndIsOverSoon) {
    const auto seed = std::random_device{}();
    std::printf("seed %u\n", seed);
    testing::Garbage garbage(seed);
    start();
    ASSERT_TRUE(ready());
    // One round in seven comes through: thirty of them now and then show none, and are gone on with until one does.
    constexpr int least_rounds = 30;
    constexpr int most_rounds = 300;
    int good = 0;
    for (int round = 0; round < least_rounds || (good == 0 && round < most_rounds); ++round) {
        module->spoil = [&](Bytes frame) { return garbage(std::move(frame)); };
        const auto spoilt = read();
        good += spoilt ? 1 : 0;
        if (spoilt) {
            EXPECT_EQ(spoilt->card.name.view(), "王测试");
            EXPECT_EQ(spoilt->card.number.view(), testing::wang_number);
        }
        module->spoil = nullptr;
        if (round % 10 == 9) {
            constexpr std::int64_t soon_ms = 2'000;
            const auto clean = monotonic_milliseconds();
            auto reading = read();
            while (!reading &&
                   monotonic_milliseconds() - clean < 10 * soon_ms) {  // a starved machine is late, not wrong
                reading = read();
            }
            ASSERT_TRUE(reading) << reading.error().text();
            RecordProperty("recovered_ms", std::to_string(monotonic_milliseconds() - clean));
        }
    }
    EXPECT_GT(good, 0) << "garbage that lets nothing through shows nothing";
}

}  // namespace
}  // namespace doorstep::devices

#include "device-drivers/idcard/fake_reader.hpp"

namespace doorstep::devices {
namespace {

class IdCardNoise : public testing::ReaderTest {};

TEST_F(IdCardNoise, BeforeAnAnswerCostsNothing) {
    module->noise_before = Bytes{0xAA, 0xAA, 0x96, 0x00, 0xAA};
    start();
    ASSERT_TRUE(ready());
    EXPECT_TRUE(read());
    EXPECT_EQ(module->reads, 1);
}

TEST_F(IdCardNoise, OneWrongCheckByteIsReadAgain) {
    module->wrong_checks = 1;
    start();
    ASSERT_TRUE(ready());
    EXPECT_TRUE(read());
    EXPECT_EQ(module->reads, 2);
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

}  // namespace
}  // namespace doorstep::devices

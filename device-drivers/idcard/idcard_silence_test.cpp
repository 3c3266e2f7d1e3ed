#include "device-drivers/idcard/fake_reader.hpp"

namespace doorstep::devices {
namespace {

class IdCardSilence : public testing::ReaderTest {};

TEST_F(IdCardSilence, FromTheStartIsSaidAndEndsByItself) {
    module->silent = true;
    start({115200, 9600});
    ASSERT_TRUE(until([&] { return reader->status().fault == ReadError::ReaderSilent; }));
    EXPECT_EQ(reader->status().kind, ReaderStatus::Kind::Faulty);
    EXPECT_EQ(failure(), ReadError::ReaderSilent);
    module->silent = false;
    ASSERT_TRUE(ready());
    EXPECT_TRUE(read());
}

TEST_F(IdCardSilence, InTheMiddleOfAReadHasAnEnd) {
    module->silent_to_reads = true;
    start({115200});
    ASSERT_TRUE(ready());
    EXPECT_EQ(failure(), ReadError::ReaderSilent);
    module->silent_to_reads = false;
    ASSERT_TRUE(ready());
    EXPECT_TRUE(read());
}

TEST_F(IdCardSilence, BetweenReadsIsNoticedByThePoll) {
    start({115200});
    ASSERT_TRUE(ready());
    module->silent = true;
    ASSERT_TRUE(until([&] { return reader->status().fault == ReadError::ReaderSilent; }));
}

}  // namespace
}  // namespace doorstep::devices

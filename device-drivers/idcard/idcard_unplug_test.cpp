#include "device-drivers/idcard/fake_reader.hpp"

namespace doorstep::devices {
namespace {

class IdCardUnplug : public testing::ReaderTest {};

TEST_F(IdCardUnplug, MissingFromTheStartIsSaidAndFoundLater) {
    module->unplug();
    start();
    ASSERT_TRUE(until([&] { return reader->status().fault == ReadError::ReaderMissing; }));
    EXPECT_EQ(failure(), ReadError::ReaderMissing);
    module->plug();
    ASSERT_TRUE(ready());
    EXPECT_TRUE(read());
}

TEST_F(IdCardUnplug, AndRePlugWhileIdle) {
    start();
    ASSERT_TRUE(until([&] { return reader->card_present(); }));
    const auto laying = reader->laying();
    module->unplug();
    ASSERT_TRUE(until([&] { return reader->status().kind == ReaderStatus::Kind::Absent; }));
    EXPECT_FALSE(reader->card_present());
    module->plug();
    ASSERT_TRUE(until([&] { return reader->card_present(); }));
    EXPECT_EQ(reader->laying(), laying);  // nobody laid it down before our eyes
    EXPECT_TRUE(read());
}

TEST_F(IdCardUnplug, InTheMiddleOfAReadFailsIt) {
    module->silent_to_reads = true;
    start();
    ASSERT_TRUE(ready());
    std::optional<ReadError> error;
    reader->read([&](Result<CardReading> r) { error = r ? ReadError{} : r.error().as(ReadError{}); });
    ASSERT_TRUE(until([&] { return module->reads == 1; }));
    module->unplug();
    ASSERT_TRUE(until([&] { return error.has_value(); }));
    EXPECT_EQ(*error, ReadError::ReaderMissing);
}

TEST_F(IdCardUnplug, AtEveryStepIsAMissingReaderAndNeverAWrongCard) {
    start();
    for (int step = 1; step <= 9; ++step) {
        ASSERT_TRUE(ready()) << step;
        module->unplug_at = step;
        const auto reading = read();  // a card, or a reader that is missing
        if (reading) {
            EXPECT_EQ(reading->card.name.view(), "王测试") << step;
        } else {
            EXPECT_EQ(reading.error().as(ReadError::Busy), ReadError::ReaderMissing) << step;
        }
        // The polls go on until the step is reached.
        ASSERT_TRUE(until([&] { return reader->status().kind == ReaderStatus::Kind::Absent; })) << step;
        module->plug();
        ASSERT_TRUE(ready()) << step;
        EXPECT_TRUE(read()) << step;
    }
}

TEST_F(IdCardUnplug, TenTimesLeaksNoDescriptor) {
    start();
    const auto open_files = [] {
        return std::distance(std::filesystem::directory_iterator("/proc/self/fd"),
                             std::filesystem::directory_iterator());
    };
    ASSERT_TRUE(ready());
    const auto before = open_files();
    for (int i = 0; i < 10; ++i) {
        module->unplug();
        ASSERT_TRUE(until([&] { return reader->status().kind == ReaderStatus::Kind::Absent; }));
        module->plug();
        ASSERT_TRUE(ready());
    }
    EXPECT_EQ(open_files(), before);
}

}  // namespace
}  // namespace doorstep::devices

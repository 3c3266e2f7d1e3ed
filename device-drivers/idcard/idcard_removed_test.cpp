#include "device-drivers/idcard/fake_reader.hpp"

namespace doorstep::devices {
namespace {

class IdCardRemoved : public testing::ReaderTest {};

TEST_F(IdCardRemoved, NoCardIsSaidAtOnce) {
    module->card = false;
    start();
    ASSERT_TRUE(ready());
    EXPECT_EQ(failure(), ReadError::CardNone);
}

TEST_F(IdCardRemoved, FirstFindMayMissACardThatLiesThere) {
    module->card = false;
    start();
    ASSERT_TRUE(ready());
    ASSERT_TRUE(until([&] { return module->finds % 2 == 1; }));  // the next answer is the second of a pair
    module->card = true;
    EXPECT_TRUE(read());
}

TEST_F(IdCardRemoved, AfterFindAndAfterSelectIsSaidAsRemoved) {
    start();
    ASSERT_TRUE(ready());
    for (const int moment : {1, 2}) {
        module->card = true;
        ASSERT_TRUE(until([&] { return reader->card_present(); }));
        module->lift_after = 2;
        if (moment == 1) {
            module->lift_after = 0;
            std::optional<ReadError> error;
            reader->read([&](Result<CardReading> r) { error = r ? ReadError{} : r.error().as(ReadError{}); });
            const int before = module->finds;
            ASSERT_TRUE(until([&] { return module->finds > before || error; }));
            module->card = false;
            ASSERT_TRUE(until([&] { return error.has_value(); }));
            EXPECT_EQ(*error, ReadError::CardRemoved);
        } else {
            EXPECT_EQ(failure(), ReadError::CardRemoved);
        }
        module->lift_after = 0;
        ASSERT_TRUE(until([&] { return !reader->card_present(); }));
    }
    module->card = true;
    EXPECT_TRUE(until([&] { return reader->card_present(); }));
    EXPECT_TRUE(read());
}

}  // namespace
}  // namespace doorstep::devices

#include "device-drivers/receipt/receipt_line.hpp"

#include <gtest/gtest.h>

namespace doorstep::devices {
namespace {

TEST(ReceiptAddress, NamesDeviceWidthAndSpeed) {
    const auto plain = parse_receipt_address("escpos:/dev/usb/lp0");
    ASSERT_TRUE(plain);
    EXPECT_EQ(plain->device, "/dev/usb/lp0");
    EXPECT_EQ(plain->head_dots, 576);
    const auto narrow = parse_receipt_address("escpos:/dev/ttyUSB1?width=58&baud=9600");
    ASSERT_TRUE(narrow);
    EXPECT_EQ(narrow->device, "/dev/ttyUSB1");
    EXPECT_EQ(narrow->head_dots, 384);
    EXPECT_EQ(narrow->baud, 9600U);
}

TEST(ReceiptAddress, AnythingElseIsRefused) {
    for (const auto* text : {"", "ipp://localhost/ipp/print", "escpos:", "escpos:lp0", "escpos:/dev/lp0?width=70",
                             "escpos:/dev/lp0?baud=1", "escpos:/dev/lp0?width", "escpos:/dev/lp0?colour=1"}) {
        EXPECT_FALSE(parse_receipt_address(text)) << text;
    }
}

TEST(ReceiptLine, DeviceThatIsNotThereIsMissing) {
    const auto opened = make_receipt_line()->open({"/nowhere/lp0", 9600, 576});
    ASSERT_FALSE(opened);
    EXPECT_TRUE(opened.error().is(PrintError::Missing));
}

}  // namespace
}  // namespace doorstep::devices

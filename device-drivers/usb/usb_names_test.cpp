#include "device-drivers/usb/usb_names.hpp"

#include <stdlib.h>

#include <fstream>

#include <gtest/gtest.h>

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;

// A sysfs of plain folders.
class UsbNames : public ::testing::Test {
  protected:
    void SetUp() override {
        char pattern[] = "/dev/shm/dsusbXXXXXX";
        root_ = ::mkdtemp(pattern);
        folders_ = {root_ / "usb", root_ / "video"};
        fs::create_directories(folders_.devices);
        fs::create_directories(folders_.video);
    }
    void TearDown() override { fs::remove_all(root_); }
    static void write(const fs::path& file, const std::string& text) { std::ofstream(file) << text << "\n"; }
    // A device in a port of the bus; its number there counts up with each plugging.
    fs::path plug(const std::string& port, int number, const UsbName& name) const {
        const auto folder = folders_.devices / port;
        fs::create_directories(folder);
        write(folder / "busnum", "1");
        write(folder / "devnum", std::to_string(number));
        write(folder / "idVendor", name.vendor);
        write(folder / "idProduct", name.product);
        if (!name.serial.empty()) {
            write(folder / "serial", name.serial);
        }
        return folder;
    }
    void add_node(int number, const fs::path& device, int index) const {
        const auto interface = device / (device.filename().native() + ":1.0");
        const auto node = folders_.video / ("video" + std::to_string(number));
        fs::create_directories(interface);
        fs::create_directories(node);
        fs::create_directory_symlink(interface, node / "device");
        write(node / "index", std::to_string(index));
    }
    fs::path root_;
    UsbFolders folders_;
};

TEST_F(UsbNames, ConfigurationNamesAreReadStrictly) {
    const auto full = parse_usb_name("usb:04a9:190f:AB:12 34");
    ASSERT_TRUE(full);
    EXPECT_EQ(full->serial, "AB:12 34");  // a serial is what the device says, colons and all
    EXPECT_EQ(full->text(), "usb:04a9:190f:AB:12 34");
    EXPECT_EQ(parse_usb_name("usb:04a9:190f")->serial, "");
    for (const auto* wrong : {"", "usb:", "usb:04a9", "usb:04a9:190", "usb:04A9:190f", "usb:04a9:190f:", "04a9:190f",
                              "usb:04a9-190f", "usb:04a9:190fX", "genesys:libusb:001:004"}) {
        EXPECT_FALSE(parse_usb_name(wrong)) << wrong;
    }
}

TEST_F(UsbNames, PlaceOfASaneNameIsFoundInSysfsAlsoAfterItWasPluggedInAgain) {
    EXPECT_EQ(place_in_sane_name("genesys:libusb:001:004"), (std::pair{1, 4}));
    for (const auto* wrong : {"airscan:e0:Brother", "test:0", "libusb:", "libusb:1", "libusb:a:b", "libusb:1:2:3"}) {
        EXPECT_FALSE(place_in_sane_name(wrong)) << wrong;
    }
    const UsbName scanner{"04a9", "190f", "KX1"};
    plug("1-2", 4, scanner);
    plug("1-3", 5, {"04a9", "190f", "KX2"});
    ASSERT_TRUE(usb_device_at(1, 4, folders_));
    EXPECT_EQ(usb_device_at(1, 4, folders_)->serial, "KX1");
    fs::remove_all(folders_.devices / "1-2");
    EXPECT_FALSE(usb_device_at(1, 4, folders_));
    plug("1-2", 6, scanner);
    EXPECT_EQ(usb_device_at(1, 6, folders_)->serial, "KX1");
    EXPECT_FALSE(usb_device_at(2, 6, folders_));
}

TEST_F(UsbNames, SerialTellsTwoOfAKindApartAndWithoutOneAnyFits) {
    const UsbName any{"04a9", "190f", ""};
    const UsbName one{"04a9", "190f", "KX1"};
    EXPECT_TRUE(fits(any, one));
    EXPECT_TRUE(fits(one, one));
    EXPECT_FALSE(fits(one, {"04a9", "190f", "KX2"}));
    EXPECT_FALSE(fits(one, any));
    EXPECT_FALSE(fits(any, {"04a9", "1910", "KX1"}));
}

TEST_F(UsbNames, CameraIsFoundByItsSerialAndOnlyAtANodeThatShowsPictures) {
    const auto left = plug("1-1", 2, {"046d", "0825", "LEFT"});
    const auto right = plug("1-4", 3, {"046d", "0825", "RIGHT"});
    add_node(0, left, 0);
    add_node(1, left, 1);  // tells of pictures, shows none
    add_node(3, right, 1);
    add_node(10, right, 0);
    EXPECT_EQ(video_node_of({"046d", "0825", "RIGHT"}, folders_), "/dev/video10");
    EXPECT_EQ(video_node_of({"046d", "0825", ""}, folders_), "/dev/video0");
    EXPECT_FALSE(video_node_of({"046d", "0825", "GONE"}, folders_));
    EXPECT_EQ(usb_device_of_video("/dev/video10", folders_)->serial, "RIGHT");
    EXPECT_FALSE(usb_device_of_video("/dev/video7", folders_));
}

}  // namespace
}  // namespace doorstep::devices

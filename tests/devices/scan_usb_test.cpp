// A scanner on USB through the shipping driver and libsane, with a SANE backend that plays the device: known by vendor,
// product and serial wherever it is plugged in, both sides, area and mode, buttons, two sheets pulled at once.
#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "device-drivers/scanner/sane_scanner.hpp"

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;

class ScannerOnUsb : public ::testing::Test {
  protected:
    // One folder for all: libsane keeps in mind where its configuration was.
    static void SetUpTestSuite() {
        char pattern[] = "/dev/shm/dsscanXXXXXX";
        folder_ = ::mkdtemp(pattern);
        fs::create_directories(folder_ / "conf");
        std::ofstream(folder_ / "conf/dll.conf") << "doorstep\n";
        ::setenv("SANE_CONFIG_DIR", (folder_ / "conf").c_str(), 1);
        ::setenv("LD_LIBRARY_PATH", DOORSTEP_SANE_FOLDER, 1);
        ::setenv("DOORSTEP_SANE_FILE", (folder_ / "orders").c_str(), 1);
    }
    static void TearDownTestSuite() { fs::remove_all(folder_); }
    void SetUp() override {
        usb_.devices = folder_ / "usb";
        fs::remove_all(usb_.devices);
        fs::create_directories(usb_.devices);
    }

    // The one emulated scanner at that place of the bus, known to the kernel by its ids and serial.
    void plug(int number, const std::string& serial = "KX1") {
        unplug();
        const auto device = usb_.devices / "1-2";
        fs::create_directories(device);
        for (const auto& [name, text] : {std::pair<const char*, std::string>{"busnum", "1"},
                                         {"devnum", std::to_string(number)},
                                         {"idVendor", "04a9"},
                                         {"idProduct", "190f"},
                                         {"serial", serial}}) {
            std::ofstream(device / name) << text << "\n";
        }
        name_ = "libusb:001:00" + std::to_string(number);
        order("");
    }
    void unplug() {
        fs::remove_all(usb_.devices / "1-2");
        name_.clear();
        order("");
    }
    // More lines for the backend; the whole file at once, as it may be read at any moment.
    void order(const std::string& lines) const {
        std::ofstream(folder_ / "orders.new") << "name=" << name_ << "\n" << lines;
        fs::rename(folder_ / "orders.new", folder_ / "orders");
    }
    struct Came {
        int width = 0;
        int height = 0;
        int channels = 0;
        int first_byte = 0;
    };
    Result<int> scan(SaneScanner& scanner, const ScanOrder& wish) {
        came_.clear();
        ScanCallbacks callbacks;
        callbacks.page = [this](int, const vision::Image& page) {
            came_.push_back({page.width(), page.height(), page.channels(), page.data()[0]});
            return Status{};
        };
        return scanner.scan(wish, callbacks);
    }
    static inline fs::path folder_;
    UsbFolders usb_;
    std::string name_;
    std::vector<Came> came_;
};

TEST_F(ScannerOnUsb, IsFoundBySerialAgainAfterItWasPluggedInElsewhere) {
    plug(4);
    SaneScanner scanner("usb:04a9:190f:KX1", usb_);
    ASSERT_TRUE(scanner.open());
    EXPECT_EQ(scanner.identity().serial, "KX1");
    EXPECT_EQ(scanner.identity().device, "doorstep:libusb:001:004");
    ASSERT_TRUE(scan(scanner, {ScanSource::Flatbed, 75}));
    for (const int number : {5, 9, 6}) {
        unplug();
        EXPECT_FALSE(scanner.still_there()) << "a cleaner pulled the plug and nobody scans";
        const auto gone = scan(scanner, {ScanSource::Flatbed, 75});
        ASSERT_FALSE(gone);
        const auto opened = scanner.open();
        ASSERT_FALSE(opened);
        EXPECT_TRUE(opened.error().is(ScanError::Missing)) << opened.error().text();
        plug(number);
        const auto back = scan(scanner, {ScanSource::Flatbed, 75});
        ASSERT_TRUE(back) << back.error().text();
        EXPECT_TRUE(scanner.still_there());
    }
}

TEST_F(ScannerOnUsb, AnotherOneOfItsKindIsNotTakenForIt) {
    plug(4, "KX2");
    SaneScanner scanner("usb:04a9:190f:KX1", usb_);
    const auto opened = scanner.open();
    ASSERT_FALSE(opened);
    EXPECT_TRUE(opened.error().is(ScanError::Missing));
    SaneScanner any("usb:04a9:190f", usb_);
    EXPECT_TRUE(any.open());
    EXPECT_EQ(any.identity().serial, "KX2");
}

TEST_F(ScannerOnUsb, BothSidesOfEachSheetComeInOrder) {
    plug(4);
    order("sheets=3\n");
    SaneScanner scanner("usb:04a9:190f", usb_);
    const auto pages = scan(scanner, {ScanSource::Duplex, 75});
    ASSERT_TRUE(pages) << pages.error().text();
    ASSERT_EQ(*pages, 6);
    for (std::size_t i = 0; i < came_.size(); ++i) {
        EXPECT_EQ(came_[i].first_byte, static_cast<int>(i) + 1);
    }
    EXPECT_EQ(*scan(scanner, {ScanSource::Feeder, 75}), 3);  // and one side again afterwards
}

TEST_F(ScannerOnUsb, AreaModeAndResolutionAreWhatWasAskedFor) {
    plug(4);
    SaneScanner scanner("usb:04a9:190f", usb_);
    struct Wish {
        ScanOrder order;
        int width, height, channels;
    };
    const ScanArea a4{};
    const ScanArea card{50, 60, 85.6, 54};
    const ScanArea beyond{200, 290, 100, 100};
    for (const auto& wish : {Wish{{ScanSource::Flatbed, 100, 0, ScanMode::Auto, a4}, 827, 1169, 3},
                             Wish{{ScanSource::Flatbed, 300, 0, ScanMode::Grey, card}, 1011, 638, 1},
                             Wish{{ScanSource::Flatbed, 150, 0, ScanMode::LineArt, a4}, 1240, 1754, 1},  // it has none
                             Wish{{ScanSource::Flatbed, 100, 0, ScanMode::Colour, beyond}, 63, 39, 3},
                             Wish{{ScanSource::Flatbed, 290, 0, ScanMode::Colour, card}, 1011, 638, 3}}) {
        const auto pages = scan(scanner, wish.order);
        ASSERT_TRUE(pages) << pages.error().text();
        ASSERT_EQ(came_.size(), 1U);
        EXPECT_NEAR(came_[0].width, wish.width, 1);
        EXPECT_NEAR(came_[0].height, wish.height, 1);
        EXPECT_EQ(came_[0].channels, wish.channels);
    }
}

TEST_F(ScannerOnUsb, EachPressOfAButtonIsToldOnce) {
    plug(4);
    SaneScanner scanner("usb:04a9:190f", usb_);
    ASSERT_TRUE(scanner.open());
    EXPECT_TRUE(scanner.has_buttons());
    EXPECT_TRUE(scanner.pressed_buttons().empty());
    for (int press = 0; press < 3; ++press) {
        order("button=scan\n");
        EXPECT_EQ(scanner.pressed_buttons(), std::vector<std::string>{"scan"});
        EXPECT_TRUE(scanner.pressed_buttons().empty()) << "it is only held";
        order("");
        EXPECT_TRUE(scanner.pressed_buttons().empty());
    }
    order("button=email\n");
    EXPECT_EQ(scanner.pressed_buttons(), std::vector<std::string>{"email"});
}

TEST_F(ScannerOnUsb, TwoSheetsPulledAtOnceAreOnePageLess) {
    plug(4);
    order("sheets=5\nstick=2\n");
    SaneScanner scanner("usb:04a9:190f", usb_);
    const auto pages = scan(scanner, {ScanSource::Feeder, 75});
    ASSERT_TRUE(pages);
    EXPECT_EQ(*pages, 4);  // whoever counted five is told by the hub: HubScan.OtherPagesThanCounted…
}

TEST_F(ScannerOnUsb, UnpluggedAtEveryStepOfAJobIsMissingAndFoundAgain) {
    plug(4);
    SaneScanner scanner("usb:04a9:190f", usb_);
    int number = 5;
    for (int page = 1; page <= 3; ++page) {
        order("sheets=3\n");
        ScanCallbacks callbacks;
        callbacks.page = [&](int index, const vision::Image&) {
            if (index == page) {
                unplug();
            }
            return Status{};
        };
        const auto pages = scanner.scan({ScanSource::Feeder, 75}, callbacks);
        ASSERT_FALSE(pages);
        EXPECT_TRUE(pages.error().is(ScanError::Io)) << pages.error().text();
        EXPECT_FALSE(scanner.is_open());
        EXPECT_FALSE(scanner.open());
        plug(number++);
        ASSERT_TRUE(scanner.open());
    }
}

}  // namespace
}  // namespace doorstep::devices

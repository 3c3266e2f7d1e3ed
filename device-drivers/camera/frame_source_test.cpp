#include "device-drivers/camera/frame_source.hpp"

#include <stdlib.h>

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "vision/image/encode.hpp"

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;

class FrameSourceTest : public ::testing::Test {
  protected:
    void SetUp() override {
        char pattern[] = "/dev/shm/dsframesXXXXXX";
        folder_ = ::mkdtemp(pattern);
    }
    void TearDown() override { fs::remove_all(folder_); }
    void picture(const std::string& name, int shade) const {
        auto image = vision::Image::make(64, 48, vision::Colour::Grey);
        ASSERT_TRUE(image);
        std::fill_n(image->data(), 64 * 48, static_cast<std::uint8_t>(shade));
        const auto png = vision::encode_png(*image);
        ASSERT_TRUE(write_file_atomically(folder_ / name, BytesView(png->data(), png->size()), 0600));
    }
    fs::path folder_;
};

TEST_F(FrameSourceTest, PicturesOfAFolderComeInOrderAndBeginAnew) {
    picture("002.png", 20);
    picture("001.png", 10);
    picture("010.png", 30);
    std::ofstream(folder_ / "notes.txt") << "no picture";
    const auto source = open_frame_source(folder_, {});
    ASSERT_TRUE(source);
    EXPECT_FALSE((*source)->has_modes());
    for (const int shade : {10, 20, 30, 10, 20}) {
        const auto frame = (*source)->next(1000);
        ASSERT_TRUE(frame);
        EXPECT_EQ(frame->data()[0], shade);
    }
}

TEST_F(FrameSourceTest, AFolderWithoutPicturesIsMissingAndOneThatIsDamagedIsLost) {
    EXPECT_TRUE(open_frame_source(folder_, {}).error().is(CameraError::Missing));
    std::ofstream(folder_ / "a.jpg") << "no picture";
    const auto source = open_frame_source(folder_, {});
    ASSERT_TRUE(source);
    EXPECT_TRUE((*source)->next(1000).error().is(CameraError::Lost));
}

TEST_F(FrameSourceTest, ACameraThatIsNotPluggedInIsMissingWhateverElseIs) {
    const UsbFolders none{folder_ / "usb", folder_ / "video"};
    EXPECT_TRUE(open_frame_source("usb:046d:0825:KX1", {}, none).error().is(CameraError::Missing));
    EXPECT_TRUE(open_frame_source("usb:046d", {}, none).error().is(CameraError::Missing));
}

}  // namespace
}  // namespace doorstep::devices

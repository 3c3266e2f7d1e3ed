// The shipping camera worker opens the emulator by URL through OpenCV; this shows that it can, and that a clip switches
// under an open capture.
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <opencv2/videoio.hpp>

#include "base/files.hpp"
#include "emulators/camera/camera_emulator.hpp"

namespace doorstep::emulators {
namespace {

TEST(CameraThroughOpenCv, OpensByUrlAndFollowsTheClip) {
    const auto file = std::filesystem::path(::testing::TempDir()) / "red.jpg";
    ASSERT_TRUE(write_file_atomically(file, encode_jpeg(Picture({64, 48}, {220, 0, 0}), 90), 0600));
    const auto camera = CameraEmulator::start({{"127.0.0.1", 0}, "", {{640, 480}, 3, 2}, 50});
    ASSERT_TRUE(camera);
    cv::VideoCapture capture((*camera)->url());
    ASSERT_TRUE(capture.isOpened());
    cv::Mat frame;
    ASSERT_TRUE(capture.read(frame));
    EXPECT_EQ(frame.size(), cv::Size(640, 480));
    EXPECT_LT(frame.at<cv::Vec3b>(240, 320)[2], 30);
    ASSERT_TRUE((*camera)->order({{"do", "show"}, {"files", {file.native()}}}));
    bool red = false;
    constexpr int most_buffered = 200;  // frames that OpenCV may have read ahead
    for (int i = 0; i < most_buffered && !red; ++i) {
        ASSERT_TRUE(capture.read(frame));
        red = frame.at<cv::Vec3b>(240, 320)[2] > 190;
    }
    EXPECT_TRUE(red);
    ASSERT_TRUE((*camera)->order({{"do", "off"}}));
    bool ended = false;
    for (int i = 0; i < most_buffered && !ended; ++i) {
        ended = !capture.read(frame);
    }
    EXPECT_TRUE(ended);
}

}  // namespace
}  // namespace doorstep::emulators

#include "device-drivers/camera/frame_source.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/videoio.hpp>

#include "base/files.hpp"

namespace doorstep {

std::string_view ErrorNames<devices::CameraError>::name(devices::CameraError e) {
    switch (e) {
        case devices::CameraError::Missing:
            return "Missing";
        case devices::CameraError::Lost:
            return "Lost";
        case devices::CameraError::NoFrame:
            return "NoFrame";
    }
    return "?";
}

}  // namespace doorstep

namespace doorstep::devices {
namespace {

constexpr int open_timeout_ms = 3000;
constexpr int read_timeout_ms = 3000;
constexpr double slowest_file_fps = 1;
constexpr double fastest_file_fps = 60;
constexpr double usual_fps = 15;

bool is_node(const std::string& source) {
    return source.starts_with("/dev/");
}
bool is_stream(const std::string& source) {
    return source.starts_with("http://") || source.starts_with("https://") || source.starts_with("rtsp://");
}

// A capture of OpenCV behind a thread that keeps the newest frame.
class CaptureSource final : public FrameSource {
  public:
    CaptureSource(cv::VideoCapture capture, bool is_file)
        : capture_(std::move(capture)), is_file_(is_file), reader_([this] { read_all(); }) {}

    ~CaptureSource() override {
        stopping_ = true;
        reader_.join();
        wipe_mat(frame_);
    }

    Result<vision::Image> next(std::int64_t wait_ms) override {
        std::unique_lock lock(mutex_);
        arrived_.wait_for(lock, std::chrono::milliseconds(wait_ms), [this] { return fresh_ || lost_; });
        if (!fresh_) {
            return lost_ ? CameraError::Lost : CameraError::NoFrame;
        }
        fresh_ = false;
        return vision::Image::from_bgr({frame_.data, frame_.step * static_cast<std::size_t>(frame_.rows)}, frame_.cols,
                                       frame_.rows, frame_.step);
    }

  private:
    static void wipe_mat(cv::Mat& mat) {
        if (mat.data != nullptr && mat.isContinuous()) {
            wipe(mat.data, mat.total() * mat.elemSize());
        }
        mat.release();
    }

    void read_all() {
        cv::Mat frame;
        while (!stopping_) {
            if (!read_one(frame)) {
                break;
            }
            {
                const std::lock_guard lock(mutex_);
                std::swap(frame, frame_);
                fresh_ = true;
            }
            arrived_.notify_all();
            wait_for_file();
        }
        wipe_mat(frame);
        const std::lock_guard lock(mutex_);
        lost_ = true;
        arrived_.notify_all();
    }

    // A file begins anew at its end.
    bool read_one(cv::Mat& frame) {
        try {
            for (int attempt = 0; attempt < 2; ++attempt) {
                if (capture_.read(frame) && !frame.empty() && frame.type() == CV_8UC3) {
                    return true;
                }
                if (!is_file_ || !capture_.set(cv::CAP_PROP_POS_FRAMES, 0)) {
                    return false;
                }
            }
        } catch (const cv::Exception&) {
            return false;  // as good as unplugged
        }
        return false;
    }

    void wait_for_file() const {
        if (is_file_) {
            const double told = capture_.get(cv::CAP_PROP_FPS);
            const double fps = told >= slowest_file_fps && told <= fastest_file_fps ? told : usual_fps;
            std::this_thread::sleep_for(std::chrono::duration<double>(1 / fps));
        }
    }

    cv::VideoCapture capture_;
    const bool is_file_;
    std::atomic<bool> stopping_ = false;
    std::mutex mutex_;
    std::condition_variable arrived_;
    cv::Mat frame_;
    bool fresh_ = false;
    bool lost_ = false;
    std::thread reader_;  // last: starts when all else is there
};

cv::VideoCapture open_capture(const std::string& source) {
    if (is_node(source)) {
        return cv::VideoCapture(source, cv::CAP_V4L2);
    }
    const std::vector<int> timeouts{cv::CAP_PROP_OPEN_TIMEOUT_MSEC, open_timeout_ms, cv::CAP_PROP_READ_TIMEOUT_MSEC,
                                    read_timeout_ms};
    return cv::VideoCapture(source, cv::CAP_FFMPEG, timeouts);
}

}  // namespace

Result<std::unique_ptr<FrameSource>> open_frame_source(const std::string& source) {
    try {
        cv::VideoCapture capture = open_capture(source);
        if (!capture.isOpened()) {
            return CameraError::Missing;
        }
        return std::unique_ptr<FrameSource>(
            std::make_unique<CaptureSource>(std::move(capture), !is_node(source) && !is_stream(source)));
    } catch (const cv::Exception&) {
        return CameraError::Missing;
    }
}

}  // namespace doorstep::devices

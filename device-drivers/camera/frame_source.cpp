#include "device-drivers/camera/frame_source.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include <opencv2/core.hpp>
#include <opencv2/videoio.hpp>

#include "base/files.hpp"
#include "base/log.hpp"
#include "vision/image/decode.hpp"

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
constexpr std::size_t most_pictures = 300;

bool is_node(const std::string& source) {
    return source.starts_with("/dev/");
}
bool is_stream(const std::string& source) {
    return source.starts_with("http://") || source.starts_with("https://") || source.starts_with("rtsp://");
}

// A capture of OpenCV behind a thread that keeps the newest frame.
class CaptureSource final : public FrameSource {
  public:
    CaptureSource(cv::VideoCapture capture, bool is_file, CameraIdentity identity, bool has_modes)
        : capture_(std::move(capture)),
          is_file_(is_file),
          identity_(std::move(identity)),
          has_modes_(has_modes),
          reader_([this] { read_all(); }) {}
    CameraIdentity identity() const override { return identity_; }
    bool has_modes() const override { return has_modes_; }

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
    const CameraIdentity identity_;
    const bool has_modes_;
    std::atomic<bool> stopping_ = false;
    std::mutex mutex_;
    std::condition_variable arrived_;
    cv::Mat frame_;
    bool fresh_ = false;
    bool lost_ = false;
    std::thread reader_;  // last: starts when all else is there
};

// Pictures of a folder in the order of their names.
class FolderSource final : public FrameSource {
  public:
    explicit FolderSource(std::vector<std::filesystem::path> pictures) : pictures_(std::move(pictures)) {}
    Result<vision::Image> next(std::int64_t wait_ms) override {
        const auto due =
            shown_at_ + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(1 / usual_fps));
        if (due > Clock::now() + std::chrono::milliseconds(wait_ms)) {
            std::this_thread::sleep_for(std::chrono::milliseconds(wait_ms));
            return CameraError::NoFrame;
        }
        std::this_thread::sleep_until(due);
        shown_at_ = Clock::now();
        const auto bytes = read_file(pictures_[next_], vision::max_file_bytes);
        next_ = (next_ + 1) % pictures_.size();
        auto picture = bytes ? vision::decode_image(*bytes) : Result<vision::Image>(bytes.error());
        return picture ? std::move(picture) : Result<vision::Image>(CameraError::Lost);
    }

  private:
    using Clock = std::chrono::steady_clock;
    const std::vector<std::filesystem::path> pictures_;
    std::size_t next_ = 0;
    Clock::time_point shown_at_{};
};

Result<std::unique_ptr<FrameSource>> open_folder(const std::string& folder) {
    std::vector<std::filesystem::path> pictures;
    std::error_code failed;
    for (const auto& entry : std::filesystem::directory_iterator(folder, failed)) {
        const auto kind = entry.path().extension();
        if ((kind == ".jpg" || kind == ".jpeg" || kind == ".png") && pictures.size() < most_pictures) {
            pictures.push_back(entry.path());
        }
    }
    std::sort(pictures.begin(), pictures.end());
    if (pictures.empty()) {
        return CameraError::Missing;
    }
    return std::unique_ptr<FrameSource>(std::make_unique<FolderSource>(std::move(pictures)));
}

// What the camera does not have it leaves as it was; the kernel takes the nearest size.
void ask_for(cv::VideoCapture& camera, const CameraWishes& wishes) {
    constexpr double by_hand = 1;  // V4L2_EXPOSURE_MANUAL
    camera.set(cv::CAP_PROP_FOURCC, cv::VideoWriter::fourcc('M', 'J', 'P', 'G'));
    camera.set(cv::CAP_PROP_FRAME_WIDTH, wishes.width);
    camera.set(cv::CAP_PROP_FRAME_HEIGHT, wishes.height);
    if (wishes.exposure &&
        !(camera.set(cv::CAP_PROP_AUTO_EXPOSURE, by_hand) && camera.set(cv::CAP_PROP_EXPOSURE, *wishes.exposure))) {
        log::warning("the camera's exposure cannot be set");
    }
    if (wishes.focus && !(camera.set(cv::CAP_PROP_AUTOFOCUS, 0) && camera.set(cv::CAP_PROP_FOCUS, *wishes.focus))) {
        log::warning("the camera's focus cannot be set");
    }
}

cv::VideoCapture open_capture(const std::string& source, const CameraWishes& wishes) {
    if (is_node(source)) {
        cv::VideoCapture camera(source, cv::CAP_V4L2);
        if (camera.isOpened()) {
            ask_for(camera, wishes);
        }
        return camera;
    }
    const std::vector<int> timeouts{cv::CAP_PROP_OPEN_TIMEOUT_MSEC, open_timeout_ms, cv::CAP_PROP_READ_TIMEOUT_MSEC,
                                    read_timeout_ms};
    return cv::VideoCapture(source, cv::CAP_FFMPEG, timeouts);
}

CameraIdentity identity_of(const std::string& node, const UsbFolders& usb) {
    CameraIdentity identity{{}, {}, node};
    const auto name = read_text_file(usb.video / std::filesystem::path(node).filename() / "name", 256);
    identity.model = name ? name->substr(0, name->find('\n')) : "";
    if (const auto device = usb_device_of_video(node, usb)) {
        identity.serial = device->serial;
        identity.transport = device->text() + " " + node;
    }
    return identity;
}

}  // namespace

Result<std::unique_ptr<FrameSource>> open_frame_source(const std::string& source, const CameraWishes& wishes,
                                                       const UsbFolders& usb) {
    std::error_code failed;
    if (std::filesystem::is_directory(source, failed)) {
        return open_folder(source);
    }
    const auto meant = parse_usb_name(source);
    const auto found = meant ? video_node_of(*meant, usb) : std::optional(source);
    if (!found) {
        return CameraError::Missing;
    }
    const bool is_camera = is_node(*found);
    try {
        cv::VideoCapture capture = open_capture(*found, wishes);
        if (!capture.isOpened()) {
            return CameraError::Missing;
        }
        auto identity = is_camera ? identity_of(*found, usb) : CameraIdentity{{}, {}, *found};
        return std::unique_ptr<FrameSource>(std::make_unique<CaptureSource>(
            std::move(capture), !is_camera && !is_stream(*found), std::move(identity), is_camera));
    } catch (const cv::Exception&) {
        return CameraError::Missing;
    }
}

}  // namespace doorstep::devices

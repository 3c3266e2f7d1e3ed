#include "emulators/camera/camera_emulator.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/log.hpp"
#include "emulators/http/local_server.hpp"

namespace doorstep::emulators {
namespace {

using nlohmann::json;
constexpr auto content_type = "multipart/x-mixed-replace; boundary=frame";
constexpr int unavailable = 503;

enum class Mode { Playing, Frozen, Stalled, Off };

std::string_view word_of(Mode mode) {
    switch (mode) {
        case Mode::Playing:
            return "playing";
        case Mode::Frozen:
            return "frozen";
        case Mode::Stalled:
            return "stalled";
        case Mode::Off:
            return "off";
    }
    return "?";
}

class Emulator final : public CameraEmulator {
  public:
    explicit Emulator(const CameraOptions& options) : options_(options), clip_(black_clip(options.clip)) {
        server_.routes().Get("/stream", [this](const httplib::Request&, httplib::Response& out) { open_stream(out); });
    }

    ~Emulator() override {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        changed_.notify_all();
        server_.stop();
    }

    Status bind() { return server_.start(options_.listen); }
    std::string url() const override { return server_.base_url() + "/stream"; }
    Result<json> order(const json& what) override;

  private:
    void open_stream(httplib::Response& out);
    bool send_frame(httplib::DataSink& sink);
    Status show(Clip clip, std::string name);
    json report() const;

    const CameraOptions options_;
    mutable std::mutex mutex_;  // guards all below but the server
    std::condition_variable changed_;
    bool stopping_ = false;
    Mode mode_ = Mode::Playing;
    Clip clip_;
    std::string showing_ = "black";
    std::size_t at_ = 0;
    int streams_ = 0;
    std::size_t frames_sent_ = 0;
    LocalServer server_;
};

void Emulator::open_stream(httplib::Response& out) {
    {
        const std::lock_guard lock(mutex_);
        if (mode_ == Mode::Off) {
            out.status = unavailable;
            return;
        }
        ++streams_;
    }
    out.set_content_provider(
        content_type, [this](std::size_t, httplib::DataSink& sink) { return send_frame(sink); },
        [this](bool) {
            const std::lock_guard lock(mutex_);
            --streams_;
        });
}

// Called again and again by a stream's thread; false ends the stream.
bool Emulator::send_frame(httplib::DataSink& sink) {
    Clip clip;
    std::size_t index = 0;
    {
        std::unique_lock lock(mutex_);
        const auto pause = std::chrono::milliseconds(1000 / options_.frames_per_second);
        changed_.wait_for(lock, pause, [this] { return stopping_ || mode_ == Mode::Off; });
        changed_.wait(lock, [this] { return stopping_ || mode_ != Mode::Stalled; });
        if (stopping_ || mode_ == Mode::Off) {
            return false;
        }
        at_ += mode_ == Mode::Frozen ? 0 : 1;
        clip = clip_;
        index = at_ % clip->size();
        ++frames_sent_;
    }
    const auto& frame = (*clip)[index];
    const auto head = fmt::format("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: {}\r\n\r\n", frame.size());
    return sink.write(head.data(), head.size()) &&
           sink.write(reinterpret_cast<const char*>(frame.data()), frame.size()) && sink.write("\r\n", 2);
}

Status Emulator::show(Clip clip, std::string name) {
    const std::lock_guard lock(mutex_);
    clip_ = std::move(clip);
    showing_ = std::move(name);
    at_ = 0;
    mode_ = Mode::Playing;
    return {};
}

json Emulator::report() const {
    const std::lock_guard lock(mutex_);
    return {{"url", url()},        {"mode", word_of(mode_)},  {"showing", showing_},
            {"streams", streams_}, {"frames", clip_->size()}, {"frames_sent", frames_sent_}};
}

Result<json> Emulator::order(const json& what) {
    const auto word = what.value("do", "");
    if (word == "show") {
        const auto files = what.at("files").get<std::vector<std::string>>();
        DOORSTEP_TRY(Clip clip, make_clip(files, options_.clips, options_.clip));
        DOORSTEP_CHECK(show(std::move(clip), fmt::format("{}", fmt::join(files, " "))));
    } else if (word == "black") {
        DOORSTEP_CHECK(show(black_clip(options_.clip), "black"));
    } else if (word == "frozen" || word == "stall" || word == "off" || word == "on") {
        const std::lock_guard lock(mutex_);
        mode_ = word == "frozen"  ? Mode::Frozen
                : word == "stall" ? Mode::Stalled
                : word == "off"   ? Mode::Off
                                  : Mode::Playing;
    } else if (word != "status") {
        return Error(ControlError::Refused, fmt::format("unknown order \"{}\"", word));
    }
    changed_.notify_all();
    log::info("order {}", word);
    return report();
}

}  // namespace

Result<std::unique_ptr<CameraEmulator>> CameraEmulator::start(const CameraOptions& options) {
    auto emulator = std::make_unique<Emulator>(options);
    DOORSTEP_CHECK(emulator->bind());
    return std::unique_ptr<CameraEmulator>(std::move(emulator));
}

}  // namespace doorstep::emulators

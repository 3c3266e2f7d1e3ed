#include "device-drivers/camera/camera_handler.hpp"

#include <gtest/gtest.h>

#include <deque>
#include <filesystem>

#include "base/files.hpp"
#include "base/paths.hpp"
#include "device-drivers/worker/spool_file.hpp"
#include "vision/image/decode.hpp"

namespace doorstep::devices {
namespace {

// Keeps what the handler sends.
class KeptLink final : public WorkerLink {
  public:
    void send(const wire::WorkerMessage& message) override { sent.push_back(message); }
    bool cancelled(std::uint64_t) const override { return cancel; }
    const wire::WorkerMessage* last(wire::WorkerMessage::KindCase kind) const {
        const wire::WorkerMessage* found = nullptr;
        for (const auto& message : sent) {
            found = message.kind_case() == kind ? &message : found;
        }
        return found;
    }
    std::vector<wire::WorkerMessage> sent;
    bool cancel = false;
};

// Gives the same picture with one other pixel each time; or nothing, or its end.
class FakeSource final : public FrameSource {
  public:
    struct Script {
        std::optional<vision::Image> picture;
        bool lost = false;
        int open = 0;
        bool has_modes = false;
        std::vector<CameraWishes> asked{};
    };
    explicit FakeSource(Script& script) : script_(script) { ++script_.open; }
    ~FakeSource() override { --script_.open; }
    CameraIdentity identity() const override { return {"Fake camera", "KX1", "usb:046d:0825:KX1 /dev/video9"}; }
    bool has_modes() const override { return script_.has_modes; }
    Result<vision::Image> next(std::int64_t) override {
        if (script_.lost) {
            return CameraError::Lost;
        }
        if (!script_.picture) {
            return CameraError::NoFrame;
        }
        script_.picture->data()[0] = static_cast<std::uint8_t>(script_.picture->data()[0] + 1);
        return script_.picture->clone();
    }

  private:
    Script& script_;
};

class Camera : public testing::Test {
  protected:
    Camera()
        : handler([this](const std::string& name, const CameraWishes& wishes) -> Result<std::unique_ptr<FrameSource>> {
              script.asked.push_back(wishes);
              if (name == "missing") {
                  return CameraError::Missing;
              }
              return std::unique_ptr<FrameSource>(std::make_unique<FakeSource>(script));
          }) {}
    void configure(const std::string& source) {
        wire::WorkerMessage message;
        (*message.mutable_configure()->mutable_settings())["source"] = source;
        handler.message(message, link);
    }
    void send_flag(bool open) {
        wire::WorkerMessage message;
        if (open) {
            message.mutable_open()->set_device("fake");
        } else {
            message.set_close(true);
        }
        handler.message(message, link);
    }
    wire::FaceEnrolled enrol(std::uint32_t seconds) {
        wire::WorkerMessage message;
        message.mutable_enrol()->set_job(5);
        message.mutable_enrol()->set_seconds(seconds);
        handler.message(message, link);
        const auto* answer = link.last(wire::WorkerMessage::kEnrolled);
        return answer == nullptr ? wire::FaceEnrolled() : answer->enrolled();
    }
    wire::FaceOutcome verify(const wire::Template& person, std::uint32_t seconds = 3) {
        wire::WorkerMessage message;
        message.mutable_verify()->set_job(6);
        message.mutable_verify()->set_seconds(seconds);
        *message.mutable_verify()->mutable_template_() = person;
        handler.message(message, link);
        return link.last(wire::WorkerMessage::kOutcome)->outcome();
    }
    // A photograph of one person from the models' cache; nothing when it was not fetched.
    static std::optional<vision::Image> photograph() {
        const auto folder = models_folder().parent_path() / "faces";
        std::error_code none;
        for (std::filesystem::recursive_directory_iterator at(folder, none), end; !none && at != end; ++at) {
            if (at->path().extension() == ".jpg" && at->path().native().find("johns") != std::string::npos) {
                if (auto bytes = read_file(at->path(), 8U << 20U)) {
                    auto image = vision::decode_image(*bytes);
                    return image ? std::optional(std::move(*image)) : std::nullopt;
                }
            }
        }
        return std::nullopt;
    }
    static bool models_there() {
        return std::filesystem::exists(models_folder() / "dlib_face_recognition_resnet_model_v1.dat");
    }

    FakeSource::Script script;
    KeptLink link;
    CameraHandler handler;
};

TEST_F(Camera, NodeIsOpenOnlyBetweenOpenAndClose) {
    configure("fake");
    EXPECT_EQ(script.open, 0);
    send_flag(true);
    EXPECT_EQ(script.open, 1);
    EXPECT_EQ(link.last(wire::WorkerMessage::kStatus)->status().state(), wire::Device::IN_USE);
    send_flag(false);
    EXPECT_EQ(script.open, 0);
    EXPECT_EQ(link.last(wire::WorkerMessage::kStatus)->status().state(), wire::Device::CLOSED);
}

TEST_F(Camera, PreviewShowsFramesAndSaysWhenTheCameraIsLost) {
    configure("fake");
    send_flag(true);
    wire::WorkerMessage preview;
    preview.mutable_preview()->set_on(true);
    preview.mutable_preview()->set_rate(15);
    preview.mutable_preview()->set_width(160);
    handler.message(preview, link);
    EXPECT_GT(handler.tick_every_ms(), 0);
    script.picture = vision::Image::make(320, 240, vision::Colour::Rgb).value();
    handler.tick(link);
    ASSERT_NE(link.last(wire::WorkerMessage::kFrame), nullptr);
    EXPECT_EQ(link.last(wire::WorkerMessage::kFrame)->frame().width(), 160U);
    script.lost = true;
    handler.tick(link);
    EXPECT_EQ(link.last(wire::WorkerMessage::kStatus)->status().fault().code(), wire::FAULT_CAMERA_MISSING);
    EXPECT_EQ(script.open, 0);
}

TEST_F(Camera, StillIsTakenInTheLargestModeAndThePreviewGoesOnInItsOwn) {
    char pattern[] = "/dev/shm/dsstillXXXXXX";
    const std::filesystem::path spool = ::mkdtemp(pattern);
    std::filesystem::create_directories(spool / "s1");
    wire::WorkerMessage configure;
    configure.mutable_configure()->set_spool_folder(spool.native());
    auto& settings = *configure.mutable_configure()->mutable_settings();
    settings["source"] = "fake";
    settings["width"] = "640";
    settings["height"] = "480";
    settings["focus"] = "30";
    settings["exposure"] = "auto";
    handler.message(configure, link);
    script.picture = vision::Image::make(64, 48, vision::Colour::Rgb).value();
    std::fill_n(script.picture->data(), 64 * 48 * 3, std::uint8_t{120});
    script.has_modes = true;
    send_flag(true);
    ASSERT_NE(link.last(wire::WorkerMessage::kStatus), nullptr);
    EXPECT_EQ(link.last(wire::WorkerMessage::kStatus)->status().serial(), "KX1");
    wire::WorkerMessage on;
    on.mutable_preview()->set_on(true);
    handler.message(on, link);
    wire::WorkerMessage order;
    order.mutable_capture()->set_job(4);
    order.mutable_capture()->set_spool("s1");
    handler.message(order, link);
    const auto* page = link.last(wire::WorkerMessage::kScanned);
    ASSERT_NE(page, nullptr);
    EXPECT_TRUE(read_spool_file(spool, page->scanned().original()));
    EXPECT_EQ(link.last(wire::WorkerMessage::kJob)->job().state(), wire::JobState::DONE);
    ASSERT_EQ(script.asked.size(), 3U);
    EXPECT_EQ(script.asked[0].width, 640);
    EXPECT_EQ(script.asked[1].width, largest_picture.width);
    EXPECT_EQ(script.asked[1].focus, 30);
    EXPECT_FALSE(script.asked[1].exposure);
    EXPECT_EQ(script.asked[2], script.asked[0]);
    EXPECT_EQ(script.open, 1);
    std::filesystem::remove_all(spool);
}

TEST_F(Camera, StillOfALostCameraSaysWhy) {
    configure("fake");
    send_flag(true);
    script.lost = true;
    wire::WorkerMessage order;
    order.mutable_capture()->set_job(4);
    order.mutable_capture()->set_spool("s1");
    handler.message(order, link);
    EXPECT_EQ(link.last(wire::WorkerMessage::kJob)->job().fault().code(), wire::FAULT_CAMERA_MISSING);
}

class MeasuredCamera : public Camera {
  protected:
    wire::CameraFacts measure() {
        wire::WorkerMessage order;
        order.set_measure(true);
        handler.message(order, link);
        const auto* answer = link.last(wire::WorkerMessage::kCamera);
        return answer == nullptr ? wire::CameraFacts() : answer->camera();
    }
    // Large enough that the one pixel in which frames differ makes no covered lens a picture.
    void show(std::uint8_t brightness) {
        script.picture = vision::Image::make(640, 480, vision::Colour::Rgb).value();
        std::fill_n(script.picture->data(), script.picture->pixels().size(), brightness);
    }
};

TEST_F(MeasuredCamera, NumbersLeaveTheWorkerAndNoPicture) {
    configure("fake");
    show(120);
    const auto facts = measure();
    EXPECT_TRUE(facts.measured());
    EXPECT_NEAR(facts.light(), 120, 2);
    EXPECT_FALSE(facts.blas().empty());
    EXPECT_EQ(link.last(wire::WorkerMessage::kFrame), nullptr);
    EXPECT_EQ(link.last(wire::WorkerMessage::kScanned), nullptr);
}

TEST_F(MeasuredCamera, ACoveredLensHasNoNumbers) {
    configure("fake");
    show(0);
    EXPECT_FALSE(measure().measured());
    EXPECT_EQ(link.last(wire::WorkerMessage::kStatus)->status().fault().code(), wire::FAULT_CAMERA_BLACK);
}

TEST_F(MeasuredCamera, OneThatIsNotThereAnswersToo) {
    configure("missing");
    EXPECT_FALSE(measure().measured());
    EXPECT_EQ(link.last(wire::WorkerMessage::kStatus)->status().fault().code(), wire::FAULT_CAMERA_MISSING);
}

TEST_F(Camera, MissingCameraIsNotJudgedWithItsReason) {
    configure("missing");
    wire::Template person;
    person.set_model(std::string(vision::descriptor_model));
    for (std::size_t i = 0; i < vision::descriptor_size; ++i) {
        person.add_values(0);
    }
    const auto outcome = verify(person);
    EXPECT_EQ(outcome.verdict(), wire::FaceOutcome::NOT_JUDGED);
    EXPECT_EQ(outcome.reason().code(), models_there() ? wire::FAULT_CAMERA_MISSING : wire::FAULT_FACE_MODEL_MISSING);
    EXPECT_EQ(link.last(wire::WorkerMessage::kOutcome)->about_job(), 6U);
}

TEST_F(Camera, EmptyRoomIsNoFaceAndCancelEndsTheLook) {
    if (!models_there()) {
        GTEST_SKIP() << "the face models are not in the cache";
    }
    configure("fake");
    script.picture = vision::Image::make(640, 480, vision::Colour::Rgb).value();
    for (std::size_t i = 0; i < script.picture->pixels().size(); ++i) {
        script.picture->data()[i] = static_cast<std::uint8_t>(60 + i / 9000);
    }
    enrol(1);
    const auto* failed = link.last(wire::WorkerMessage::kJob);
    ASSERT_NE(failed, nullptr);
    EXPECT_EQ(failed->job().fault().code(), wire::FAULT_FACE_NONE);
    EXPECT_EQ(link.last(wire::WorkerMessage::kHint)->hint().hint().code(), wire::FAULT_FACE_NONE);
    link.cancel = true;
    enrol(30);
    EXPECT_EQ(link.last(wire::WorkerMessage::kJob)->job().fault().code(), wire::FAULT_CANCELLED);
}

TEST_F(Camera, EnrolledPersonIsRecognised) {
    auto person = photograph();
    if (!models_there() || !person) {
        GTEST_SKIP() << "the face models or photographs are not in the cache";
    }
    configure("fake");
    script.picture = std::move(person);
    const auto enrolled = enrol(30);
    ASSERT_GE(enrolled.frames(), least_frames_to_enrol);
    const auto outcome = verify(enrolled.template_(), 30);
    EXPECT_EQ(outcome.verdict(), wire::FaceOutcome::SAME);
    EXPECT_LT(outcome.distance(), 0.2F);
    EXPECT_TRUE(link.last(wire::WorkerMessage::kHint)->hint().good());
}

}  // namespace
}  // namespace doorstep::devices

#include "device-drivers/hub/hub_fixture.hpp"
#include "device-drivers/worker/spool_file.hpp"

namespace doorstep::devices {
namespace {

class HubFace : public testing::HubTest {
  protected:
    wire::HubRequest verify_request(int values = descriptor_values) {
        wire::HubRequest request;
        auto& verify = *request.mutable_face_verify();
        verify.set_session(session);
        verify.mutable_template_()->set_model("dlib-resnet-v1");
        for (int i = 0; i < values; ++i) {
            verify.mutable_template_()->add_values(0.5F);
        }
        return request;
    }
    void start_with_session() {
        start();
        session = kiosk->open_session();
    }
    std::string session;
};

TEST_F(HubFace, VerifyGivesHintsAndAnOutcomeAndTheNodeIsClosed) {
    start_with_session();
    const auto reply = kiosk->ask(verify_request());
    EXPECT_EQ(reply.face().verdict(), wire::FaceOutcome::SAME);
    EXPECT_TRUE(kiosk->hears([](const wire::HubEvent& e) { return e.has_face_hint(); }));
    EXPECT_TRUE(kiosk->hears_device("camera", wire::Device::CLOSED));
}

TEST_F(HubFace, EnrolGivesATemplate) {
    start_with_session();
    wire::HubRequest request;
    request.mutable_face_enrol()->set_session(session);
    EXPECT_EQ(kiosk->ask(request).enrolled().template_().model(), "stand-in");
}

TEST_F(HubFace, CaptureNeedsThePreviewAndItsPictureLiesInTheSessionsFolder) {
    start_with_session();
    wire::HubRequest capture;
    capture.mutable_capture()->set_session(session);
    EXPECT_EQ(kiosk->ask(capture).fault().code(), wire::FAULT_BAD_REQUEST);
    wire::HubRequest preview;
    preview.mutable_start_preview()->set_session(session);
    ASSERT_TRUE(kiosk->ask(preview).done());
    const auto reply = kiosk->ask(capture);
    ASSERT_TRUE(reply.has_captured()) << reply.ShortDebugString();
    EXPECT_TRUE(read_spool_file(options.spool, reply.captured().original()));
    kiosk->close(session);
    EXPECT_FALSE(read_spool_file(options.spool, reply.captured().original()));
}

TEST_F(HubFace, PictureOutsideTheSessionIsNotPassedOn) {
    options.config.camera_source = "outside";
    start_with_session();
    wire::HubRequest preview;
    preview.mutable_start_preview()->set_session(session);
    ASSERT_TRUE(kiosk->ask(preview).done());
    wire::HubRequest capture;
    capture.mutable_capture()->set_session(session);
    EXPECT_EQ(kiosk->ask(capture).fault().code(), wire::FAULT_INTERNAL);
}

TEST_F(HubFace, TemplateThatIsNoneIsRefused) {
    start_with_session();
    EXPECT_EQ(kiosk->ask(verify_request(0)).fault().code(), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(kiosk->ask(verify_request(127)).fault().code(), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(kiosk->ask(verify_request(descriptor_values * (most_descriptors + 1))).fault().code(),
              wire::FAULT_BAD_REQUEST);
}

TEST_F(HubFace, PreviewGoesToItsSessionOnly) {
    start_with_session();
    testing::Kiosk other(options.address);
    other.watch();
    wire::HubRequest request;
    request.mutable_start_preview()->set_session(session);
    EXPECT_TRUE(kiosk->ask(request).done());
    const auto is_frame = [](const wire::HubEvent& e) { return e.has_preview(); };
    EXPECT_TRUE(kiosk->hears(is_frame));
    request.mutable_start_preview()->set_session(other.open_session());
    EXPECT_EQ(other.ask(request).fault().code(), wire::FAULT_BUSY);
    const auto heard = other.events();
    EXPECT_TRUE(std::none_of(heard.begin(), heard.end(), is_frame));
    request.mutable_stop_preview()->set_session(session);
    EXPECT_TRUE(kiosk->ask(request).done());
    EXPECT_TRUE(kiosk->hears_device("camera", wire::Device::CLOSED));
}

TEST_F(HubFace, LookThatNeverEndsIsEndedByTheHub) {
    options.config.camera_source = "hang";
    options.delays.face_extra = -7700;
    start_with_session();
    wire::HubRequest open;
    open.mutable_start_preview()->set_session(session);  // opens the stand-in, which learns its ways
    kiosk->ask(open);
    const auto code = kiosk->ask(verify_request()).fault().code();
    EXPECT_TRUE(code == wire::FAULT_TIMEOUT || code == wire::FAULT_UNAVAILABLE) << code;
    EXPECT_TRUE(until([&] { return kiosk->ask(open).done(); }));
}

TEST_F(HubFace, CardLiftedEndsTheLookAtOnce) {
    options.config.camera_source = "slow";
    start_with_session();
    wire::HubReply reply;
    std::thread asking([&] { reply = kiosk->ask(verify_request()); });
    const bool looking = kiosk->hears([](const wire::HubEvent& e) { return e.has_face_hint(); });
    testing::Kiosk other(options.address);
    wire::HubRequest cancel;
    cancel.mutable_cancel()->set_session(session);
    EXPECT_EQ(other.ask(cancel).fault().code(), wire::FAULT_NO_SESSION);
    EXPECT_TRUE(kiosk->ask(cancel).done());
    asking.join();
    EXPECT_TRUE(looking);
    EXPECT_EQ(reply.fault().code(), wire::FAULT_CANCELLED);
}

TEST_F(HubFace, WorkerThatDiesAnswersUnavailable) {
    options.config.camera_source = "die";
    start_with_session();
    EXPECT_EQ(kiosk->ask(verify_request()).fault().code(), wire::FAULT_UNAVAILABLE);
}

}  // namespace
}  // namespace doorstep::devices

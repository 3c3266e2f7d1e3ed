#include "device-drivers/hub/hub_fixture.hpp"

namespace doorstep::devices {
namespace {

class HubSession : public testing::HubTest {};

// What a self-test saw through the camera.
wire::CameraFacts camera_of(const wire::HubReply& reply) {
    for (const auto& device : reply.devices().devices()) {
        if (device.class_() == wire::Device::CAMERA) {
            return device.camera();
        }
    }
    return {};
}

TEST_F(HubSession, EndsWithItsClientAndItsSpoolIsReclaimed) {
    start();
    auto other = std::make_unique<testing::Kiosk>(options.address);
    const auto token = other->open_session();
    EXPECT_TRUE(std::filesystem::is_directory(options.spool / token));
    other.reset();
    EXPECT_TRUE(until([&] { return spool_folders() == 0; }, 3000));
}

TEST_F(HubSession, ClosedOneIsGoneAndUsesNothingAnyMore) {
    start();
    const auto token = kiosk->open_session();
    kiosk->close(token);
    EXPECT_EQ(spool_folders(), 0U);
    wire::HubRequest request;
    request.mutable_read_card()->set_session(token);
    EXPECT_EQ(kiosk->ask(request).fault().code(), wire::FAULT_NO_SESSION);
}

TEST_F(HubSession, OfAnotherClientIsRefusedForEveryRequest) {
    start();
    testing::Kiosk other(options.address);
    const auto token = other.open_session();
    std::vector<wire::HubRequest> requests(8);
    requests[0].mutable_read_card()->set_session(token);
    requests[1].mutable_start_preview()->set_session(token);
    requests[2].mutable_stop_preview()->set_session(token);
    requests[3].mutable_scan()->set_session(token);
    requests[4].mutable_cancel()->set_session(token);
    requests[5].mutable_print()->set_session(token);
    requests[6].mutable_face_verify()->set_session(token);
    requests[7].mutable_close_session()->set_session(token);
    for (const auto& request : requests) {
        EXPECT_EQ(kiosk->ask(request).fault().code(), wire::FAULT_NO_SESSION) << request.kind_case();
    }
}

TEST_F(HubSession, EmptyAndUnknownRequestsAreRefused) {
    start();
    EXPECT_EQ(kiosk->ask(wire::HubRequest()).fault().code(), wire::FAULT_BAD_REQUEST);
}

TEST_F(HubSession, WatcherHearsThePresentStateAtOnce) {
    start();
    ASSERT_TRUE(kiosk->hears_device("scanner", wire::Device::READY));
    testing::Kiosk other(options.address);
    other.watch();
    EXPECT_TRUE(other.hears_device("scanner", wire::Device::READY));
    EXPECT_TRUE(other.hears_device("camera", wire::Device::CLOSED));
}

TEST_F(HubSession, LostDeviceIsLookedForAgain) {
    options.config.scanner_device = "returns";
    start();
    EXPECT_TRUE(kiosk->hears([](const wire::HubEvent& e) {
        return e.has_device() && e.device().state() == wire::Device::ABSENT &&
               e.device().last_fault().code() == wire::FAULT_SCANNER_MISSING;
    }));
    EXPECT_TRUE(kiosk->hears_device("scanner", wire::Device::READY));
}

TEST_F(HubSession, StationWithoutDevicesSaysWhatIsMissing) {
    options.config.camera_source.clear();
    options.config.scanner_device.clear();
    options.config.printer_uri.clear();
    start();
    const auto token = kiosk->open_session();
    const auto fault = [&](auto fill) {
        wire::HubRequest request;
        fill(request)->set_session(token);
        return kiosk->ask(request).fault().code();
    };
    EXPECT_EQ(fault([](auto& r) { return r.mutable_read_card(); }), wire::FAULT_READER_MISSING);
    EXPECT_EQ(fault([](auto& r) { return r.mutable_start_preview(); }), wire::FAULT_CAMERA_MISSING);
    EXPECT_EQ(fault([](auto& r) { return r.mutable_face_enrol(); }), wire::FAULT_CAMERA_MISSING);
    EXPECT_EQ(fault([](auto& r) { return r.mutable_scan(); }), wire::FAULT_SCANNER_MISSING);
    EXPECT_EQ(fault([](auto& r) { return r.mutable_print(); }), wire::FAULT_PRINTER_MISSING);
}

TEST_F(HubSession, SelfTestAsksEachDeviceAnewInAClerksSessionOnly) {
    start();
    ASSERT_TRUE(kiosk->hears_device("scanner", wire::Device::READY));
    ASSERT_TRUE(kiosk->hears_device("printer", wire::Device::READY));
    ASSERT_TRUE(kiosk->hears_device("camera", wire::Device::CLOSED));
    wire::HubRequest request;
    request.mutable_self_test()->set_session(kiosk->open_session());
    EXPECT_EQ(kiosk->ask(request).fault().code(), wire::FAULT_NOT_PERMITTED);
    request.mutable_self_test()->set_session(kiosk->open_session(true));
    kiosk->forget();
    const auto reply = kiosk->ask(request);
    ASSERT_EQ(reply.devices().devices_size(), 3);
    for (const auto& device : reply.devices().devices()) {
        const bool closed_again = device.id() == "camera" && device.state() == wire::Device::CLOSED;
        EXPECT_TRUE(device.state() == wire::Device::READY || closed_again) << device.id();
    }
    EXPECT_TRUE(kiosk->hears_device("camera", wire::Device::READY)) << "its node was open for a moment";
    EXPECT_TRUE(kiosk->hears_device("camera", wire::Device::CLOSED));
    EXPECT_EQ(camera_of(reply).light(), 101U);
    EXPECT_TRUE(camera_of(reply).measured());
}

TEST_F(HubSession, ACoveredCameraIsToldAlthoughItIsClosedAgain) {
    options.config.camera_source = "good covered";
    start();
    ASSERT_TRUE(kiosk->hears_device("camera", wire::Device::CLOSED));
    wire::HubRequest request;
    request.mutable_self_test()->set_session(kiosk->open_session(true));
    const auto facts = camera_of(kiosk->ask(request));
    EXPECT_FALSE(facts.measured());
    EXPECT_EQ(facts.fault(), wire::FAULT_CAMERA_BLACK);
}

TEST_F(HubSession, ACameraThatMeasuresNothingIsNotWaitedForLong) {
    options.config.camera_source = "good mute";
    options.delays.measure = 100;
    start();
    ASSERT_TRUE(kiosk->hears_device("camera", wire::Device::CLOSED));
    wire::HubRequest request;
    request.mutable_self_test()->set_session(kiosk->open_session(true));
    const auto reply = kiosk->ask(request);
    EXPECT_EQ(reply.devices().devices_size(), 3);
    EXPECT_FALSE(camera_of(reply).measured());
}

TEST_F(HubSession, WhoLooksThroughTheCameraDuringASelfTestHasIt) {
    options.config.camera_source = "good mute";
    options.delays.measure = 8'000;
    start();
    ASSERT_TRUE(kiosk->hears_device("camera", wire::Device::CLOSED));
    testing::Kiosk other(options.address);
    const auto session = other.open_session();
    wire::HubRequest request;
    request.mutable_self_test()->set_session(kiosk->open_session(true));
    std::thread tests([&] { EXPECT_FALSE(camera_of(kiosk->ask(request)).measured()); });
    EXPECT_TRUE(kiosk->hears_device("camera", wire::Device::READY));
    wire::HubRequest preview;
    preview.mutable_start_preview()->set_session(session);
    EXPECT_TRUE(other.ask(preview).done());
    tests.join();
    EXPECT_TRUE(kiosk->hears_device("camera", wire::Device::IN_USE));
}

TEST_F(HubSession, SelfTestEndsAlthoughADeviceDoesNotAnswer) {
    options.config.scanner_device = "deaf";
    options.delays.self_test = 300;
    options.delays.open_device = 60'000;
    start();
    wire::HubRequest request;
    request.mutable_self_test()->set_session(kiosk->open_session(true));
    EXPECT_EQ(kiosk->ask(request).devices().devices_size(), 3);
}

TEST_F(HubSession, AnotherScannerStandsInWhileThePreferredOneIsNotThere) {
    options.config.scanner_device = "absent first";
    options.config.scanner_others = {"absent second", "good third"};
    start();
    EXPECT_TRUE(kiosk->hears([](const wire::HubEvent& e) {
        return e.has_device() && e.device().id() == "scanner" && e.device().state() == wire::Device::READY &&
               e.device().transport() == "good third";
    }));
}

}  // namespace
}  // namespace doorstep::devices

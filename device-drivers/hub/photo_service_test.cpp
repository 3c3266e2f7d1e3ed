// The real photo worker with a stand-in for a vendor's library: what it does to a card read.
#include "device-drivers/hub/photo_service.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "base/testing/run_until.hpp"

namespace doorstep::devices {
namespace {

class Photo : public ::testing::Test {
  protected:
    void start(const std::string& plugin) {
        WorkerSpec spec;
        spec.name = "photo";
        spec.program = DOORSTEP_BIN_DIR "/doorstep-worker-photo";
        (*spec.configure.mutable_settings())["plugin"] = plugin;
        HubDelays delays;
        delays.photo = patience;
        service = std::make_unique<PhotoService>(loop, spec, delays);
    }
    std::string decode(char what) {
        Bytes wlt(1024, 100);
        wlt[0] = static_cast<std::uint8_t>(what);
        std::optional<std::string> photo;
        service->decode(wlt, [&](std::string jpeg) { photo = std::move(jpeg); });
        EXPECT_TRUE(run_until(
            loop, [&] { return photo.has_value(); }, patience_ms))
            << "it was never answered";
        return photo.value_or("");
    }
    // Until a good one comes; a worker that died is back soon.
    bool decodes_again() {
        return run_until(
            loop, [this] { return !decode('T').empty(); }, patience_ms);
    }
    EventLoop loop;
    static constexpr std::int64_t patience_ms = 30'000;
    std::int64_t patience = 20'000;  // the service's
    std::unique_ptr<PhotoService> service;
};

TEST_F(Photo, ComesAsAJpegAndARefusedOneIsMissing) {
    start(DOORSTEP_TEST_PLUGIN);
    EXPECT_TRUE(decode('T').starts_with("\xFF\xD8"));
    EXPECT_EQ(decode('?'), "");
    EXPECT_FALSE(decode('T').empty());
}

TEST_F(Photo, WithoutThePluginItIsMissingAtOnce) {
    start("/nowhere/libwlt.so");
    EXPECT_EQ(decode('T'), "");
}

TEST_F(Photo, PluginThatCrashesCostsThatPhotoOnly) {
    start(DOORSTEP_TEST_PLUGIN);
    EXPECT_EQ(decode('C'), "");
    EXPECT_TRUE(decodes_again());
}

TEST_F(Photo, PluginThatHangsCostsThatPhotoOnly) {
    patience = 2'000;
    start(DOORSTEP_TEST_PLUGIN);
    EXPECT_EQ(decode('H'), "");
    EXPECT_TRUE(decodes_again());
}

TEST_F(Photo, FreshProcessAfterASessionThatReadACard) {
    start(DOORSTEP_TEST_PLUGIN);
    EXPECT_FALSE(decode('T').empty());
    service->forget();
    EXPECT_TRUE(decodes_again());
}

}  // namespace
}  // namespace doorstep::devices

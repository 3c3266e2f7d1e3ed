#include "emulators/camera/camera_emulator.hpp"

#include <gtest/gtest.h>
#include <httplib.h>
#include <nlohmann/json.hpp>

#include "base/files.hpp"

namespace doorstep::emulators {
namespace {

class Camera : public ::testing::Test {
  protected:
    void SetUp() override {
        auto started = CameraEmulator::start({{"127.0.0.1", 0}, ::testing::TempDir(), {{64, 48}, 3, 2}, 50});
        ASSERT_TRUE(started);
        camera_ = std::move(*started);
        client_ = std::make_unique<httplib::Client>(camera_->url().substr(0, camera_->url().rfind('/')));
    }
    void order(const char* word) { ASSERT_TRUE(camera_->order({{"do", word}})) << word; }
    // Reads the stream until this many frames came; the bodies of all.
    std::vector<std::string> frames(std::size_t count) {
        std::string all;
        const auto split = [&] {
            std::vector<std::string> found;
            for (auto at = all.find("\r\n\r\n"); at != std::string::npos; at = all.find("\r\n\r\n", at + 4)) {
                if (const auto end = all.find("\r\n--frame", at); end != std::string::npos) {
                    found.push_back(all.substr(at + 4, end - at - 4));
                }
            }
            return found;
        };
        const auto ended = client_->Get("/stream", [&](const char* data, std::size_t size) {
            all.append(data, size);
            return split().size() < count;
        });
        (void)ended;  // ended by us: an error to httplib
        return split();
    }
    std::unique_ptr<CameraEmulator> camera_;
    std::unique_ptr<httplib::Client> client_;
};

TEST_F(Camera, StillPictureIsNoFrozenCamera) {
    const auto seen = frames(2);
    ASSERT_EQ(seen.size(), 2U);
    EXPECT_NE(seen[0], seen[1]);
}

TEST_F(Camera, FrozenCameraRepeatsOneFrame) {
    order("frozen");
    const auto seen = frames(3);
    ASSERT_EQ(seen.size(), 3U);
    EXPECT_EQ(seen[0], seen[1]);
    EXPECT_EQ(seen[1], seen[2]);
}

TEST_F(Camera, OffRefusesAndOnSeesAgain) {
    order("off");
    EXPECT_EQ(client_->Get("/stream")->status, 503);
    order("on");
    EXPECT_EQ(frames(1).size(), 1U);
}

TEST_F(Camera, OffEndsAStreamThatRuns) {
    bool told = false;
    const auto result = client_->Get("/stream", [&](const char*, std::size_t) {
        if (!told) {
            order("off");
            told = true;
        }
        return true;
    });
    EXPECT_TRUE(told);
    EXPECT_EQ((*camera_->order({{"do", "status"}}))["mode"], "off");
}

TEST_F(Camera, UnknownOrderIsRefused) {
    EXPECT_FALSE(camera_->order({{"do", "dance"}}));
    EXPECT_FALSE(camera_->order({{"do", "show"}, {"files", {"nobody"}}}));
}

}  // namespace
}  // namespace doorstep::emulators

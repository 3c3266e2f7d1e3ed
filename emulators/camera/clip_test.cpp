#include "emulators/camera/clip.hpp"

#include <gtest/gtest.h>

#include "base/files.hpp"

namespace doorstep::emulators {
namespace {

class ClipOfPictures : public ::testing::Test {
  protected:
    void SetUp() override {
        folder_ = std::filesystem::path(::testing::TempDir()) / "doorstep-clips";
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_ / "person");
        for (const auto* name : {"a.jpg", "person/1.jpg", "person/2.jpg"}) {
            ASSERT_TRUE(write_file_atomically(folder_ / name, encode_jpeg(Picture({40, 40}, {200, 10, 10}), 90), 0600));
        }
    }
    std::filesystem::path folder_;
    ClipSettings settings_{{64, 48}, 3, 2};
};

TEST_F(ClipOfPictures, FoldersAndNamesBecomeFramesWithDifferentNoise) {
    const auto clip = make_clip({"person", "a"}, folder_, settings_);
    ASSERT_TRUE(clip);
    ASSERT_EQ((*clip)->size(), 6U);
    EXPECT_NE((**clip)[0], (**clip)[1]);
}

TEST_F(ClipOfPictures, NameThatIsNotThereIsSaid) {
    const auto clip = make_clip({"nobody"}, folder_, settings_);
    ASSERT_FALSE(clip);
    EXPECT_TRUE(clip.error().is(ClipError::NotFound));
    EXPECT_FALSE(make_clip({}, folder_, settings_));
}

}  // namespace
}  // namespace doorstep::emulators

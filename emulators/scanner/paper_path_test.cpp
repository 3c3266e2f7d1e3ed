#include "emulators/scanner/paper_path.hpp"

#include <gtest/gtest.h>

#include "base/files.hpp"

namespace doorstep::emulators {
namespace {

class Paper : public ::testing::Test {
  protected:
    void SetUp() override {
        for (int i = 0; i < 3; ++i) {
            const auto file = std::filesystem::path(::testing::TempDir()) / ("sheet" + std::to_string(i) + ".jpg");
            const auto shade = static_cast<std::uint8_t>(60 * i);
            ASSERT_TRUE(write_file_atomically(file, encode_jpeg(Picture({248, 351}, {shade, 0, 0}), 95), 0600));
            sheets_.push_back(file);
        }
    }
    ScanSettings feeder(int dpi = 100) const {
        ScanSettings settings;
        settings.feeder = true;
        settings.dpi = dpi;
        return settings;
    }
    static Picture decoded(const Bytes& jpeg) {
        const auto file = std::filesystem::path(::testing::TempDir()) / "seen.jpg";
        EXPECT_TRUE(write_file_atomically(file, jpeg, 0600));
        return *load_picture(file);
    }
    std::vector<std::filesystem::path> sheets_;
    PaperPath paper_;
};

TEST_F(Paper, FeederGivesEachSheetOnceInOrderThenIsEmpty) {
    ASSERT_TRUE(paper_.load(sheets_));
    for (int i = 0; i < 3; ++i) {
        const auto page = paper_.scan(feeder());
        ASSERT_TRUE(page);
        EXPECT_NEAR(decoded(*page).row(500)[300], 60 * i, 4);
    }
    const auto end = paper_.scan(feeder());
    ASSERT_FALSE(end);
    EXPECT_TRUE(end.error().is(PaperError::Empty));
}

TEST_F(Paper, GlassKeepsItsSheetAndHonoursDpiAndArea) {
    ASSERT_TRUE(paper_.load(sheets_));
    ScanSettings settings;
    settings.dpi = 150;
    EXPECT_EQ(decoded(*paper_.scan(settings)).size(), (Size{1240, 1754}));
    settings.width = 600;
    settings.height = 300;
    EXPECT_EQ(decoded(*paper_.scan(settings)).size(), (Size{300, 150}));
}

TEST_F(Paper, JamMidwayStaysUntilCleared) {
    ASSERT_TRUE(paper_.load(sheets_));
    paper_.jam_after(1);
    EXPECT_TRUE(paper_.scan(feeder()));
    EXPECT_TRUE(paper_.scan(feeder()).error().is(PaperError::Jammed));
    EXPECT_TRUE(paper_.scan(feeder()).error().is(PaperError::Jammed));
    EXPECT_EQ(paper_.state(), PaperState::Jam);
    paper_.set_state(PaperState::Ok);
    EXPECT_TRUE(paper_.scan(feeder()));
    EXPECT_EQ(paper_.in_feeder(), 1U);
}

TEST_F(Paper, FileThatIsNoPictureLoadsNothing) {
    EXPECT_FALSE(paper_.load({sheets_[0], __FILE__}));
    EXPECT_EQ(paper_.in_feeder(), 0U);
}

}  // namespace
}  // namespace doorstep::emulators

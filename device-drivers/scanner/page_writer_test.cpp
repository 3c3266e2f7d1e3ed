#include "device-drivers/scanner/page_writer.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <vector>

#include "device-drivers/scanner/scan_error.hpp"

namespace doorstep::devices {
namespace {

vision::Image page(int width) {
    return vision::Image::make(width, 1, vision::Colour::Grey).value();
}

TEST(PageWriter, PagesAreWorkedOnInTheirOrderAndAllAreDoneAtTheEnd) {
    std::vector<int> done;
    PageWriter writer([&](int index, const vision::Image& image) {
        EXPECT_EQ(image.width(), index);
        done.push_back(index);
        return Status();
    });
    for (int index = 1; index <= 20; ++index) {
        ASSERT_TRUE(writer.hand_over(index, page(index)));
    }
    ASSERT_TRUE(writer.finish());
    ASSERT_EQ(done.size(), 20U);
    EXPECT_TRUE(std::is_sorted(done.begin(), done.end()));
}

TEST(PageWriter, TheScannerFeedsOnWhileAPageIsInWork) {
    std::promise<void> go;
    auto gone = go.get_future().share();
    PageWriter writer([&](int, const vision::Image&) {
        gone.wait();
        return Status();
    });
    ASSERT_TRUE(writer.hand_over(1, page(1)));  // returns though the page is not done
    go.set_value();
    EXPECT_TRUE(writer.finish());
}

TEST(PageWriter, AnErrorIsToldWithTheNextPageAndNothingMoreIsWorkedOn) {
    std::vector<int> tried;
    PageWriter writer([&](int index, const vision::Image&) {
        tried.push_back(index);
        return index == 2 ? Status(ScanError::TooLarge) : Status();
    });
    EXPECT_TRUE(writer.hand_over(1, page(1)));
    EXPECT_TRUE(writer.hand_over(2, page(2)));
    const auto third = writer.hand_over(3, page(3));
    ASSERT_FALSE(third);
    EXPECT_TRUE(third.error().is(ScanError::TooLarge));
    EXPECT_FALSE(writer.finish());
    EXPECT_EQ(tried, (std::vector<int>{1, 2}));
}

TEST(PageWriter, TheLastPagesErrorIsToldAtTheEnd) {
    PageWriter writer([](int, const vision::Image&) { return Status(ScanError::Io); });
    EXPECT_TRUE(writer.hand_over(1, page(1)));
    EXPECT_FALSE(writer.finish());
}

TEST(PageWriter, APageThatWasHandedOverIsDoneAlsoWhenNobodyAsks) {
    int done = 0;
    {
        PageWriter writer([&](int, const vision::Image&) {
            ++done;
            return Status();
        });
        EXPECT_TRUE(writer.hand_over(1, page(1)));
    }
    EXPECT_EQ(done, 1);
}

}  // namespace
}  // namespace doorstep::devices

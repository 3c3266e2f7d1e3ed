// Each SANE status becomes its own error, shown with SANE's own "test" backend.
#include <dlfcn.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "device-drivers/scanner/sane_scanner.hpp"

namespace doorstep::devices {
namespace {

class TestBackend : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        char pattern[] = "/tmp/dssaneXXXXXX";
        folder_ = ::mkdtemp(pattern);
        ASSERT_TRUE(write_file_atomically(folder_ / "dll.conf", as_bytes("test\n"), 0644));
        ASSERT_TRUE(write_file_atomically(folder_ / "test.conf", as_bytes("number_of_devices 1\n"), 0644));
        ::setenv("SANE_CONFIG_DIR", folder_.c_str(), 1);
        // The backend leaks its buffer after an error. Kept loaded, LeakSanitizer knows whose it is (dev.d/leaks.supp).
        ::dlopen(DOORSTEP_SANE_BACKENDS "/libsane-test.so.1", RTLD_NOW | RTLD_NODELETE);
    }
    static void TearDownTestSuite() { std::filesystem::remove_all(folder_); }

    Result<int> scan(SaneScanner& scanner, ScanOrder order) {
        ScanCallbacks callbacks;
        callbacks.page = [this](int index, const vision::Image& page) {
            last_index_ = index;
            last_channels_ = page.channels();
            last_width_ = page.width();
            return Status{};
        };
        callbacks.cancelled = [this] { return cancel_; };
        return scanner.scan(order, callbacks);
    }
    ScanError error_for(const char* status) {
        SaneScanner scanner("test:0");
        scanner.set_extra_option("enable-test-options", "yes");
        scanner.set_extra_option("read-return-value", status);
        const auto result = scan(scanner, {ScanSource::Flatbed, 75, 0});
        EXPECT_FALSE(result) << status;
        return result ? ScanError{} : result.error().as(ScanError{});
    }
    static inline std::filesystem::path folder_;
    int last_index_ = 0;
    int last_channels_ = 0;
    int last_width_ = 0;
    bool cancel_ = false;
};

TEST_F(TestBackend, EachStatusHasItsOwnError) {
    EXPECT_EQ(error_for("SANE_STATUS_JAMMED"), ScanError::Jammed);
    EXPECT_EQ(error_for("SANE_STATUS_NO_DOCS"), ScanError::Empty);
    EXPECT_EQ(error_for("SANE_STATUS_COVER_OPEN"), ScanError::CoverOpen);
    EXPECT_EQ(error_for("SANE_STATUS_IO_ERROR"), ScanError::Io);
    EXPECT_EQ(error_for("SANE_STATUS_ACCESS_DENIED"), ScanError::Denied);
    EXPECT_EQ(error_for("SANE_STATUS_DEVICE_BUSY"), ScanError::Busy);
    EXPECT_EQ(error_for("SANE_STATUS_UNSUPPORTED"), ScanError::Unsupported);
    EXPECT_EQ(error_for("SANE_STATUS_CANCELLED"), ScanError::Cancelled);
    EXPECT_EQ(error_for("SANE_STATUS_NO_MEM"), ScanError::TooLarge);
}

TEST_F(TestBackend, GlassGivesOneColourPageAndTheDeviceStaysOpenBetweenJobs) {
    SaneScanner scanner("test:0");
    for (int job = 0; job < 2; ++job) {
        const auto pages = scan(scanner, {ScanSource::Flatbed, 100, 0});
        ASSERT_TRUE(pages) << pages.error().text();
        EXPECT_EQ(*pages, 1);
        EXPECT_EQ(last_channels_, 3);
        EXPECT_TRUE(scanner.is_open());
    }
}

TEST_F(TestBackend, FeederGivesAllItsSheetsAndStopsWithoutAnError) {
    SaneScanner scanner("test:0");
    const auto pages = scan(scanner, {ScanSource::Feeder, 75, 0});
    ASSERT_TRUE(pages) << pages.error().text();
    EXPECT_EQ(*pages, 10);  // what the test backend's feeder holds
    EXPECT_EQ(last_index_, 10);
}

TEST_F(TestBackend, NoMorePagesThanAskedFor) {
    SaneScanner scanner("test:0");
    const auto pages = scan(scanner, {ScanSource::Feeder, 75, 3});
    ASSERT_TRUE(pages);
    EXPECT_EQ(*pages, 3);
}

TEST_F(TestBackend, ThreePassScannerGivesAColourPage) {
    SaneScanner scanner("test:0");
    scanner.set_extra_option("three-pass", "yes");
    const auto pages = scan(scanner, {ScanSource::Flatbed, 75, 0});
    ASSERT_TRUE(pages) << pages.error().text();
    EXPECT_EQ(last_channels_, 3);
}

TEST_F(TestBackend, IoErrorClosesSoThatTheNextJobOpensAnew) {
    SaneScanner scanner("test:0");
    scanner.set_extra_option("enable-test-options", "yes");
    scanner.set_extra_option("read-return-value", "SANE_STATUS_IO_ERROR");
    EXPECT_FALSE(scan(scanner, {ScanSource::Flatbed, 75, 0}));
    EXPECT_FALSE(scanner.is_open());
}

TEST_F(TestBackend, CancelledJobSaysSo) {
    SaneScanner scanner("test:0");
    scanner.set_extra_option("read-delay", "yes");
    scanner.set_extra_option("read-delay-duration", "200000");
    cancel_ = true;
    const auto pages = scan(scanner, {ScanSource::Feeder, 300, 0});
    ASSERT_FALSE(pages);
    EXPECT_TRUE(pages.error().is(ScanError::Cancelled));
}

TEST_F(TestBackend, ScannerThatIsNotThereIsMissing) {
    SaneScanner scanner("nosuch:7");
    const auto opened = scanner.open();
    ASSERT_FALSE(opened);
    EXPECT_TRUE(opened.error().is(ScanError::Missing));
}

// Each in a process of its own: libsane keeps in mind where its configuration was.
TEST_F(TestBackend, OnlyAllowedBackendsAreUsed) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    const auto opens = [](std::vector<std::string> only, std::vector<std::string> never) {
        SaneScanner scanner("");
        scanner.restrict_backends(std::move(only), std::move(never));
        const auto opened = scanner.open();
        ::_exit(opened ? 0 : opened.error().is(ScanError::Missing) ? 1 : 2);
    };
    EXPECT_EXIT(opens({"test"}, {}), ::testing::ExitedWithCode(0), "");
    EXPECT_EXIT(opens({"nosuch"}, {}), ::testing::ExitedWithCode(1), "");
    EXPECT_EXIT(opens({}, {"nosuch"}), ::testing::ExitedWithCode(0), "");
    EXPECT_EXIT(opens({}, {"test"}), ::testing::ExitedWithCode(1), "");
    EXPECT_EXIT(opens({"test"}, {"test"}), ::testing::ExitedWithCode(1), "");
}

TEST_F(TestBackend, PageThatNobodyWantsEndsTheJobWithItsReason) {
    SaneScanner scanner("test:0");
    ScanCallbacks callbacks;
    callbacks.page = [](int, const vision::Image&) { return Status(FileError::NoSpace); };
    const auto pages = scanner.scan({ScanSource::Feeder, 75, 0}, callbacks);
    ASSERT_FALSE(pages);
    EXPECT_TRUE(pages.error().is(FileError::NoSpace));
}

}  // namespace
}  // namespace doorstep::devices

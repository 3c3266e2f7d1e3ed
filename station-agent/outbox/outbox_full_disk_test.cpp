// A disk that is really full: it is told, nothing is lost, nothing fills it further, and once there is room the same
// agent goes on without a restart (balena-supervisor#674).
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <fstream>

#include "base/files.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using testing::citizen_number;
using testing::FakeGateway;
using testing::TestStation;

constexpr std::size_t page_size = 1'000'000;

// The state lies on a disk of 8 MiB, mounted for this test alone.
class FullDiskTest : public ::testing::Test {
  protected:
    TestStation station_;
    FakeGateway gateway_{station_.loop};

    void SetUp() override {
        const auto& disk = station_.settings.state_folder;
        ASSERT_TRUE(make_folder(disk, 0700));
        if (::unshare(CLONE_NEWNS) != 0 || ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount("doorstep-test", disk.c_str(), "tmpfs", 0, "size=8m,mode=700") != 0) {
            GTEST_SKIP() << "needs the right to mount";
        }
        mounted_ = true;
        gateway_.confirm(station_.enrol(gateway_.invitation("village-1")));
        gateway_.down();
        station_.start();
        session_ = station_.open_person(citizen_number(1));
        draft_ = station_.start_draft(session_, wire::APPLICATION);
    }
    void TearDown() override {
        station_.stop();
        if (mounted_) {
            ::umount2(station_.settings.state_folder.c_str(), MNT_DETACH);
        }
    }
    std::filesystem::path ballast() const { return station_.settings.state_folder / "ballast"; }
    // Leaves about that many bytes.
    void fill(std::size_t left) {
        struct statvfs info {};
        ASSERT_EQ(::statvfs(station_.settings.state_folder.c_str(), &info), 0);
        const auto size = info.f_bavail * info.f_bsize - left;
        std::ofstream(ballast()) << std::string(size, 'b');
    }
    std::size_t sealed_files() {
        const auto all = std::filesystem::directory_iterator(station_.settings.state_folder / "sealed");
        return static_cast<std::size_t>(std::distance(begin(all), end(all)));
    }
    wire::FaultCode put(std::uint32_t number, std::size_t size) {
        return station_.put(session_, draft_, number, wire::PAGE_ORIGINAL, std::string(size, 'p')).fault().code();
    }

    std::string session_;
    std::string draft_;

  private:
    bool mounted_ = false;
};

TEST_F(FullDiskTest, APageThatFindsNoRoomIsToldAndLeavesNothingBehind) {
    ASSERT_EQ(put(1, page_size), wire::FAULT_NONE);
    fill(page_size / 2);
    for (int again = 0; again < 3; ++again) {
        EXPECT_EQ(put(2, page_size), wire::FAULT_DISK_FULL);
        EXPECT_EQ(sealed_files(), 1U);
    }
    std::filesystem::remove(ballast());
    EXPECT_EQ(put(2, page_size), wire::FAULT_NONE);
    EXPECT_EQ(sealed_files(), 2U);
}

TEST_F(FullDiskTest, AHandInThatFindsNoRoomKeepsItsDraftAndGoesThroughOnceThereIsRoom) {
    ASSERT_EQ(put(1, page_size), wire::FAULT_NONE);
    ASSERT_EQ(put(2, page_size), wire::FAULT_NONE);
    fill(page_size + page_size / 2);  // for one page, not for two
    for (int again = 0; again < 3; ++again) {
        EXPECT_EQ(station_.submit(session_, draft_).fault().code(), wire::FAULT_DISK_FULL);
        EXPECT_EQ(sealed_files(), 2U);
    }
    EXPECT_EQ(station_.status().sealed(), 0U);
    EXPECT_EQ(station_.status().drafts(), 1U);
    std::filesystem::remove(ballast());
    const auto submitted = station_.submit(session_, draft_);
    ASSERT_TRUE(submitted.has_submitted());
    EXPECT_TRUE(station_.turn_until([&] { return sealed_files() == 2; })) << "the draft's files go after the answer";
    gateway_.up();
    ASSERT_TRUE(station_.turn_until([&] { return station_.status().acknowledged() == 1; }));
    EXPECT_EQ(gateway_.held.at(submitted.submitted().submission()).parts.size(), 2U);
}

TEST_F(FullDiskTest, ACommitThatFindsNoRoomChangesNothingAndItsFilesGoAgain) {
    ASSERT_EQ(put(1, page_size), wire::FAULT_NONE);
    ASSERT_EQ(put(2, 1000), wire::FAULT_NONE);
    fill(page_size + 20'000);  // for the sealed page, not for the commit
    EXPECT_EQ(station_.submit(session_, draft_).fault().code(), wire::FAULT_DISK_FULL);
    EXPECT_EQ(station_.status().sealed(), 0U);
    EXPECT_EQ(station_.status().drafts(), 1U);
    std::filesystem::remove(ballast());
    EXPECT_TRUE(station_.turn_until([&] { return sealed_files() == 1; }, 30'000)) << "swept while the agent runs";
    EXPECT_TRUE(station_.submit(session_, draft_).has_submitted());
    station_.stop();
    station_.start();
    EXPECT_EQ(station_.status().sealed(), 1U) << "also after a restart it is there once";
}

}  // namespace
}  // namespace doorstep::agent

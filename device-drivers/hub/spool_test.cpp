#include "device-drivers/hub/spool.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <fstream>

namespace doorstep::devices {
namespace {
namespace fs = std::filesystem;

class SpoolFolder : public testing::Test {
  protected:
    void SetUp() override {
        std::string name = "/dev/shm/spoolXXXXXX";
        folder = ::mkdtemp(name.data());
    }
    void TearDown() override { fs::remove_all(folder); }
    fs::path folder;
};

TEST_F(SpoolFolder, OnADiskIsRefused) {
    // Wherever the tests run, the sources lie on a disk or a container's overlay, never on a tmpfs.
    const auto on_disk = fs::path(DOORSTEP_BIN_DIR) / "spool-test";
    const auto spool = Spool::open(on_disk, 1000);
    fs::remove_all(on_disk);
    ASSERT_FALSE(spool);
    EXPECT_TRUE(spool.error().is(SpoolFolderError::NotInRam));
}

TEST_F(SpoolFolder, LeftoversOfAnEarlierRunAreGone) {
    fs::create_directories(folder / "spool/old");
    std::ofstream(folder / "spool/old/page") << "x";
    ASSERT_TRUE(Spool::open(folder / "spool", 1000));
    EXPECT_TRUE(fs::is_empty(folder / "spool"));
}

TEST_F(SpoolFolder, SessionFolderIsTheGroupsAndGoesWithTheSession) {
    const auto spool = Spool::open(folder / "spool", 1000).value();
    ASSERT_TRUE(spool.begin("abc"));
    EXPECT_FALSE(spool.begin("abc"));
    struct stat status {};
    ASSERT_EQ(::stat((folder / "spool/abc").c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 07777U, 02750U);
    std::ofstream(folder / "spool/abc/page") << "x";
    spool.end("abc");
    EXPECT_TRUE(fs::is_empty(folder / "spool"));
}

TEST_F(SpoolFolder, BoundIsOfAllSessionsTogether) {
    const auto spool = Spool::open(folder / "spool", 1000).value();
    ASSERT_TRUE(spool.begin("a"));
    ASSERT_TRUE(spool.begin("b"));
    std::ofstream(folder / "spool/a/page") << std::string(600, 'x');
    EXPECT_TRUE(spool.has_room());
    std::ofstream(folder / "spool/b/page") << std::string(600, 'x');
    EXPECT_FALSE(spool.has_room());
    spool.end("a");
    EXPECT_TRUE(spool.has_room());
}

}  // namespace
}  // namespace doorstep::devices

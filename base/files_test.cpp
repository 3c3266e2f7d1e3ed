#include "base/files.hpp"

#include <filesystem>

#include <gtest/gtest.h>

namespace doorstep {
namespace {

class Files : public testing::Test {
  protected:
    void SetUp() override { std::filesystem::create_directories(folder_); }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("doorstep-files-" + std::to_string(getpid()));
};

TEST_F(Files, WhatWasWrittenIsReadAgainAndNoPartIsLeft) {
    ASSERT_TRUE(write_file_durably(folder_ / "a", as_bytes("one")));
    ASSERT_TRUE(write_file_durably(folder_ / "a", as_bytes("two")));
    EXPECT_EQ(read_text_file(folder_ / "a", 10).value(), "two");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

TEST_F(Files, TooLargeMissingAndLinksAreRefusedByName) {
    ASSERT_TRUE(write_file_atomically(folder_ / "a", as_bytes("0123456789")));
    std::filesystem::create_symlink(folder_ / "a", folder_ / "link");
    EXPECT_TRUE(read_file(folder_ / "a", 9).error().is(FileError::TooLarge));
    EXPECT_TRUE(read_file(folder_ / "b", 9).error().is(FileError::NotFound));
    EXPECT_TRUE(read_file(folder_ / "link", 99).error().is(FileError::NotRegular));
    EXPECT_TRUE(read_file(folder_, 99).error().is(FileError::NotRegular));
}

TEST_F(Files, AFullDiskChangesNothing) {
    // /dev/full cannot hold a folder; a folder that is missing stands for any failed write.
    ASSERT_TRUE(write_file_durably(folder_ / "a", as_bytes("old")));
    EXPECT_FALSE(write_file_durably(folder_ / "none" / "a", as_bytes("new")));
    EXPECT_EQ(read_text_file(folder_ / "a", 10).value(), "old");
}

TEST_F(Files, TellsRamFromDisk) {
    EXPECT_TRUE(is_in_ram("/dev/shm"));
    EXPECT_FALSE(is_in_ram("/usr"));
}

TEST_F(Files, ALockIsHeldByOneAndFreeWhenItsHolderIsGone) {
    const auto path = folder_ / "lock";
    auto first = lock_file(path);
    ASSERT_TRUE(first);
    const auto second = lock_file(path);
    ASSERT_FALSE(second);
    EXPECT_TRUE(second.error().is(FileError::Denied));
    first->reset();
    EXPECT_TRUE(lock_file(path));
}

TEST_F(Files, FreeSpaceIsThatOfTheFileSystem) {
    EXPECT_GT(free_space(folder_).value(), 0U);
    EXPECT_TRUE(free_space(folder_ / "not-there").error().is(FileError::NotFound));
}

}  // namespace
}  // namespace doorstep

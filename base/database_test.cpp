#include "base/database.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>

#include "base/files.hpp"

namespace doorstep {
namespace {

class DatabaseTest : public ::testing::Test {
  protected:
    DatabaseTest() {
        std::string name = ::testing::TempDir() + "databaseXXXXXX";
        folder_ = ::mkdtemp(name.data());
    }
    ~DatabaseTest() override { std::filesystem::remove_all(folder_); }
    std::unique_ptr<Database> open() { return Database::open(folder_ / "x.db", schema_).value(); }
    std::filesystem::path folder_;
    std::string schema_ = "CREATE TABLE IF NOT EXISTS t(a INTEGER PRIMARY KEY, b TEXT, c BLOB)";
};

TEST_F(DatabaseTest, EveryKindOfCellComesBack) {
    const auto db = open();
    ASSERT_TRUE(db->run("INSERT INTO t VALUES(?1,?2,?3)", {std::int64_t{7}, std::string("文"), Bytes{1, 0, 2}}));
    ASSERT_TRUE(db->run("INSERT INTO t VALUES(8,?1,?2)", {std::monostate{}, Bytes{}}));
    const auto rows = db->query("SELECT a,b,c FROM t ORDER BY a").value();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].number(0), 7);
    EXPECT_EQ(rows[0].text(1), "文");
    EXPECT_EQ(rows[0].bytes(2), (Bytes{1, 0, 2}));
    EXPECT_TRUE(rows[1].is_null(1));
    EXPECT_FALSE(rows[1].is_null(2));
}

TEST_F(DatabaseTest, AFailedTransactionLeavesNothing) {
    const auto db = open();
    const auto status = db->transaction([&]() -> Status {
        DOORSTEP_CHECK(db->run("INSERT INTO t(a) VALUES(1)"));
        return db->run("INSERT INTO t(a) VALUES(1)");
    });
    ASSERT_FALSE(status);
    EXPECT_TRUE(status.error().is(DatabaseError::Constraint));
    EXPECT_TRUE(db->query("SELECT 1 FROM t").value().empty());
    EXPECT_TRUE(db->transaction([&] { return db->run("INSERT INTO t(a) VALUES(2)"); }));
    EXPECT_EQ(db->changes(), 1);
}

TEST_F(DatabaseTest, ADamagedFileIsNotOpened) {
    const std::string garbage(8192, 'x');
    ASSERT_TRUE(write_file_atomically(folder_ / "x.db", as_bytes(garbage)));
    const auto db = Database::open(folder_ / "x.db", schema_);
    ASSERT_FALSE(db);
    EXPECT_TRUE(db.error().is(DatabaseError::Damaged)) << db.error().text();
}

TEST_F(DatabaseTest, DeletedBytesAreGoneFromFileAndLog) {
    const std::string secret = "canary-990101";
    const auto db = open();
    ASSERT_TRUE(db->run("INSERT INTO t(b) VALUES(?1)", {secret}));
    ASSERT_TRUE(db->run("DELETE FROM t"));
    ASSERT_TRUE(db->truncate_log());
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        const auto content = read_text_file(entry.path(), 1U << 24U).value();
        EXPECT_EQ(content.find(secret), std::string::npos) << entry.path();
    }
}

TEST_F(DatabaseTest, TheFileIsForItsProcessAlone) {
    const auto db = open();
    struct stat info {};
    ASSERT_EQ(::stat((folder_ / "x.db").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

}  // namespace
}  // namespace doorstep

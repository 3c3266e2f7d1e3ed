#include "base/database.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
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

TEST_F(DatabaseTest, APartOfATransactionFailsAlone) {
    const auto db = open();
    const auto before = db->undone();
    EXPECT_TRUE(db->transaction([&]() -> Status {
        EXPECT_TRUE(db->transaction([&] { return db->run("INSERT INTO t(a) VALUES(1)"); }));
        EXPECT_FALSE(db->transaction([&]() -> Status {
            DOORSTEP_CHECK(db->run("INSERT INTO t(a) VALUES(2)"));
            return db->run("INSERT INTO t(a) VALUES(1)");
        }));
        return db->run("INSERT INTO t(a) VALUES(3)");
    }));
    const auto rows = db->query("SELECT a FROM t ORDER BY a").value();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[1].number(0), 3);
    EXPECT_EQ(db->undone(), before + 1);
}

TEST_F(DatabaseTest, RowsAreHandedOnOneByOneUntilSomebodyHasEnough) {
    const auto db = open();
    for (std::int64_t i = 1; i <= 3; ++i) {
        ASSERT_TRUE(db->run("INSERT INTO t(a) VALUES(?1)", {i}));
    }
    std::vector<std::int64_t> seen;
    EXPECT_TRUE(db->each_row("SELECT a FROM t ORDER BY a", [&](const Row& row) -> Status {
        seen.push_back(row.number(0));
        return {};
    }));
    EXPECT_EQ(seen, (std::vector<std::int64_t>{1, 2, 3}));
    const auto enough = db->each_row("SELECT a FROM t ORDER BY a", [&](const Row& row) -> Status {
        return row.number(0) < 2 ? Status{} : Status(DatabaseError::Full);
    });
    ASSERT_FALSE(enough);
    EXPECT_TRUE(enough.error().is(DatabaseError::Full));
    EXPECT_TRUE(db->run("DELETE FROM t")) << "nothing is left open";
    EXPECT_FALSE(db->each_row("SELECT nothing FROM t", [](const Row&) { return Status{}; }));
}

TEST_F(DatabaseTest, AFailedWholeTakesItsPartsWithIt) {
    const auto db = open();
    EXPECT_FALSE(db->transaction([&]() -> Status {
        EXPECT_TRUE(db->transaction([&] { return db->run("INSERT INTO t(a) VALUES(1)"); }));
        return DatabaseError::Full;
    }));
    EXPECT_TRUE(db->query("SELECT 1 FROM t").value().empty());
}

// As SQLite does on its own when the disk is full.
TEST_F(DatabaseTest, NoPartStandsWithoutItsWhole) {
    const auto db = open();
    EXPECT_FALSE(db->transaction([&]() -> Status {
        DOORSTEP_CHECK(db->run("ROLLBACK"));
        return db->transaction([&] { return db->run("INSERT INTO t(a) VALUES(1)"); });
    }));
    EXPECT_TRUE(db->query("SELECT 1 FROM t").value().empty());
}

TEST_F(DatabaseTest, ADamagedFileIsNotOpened) {
    const std::string garbage(8192, 'x');
    ASSERT_TRUE(write_file_atomically(folder_ / "x.db", as_bytes(garbage)));
    const auto db = Database::open(folder_ / "x.db", schema_);
    ASSERT_FALSE(db);
    EXPECT_TRUE(db.error().is(DatabaseError::Damaged)) << db.error().text();
}

TEST_F(DatabaseTest, WhatIsLeftOfADamagedFileIsReadAndNotChanged) {
    const std::string large(50'000, 'c');
    {
        const auto db = open();
        ASSERT_TRUE(db->run("INSERT INTO t(a,b) VALUES(1,?1)", {large}));
        ASSERT_TRUE(db->run("INSERT INTO t(a,b) VALUES(2,'small')"));
        ASSERT_TRUE(db->clear_log());
    }
    auto bytes = read_file(folder_ / "x.db", 1U << 24U).value();
    const auto inside = std::search(bytes.begin() + 20'000, bytes.end(), large.begin(), large.begin() + 3000);
    ASSERT_NE(inside, bytes.end());
    // A page of the large cell: what says where the next one lies, and what stands in it.
    const auto page = (inside - bytes.begin()) / 4096 * 4096;
    std::fill_n(bytes.begin() + page, 4096, std::uint8_t{0xA5});
    ASSERT_TRUE(write_file_atomically(folder_ / "x.db", bytes));
    ASSERT_FALSE(Database::open(folder_ / "x.db", schema_));
    const auto db = Database::open(folder_ / "x.db", schema_, DatabaseUse::Salvage).value();
    EXPECT_EQ(db->query("SELECT b FROM t WHERE a=2").value().at(0).text(0), "small");
    EXPECT_FALSE(db->query("SELECT b FROM t WHERE a=1"));
    EXPECT_EQ(db->query("SELECT a FROM t").value().size(), 2U) << "the next statement goes on";
    EXPECT_FALSE(db->run("DELETE FROM t"));
    EXPECT_EQ(read_file(folder_ / "x.db", 1U << 24U).value(), bytes);
}

TEST_F(DatabaseTest, DeletedBytesAreGoneFromFileAndLog) {
    const std::string secret = "canary-990101";
    const auto db = open();
    ASSERT_TRUE(db->run("INSERT INTO t(b) VALUES(?1)", {secret}));
    ASSERT_TRUE(db->run("DELETE FROM t"));
    ASSERT_TRUE(db->clear_log());
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        const auto content = read_text_file(entry.path(), 1U << 24U).value();
        EXPECT_EQ(content.find(secret), std::string::npos) << entry.path();
    }
}

class ExclusiveDatabaseTest : public DatabaseTest {
  protected:
    ExclusiveDatabaseTest() { schema_ += "; CREATE TABLE IF NOT EXISTS large(c BLOB)"; }
    std::unique_ptr<Database> open_alone() {
        return Database::open(folder_ / "x.db", schema_, DatabaseUse::Exclusive).value();
    }
    std::uintmax_t log_size() const { return std::filesystem::file_size(folder_ / "x.db-wal"); }
    // Rows that a process finds which starts when this one is killed now.
    std::int64_t rows_after_kill() const {
        const auto copy = folder_ / "copy";
        std::filesystem::remove_all(copy);
        std::filesystem::create_directory(copy);
        for (const auto* name : {"x.db", "x.db-wal"}) {
            std::filesystem::copy_file(folder_ / name, copy / name);
        }
        const auto db = Database::open(copy / "x.db", schema_, DatabaseUse::Exclusive).value();
        return db->query("SELECT count(*) FROM t").value()[0].number(0);
    }
};

TEST_F(ExclusiveDatabaseTest, ItsLogKeepsTheSpaceAndNothingThatWasDeleted) {
    const std::string secret = "canary-990101";
    const auto db = open_alone();
    for (int i = 0; i < 20; ++i) {
        ASSERT_TRUE(db->run("INSERT INTO t(b) VALUES(?1)", {secret}));
    }
    ASSERT_TRUE(db->run("DELETE FROM t"));
    const auto before = log_size();
    ASSERT_TRUE(db->clear_log());
    EXPECT_EQ(log_size(), before);
    for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
        const auto content = read_text_file(entry.path(), 1U << 24U).value();
        EXPECT_EQ(content.find(secret), std::string::npos) << entry.path();
    }
}

TEST_F(ExclusiveDatabaseTest, WhatIsCommittedBetweenClearsSurvivesAKill) {
    const auto db = open_alone();
    std::int64_t rows = 0;
    for (int round = 0; round < 12; ++round) {
        for (int i = 0; i < round; ++i) {
            ASSERT_TRUE(db->run("INSERT INTO t(b) VALUES('x')"));
            EXPECT_EQ(rows_after_kill(), ++rows);
        }
        ASSERT_TRUE(db->clear_log());
        EXPECT_EQ(rows_after_kill(), rows);
    }
}

TEST_F(ExclusiveDatabaseTest, ALogThatNobodyClearsStaysBounded) {
    const auto db = open_alone();
    for (int i = 0; i < 40; ++i) {
        ASSERT_TRUE(db->run("INSERT INTO large VALUES(zeroblob(400000))"));
    }
    EXPECT_LT(log_size(), 6U << 20U);
    ASSERT_TRUE(db->run("INSERT INTO large VALUES(zeroblob(12000000))"));
    ASSERT_TRUE(db->clear_log());
    EXPECT_EQ(log_size(), 0U) << "one large commit does not hold its space for ever";
    ASSERT_TRUE(db->run("INSERT INTO t(b) VALUES('x')"));
    EXPECT_EQ(rows_after_kill(), 1);
}

TEST_F(ExclusiveDatabaseTest, NobodyElseOpensIt) {
    const auto db = open_alone();
    ASSERT_TRUE(db->run("INSERT INTO t(b) VALUES('x')"));
    EXPECT_FALSE(Database::open(folder_ / "x.db", schema_));
}

TEST_F(DatabaseTest, TheFileIsForItsProcessAlone) {
    const auto db = open();
    struct stat info {};
    ASSERT_EQ(::stat((folder_ / "x.db").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

}  // namespace
}  // namespace doorstep

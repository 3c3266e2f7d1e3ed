// The promises of base/database.hpp on a real server, and what is a server's alone: two at once, and one that dies.
#include "township/postgres/postgres_database.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "township/postgres/months.hpp"
#include "township/testing/postgres_server.hpp"

namespace doorstep::township {
namespace {

using testing::PostgresServer;

class PostgresDatabaseTest : public ::testing::Test {
  protected:
    PostgresDatabaseTest() {
        EXPECT_TRUE(db_->script("CREATE TABLE t(a bigint UNIQUE, b text, c bytea, CHECK (a > 0))"));
    }
    std::unique_ptr<Database> open() const { return open_postgres(place_, ServerPromise::Unsafe).value(); }
    std::int64_t rows() { return db_->query("SELECT count(*) FROM t").value()[0].number(0); }
    Status insert(std::int64_t a) { return db_->run("INSERT INTO t(a) VALUES(?1)", {a}); }

    std::string place_ = PostgresServer::shared().new_schema();
    std::unique_ptr<Database> db_ = open();
};

TEST_F(PostgresDatabaseTest, EveryKindOfCellComesBackAsItWentIn) {
    const Bytes bytes{0, 1, 0xFF, '\'', '\\'};
    const std::string text = "一\"'\\?1$1";
    for (const std::int64_t number : {std::int64_t{1}, std::int64_t{1} << 40, INT64_MAX}) {
        ASSERT_TRUE(db_->run("INSERT INTO t VALUES(?1, ?2, ?3)", {number, text, bytes}));
        const auto rows =
            db_->query("SELECT a, b, c, -a, a = 1, CAST(7 AS integer) FROM t WHERE a = ?1", {number}).value();
        ASSERT_EQ(rows.size(), 1U);
        EXPECT_EQ(rows[0].number(0), number);
        EXPECT_EQ(rows[0].text(1), text);
        EXPECT_EQ(rows[0].bytes(2), bytes);
        EXPECT_EQ(rows[0].number(3), -number);
        EXPECT_EQ(rows[0].number(4), number == 1 ? 1 : 0);
        EXPECT_EQ(rows[0].number(5), 7);
    }
    // Nothing, and the same statement with something.
    for (const Cell& cell : {Cell(), Cell(bytes), Cell(Bytes{})}) {
        EXPECT_TRUE(db_->run("INSERT INTO t(c) VALUES(?1)", {cell}));
    }
    EXPECT_EQ(db_->query("SELECT 1 FROM t WHERE c IS NULL").value().size(), 1U);
    EXPECT_FALSE(db_->query("SELECT sum(a) FROM t")) << "a type that no room uses is told, not guessed";
}

TEST_F(PostgresDatabaseTest, ErrorsHaveOurNamesAndTellNoContent) {
    ASSERT_TRUE(insert(1));
    const auto twice = db_->run("INSERT INTO t(a, b) VALUES(1, 'canary')");
    ASSERT_FALSE(twice);
    EXPECT_TRUE(twice.error().is(DatabaseError::Constraint)) << twice.error().text();
    EXPECT_TRUE(insert(-1).error().is(DatabaseError::Constraint));
    EXPECT_TRUE(db_->run("INSERT INTO nowhere VALUES(1)").error().is(DatabaseError::Failed));
    ASSERT_TRUE(db_->run("CREATE UNIQUE INDEX once ON t(b)"));
    ASSERT_TRUE(db_->run("INSERT INTO t(b) VALUES(?1)", {std::string("canary")}));
    const auto told = db_->run("INSERT INTO t(b) VALUES(?1)", {std::string("canary")}).error().text();
    EXPECT_EQ(told.find("canary"), std::string::npos) << told;
}

TEST_F(PostgresDatabaseTest, WhoMayNotComeInIsToldAtOnceAndANewFolderOfCertainPromisesToo) {
    const auto none = open_postgres(PostgresServer::shared().conninfo() + " dbname=nowhere");
    ASSERT_FALSE(none);
    EXPECT_TRUE(none.error().is(DatabaseError::CannotOpen)) << none.error().text();
    const auto away = open_postgres("host=/nowhere");
    ASSERT_FALSE(away);
    EXPECT_TRUE(away.error().is(DatabaseError::Away)) << away.error().text();
    const auto unsafe = open_postgres(place_);
    ASSERT_FALSE(unsafe);
    EXPECT_TRUE(unsafe.error().is(DatabaseError::CannotOpen));
    EXPECT_NE(unsafe.error().detail().find("fsync"), std::string::npos);
}

TEST_F(PostgresDatabaseTest, AFailedTransactionLeavesNothing) {
    EXPECT_FALSE(db_->transaction([&]() -> Status {
        DOORSTEP_CHECK(insert(1));
        return insert(1);
    }));
    EXPECT_EQ(rows(), 0);
    EXPECT_TRUE(db_->transaction([&] { return insert(2); }));
    EXPECT_EQ(db_->changes(), 1);
}

TEST_F(PostgresDatabaseTest, APartOfATransactionFailsAlone) {
    EXPECT_TRUE(db_->transaction([&]() -> Status {
        EXPECT_TRUE(db_->transaction([&] { return insert(1); }));
        EXPECT_FALSE(db_->transaction([&]() -> Status {
            DOORSTEP_CHECK(insert(2));
            return insert(1);
        }));
        return insert(3);
    }));
    EXPECT_EQ(rows(), 2);
    EXPECT_EQ(db_->undone(), 1U);
}

TEST_F(PostgresDatabaseTest, RowsAreHandedOnOneByOneUntilSomebodyHasEnough) {
    ASSERT_TRUE(db_->run("INSERT INTO t(a) SELECT generate_series(1, 10000)"));
    std::int64_t sum = 0;
    EXPECT_TRUE(db_->each_row("SELECT a, c FROM t", [&](const Row& row) -> Status {
        sum += row.number(0);
        return {};
    }));
    EXPECT_EQ(sum, 10000LL * 10001 / 2);
    const auto enough = db_->each_row("SELECT a FROM t", [](const Row&) { return Status(DatabaseError::Full); });
    ASSERT_FALSE(enough);
    EXPECT_TRUE(enough.error().is(DatabaseError::Full));
    EXPECT_FALSE(db_->each_row("SELECT nothing FROM t", [](const Row&) { return Status{}; }));
    EXPECT_EQ(rows(), 10000) << "nothing is left open";
}

// The server answers such a COMMIT with a cheerful ROLLBACK.
TEST_F(PostgresDatabaseTest, AFailureThatNobodyMindedIsNoCommit) {
    EXPECT_FALSE(db_->transaction([&]() -> Status {
        DOORSTEP_CHECK(insert(1));
        ignore(insert(1), "as a careless caller would");
        return {};
    }));
    EXPECT_EQ(rows(), 0);
}

TEST_F(PostgresDatabaseTest, NoPartStandsWithoutItsWhole) {
    EXPECT_FALSE(db_->transaction([&]() -> Status {
        DOORSTEP_CHECK(db_->run("ROLLBACK"));
        return db_->transaction([&] { return insert(1); });
    }));
    EXPECT_EQ(rows(), 0);
}

TEST_F(PostgresDatabaseTest, WhatIsHeldIsHeldUntilTheCommit) {
    std::atomic<bool> second_in = false;
    std::thread second;
    EXPECT_TRUE(db_->transaction([&]() -> Status {
        DOORSTEP_CHECK(db_->hold("this"));
        DOORSTEP_CHECK(insert(1));
        second = std::thread([&] {
            const auto other = open();
            EXPECT_TRUE(other->transaction([&]() -> Status {
                DOORSTEP_CHECK(other->hold("that"));
                DOORSTEP_CHECK(other->hold("this"));
                second_in = true;
                EXPECT_EQ(other->query("SELECT count(*) FROM t").value()[0].number(0), 1) << "sees what was committed";
                return {};
            }));
        });
        // The other stands in the queue, by the server's own word.
        while (db_->query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted").value().empty()) {
        }
        EXPECT_FALSE(second_in);
        return {};
    }));
    second.join();
    EXPECT_TRUE(second_in);
}

// Each holds what the other wants: the server ends one of them, which is run again and goes through.
TEST_F(PostgresDatabaseTest, TwoInEachOthersWayBothGetThrough) {
    std::atomic<int> holding = 0;
    const auto work = [&](Database& database, const char* first, const char* second, std::int64_t row) {
        bool met = false;
        return database.transaction([&]() -> Status {
            DOORSTEP_CHECK(database.hold(first));
            holding += met ? 0 : 1;
            met = true;
            while (holding < 2) {
                std::this_thread::yield();
            }
            DOORSTEP_CHECK(database.hold(second));
            return database.run("INSERT INTO t(a) VALUES(?1)", {row});
        });
    };
    std::thread other([&] {
        const auto database = open();
        EXPECT_TRUE(work(*database, "one", "two", 1));
    });
    EXPECT_TRUE(work(*db_, "two", "one", 2));
    other.join();
    EXPECT_EQ(rows(), 2);
}

class ServerDeathTest : public ::testing::Test {
  protected:
    ServerDeathTest() { EXPECT_TRUE(db_->script("CREATE TABLE t(a bigint UNIQUE)")); }
    Status insert(std::int64_t a) { return db_->run("INSERT INTO t(a) VALUES(?1)", {a}); }
    PostgresServer& server_ = PostgresServer::synced();
    std::string place_ = server_.new_schema();
    std::unique_ptr<Database> db_ = open_postgres(place_).value();
};

TEST_F(ServerDeathTest, WhatWasCommittedIsThereAndTheConnectionComesBackByItself) {
    for (int round = 0; round < 3; ++round) {
        ASSERT_TRUE(db_->transaction([&] { return insert(round + 1); }));
        server_.kill_hard();
        const auto away = db_->query("SELECT 1");
        ASSERT_FALSE(away);
        EXPECT_TRUE(away.error().is(DatabaseError::Away)) << away.error().text();
        EXPECT_FALSE(db_->transaction([&] { return insert(100); }));
        server_.start();
        std::this_thread::sleep_for(std::chrono::milliseconds(retry_ms));
        const auto rows = db_->query("SELECT count(*) FROM t");
        ASSERT_TRUE(rows) << rows.error().text();
        EXPECT_EQ((*rows)[0].number(0), round + 1);
    }
}

TEST_F(ServerDeathTest, ARestartBetweenTwoRequestsIsNotNoticed) {
    ASSERT_TRUE(insert(1));
    server_.stop_fast();
    server_.start();
    const auto written = db_->transaction([&] { return insert(2); });
    EXPECT_TRUE(written) << written.error().text();
    server_.stop_fast();
    server_.start();
    EXPECT_EQ(db_->query("SELECT a FROM t").value().size(), 2U);
}

TEST_F(ServerDeathTest, ATransactionThatWasCutOffIsNotGoneOnWithElsewhere) {
    const auto cut = db_->transaction([&]() -> Status {
        DOORSTEP_CHECK(insert(1));
        server_.kill_hard();
        server_.start();
        ignore(insert(2), "as a careless caller would");
        return {};
    });
    ASSERT_FALSE(cut);
    EXPECT_TRUE(cut.error().is(DatabaseError::Away)) << cut.error().text();
    EXPECT_TRUE(db_->query("SELECT a FROM t").value().empty());
}

TEST_F(ServerDeathTest, DamageIsFoundByTheServersOwnMeans) {
    ASSERT_TRUE(
        db_->script("CREATE EXTENSION amcheck WITH SCHEMA public; CREATE TABLE of_t(a bigint REFERENCES t(a)); "
                    "INSERT INTO t VALUES(1); INSERT INTO of_t VALUES(1)"));
    ASSERT_TRUE(db_->script("SELECT set_config('search_path', current_schema() || ', public', false)"));
    EXPECT_EQ(db_->find_damage().value(), std::vector<std::string>{});
    ASSERT_TRUE(db_->script("SET session_replication_role = replica; DELETE FROM t"));
    const auto damage = db_->find_damage().value();
    ASSERT_EQ(damage.size(), 1U);
    EXPECT_NE(damage[0].find("of_t: 1 rows refer to rows of t"), std::string::npos) << damage[0];
}

}  // namespace
}  // namespace doorstep::township

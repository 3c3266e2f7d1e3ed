// What the archive promises by itself: write-once rows, pages that are what their name says, sealed columns, tokens
// that work once, an audit chain that tells when it was touched.
#include "township/archive/archive.hpp"

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "base/id_number.hpp"
#include "protocol/messages/uplink.pb.h"
#include "township/archive/audit.hpp"
#include "township/archive/downlink.hpp"
#include "township/archive/part_store.hpp"
#include "township/archive/stations.hpp"
#include "township/archive/tasks.hpp"
#include "township/archive/township_error.hpp"
#include "township/testing/store_under_test.hpp"
#include "township/testing/temporary_folder.hpp"

namespace doorstep::township {
namespace {

class MovableClock : public Clock {
  public:
    Instant now() const override { return {at_ms}; }
    std::int64_t at_ms = 1'790'000'000'000;
};

class ArchiveTest : public ::testing::Test {
  protected:
    ArchiveTest() {
        EXPECT_TRUE(make_keys(folder_.path() / "keys", "test-town"));
        archive_ = open().value();
    }
    static StationKeys keys(int seed) {
        const auto key = [&](int more) { return Bytes(32, static_cast<std::uint8_t>(seed + more)); };
        return {key(0), key(1), key(2)};
    }
    Result<std::unique_ptr<Archive>> open() const { return Archive::open(folder_.path(), clock_, store_); }
    // The guards of a table are taken away first.
    Status raw_unguarded(const std::string& table, const std::string& sql) {
        DOORSTEP_CHECK(raw(testing::without_guards(table)));
        return raw(sql);
    }
    Status raw(std::string_view sql) { return archive_->database().script(sql); }

    testing::TemporaryFolder folder_;
    StoreSettings store_ = testing::store_under_test();
    MovableClock clock_;
    std::unique_ptr<Archive> archive_;
    const Actor actor_{"tester", "a test"};
};

TEST_F(ArchiveTest, WithoutInitThereIsNoArchive) {
    const testing::TemporaryFolder empty;
    const auto none = Archive::open(empty.path());
    ASSERT_FALSE(none);
    EXPECT_TRUE(none.error().is(TownshipError::NotInitialised));
}

TEST_F(ArchiveTest, InitAgainReplacesNoKey) {
    const auto before = load_keys(folder_.path() / "keys").value();
    EXPECT_FALSE(make_keys(folder_.path() / "keys", "another").value());
    const auto after = load_keys(folder_.path() / "keys").value();
    EXPECT_EQ(before.curve.public_key, after.curve.public_key);
    EXPECT_EQ(before.recipient.public_key, after.recipient.public_key);
    EXPECT_EQ(after.township, "test-town");
}

TEST_F(ArchiveTest, ALostKeyIsNotMadeAnew) {
    for (const auto* name : {"archive.key", "lookup.key", "gateway.key", "curve.key"}) {
        const auto file = folder_.path() / "keys" / name;
        const auto kept = read_file(file, 4096).value();
        std::filesystem::remove(file);
        const auto again = make_keys(folder_.path() / "keys", "test-town");
        ASSERT_FALSE(again) << name;
        EXPECT_TRUE(again.error().is(TownshipError::BadKeyFile));
        EXPECT_FALSE(std::filesystem::exists(file));
        ASSERT_TRUE(write_file_durably(file, kept, 0600));
    }
    EXPECT_TRUE(open());
}

TEST_F(ArchiveTest, KeysAreForTheirUserAlone) {
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / "keys")) {
        EXPECT_EQ(entry.status().permissions() & std::filesystem::perms(0077), std::filesystem::perms::none)
            << entry.path();
    }
}

TEST_F(ArchiveTest, APageComesBackAsItWentInAndLiesThereSealed) {
    const Bytes page(200'000, 'p');
    ASSERT_TRUE(archive_->blobs().put(sha256(page), page));
    ASSERT_TRUE(archive_->blobs().put(sha256(page), page));
    const auto back = archive_->blobs().get(sha256(page)).value();
    EXPECT_TRUE(std::equal(back.begin(), back.end(), page.begin(), page.end()));
    const auto name = to_hex(sha256(page));
    const auto file = read_file(folder_.path() / "pages" / name.substr(0, 2) / name, 1U << 20U).value();
    EXPECT_EQ(as_text(file).find("pppppppp"), std::string_view::npos);
}

TEST_F(ArchiveTest, AnAlteredPageIsNotGivenOutAndIsWrittenAnewByTheNextPut) {
    const Bytes page(1000, 'p');
    const auto name = to_hex(sha256(page));
    ASSERT_TRUE(archive_->blobs().put(sha256(page), page));
    const auto path = folder_.path() / "pages" / name.substr(0, 2) / name;
    auto file = read_file(path, 1U << 20U).value();
    file[500] ^= 1;
    ASSERT_TRUE(write_file_durably(path, file));
    EXPECT_TRUE(archive_->blobs().get(sha256(page)).error().is(TownshipError::BadBlob));
    ASSERT_TRUE(archive_->blobs().put(sha256(page), page));
    EXPECT_TRUE(archive_->blobs().get(sha256(page)));
}

class PartStoreTest : public ArchiveTest {
  protected:
    static protocol::Opened opened(std::size_t size) {
        protocol::Opened out;
        protocol::OpenedPart part;
        part.content = WipedBytes(size, 'p');
        part.plain_digest = sha256(part.content);
        out.parts.push_back(std::move(part));
        return out;
    }
    Status put(const protocol::Opened& some) {
        DOORSTEP_CHECK(put_large_parts(*archive_, some));
        return archive_->database().transaction([&] { return put_small_parts(*archive_, some); });
    }
    std::int64_t rows() { return archive_->database().query("SELECT count(*) FROM small_parts").value()[0].number(0); }
};

TEST_F(PartStoreTest, ASmallPartIsARowALargeOneAFileAndBothComeBack) {
    for (const std::size_t size : {std::size_t{0}, std::size_t{1}, largest_small_part, largest_small_part + 1}) {
        const auto some = opened(size);
        ASSERT_TRUE(put(some));
        ASSERT_TRUE(put(some)) << "again has no effect";
        const auto back = part_content(*archive_, some.parts[0].plain_digest);
        ASSERT_TRUE(back) << size;
        EXPECT_EQ(back->size(), size);
    }
    EXPECT_EQ(rows(), 3);
}

TEST_F(PartStoreTest, ASmallPartIsSealedAndAnAlteredOneIsNotGivenOutAndWrittenAnew) {
    const auto some = opened(1000);
    ASSERT_TRUE(put(some));
    const auto sealed = archive_->database().query("SELECT content FROM small_parts").value()[0].bytes(0);
    EXPECT_EQ(as_text(sealed).find("pppppppp"), std::string_view::npos);
    ASSERT_TRUE(archive_->database().run("UPDATE small_parts SET content = ?1", {Bytes(sealed.size(), 7)}));
    EXPECT_TRUE(part_content(*archive_, some.parts[0].plain_digest).error().is(TownshipError::BadBlob));
    ASSERT_TRUE(put(some));
    EXPECT_TRUE(part_content(*archive_, some.parts[0].plain_digest));
}

// Archives of before kept every part in a file.
TEST_F(PartStoreTest, ASmallPartInAFileIsFoundToo) {
    const auto some = opened(1000);
    ASSERT_TRUE(archive_->blobs().put(some.parts[0].plain_digest, some.parts[0].content));
    EXPECT_TRUE(part_content(*archive_, some.parts[0].plain_digest));
}

TEST_F(ArchiveTest, ASealedColumnOpensInItsOwnPlaceOnly) {
    const auto& cipher = archive_->cipher();
    const Bytes sealed = cipher.seal("people.number", as_bytes("990101196001010011"));
    EXPECT_EQ(cipher.open_text("people.number", sealed)->view(), "990101196001010011");
    EXPECT_FALSE(cipher.open_text("people.name", sealed));
    EXPECT_NE(cipher.seal("people.number", as_bytes("990101196001010011")), sealed);
    EXPECT_EQ(cipher.found_by("990101196001010011"), cipher.found_by("990101196001010011"));
    EXPECT_NE(cipher.found_by("990101196001010011"), cipher.found_by("990101196001010012"));
}

TEST_F(ArchiveTest, WriteOnceRowsRefuseChangeAndRemoval) {
    ASSERT_TRUE(audit(*archive_, actor_, "look", "123456789012"));
    const char* const tables[] = {"station_keys", "submissions", "parts",    "people",  "consents",
                                  "check_ins",    "moves",       "hearings", "refused", "audit"};
    for (const std::string table : tables) {
        EXPECT_EQ(archive_->database().query(testing::guards_of(), {table}).value()[0].number(0), 2) << table;
    }
    EXPECT_TRUE(raw("UPDATE audit SET who = 'nobody'").error().is(DatabaseError::Constraint));
    EXPECT_TRUE(raw("DELETE FROM audit").error().is(DatabaseError::Constraint));
}

// An archive of format 1, whose audit had one chain without a name.
TEST_F(ArchiveTest, AnOlderArchiveIsBroughtUpAndItsChainGoesOn) {
    if (testing::on_postgresql()) {
        GTEST_SKIP() << "there was no server's archive of format 1";
    }
    for (const char* what : {"one", "two"}) {
        ASSERT_TRUE(audit(*archive_, actor_, "look", what));
    }
    ASSERT_TRUE(write_audit_head(*archive_));
    ASSERT_TRUE(
        raw("CREATE TABLE older (sequence INTEGER PRIMARY KEY, at_ms INTEGER NOT NULL, who TEXT NOT NULL, action "
            "TEXT NOT NULL, what TEXT NOT NULL, why TEXT NOT NULL, previous BLOB NOT NULL, digest BLOB NOT NULL) "
            "STRICT; INSERT INTO older SELECT sequence, at_ms, who, action, what, why, previous, digest FROM "
            "audit; DROP TABLE audit; ALTER TABLE older RENAME TO audit; UPDATE settings SET value = '1' WHERE "
            "name = 'format'"));
    archive_.reset();
    for (int again = 0; again < 2; ++again) {
        const auto opened = open();
        ASSERT_TRUE(opened) << opened.error().text();
        ASSERT_TRUE(audit(**opened, actor_, "look", "three"));
        EXPECT_EQ(verify_audit(**opened).value(), 3U + static_cast<unsigned>(again));
        EXPECT_EQ((*opened)->database().query("SELECT value FROM settings WHERE name = 'format'").value()[0].text(0),
                  "2");
    }
}

TEST_F(ArchiveTest, ANewerArchiveIsNotOpened) {
    ASSERT_TRUE(raw("UPDATE settings SET value = '3' WHERE name = 'format'"));
    const auto newer = open();
    ASSERT_FALSE(newer);
    EXPECT_TRUE(newer.error().is(TownshipError::NewerArchive)) << newer.error().text();
}

TEST_F(ArchiveTest, TheAuditChainTellsAnEditedRow) {
    for (const char* what : {"one", "two", "three"}) {
        ASSERT_TRUE(audit(*archive_, actor_, "look", what));
    }
    EXPECT_EQ(verify_audit(*archive_).value(), 3U);
    ASSERT_TRUE(raw_unguarded("audit", "UPDATE audit SET why = 'something else' WHERE sequence = 2"));
    const auto verdict = verify_audit(*archive_);
    ASSERT_FALSE(verdict);
    EXPECT_TRUE(verdict.error().is(TownshipError::Tampered));
    EXPECT_NE(verdict.error().detail().find("row 2"), std::string::npos);
}

TEST_F(ArchiveTest, TheAuditChainTellsARemovedRow) {
    for (const char* what : {"one", "two", "three"}) {
        ASSERT_TRUE(audit(*archive_, actor_, "look", what));
    }
    ASSERT_TRUE(raw_unguarded("audit", "DELETE FROM audit WHERE sequence = 2"));
    EXPECT_FALSE(verify_audit(*archive_));
}

TEST_F(ArchiveTest, TheAuditChainTellsACutTailBehindTheKeptHead) {
    for (const char* what : {"one", "two", "three"}) {
        ASSERT_TRUE(audit(*archive_, actor_, "look", what));
    }
    ASSERT_TRUE(write_audit_head(*archive_));
    ASSERT_TRUE(audit(*archive_, actor_, "look", "four"));  // the head may be behind: killed before it was written
    EXPECT_EQ(verify_audit(*archive_).value(), 4U);
    ASSERT_TRUE(raw_unguarded("audit", "DELETE FROM audit WHERE sequence >= 3"));
    EXPECT_FALSE(verify_audit(*archive_));
}

TEST_F(ArchiveTest, AnInvitationWorksOnceAndForSevenDays) {
    const Bytes token = invite_station(*archive_, "kiosk-1").value();
    EXPECT_FALSE(enrol_station(*archive_, "kiosk-1", Bytes(24, 1), keys(1)));  // not the token
    EXPECT_TRUE(enrol_station(*archive_, "kiosk-1", token, keys(1)).value());
    EXPECT_FALSE(enrol_station(*archive_, "kiosk-1", token, keys(1)));  // used
    const Bytes late = invite_station(*archive_, "kiosk-1").value();
    clock_.at_ms += 7LL * 24 * 3600 * 1000 + 1;
    EXPECT_FALSE(enrol_station(*archive_, "kiosk-1", late, keys(1)));
    const Bytes again = invite_station(*archive_, "kiosk-1").value();
    EXPECT_FALSE(enrol_station(*archive_, "kiosk-1", again, keys(1)).value());  // the same keys are nothing new
}

TEST_F(ArchiveTest, TwoStationsDoNotShareAKey) {
    const Bytes one = invite_station(*archive_, "kiosk-1").value();
    const Bytes two = invite_station(*archive_, "kiosk-2").value();
    ASSERT_TRUE(enrol_station(*archive_, "kiosk-1", one, keys(1)));
    EXPECT_TRUE(enrol_station(*archive_, "kiosk-2", two, keys(1)).error().is(TownshipError::BadReply));
    ASSERT_TRUE(revoke_station(*archive_, "kiosk-1"));
    EXPECT_FALSE(station_of_curve_key(*archive_, keys(1).curve_public).value());
}

TEST_F(ArchiveTest, OldStationKeysStayKnown) {
    for (const int seed : {1, 20}) {
        const Bytes token = invite_station(*archive_, "kiosk-1").value();
        ASSERT_TRUE(enrol_station(*archive_, "kiosk-1", token, keys(seed)));
    }
    EXPECT_EQ(archive_->database().query("SELECT count(*) FROM station_keys").value()[0].number(0), 2);
}

TEST_F(ArchiveTest, StationIdsAreFitForFileNamesAndReceipts) {
    for (const char* good : {"kiosk-1", "a", "0123456789012345678901234567890123456789"}) {
        EXPECT_TRUE(is_station_id(good)) << good;
    }
    for (const char* bad : {"", "Kiosk", "a/b", "..", "a:b", "一", "01234567890123456789012345678901234567890"}) {
        EXPECT_FALSE(is_station_id(bad)) << bad;
    }
}

TEST_F(ArchiveTest, DownlinkNumbersHaveNoGapsAndStationsDoNotShareThem) {
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(queue_downlink(*archive_, "kiosk-1", {}));
    }
    EXPECT_EQ(queue_downlink(*archive_, "kiosk-2", {}).value(), 1U);
    EXPECT_EQ(queue_downlink(*archive_, "kiosk-1", {}).value(), 4U);
    EXPECT_EQ(downlink_after(*archive_, "kiosk-1", 1, 2)->size(), 2U);
    ASSERT_TRUE(downlink_applied(*archive_, "kiosk-1", 3));
    EXPECT_EQ(downlink_count(*archive_, "kiosk-1")->waiting, 1U);
}

TEST_F(ArchiveTest, TasksOfAFloodCountUpInsteadOfFillingTheDisk) {
    Task task;
    task.kind = "refused";
    task.station = "kiosk-9";
    for (std::int64_t i = 0; i < most_open_tasks + 50; ++i) {
        task.what = std::to_string(i);
        ASSERT_TRUE(archive_->database().transaction([&] { return add_task(*archive_, task); }));
    }
    EXPECT_EQ(static_cast<std::int64_t>(list_tasks(*archive_, false)->size()), most_open_tasks + 1);
}

}  // namespace
}  // namespace doorstep::township

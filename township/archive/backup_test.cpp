// A backup is whole or it is none, holds only what is new when made again, and a damaged one is refused in a sentence.
#include "township/archive/backup.hpp"

#include "base/files.hpp"
#include "township/archive/check.hpp"
#include "township/archive/submissions.hpp"
#include "township/archive/township_error.hpp"
#include "township/testing/gateway_fixture.hpp"

namespace doorstep::township::testing {
namespace {

namespace fs = std::filesystem;

class BackupTest : public GatewayFixture {
  protected:
    BackupTest() {
        enrol(station_);
        EXPECT_TRUE(station_.begin(address()));
        deliver(1);
    }
    Uuid deliver(unsigned seed) {
        HandIn hand_in;
        hand_in.number = id_number(static_cast<int>(seed));
        hand_in.pages = {page_bytes(70'000, seed)};
        const auto answer = station_.deliver(station_.seal(hand_in));
        EXPECT_TRUE(answer && answer->has_acknowledged());
        return hand_in.id;
    }
    fs::path page_in(const fs::path& folder, unsigned seed) const {
        const auto name = to_hex(sha256(as_bytes(page_bytes(70'000, seed))));
        return folder / "pages" / name.substr(0, 2) / name;
    }
    static void flip(const fs::path& file) {
        auto bytes = read_file(file, 64U << 20U).value();
        bytes[bytes.size() / 2] ^= 1U;
        ASSERT_TRUE(write_file_durably(file, bytes));
    }
    BackupReport back_up() {
        const auto report = make_backup(*archive_, backup_);
        EXPECT_TRUE(report) << report.error().text();
        return report.value_or(BackupReport{});
    }
    Result<Manifest> restore() const { return restore_backup(backup_, folder_.path() / "keys", into_); }
    // Refused, says `word`, and nothing is there.
    void refused(const std::string& word) const {
        const auto restored = restore();
        ASSERT_FALSE(restored);
        EXPECT_TRUE(restored.error().is(TownshipError::BadBackup)) << restored.error().text();
        EXPECT_NE(restored.error().detail().find(word), std::string::npos) << restored.error().detail();
        EXPECT_FALSE(fs::exists(into_));
    }
    ScriptedStation station_{loop_, "kiosk-1"};
    TemporaryFolder away_;
    fs::path backup_ = away_.path() / "backup";
    fs::path into_ = away_.path() / "into";
};

TEST_F(BackupTest, WhatIsRestoredIsWholeAndHoldsTheSame) {
    const auto id = deliver(2);
    back_up();
    const auto later = deliver(3);
    ASSERT_TRUE(restore());
    const auto restored = Archive::open(into_);
    ASSERT_TRUE(restored) << restored.error().text();
    const auto report = check_archive(**restored);
    EXPECT_EQ(report.damaged, 0U) << report.damage[0].why;
    EXPECT_EQ(report.submissions, 2U);
    const auto before = held_submission(*archive_, id).value();
    const auto after = held_submission(**restored, id).value();
    ASSERT_TRUE(before && after);
    EXPECT_EQ(after->received_ms, before->received_ms);
    EXPECT_EQ(after->envelope_digest, before->envelope_digest);
    EXPECT_FALSE(held_submission(**restored, later).value()) << "came after the backup";
}

TEST_F(BackupTest, WhatAllGatewaysSeeIsInItWhereverItLies) {
    stop();
    store_.files = away_.path() / "shared";
    fs::create_directories(store_.files);
    fs::rename(folder_.path() / "pages", store_.files / "pages");
    const auto evidence = fs::path("refused") / "kiosk-1" / "1" / "part";
    fs::create_directories((store_.files / evidence).parent_path());
    ASSERT_TRUE(write_file_durably(store_.files / evidence, as_bytes("as it came")));
    start();
    EXPECT_TRUE(back_up().damaged.empty());
    ASSERT_TRUE(restore());
    const auto restored = Archive::open(into_);
    ASSERT_TRUE(restored) << restored.error().text();
    const auto report = check_archive(**restored);
    EXPECT_EQ(report.damaged, 0U) << report.damage[0].why;
    EXPECT_TRUE(fs::exists(page_in(into_, 1)));
    EXPECT_EQ(read_text_file(into_ / evidence, 100).value_or(""), "as it came");
}

TEST_F(BackupTest, MadeAgainItCopiesWhatIsNew) {
    const auto first = back_up();
    EXPECT_EQ(first.copied, first.files);
    deliver(2);
    const auto second = back_up();
    EXPECT_GT(second.files, first.files);
    // The new pages, the database and the audit chain's head.
    EXPECT_EQ(second.copied, second.files - first.files + 2);
    EXPECT_EQ(back_up().copied, 2U);
    ASSERT_TRUE(restore());
    EXPECT_EQ(check_archive(*Archive::open(into_).value()).submissions, 2U);
}

TEST_F(BackupTest, ADamagedPageDoesNotReplaceItsGoodCopy) {
    back_up();
    deliver(2);
    flip(page_in(folder_.path(), 1));
    flip(page_in(folder_.path(), 2));
    const auto report = back_up();
    ASSERT_EQ(report.damaged.size(), 1U) << "the one that was never copied whole";
    EXPECT_NE(report.damaged[0].find(page_in("", 2).filename().native()), std::string::npos);
    ASSERT_TRUE(restore());
    const auto restored = Archive::open(into_).value();
    EXPECT_TRUE(restored->blobs().get(sha256(as_bytes(page_bytes(70'000, 1)))));
}

TEST_F(BackupTest, ADamagedPageIsRefused) {
    back_up();
    flip(page_in(backup_, 1));
    EXPECT_EQ(check_backup(backup_).value().damaged.size(), 1U);
    refused(page_in("", 1).filename().native());
}

TEST_F(BackupTest, AMissingFileIsRefused) {
    back_up();
    fs::remove(page_in(backup_, 1));
    refused("1 of");
}

TEST_F(BackupTest, ADamagedDatabaseIsRefused) {
    back_up();
    flip(backup_ / "archive-1.db");
    refused("archive-1.db");
}

TEST_F(BackupTest, ACutManifestIsRefused) {
    back_up();
    const auto text = read_text_file(backup_ / manifest_file, 1U << 20U).value();
    ASSERT_TRUE(write_file_durably(backup_ / manifest_file, as_bytes(text.substr(0, text.size() / 2))));
    refused("cut short");
    fs::remove(backup_ / manifest_file);
    refused("no manifest");
}

TEST_F(BackupTest, OtherKeysAreRefused) {
    back_up();
    const auto keys = away_.path() / "keys";
    ASSERT_TRUE(make_keys(keys, "test-town"));
    const auto restored = restore_backup(backup_, keys, into_);
    ASSERT_FALSE(restored);
    EXPECT_NE(restored.error().detail().find("do not open"), std::string::npos);
    EXPECT_FALSE(fs::exists(into_));
}

TEST_F(BackupTest, NothingIsOverwritten) {
    back_up();
    ASSERT_TRUE(write_file_durably(away_.path() / "something", as_bytes("x")));
    const auto restored = restore_backup(backup_, folder_.path() / "keys", away_.path());
    ASSERT_FALSE(restored);
    EXPECT_NE(restored.error().detail().find("not empty"), std::string::npos);
}

TEST_F(BackupTest, ABackupThatWasCutOffLeavesTheOneBefore) {
    back_up();
    // What a cut leaves: a half-made database and a page, and the manifest of before.
    ASSERT_TRUE(write_file_durably(backup_ / "archive-2.db", as_bytes("half")));
    const auto half = page_in(backup_, 2);
    ASSERT_TRUE(make_folder(half.parent_path(), 0700));
    ASSERT_TRUE(write_file_durably(half, as_bytes("half")));
    ASSERT_TRUE(restore());
    EXPECT_EQ(check_archive(*Archive::open(into_).value()).damaged, 0U);
    deliver(2);
    back_up();
    EXPECT_FALSE(fs::exists(backup_ / "archive-2.db"));
    EXPECT_TRUE(check_backup(backup_).value().damaged.empty()) << "the half page was copied anew";
}

TEST_F(BackupTest, TwoAtOnceDoNotMeet) {
    ASSERT_TRUE(make_folder(backup_, 0700));
    const auto other = lock_file(backup_ / "lock");
    const auto second = make_backup(*archive_, backup_);
    ASSERT_FALSE(second);
    EXPECT_TRUE(second.error().is(FileError::Denied));
}

}  // namespace
}  // namespace doorstep::township::testing

// The restore drill with the real program: a backup while the gateway takes in, everything lost, restored, verified,
// served again; the station goes on where it was.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "township/testing/scripted_station.hpp"
#include "township/testing/township_process.hpp"

namespace doorstep::township::testing {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

class RestoreDrill : public ::testing::Test {
  protected:
    RestoreDrill() {
        EXPECT_TRUE(town_.serve());
        const auto invitation = path("invitation");
        EXPECT_EQ(town_.run({"enrol-station", "kiosk-1", "--out", invitation}).code, 0);
        EXPECT_TRUE(
            write_file_durably(path("reply"), as_bytes(station_.reply_to(read_text_file(invitation, 65536).value()))));
        EXPECT_EQ(town_.run({"enrol-station", "--no-code", "--confirm", path("reply")}).code, 0);
        EXPECT_TRUE(station_.begin(town_.address()));
    }
    std::string path(const char* name) const { return (town_.folder() / name).native(); }
    protocol::SealedSubmission next() {
        HandIn hand_in;
        hand_in.number = id_number(static_cast<int>(made_ % 900));
        hand_in.pages = {page_bytes(150'000, made_), page_bytes(90'000, made_ + 1000)};
        ++made_;
        return station_.seal(hand_in);
    }
    wire::Acknowledged deliver(const protocol::SealedSubmission& sealed) {
        const auto answer = station_.deliver(sealed);
        EXPECT_TRUE(answer && answer->has_acknowledged());
        return answer ? answer->acknowledged() : wire::Acknowledged{};
    }
    json report(const std::vector<std::string>& arguments, int code) {
        const auto output = town_.run(arguments);
        EXPECT_EQ(output.code, code) << output.err << output.out;
        return json::parse(output.out, nullptr, false);
    }
    TownshipProcess town_{DOORSTEP_BIN_DIR "/doorstep-township", DOORSTEP_BIN_DIR "/../share"};
    EventLoop loop_;
    ScriptedStation station_{loop_, "kiosk-1"};
    unsigned made_ = 0;
};

TEST_F(RestoreDrill, BackupWhileServingThenRestoreVerifyAndGoOn) {
    std::vector<protocol::SealedSubmission> before;
    std::vector<wire::Acknowledged> receipts;
    for (int i = 0; i < 8; ++i) {
        before.push_back(next());
        receipts.push_back(deliver(before.back()));
    }
    TownshipProcess::Output made;
    std::atomic<bool> done = false;
    std::thread backup([&] {
        made = town_.run({"backup", path("backup"), "--json"});
        done = true;
    });
    int meanwhile = 0;
    for (; !done || meanwhile == 0; ++meanwhile) {
        deliver(next());
    }
    backup.join();
    ASSERT_EQ(made.code, 0) << made.err;
    RecordProperty("taken_in_meanwhile", meanwhile);
    EXPECT_EQ(report({"verify", "--json"}, 0)["submissions"], 8 + meanwhile);

    // Everything is lost but the backup, a copy of the other keys, and shares of the sealing key (SECURITY 8).
    report({"sealing-key", "shares", "--of", "5", "--need", "3", "--out", path("shares"), "--json"}, 0);
    town_.kill_hard();
    fs::copy(town_.state() / "keys", path("keys"), fs::copy_options::recursive);
    fs::remove(fs::path(path("keys")) / "recipient-0001.key");
    fs::remove_all(town_.state());
    const auto share = [&](int number) { return path("shares") + "/share-0001-0" + std::to_string(number) + ".json"; };
    report({"sealing-key", "join", share(1), share(5), "--keys", path("keys"), "--json"}, 1);
    report({"sealing-key", "join", share(5), share(2), share(4), "--keys", path("keys"), "--json"}, 0);
    const auto restored =
        report({"restore", path("backup"), town_.state().native(), "--keys", path("keys"), "--json"}, 0);
    EXPECT_EQ(restored["intact"], true);
    EXPECT_GE(restored["submissions"], 8);
    if (on_postgresql()) {
        // Onto another server, where nothing is yet; and not a second time.
        town_.use_store(store_lines());
        const auto moved = report({"to-postgresql", "--json"}, 0);
        EXPECT_EQ(moved["submissions"], restored["submissions"]);
        EXPECT_EQ(moved["damage"], json::array());
        fs::rename(town_.state() / "archive.db.moved", town_.state() / "archive.db");
        EXPECT_EQ(report({"to-postgresql", "--json"}, 1)["error"], "NotEmpty");
    }
    EXPECT_EQ(report({"verify", "--json"}, 0)["damage"], json::array());

    ASSERT_TRUE(town_.serve());
    ASSERT_TRUE(station_.begin(town_.address()));
    for (std::size_t i = 0; i < before.size(); ++i) {
        const auto again = deliver(before[i]);
        EXPECT_EQ(again.township_ms(), receipts[i].township_ms()) << "the same receipt";
        EXPECT_EQ(again.signature(), receipts[i].signature());
    }
    deliver(next());
    EXPECT_EQ(report({"verify", "--json"}, 0)["intact"], true);
}

TEST_F(RestoreDrill, DamageIsNamedInASentenceAndByTheExitCode) {
    deliver(next());
    const auto digest = to_hex(sha256(as_bytes(page_bytes(150'000, 0))));
    const auto page = town_.state() / "pages" / digest.substr(0, 2) / digest;
    ASSERT_TRUE(write_file_durably(page, as_bytes("no page")));
    const auto damaged = report({"verify", "--json"}, 1);
    ASSERT_EQ(damaged["damage"].size(), 1U);
    EXPECT_EQ(damaged["damage"][0]["kind"], "page");
    EXPECT_NE(town_.run({"verify"}).err.find("1 places are damaged"), std::string::npos);
    EXPECT_EQ(report({"backup", path("backup"), "--json"}, 1)["damaged"].size(), 1U);
    ASSERT_TRUE(write_file_durably(path("backup") + "/manifest", as_bytes("nothing")));
    const auto refused =
        report({"restore", path("backup"), path("into"), "--keys", town_.state() / "keys", "--json"}, 1);
    EXPECT_EQ(refused["error"], "BadBackup");
    EXPECT_FALSE(fs::exists(path("into")));
}

TEST_F(RestoreDrill, ADamagedDatabaseStillLetsThePagesBeChecked) {
    if (on_postgresql()) {
        GTEST_SKIP() << "a server's files are its own";
    }
    deliver(next());
    town_.kill_hard();
    const auto file = town_.state() / "archive.db";
    fs::remove(town_.state() / "archive.db-wal");
    ASSERT_TRUE(write_file_durably(file, Bytes(65536, 7)));
    const auto damaged = report({"verify", "--json"}, 1);
    ASSERT_EQ(damaged["damage"].size(), 1U);
    EXPECT_EQ(damaged["damage"][0]["kind"], "database");
    EXPECT_EQ(damaged["pages"], 2);  // answers, card and consents lie in the database
}

}  // namespace
}  // namespace doorstep::township::testing

// The release key end to end, real programs: keys in folders of their own, as on the signers' machines; agents that die
// at each point of forgetting (SECURITY 7, 16).
#include <gtest/gtest.h>

#include "base/files.hpp"
#include "station-agent/enrolment/enrolment.hpp"
#include "tests/faults/release_spine.hpp"

namespace doorstep::faults {
namespace {

TEST_F(ReleaseSpine, OrdersReachTheKioskAndTheSignerRemembersWhatItSigned) {
    order({"scheme", package(std::string(DOORSTEP_BIN_DIR) + "/../share/schemes/linshi")}, {"liu"});
    ASSERT_TRUE(wait_for(
        [&] { return ask([](auto& request) { request.mutable_list_schemes(); }).schemes().schemes_size() == 1; }));
    order({"configuration", "lost_days=20", "hotline=010-1", "--version", "1"}, {"sun"});
    ASSERT_TRUE(wait_for([&] {
        const auto values = ask([](auto& request) { request.mutable_get_configuration(); }).configuration().values();
        return values.contains("hotline") && values.at("hotline") == "010-1";
    }));
    const auto clerk = must({"clerk", "add", "zhou", "--name", "周丽", "--out", order_file()});
    sign_and_release({"liu"});
    ASSERT_TRUE(wait_for(
        [&] { return ask([](auto& request) { request.mutable_list_accounts(); }).accounts().accounts_size() == 1; }));
    const auto signed_in = ask([&](auto& request) {
        request.mutable_sign_in()->set_account("zhou");
        request.mutable_sign_in()->set_pin("246810");
        request.mutable_sign_in()->set_one_time_code(clerk["one_time_code"].template get<std::string>());
    });
    EXPECT_EQ(signed_in.fault().code(), wire::FAULT_NONE);
    // What a key signed last stands beside it: an older order is not signed with it, the same one is.
    must({"sign", order_file(), "--key", folder("liu") + "/release.key"});
    const auto kept = read_file(order_file(), 1U << 20U).value();
    must({"order", "configuration", "hotline=010-2", "--version", "2", "--out", order_file()});
    must({"sign", order_file(), "--key", folder("liu") + "/release.key"});
    ASSERT_TRUE(write_file_durably(order_file(), kept));
    EXPECT_EQ(town_.run({"sign", order_file(), "--key", folder("liu") + "/release.key"}).code, 1);
    EXPECT_EQ(must({"orders"})["orders"].size(), 4U);
}

TEST_F(ReleaseSpine, ASealingKeyTurnsAndTheOldOneIsDestroyedWhenNobodyNeedsItAnyMore) {
    std::mt19937_64 random(7);
    ASSERT_TRUE(station_->hand_in(random_papers(random)));
    must({"sealing-key", "new", "--out", order_file()});
    sign_and_release({"liu"});
    ASSERT_TRUE(wait_for([&] { return station_->agent().status().sealing_epoch() == 2; }));
    ASSERT_TRUE(station_->hand_in(random_papers(random)));
    ASSERT_TRUE(station_->drained(patience_ms));
    EXPECT_EQ(town_.run({"sealing-key", "retire", "1"}).code, 1) << "its hello said so before the key turned";
    station_->agent().kill_hard();
    station_->agent().start();
    ASSERT_TRUE(wait_for([&] { return town_.run({"sealing-key", "retire", "1"}).code == 0; }));
    EXPECT_FALSE(std::filesystem::exists(town_.state() / "keys/recipient-0001.key"));
    town_.kill_hard();
    ASSERT_TRUE(town_.serve());
    station_->line().lead_to(town_.address());
    ASSERT_TRUE(station_->hand_in(random_papers(random)));
    ASSERT_TRUE(station_->drained(patience_ms));
    EXPECT_TRUE(must({"verify"})["intact"].get<bool>()) << "what was sealed to the old key is still read";
    EXPECT_EQ(run_checker(town_, record_).code, 0);
}

// kill -9 at each step of forgetting, with something that the township does not have yet.
TEST_F(ReleaseSpine, KilledWhileItForgetsItGoesOnAndLosesNothingThatWasHandedIn) {
    std::mt19937_64 random(11);
    for (const auto* point : {"forget-marked", "forget-key-gone", "forget-rows-gone"}) {
        SCOPED_TRACE(point);
        station_->agent().kill_hard();
        station_->agent().start(point);
        begin_draft();
        town_.kill_hard();
        ASSERT_TRUE(station_->hand_in(random_papers(random)));
        order({"forget", "kiosk-1", "--reason", "repair"}, {"liu", "sun"});
        ASSERT_TRUE(town_.serve());
        station_->line().lead_to(town_.address());
        ASSERT_TRUE(wait_for([&] { return station_->agent().has_died(); }));
        station_->agent().kill_hard();
        station_->agent().start();
        ASSERT_TRUE(wait_for([&] { return station_->agent().status().drafts() == 0; }));
        ASSERT_TRUE(station_->drained(patience_ms));
        const auto sealed = std::filesystem::directory_iterator(station_->state() / "sealed");
        for (const auto& file : sealed) {
            EXPECT_NE(file.file_size(), 200'000U) << "the draft's page";
        }
    }
    station_->note_confirmed();
    const auto verdict = run_checker(town_, record_);
    EXPECT_EQ(verdict.code, 0) << verdict.words;
    EXPECT_EQ(verdict.held, 3U);
}

// Both codes are typed: only then is anything sent, and what was handed in before is (SECURITY 9).
TEST_F(ReleaseSpine, UntilTheCodesWereTypedEverythingIsSealedAndNothingSent) {
    agent::testing::TestFolder folder;
    const auto root = folder.path() / "root";
    const auto invitation = (town_.folder() / "invitation-2").native();
    const auto reply = (town_.folder() / "reply-2").native();
    must({"enrol-station", "kiosk-2", "--out", invitation});
    agent::testing::AgentProcess kiosk(folder, DOORSTEP_BIN_DIR, read_text_file(invitation, 1U << 16U).value());
    const auto keys = root / "var/lib/doorstep/agent/keys";
    const auto enrolled = agent::enrol(keys, read_text_file(invitation, 1U << 16U).value(), {});
    ASSERT_TRUE(enrolled);
    ASSERT_TRUE(write_file_durably(reply, as_bytes(enrolled->reply)));
    kiosk.start();
    ASSERT_TRUE(kiosk.hand_in(Uuid::make_v7()));
    EXPECT_TRUE(kiosk.status().unconfirmed());
    auto wrong = enrolled->code;
    wrong[0] = wrong[0] == '1' ? '2' : '1';
    EXPECT_EQ(town_.run({"enrol-station", "--confirm", reply, "--code", wrong}).code, 1);
    EXPECT_EQ(town_.run({"enrol-station", "--confirm", reply}).code, 2) << "without a code only when it is said";
    const auto done = must({"enrol-station", "--confirm", reply, "--code", enrolled->code});
    const auto code = done["code"].get<std::string>();
    EXPECT_NE(code, enrolled->code);
    // The township would take it; the kiosk does not send before it knows that the township is the one it was told of.
    EXPECT_FALSE(kiosk.status().line_up());
    EXPECT_EQ(kiosk.status().sealed(), 1U);
    EXPECT_FALSE(agent::confirm_enrolment(keys, wrong));
    ASSERT_TRUE(agent::confirm_enrolment(keys, code.substr(0, 4) + " " + code.substr(4)));
    EXPECT_TRUE(wait_for([&] { return kiosk.status().acknowledged() == 1; }));
    kiosk.kill_hard();
}

TEST_F(ReleaseSpine, ARevokedKioskThatComesBackForgetsAndIsLetInNoMore) {
    begin_draft();
    station_->agent().kill_hard();  // stolen
    order({"revoke", "kiosk-1", "--reason", "stolen"}, {"sun", "liu"});
    station_->agent().start();
    ASSERT_TRUE(wait_for([&] { return station_->agent().status().revoked(); }));
    EXPECT_EQ(station_->agent().status().drafts(), 0U);
    EXPECT_FALSE(station_->agent().status().line_up());
    EXPECT_EQ(must({"stations"})["stations"][0]["state"], "revoked");
}

}  // namespace
}  // namespace doorstep::faults

// The commands as a person uses them, beside a running server: shapes, masks, export, words of refusal (SECURITY 21).
#include <pwd.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/files.hpp"
#include "protocol/envelope/attestation.hpp"
#include "township/testing/scripted_station.hpp"
#include "township/testing/township_process.hpp"

namespace doorstep::township::testing {
namespace {

using nlohmann::json;

class CommandsTest : public ::testing::Test {
  protected:
    CommandsTest() {
        EXPECT_TRUE(town_.serve());
        const auto invitation = (town_.folder() / "invitation").native();
        EXPECT_EQ(town_.run({"enrol-station", "kiosk-1", "--out", invitation}).code, 0);
        write("reply", station_.reply_to(read_text_file(invitation, 65536).value()));
        EXPECT_EQ(town_.run({"enrol-station", "--no-code", "--confirm", path("reply")}).code, 0);
        EXPECT_TRUE(station_.begin(town_.address()));
        hand_in_.pages = {page_bytes(50'000, 1), page_bytes(60'000, 2)};
        number_ = deliver(hand_in_);
    }
    std::string path(const char* name) const { return (town_.folder() / name).native(); }
    void write(const char* name, const std::string& text) {
        EXPECT_TRUE(write_file_durably(path(name), as_bytes(text)));
    }
    std::string deliver(const HandIn& hand_in) {
        const auto answer = station_.deliver(station_.seal(hand_in));
        EXPECT_TRUE(answer && answer->has_acknowledged());
        return answer && answer->has_acknowledged() ? answer->acknowledged().case_number() : std::string();
    }
    json ask(std::vector<std::string> arguments) {
        arguments.emplace_back("--json");
        const auto output = town_.run(arguments);
        EXPECT_EQ(output.code, 0) << output.err;
        return json::parse(output.out, nullptr, false);
    }
    TownshipProcess town_{DOORSTEP_BIN_DIR "/doorstep-township", DOORSTEP_BIN_DIR "/../share"};
    EventLoop loop_;
    ScriptedStation station_{loop_, "kiosk-1"};
    HandIn hand_in_;
    std::string number_;
};

TEST_F(CommandsTest, CasesListsTheApplicationAndTheCheckIn) {
    HandIn check_in;
    check_in.kind = wire::CHECK_IN;
    check_in.case_number = number_;
    deliver(check_in);
    const auto listed = ask({"cases"});
    ASSERT_EQ(listed["cases"].size(), 1U);
    const auto& one = listed["cases"][0];
    EXPECT_EQ(one["case"], number_);
    EXPECT_EQ(one["kind"], "application");
    EXPECT_EQ(one["state"], "delivered");
    EXPECT_EQ(one["station"], "kiosk-1");
    EXPECT_EQ(one["members"], 1);
    EXPECT_EQ(one["consents"], 4);  // two with each hand-in
    EXPECT_EQ(one["pages"], 2);
    ASSERT_EQ(listed["check_ins"].size(), 1U);
    EXPECT_EQ(listed["check_ins"][0]["way"], "clerk-confirmed");
    EXPECT_EQ(listed["check_ins"][0]["reason"], "refused-face");
}

TEST_F(CommandsTest, ACaseShowsDigestsOfItsPages) {
    const auto one = ask({"case", number_});
    ASSERT_EQ(one["pages"].size(), 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(one["pages"][i]["sha256"], to_hex(sha256(as_bytes(hand_in_.pages[i]))));
        EXPECT_EQ(one["pages"][i]["size"], hand_in_.pages[i].size());
    }
    EXPECT_EQ(ask({"case", hand_in_.id.text()})["case"], number_);
}

TEST_F(CommandsTest, NumbersAndNamesAreMaskedUnlessAPurposeIsGiven) {
    for (const auto& arguments : std::vector<std::vector<std::string>>{
             {"cases"}, {"cases", "--json"}, {"case", number_}, {"case", number_, "--json"}}) {
        const auto output = town_.run(arguments);
        EXPECT_EQ(output.out.find(id_number(1)), std::string::npos);
        EXPECT_EQ(output.out.find("测试"), std::string::npos);
        EXPECT_NE(output.out.find("王＊＊"), std::string::npos);
    }
    const auto shown = town_.run({"case", number_, "--purpose", "电话核实"});
    EXPECT_NE(shown.out.find(id_number(1)), std::string::npos);
    const auto trail = town_.run({"audit", number_});
    EXPECT_NE(trail.out.find("电话核实"), std::string::npos);
}

// Slice by slice what a person says under the own case, through the real program.
TEST_F(CommandsTest, TheDeskReadsALetterWithAPurposeAndTakesAWithdrawalUp) {
    HandIn letter;
    letter.kind = wire::SUPPLEMENT;
    letter.case_number = number_;
    letter.with_consent = false;
    letter.answers = R"({"correction":"一共四口人"})";
    deliver(letter);
    letter.id = Uuid::make_v7();
    letter.kind = wire::APPLICATION_WITHDRAWN;
    letter.answers = "{}";
    deliver(letter);
    const auto masked = ask({"case", number_});
    ASSERT_EQ(masked["letters"].size(), 2U);
    EXPECT_EQ(masked["letters"][0]["kind"], "supplement");
    EXPECT_TRUE(masked["letters"][0]["words"].is_null());
    EXPECT_EQ(masked["letters"][1]["kind"], "application-withdrawn");
    EXPECT_EQ(town_.run({"case", number_}).out.find("四口人"), std::string::npos);
    EXPECT_EQ(ask({"case", number_, "--purpose", "核实"})["letters"][0]["words"], "一共四口人");
    EXPECT_EQ(masked["state"], "delivered") << "nothing moves by itself";
    EXPECT_EQ(ask({"tasks"})["tasks"].size(), 2U);
    EXPECT_EQ(ask({"set-state", number_, "withdrawn", "--note", "已撤回，可以随时再申请"})["state"], "withdrawn");
    EXPECT_EQ(ask({"tasks"})["tasks"].size(), 1U) << "the correction is still to be read";
    const auto items = station_.take_downlink(4);
    EXPECT_EQ(items.back().case_state().state(), "withdrawn");
    EXPECT_EQ(items.back().case_state().note(), "已撤回，可以随时再申请");
}

TEST_F(CommandsTest, AHearingIsAnnouncedToThePersonAndAnsweredUnderTheCase) {
    const auto announce = [&](const char* on, const char* place, const char* by) {
        return town_.run({"announce-hearing", number_, "--on", on, "--place", place, "--answer-by", by}).code;
    };
    EXPECT_EQ(announce("2099-12-10 09:00", "镇政府二楼", "2099-12-11"), 1) << "answers wanted after it";
    EXPECT_EQ(announce("2099-12-10", "镇政府二楼", "2099-12-08"), 1) << "no time of day";
    EXPECT_EQ(announce("2099-12-10 24:00", "镇政府二楼", "2099-12-08"), 1);
    EXPECT_EQ(announce("2020-12-10 09:00", "镇政府二楼", "2020-12-08"), 1) << "passed";
    EXPECT_EQ(announce("2099-12-10 09:00", "", "2099-12-08"), 1);
    ASSERT_EQ(announce("2099-12-10 09:00", "镇政府二楼", "2099-12-08"), 0);
    const auto items = station_.take_downlink(2);
    const auto& told = items.back().answer();
    EXPECT_EQ(told.case_number(), number_);
    EXPECT_EQ(told.hearing().on(), "2099-12-10 09:00");
    EXPECT_EQ(told.hearing().place(), "镇政府二楼");
    EXPECT_EQ(told.hearing().answer_by(), "2099-12-08");
    EXPECT_NE(told.text().find("2099-12-08"), std::string::npos) << "an older station shows the words alone";
    HandIn letter;
    letter.kind = wire::HEARING_ANSWER;
    letter.case_number = number_;
    letter.with_consent = false;
    letter.answers =
        R"({"hearing":")" + to_hex(as_bytes(told.id())) + R"(","answer":"words","words":"孩子只回来一个月"})";
    deliver(letter);
    const auto one = ask({"case", number_, "--purpose", "听证"});
    EXPECT_EQ(one["letters"][0]["kind"], "hearing-answer");
    EXPECT_EQ(one["letters"][0]["answer"], "words");
    EXPECT_EQ(one["letters"][0]["words"], "孩子只回来一个月");
    EXPECT_EQ(one["tasks"][0], "hearing: the person sends words, read them before deciding");
}

TEST_F(CommandsTest, AnAnswerThatWasSaidIsExportedAsAFileThatAnyPlayerPlays) {
    HandIn said;
    said.kind = wire::HEARING_ANSWER;
    said.case_number = number_;
    said.with_consent = false;
    said.answers = R"({"answer":"voice","hearing":"00ff"})";
    said.pages = {"OggS what the person said"};
    deliver(said);
    const auto one = ask({"case", number_, "--purpose", "听证"});
    EXPECT_EQ(one["letters"][0]["answer"], "voice");
    EXPECT_EQ(one["tasks"][0], "hearing: the person says it in a recording, listen to it before deciding");
    ask({"export", number_, path("said"), "--purpose", "听证"});
    const auto file = read_file(path("said") + "/" + said.id.text() + "-003.ogg", 1U << 20U);
    ASSERT_TRUE(file) << file.error().text();
    EXPECT_EQ(as_text(*file), said.pages[0]);
}

TEST_F(CommandsTest, AComplaintIsForThoseWhomTheSettingsName) {
    HandIn complaint;
    complaint.kind = wire::COMPLAINT;
    complaint.with_consent = false;
    complaint.answers = R"({"about":"treatment","words":"没有人听我说"})";
    const auto own = deliver(complaint);
    EXPECT_EQ(ask({"cases"})["cases"].size(), 1U);
    EXPECT_EQ(town_.run({"case", own}).code, 1);
    EXPECT_EQ(town_.run({"export", own, path("complaint"), "--purpose", "w"}).code, 1);
    EXPECT_EQ(town_.run({"complaint", "list"}).code, 1) << "nobody is named";
    EXPECT_EQ(town_.run({"complaint", "read", own, "--purpose", "w"}).code, 1);
    const auto* account = ::getpwuid(::getuid());
    ASSERT_NE(account, nullptr);
    town_.use_settings(std::string("\n[complaints]\nhandlers = [\"") + account->pw_name + "\"]\n");
    EXPECT_EQ(ask({"complaint", "list"})["complaints"][0]["complaint"], own);
    EXPECT_EQ(town_.run({"complaint", "read", own}).code, 1) << "for a reason";
    const auto read = ask({"complaint", "read", own, "--purpose", "回访"});
    EXPECT_EQ(read["words"], "没有人听我说");
    EXPECT_EQ(read["about"], "treatment");
    ask({"complaint", "answer", own, "我们已谈话。"});
    EXPECT_EQ(station_.take_downlink(3).back().answer().text(), "我们已谈话。");
    EXPECT_EQ(ask({"audit", "--verify"})["intact"], true);
}

TEST_F(CommandsTest, EveryLookIsInTheChain) {
    const auto looks = [&] {
        std::size_t n = 0;
        const auto trail = ask({"audit", number_});
        for (const auto& entry : trail["audit"]) {
            n += entry["action"] == "look" ? 1 : 0;
        }
        return n;
    };
    EXPECT_EQ(looks(), 0U);
    ask({"case", number_});
    town_.run({"case", number_});
    EXPECT_EQ(looks(), 2U);
    EXPECT_EQ(ask({"audit", "--verify"})["intact"], true);
}

TEST_F(CommandsTest, AnExportGivesBackWhatWasHandedIn) {
    EXPECT_EQ(town_.run({"export", number_, path("out-none")}).code, 1);  // no purpose
    EXPECT_FALSE(std::filesystem::exists(path("out-none")));
    ask({"export", number_, path("exported"), "--purpose", "县级抽查"});
    const auto content = json::parse(read_text_file(path("exported") + "/case.json", 1U << 20U).value());
    ASSERT_EQ(content["files"].size(), 5U);  // answers, card, consents, two pages
    for (const auto& file : content["files"]) {
        const auto bytes = read_file(path("exported") + "/" + file["file"].get<std::string>(), 1U << 20U).value();
        EXPECT_EQ(file["sha256"], to_hex(sha256(bytes)));
    }
    const auto page = read_file(path("exported") + "/" + hand_in_.id.text() + "-004.jpg", 1U << 20U).value();
    EXPECT_EQ(as_text(page), hand_in_.pages[0]);
    EXPECT_EQ(content["people"][0]["number"], id_number(1));
    const auto trail = json::parse(read_text_file(path("exported") + "/audit.json", 1U << 20U).value());
    EXPECT_EQ(trail["audit"].back()["action"], "export");
    EXPECT_EQ(trail["audit"].back()["why"], "县级抽查");
    EXPECT_EQ(town_.run({"export", number_, path("exported"), "--purpose", "again"}).code, 1);  // not empty
}

TEST_F(CommandsTest, AnIllegalMoveIsRefusedInWords) {
    const auto output = town_.run({"set-state", number_, "paying", "--note", "x"});
    EXPECT_EQ(output.code, 1);
    EXPECT_NE(output.err.find("paying does not follow delivered"), std::string::npos) << output.err;
    EXPECT_EQ(town_.run({"set-state", "1111", "accepted"}).code, 1);
    EXPECT_EQ(town_.run({"set-state"}).code, 2);
}

TEST_F(CommandsTest, AMoveMadeBesideTheServerReachesTheStationSoon) {
    station_.take_downlink(1);
    ask({"set-state", number_, "accepted", "--note", "已受理"});
    const auto before = monotonic_milliseconds();
    const auto items = station_.take_downlink(1);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].case_state().state(), "accepted");
    EXPECT_LT(monotonic_milliseconds() - before, 3000);
}

TEST_F(CommandsTest, StationsTellWhatTheyLack) {
    const auto stations = ask({"stations"})["stations"];
    ASSERT_EQ(stations.size(), 1U);
    EXPECT_EQ(stations[0]["state"], "enrolled");
    EXPECT_EQ(stations[0]["submissions"], 1);
    EXPECT_EQ(stations[0]["missing_sequences"], 0);
    station_.seal({});  // a number used up, never sent
    deliver({});
    const auto after = ask({"stations"})["stations"][0];
    EXPECT_EQ(after["missing_sequences"], 1);
    EXPECT_EQ(after["missing"], json::parse("[[2, 2]]"));
    EXPECT_EQ(after["countersigned"], 1) << "not beyond the gap";
}

TEST_F(CommandsTest, StationsTellHowTheyAre) {
    EXPECT_TRUE(ask({"stations"})["stations"][0]["heartbeat"].is_null());
    wire::UplinkMessage message;
    auto& beat = *message.mutable_heartbeat();
    beat.set_version("1.2.0");
    beat.set_waiting(2);
    beat.set_oldest_unsent_ms(1'795'000'000'000);
    beat.set_root_hash("\xab\xcd\xef\x01\x02\x03\x04\x05");
    beat.set_call(1);
    beat.mutable_update()->set_step(wire::UpdateState::FELL_BACK);
    beat.mutable_update()->set_version("1.3.0");
    auto& printer = *beat.add_devices();
    printer.set_class_(wire::Device::PRINTER);
    printer.set_state(wire::Device::FAULTY);
    printer.set_fault(wire::FAULT_PRINTER_PAPER_OUT);
    ASSERT_TRUE(station_.say(message));
    json told;
    const auto end = monotonic_milliseconds() + 60'000;
    while (!told.is_object() && monotonic_milliseconds() < end) {
        loop_.run_once(50);
        told = ask({"stations"})["stations"][0]["heartbeat"];
    }
    ASSERT_TRUE(told.is_object());
    EXPECT_EQ(told["version"], "1.2.0");
    EXPECT_EQ(told["root_hash"], "abcdef0102030405");
    EXPECT_EQ(told["devices"],
              json::parse(R"([{"device": "printer", "state": "faulty", "fault": "fault-printer-paper-out"}])"));
    EXPECT_EQ(told["update"]["step"], "fell-back");
    EXPECT_EQ(told["self_test"]["call"], 1);
    EXPECT_TRUE(ask({"stations"})["stations"][0]["silent_minutes"].is_null());
    const auto text = town_.run({"stations"}).out;
    for (const auto* words : {"版本 1.2.0", "打印机 缺纸", "待送 2 件", "已退回原版本"}) {
        EXPECT_NE(text.find(words), std::string::npos) << words << " in " << text;
    }
}

TEST_F(CommandsTest, AnAttestationIsHeldAgainstKeysAndImages) {
    const std::string hash(64, '5');
    const auto now = system_clock().now().milliseconds / 1000;
    const auto text = [&](const protocol::SigningKeys& keys, std::int64_t at, const std::string& root) {
        return protocol::make_attestation_text({"kiosk-1", "1.2.0", root, at}, keys).value();
    };
    const auto verdict = [&](const std::string& said, int code) {
        const auto output = town_.run({"attest", "verify", said, "--json"});
        EXPECT_EQ(output.code, code) << output.out;
        return json::parse(output.out, nullptr, false);
    };
    EXPECT_EQ(verdict(text(station_.sign(), now, hash), 1)["verdict"], "unknown-image");
    ask({"attest", "add", "1.2.0", hash});
    const auto good = verdict(text(station_.sign(), now, hash), 0);
    EXPECT_EQ(good["verdict"], "good");
    EXPECT_EQ(good["station"], "kiosk-1");
    EXPECT_EQ(good["root_hash"], hash);
    EXPECT_EQ(verdict(text(station_.sign(), now, ""), 1)["verdict"], "no-image");
    EXPECT_EQ(verdict(text(protocol::make_signing_keys(), now, hash), 1)["verdict"], "not-signed");
    EXPECT_EQ(verdict("DA1:kiosk-1", 1)["verdict"], "malformed");
    const auto old = verdict(text(station_.sign(), now - 7200, hash), 1);
    EXPECT_EQ(old["verdict"], "good");
    EXPECT_EQ(old["stale"], true);
    write("code", text(station_.sign(), now, hash) + "\r\n");
    EXPECT_EQ(town_.run({"attest", "verify", "-"}, path("code")).code, 0) << "as a reader of codes types it";
    ask({"attest", "add", "1.3.0", hash});
    EXPECT_EQ(verdict(text(station_.sign(), now, hash), 1)["verdict"], "unknown-image")
        << "that hash is another version's";
    EXPECT_EQ(town_.run({"attest", "add", "1.2.0", "5"}).code, 1);
    EXPECT_EQ(ask({"attest", "list"})["images"].size(), 1U);
    ask({"attest", "add", "1.2.0", hash});
    ask({"revoke-station", "kiosk-1"});
    EXPECT_EQ(verdict(text(station_.sign(), now, hash), 1)["verdict"], "revoked");
}

TEST_F(CommandsTest, AnInvitationNamesWhereStationsReachTheTownship) {
    const auto address_of_new = [&](const char* station) {
        EXPECT_EQ(town_.run({"enrol-station", station, "--out", path(station)}).code, 0);
        return json::parse(read_text_file(path(station), 65536).value())["address"].get<std::string>();
    };
    EXPECT_EQ(address_of_new("kiosk-2"), town_.address());
    const auto config = "address = \"tcp://town.example:9410\"\n[store]\n" + store_lines();
    EXPECT_TRUE(write_file_atomically(town_.folder() / "root/etc/doorstep/township.toml", as_bytes(config)));
    EXPECT_EQ(address_of_new("kiosk-3"), "tcp://town.example:9410") << "behind a router, or listening on all";
}

TEST_F(CommandsTest, AForgedReplyIsRefused) {
    EXPECT_EQ(town_.run({"enrol-station", "kiosk-2", "--out", path("invitation-2")}).code, 0);
    ScriptedStation other(loop_, "kiosk-2");
    auto reply = json::parse(other.reply_to(read_text_file(path("invitation-2"), 65536).value()));
    auto forged = reply;
    forged["station"] = "kiosk-1";  // the token is kiosk-2's
    write("reply-2", forged.dump());
    EXPECT_EQ(town_.run({"enrol-station", "--no-code", "--confirm", path("reply-2")}).code, 1);
    forged = reply;
    forged["curve_public"] =
        json::parse(station_.reply_to(read_text_file(path("invitation"), 65536).value()))["curve_public"];
    write("reply-2", forged.dump());
    EXPECT_NE(town_.run({"enrol-station", "--no-code", "--confirm", path("reply-2")}).err.find("signature"),
              std::string::npos);
    write("reply-2", reply.dump());
    EXPECT_EQ(town_.run({"enrol-station", "--no-code", "--confirm", path("reply-2")}).code, 0);
    EXPECT_EQ(town_.run({"enrol-station", "--no-code", "--confirm", path("reply-2")}).code, 1);  // used
}

TEST_F(CommandsTest, ClerksRosterTrayAndWithdrawalAnswerInTheirShapes) {
    const auto clerk = ask({"clerk", "add", "zhou", "--name", "周丽"});
    EXPECT_EQ(clerk["one_time_code"].get<std::string>().size(), 8U);
    EXPECT_EQ(ask({"clerk", "list"})["clerks"][0]["name"], "周丽");
    EXPECT_EQ(ask({"clerk", "disable", "zhou"})["disabled"], true);
    const auto bare = town_.run({"clerk", "add", "song", "--name", "宋师傅", "--role", "technician"});
    EXPECT_EQ(bare.code, 1) << "service mode is opened with a card: whose?";
    EXPECT_NE(bare.err.find("--number"), std::string::npos) << bare.err;
    ask({"clerk", "add", "song", "--name", "宋师傅", "--role", "technician", "--number", "990101197803150035"});
    ask({"clerk", "add", "song", "--name", "宋师傅", "--role", "technician"});  // a new code; the number is known
    EXPECT_EQ(ask({"roster", "add", number_})["on_roster"], true);
    EXPECT_EQ(ask({"roster", "list"})["roster"][0]["case"], number_);
    EXPECT_EQ(ask({"roster", "remove", number_})["on_roster"], false);
    EXPECT_EQ(ask({"withdraw-face", "kiosk-1", std::string(32, 'a')})["station"], "kiosk-1");
    EXPECT_EQ(town_.run({"withdraw-face", "kiosk-1", "xyz"}).code, 1);
    HandIn bad;
    bad.answers = "{}";
    deliver(bad);
    const auto tasks = ask({"tasks"})["tasks"];
    ASSERT_EQ(tasks.size(), 1U);
    ask({"task-done", std::to_string(tasks[0]["task"].get<int>())});
    EXPECT_TRUE(ask({"tasks"})["tasks"].empty());
    EXPECT_EQ(ask({"tasks", "--all"})["tasks"].size(), 1U);
}

TEST_F(CommandsTest, ARefusalIsJsonTooWhenThatWasAskedFor) {
    const auto output = town_.run({"case", "123456789012", "--json"});
    EXPECT_EQ(output.code, 1);
    EXPECT_EQ(json::parse(output.out)["error"], "NoSuchCase");
}

}  // namespace
}  // namespace doorstep::township::testing

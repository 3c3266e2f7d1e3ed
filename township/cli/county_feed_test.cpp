// Township and county as they really are: two processes with folders of their own, and a stick between them.
#include <gtest/gtest.h>

#include <set>

#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "township/testing/scripted_station.hpp"
#include "township/testing/township_process.hpp"

namespace doorstep::township::testing {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

constexpr auto purposes = R"(
[county-review]
to = "county-9901"
why = "县级审核确认"
items = ["case-state"]
fields = ["case", "state", "at", "applicant.name", "applicant.number", "members.relation"]
[coverage]
to = "county-9901"
why = "督导"
items = ["check-in"]
fields = ["case", "check_in.way"]
)";

class CountyFeed : public ::testing::Test {
  protected:
    CountyFeed() {
        EXPECT_TRUE(town_.serve());
        EXPECT_EQ(town_.run({"enrol-station", "kiosk-1", "--out", path("invitation")}).code, 0);
        write(path("reply"), station_.reply_to(read_text_file(path("invitation"), 65536).value()));
        EXPECT_EQ(town_.run({"enrol-station", "--no-code", "--confirm", path("reply")}).code, 0);
        EXPECT_TRUE(station_.begin(town_.address()));
        const auto etc = town_.folder() / "root/etc/doorstep";
        EXPECT_TRUE(make_folder(etc, 0755));
        write(etc / "feed-purposes.toml", purposes);
        fs::create_directories(stick());
        ask(town_, {"feed-keys", path("town.json")});
        ask(county_, {"feed-keys", path("county.json")});
        const auto pinned = ask(town_, {"feed-partner", path("county.json")});
        EXPECT_EQ(pinned["place"], "county-9901");
        EXPECT_EQ(ask(county_, {"feed-partner", path("town.json")})["place"], "test-town");
    }
    std::string path(const char* name) const { return (town_.folder() / name).native(); }
    std::string stick() const { return path("stick"); }
    static void write(const fs::path& file, const std::string& text) {
        EXPECT_TRUE(write_file_durably(file, as_bytes(text)));
    }
    static json ask(const TownshipProcess& who, std::vector<std::string> arguments, int code = 0) {
        arguments.emplace_back("--json");
        const auto output = who.run(arguments);
        EXPECT_EQ(output.code, code) << output.err << output.out;
        return json::parse(output.out, nullptr, false);
    }
    std::string deliver(const HandIn& hand_in) {
        const auto answer = station_.deliver(station_.seal(hand_in));
        EXPECT_TRUE(answer && answer->has_acknowledged());
        return answer && answer->has_acknowledged() ? answer->acknowledged().case_number() : std::string();
    }
    std::vector<fs::path> batches() const {
        std::set<fs::path> out;
        for (const auto& entry : fs::directory_iterator(stick())) {
            if (entry.path().extension() == ".feed") {
                out.insert(entry.path());
            }
        }
        return {out.begin(), out.end()};
    }
    std::vector<std::string> states_at_the_county() {
        std::vector<std::string> out;
        const auto kept = ask(county_, {"feed-lines", "test-town", "county-review", "--purpose", "审核"});
        for (const auto& line : kept["items"]) {
            out.push_back(line["state"].get<std::string>());
        }
        return out;
    }

    TownshipProcess town_{DOORSTEP_BIN_DIR "/doorstep-township", DOORSTEP_BIN_DIR "/../share"};
    TownshipProcess county_{DOORSTEP_BIN_DIR "/doorstep-township", DOORSTEP_BIN_DIR "/../share", store_lines(),
                            "county-9901"};
    EventLoop loop_;
    ScriptedStation station_{loop_, "kiosk-1"};
};

TEST_F(CountyFeed, AStickGoesUpAndComesBackWhileTheGatewayServes) {
    const auto number = deliver({});
    const auto first = ask(town_, {"feed", "county-review", stick()});
    EXPECT_EQ(first["new_items"], 1);
    ASSERT_EQ(first["batches"].size(), 1U);
    const auto taken = ask(county_, {"feed-take", stick()});
    EXPECT_EQ(taken["taken"], 1);
    EXPECT_EQ(ask(county_, {"feed-take", stick()})["held"], 1) << "twice is once";

    ask(town_, {"set-state", number, "accepted"});
    const auto second = ask(town_, {"feed", "county-review", stick()});
    EXPECT_EQ(second["taken"], 1);
    ASSERT_EQ(second["batches"].size(), 1U) << "it begins where the county stands";
    EXPECT_EQ(second["batches"][0]["number"], 2);
    ask(county_, {"feed-take", stick()});
    EXPECT_EQ(states_at_the_county(), (std::vector<std::string>{"delivered", "accepted"}));
    EXPECT_EQ(ask(county_, {"feed-standing"})["taken"][0]["number"], 2);
    EXPECT_EQ(ask(town_, {"feed", "county-review", stick()})["taken"], 2);

    // What was told, to whom and why stands in the case's audit trail; a look at it at the county needs a purpose.
    const auto trail = town_.run({"audit", number}).out;
    EXPECT_NE(trail.find("feed to county-9901"), std::string::npos) << trail;
    EXPECT_NE(trail.find("县级审核确认"), std::string::npos);
    EXPECT_EQ(ask(county_, {"feed-lines", "test-town", "county-review"}, 1)["error"], "PurposeNeeded");
    for (const auto* who : {&town_, &county_}) {
        EXPECT_EQ(ask(*who, {"verify"})["intact"], true);
    }
}

TEST_F(CountyFeed, NothingOfThePersonStandsOnTheStickInTheClear) {
    const auto number = deliver({});
    ask(town_, {"feed", "county-review", stick()});
    ASSERT_EQ(batches().size(), 1U);
    const auto bytes = read_file(batches()[0], 1U << 20U).value();
    for (const auto& secret : {number, std::string("王测试"), id_number(1), std::string("delivered")}) {
        EXPECT_EQ(as_text(bytes).find(secret), std::string_view::npos) << secret;
    }
}

TEST_F(CountyFeed, ABadStickIsTakenAsFarAsItIsGoodAndSaysTheRest) {
    const auto number = deliver({});
    ask(town_, {"feed", "county-review", stick()});
    ask(town_, {"set-state", number, "accepted"});
    ask(town_, {"feed", "county-review", stick()});
    ask(town_, {"set-state", number, "checking"});
    ask(town_, {"feed", "county-review", stick()});
    const auto files = batches();
    ASSERT_EQ(files.size(), 3U);
    const auto good = read_file(files[1], 1U << 20U).value();
    auto torn = good;
    torn.resize(torn.size() - 7);
    write(files[1], std::string(as_text(torn)));
    const auto report = ask(county_, {"feed-take", stick()}, 1);
    EXPECT_EQ(report["taken"], 1);
    EXPECT_EQ(report["left"], 2) << "the torn one, and the one behind it";
    EXPECT_NE(report.dump().find("ends 7 bytes early"), std::string::npos) << report;
    EXPECT_NE(report.dump().find("batch 2 comes first"), std::string::npos) << report;

    auto altered = good;
    altered[altered.size() / 2] ^= 1U;
    write(files[1], std::string(as_text(altered)));
    EXPECT_EQ(ask(county_, {"feed-take", stick()}, 1)["refused"], 1);
    EXPECT_EQ(ask(county_, {"tasks"})["tasks"].size(), 1U) << "a person looks at it";

    // The township still keeps it: its next visit mends the stick.
    ask(town_, {"feed", "county-review", stick()});
    EXPECT_EQ(ask(county_, {"feed-take", stick()})["taken"], 2);
    EXPECT_EQ(states_at_the_county(), (std::vector<std::string>{"delivered", "accepted", "checking"}));
}

TEST_F(CountyFeed, PurposesStandApartAndStrangersAreTold) {
    const auto number = deliver({});
    HandIn check_in;
    check_in.kind = wire::CHECK_IN;
    check_in.case_number = number;
    deliver(check_in);
    ask(town_, {"feed", "county-review", stick()});
    ask(town_, {"feed", "coverage", stick()});
    const auto taken = ask(county_, {"feed-take", stick()});
    EXPECT_EQ(taken["taken"], 2);
    const auto line = ask(county_, {"feed-lines", "test-town", "coverage", "--purpose", "督导"})["items"][0];
    EXPECT_EQ(line["check_in.way"], "clerk-confirmed");
    EXPECT_FALSE(line.contains("applicant.name"));

    EXPECT_EQ(ask(town_, {"feed", "other", stick()}, 1)["error"], "NoSuchPurpose");
    EXPECT_EQ(ask(county_, {"feed", "county-review", stick()}, 1)["error"], "NoSuchPurpose");
    const TownshipProcess stranger(DOORSTEP_BIN_DIR "/doorstep-township", DOORSTEP_BIN_DIR "/../share", store_lines(),
                                   "county-9902");
    const auto report = ask(stranger, {"feed-take", stick()}, 1);
    EXPECT_EQ(report["refused"], 2);
    EXPECT_NE(report.dump().find("it is for county-9901"), std::string::npos) << report;
}

TEST_F(CountyFeed, ThroughAPipe) {
    deliver({});
    const auto up = town_.run({"feed", "county-review", "-"});
    ASSERT_EQ(up.code, 0) << up.err;
    EXPECT_TRUE(up.out.starts_with("DSFEED1\n"));
    EXPECT_NE(up.err.find("待送 1 批"), std::string::npos) << up.err;
    write(path("piped"), up.out + up.out);
    const auto taken = ask(county_, {"feed-take", path("piped")}, 1);
    EXPECT_EQ(taken["left"], 1) << "one file is one batch";
    const auto piped = county_.run({"feed-take", "-", "--standing-to", stick(), "--json"}, path("piped"));
    ASSERT_EQ(piped.code, 0) << piped.err << piped.out;
    EXPECT_EQ(json::parse(piped.out)["taken"], 1);
    EXPECT_EQ(json::parse(piped.out)["held"], 1);
    const auto standing = stick() + "/test-town_county-review.standing";
    const auto after = town_.run({"feed", "county-review", "-", "--standing", standing});
    EXPECT_EQ(after.code, 0) << after.err;
    EXPECT_TRUE(after.out.empty());
}

}  // namespace
}  // namespace doorstep::township::testing

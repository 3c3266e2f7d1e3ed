// Township and county with the line between them in the test's hand: what was told is kept once and in order, whatever
// is lost, doubled, shuffled, torn, forged or restored on the way.
#include "township/feed/feed.hpp"

#include <gtest/gtest.h>

#include <iostream>
#include <random>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "township/archive/archive_copy.hpp"
#include "township/archive/tasks.hpp"
#include "township/feed/feed_check.hpp"
#include "township/feed/feed_error.hpp"
#include "township/feed/take.hpp"
#include "township/gateway/opener.hpp"
#include "township/testing/scripted_station.hpp"
#include "township/testing/store_under_test.hpp"
#include "township/testing/temporary_folder.hpp"
#include "township/workflow/case_moves.hpp"
#include "township/workflow/intake.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;
using testing::HandIn;
namespace fs = std::filesystem;

class SteppingClock : public Clock {
  public:
    Instant now() const override { return {++at_ms}; }
    mutable std::int64_t at_ms = 1'790'000'000'000;
};

// A township or county in a folder of its own.
struct Place {
    explicit Place(const char* name) {
        EXPECT_TRUE(make_keys(folder.path() / "keys", name));
        open();
    }
    void open() { archive = Archive::open(folder.path(), clock, store).value(); }
    // The database as it stands, and back to it, as a backup and a restore do.
    void keep_in(const fs::path& file) {
        if (testing::on_postgresql()) {
            EXPECT_TRUE(copy_to_file(archive->database(), file));
            return;
        }
        archive.reset();
        fs::copy_file(folder.path() / "archive.db", file);
        open();
    }
    void go_back_to(const fs::path& file) {
        archive.reset();
        if (testing::on_postgresql()) {
            store = testing::store_under_test();
            open();
            EXPECT_TRUE(copy_from_file(file, archive->database()));
            return;
        }
        fs::remove(folder.path() / "archive.db-wal");
        fs::copy_file(file, folder.path() / "archive.db", fs::copy_options::overwrite_existing);
        open();
    }
    Status raw(std::string_view sql) { return archive->database().script(sql); }
    testing::TemporaryFolder folder;
    SteppingClock clock;
    StoreSettings store = testing::store_under_test();
    std::unique_ptr<Archive> archive;
};

class FeedTest : public ::testing::Test {
  protected:
    FeedTest() {
        const auto town_keys = feed_keys(*town_.archive).value();
        county_keys_ = feed_keys(*county_.archive).value();
        EXPECT_TRUE(pin_partner(*town_.archive, own_partner(*county_.archive, county_keys_), false));
        EXPECT_TRUE(pin_partner(*county_.archive, own_partner(*town_.archive, town_keys), false));
        wish_.purpose = purpose("all", "\"case-state\", \"check-in\"",
                                "\"case\", \"state\", \"at\", \"applicant.name\", \"check_in.way\"");
    }
    static Purpose purpose(const std::string& id, const std::string& items, const std::string& fields,
                           const std::string& states = "") {
        const auto text =
            fmt::format("[{}]\nto = \"test-county\"\nwhy = \"a test\"\nitems = [{}]\nstates = [{}]\nfields = [{}]\n",
                        id, items, states, fields);
        return purposes_from(text).value()[0];
    }
    // Taken in as the gateway does, without a line.
    std::string submit(const HandIn& hand_in) {
        const auto sealed = station_.seal_to(hand_in, town_.archive->keys().recipient);
        const auto opened =
            opener_.open(sealed.envelope, sealed.parts, {station_.id(), station_.sign().public_key, "test-town"});
        EXPECT_TRUE(opened) << opened.error().text();
        Intake intake(*town_.archive, judgement_);
        const auto held = intake.take_in(*opened, sealed.envelope_digest, station_.sign().public_key);
        EXPECT_TRUE(held) << held.error().text();
        return held->case_number;
    }
    void move(const std::string& number, const char* state) {
        const auto moved = set_state(*town_.archive, number, {state, "", "in writing"}, actor_);
        EXPECT_TRUE(moved) << moved.error().text();
    }
    void check_in(const std::string& number, const Uuid& id = Uuid::make_v7()) {
        HandIn hand_in;
        hand_in.kind = wire::CHECK_IN;
        hand_in.case_number = number;
        hand_in.id = id;
        submit(hand_in);
    }
    FeedReport make(const std::optional<std::string>& standing = {}) {
        const auto report = feed(*town_.archive, wish_, standing, actor_);
        EXPECT_TRUE(report) << report.error().text();
        return report.value_or(FeedReport{});
    }
    Error refused(const std::optional<std::string>& standing) {
        const auto report = feed(*town_.archive, wish_, standing, actor_);
        EXPECT_FALSE(report);
        return report ? Error(FeedError::Torn) : report.error();
    }
    Bytes bytes(const MadeBatch& made) { return batch_file(*town_.archive, made).value(); }
    TakenBatch take(BytesView file) { return take_batch(*county_.archive, county_keys_, file, actor_).value(); }
    void take_all(const FeedReport& report) {
        for (const auto& made : report.waiting) {
            const auto taken = take(bytes(made));
            EXPECT_TRUE(taken.result == TakenBatch::Result::Taken || taken.result == TakenBatch::Result::Held)
                << taken.why;
        }
    }
    std::optional<std::string> standing() {
        auto text = standing_text(*county_.archive, county_keys_, "test-town", wish_.purpose.id).value();
        return text.empty() ? std::nullopt : std::optional<std::string>(std::move(text));
    }
    std::vector<json> lines() {
        std::vector<json> out;
        const auto kept = fed_lines(*county_.archive, "test-town", wish_.purpose.id, actor_).value();
        for (const auto& line : kept) {
            out.push_back(json::parse(line.view()));
        }
        return out;
    }
    std::size_t held_rows() {
        return static_cast<std::size_t>(
            county_.archive->database().query("SELECT count(*) FROM fed_items").value()[0].number(0));
    }

    Place town_{"test-town"};
    Place county_{"test-county"};
    FeedKeys county_keys_;
    EventLoop loop_;
    testing::ScriptedStation station_{loop_, "kiosk-1"};
    Opener opener_ = Opener::load(town_.folder.path() / "keys").value();
    Judgement judgement_{fs::path(DOORSTEP_SOURCE_DIR) / "schemes"};
    FeedWish wish_;
    const Actor actor_{"tester", "a test"};
};

TEST_F(FeedTest, WhatHappenedIsToldOnceAndInOrder) {
    const auto number = submit({});
    move(number, "accepted");
    take_all(make());
    move(number, "checking");
    check_in(number);
    take_all(make());
    std::vector<std::string> told;
    for (const auto& line : lines()) {
        told.push_back(line["kind"] == "check-in" ? line["check_in.way"] : line["state"]);
        EXPECT_EQ(line["case"], number);
        EXPECT_EQ(line["applicant.name"], "王测试");
    }
    EXPECT_EQ(told, (std::vector<std::string>{"delivered", "accepted", "checking", "clerk-confirmed"}));
    EXPECT_EQ(make().new_items, 0);
}

// A gateway on another machine may take a number first and commit last.
TEST_F(FeedTest, WhatCommitsLateIsNotPassedOver) {
    const auto number = submit({});
    const auto late_id = Uuid::make_v7();  // made first, arrives last
    check_in(number);
    const auto insert =
        "INSERT INTO moves (id, case_number, from_state, to_state, note, reason, who, at_ms) VALUES "
        "({}, '" +
        number + "', 'x', '{}', '', '', 'tester', {})";
    ASSERT_TRUE(town_.raw(fmt::format(fmt::runtime(insert), 1000, "checking", 7)));
    take_all(make());
    EXPECT_EQ(lines().size(), 3U);
    ASSERT_TRUE(town_.raw(fmt::format(fmt::runtime(insert), 500, "accepted", 6)));
    check_in(number, late_id);
    EXPECT_EQ(make().new_items, 2);
    take_all(make());
    const auto all = lines();
    ASSERT_EQ(all.size(), 5U);
    EXPECT_EQ(all[3]["state"], "accepted");
    EXPECT_EQ(all[4]["kind"], "check-in");
}

TEST_F(FeedTest, WhatTheCountyHasIsDroppedAndTheFeedGoesOnBehindIt) {
    const auto number = submit({});
    const auto first = make();
    ASSERT_EQ(first.waiting.size(), 1U);
    EXPECT_EQ(make().waiting.size(), 1U) << "kept until the county says so";
    take_all(first);
    move(number, "accepted");
    const auto second = make(standing());
    EXPECT_EQ(second.taken, 1);
    ASSERT_EQ(second.waiting.size(), 1U);
    EXPECT_EQ(second.waiting[0].number, 2);
    EXPECT_TRUE(batch_file(*town_.archive, first.waiting[0]).error().is(FeedError::Behind));
    take_all(second);
    EXPECT_TRUE(make(standing()).waiting.empty());
    EXPECT_EQ(feed_states(*town_.archive).value()[0].taken, 2);
}

TEST_F(FeedTest, MuchComesInSeveralBatches) {
    const auto number = submit({});
    ASSERT_TRUE(town_.raw(fmt::format(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) INSERT INTO moves (case_number, "
        "from_state, to_state, note, reason, who, at_ms) SELECT '{}', 'x', 'checking', '', '', 'tester', i FROM n",
        2 * most_changes_a_batch, number)));
    const auto report = make();
    EXPECT_EQ(report.new_items, 1 + 2 * static_cast<int>(most_changes_a_batch));
    EXPECT_EQ(report.waiting.size(), 3U);
    take_all(report);
    EXPECT_EQ(lines().size(), 1U + 2 * most_changes_a_batch);
}

TEST_F(FeedTest, TornDoubledShuffledAlteredAndForeignBatchesLoseNothing) {
    const auto number = submit({});
    make();
    move(number, "accepted");
    make();
    move(number, "checking");
    const auto report = make();
    ASSERT_EQ(report.waiting.size(), 3U);
    const Bytes one = bytes(report.waiting[0]);
    const Bytes two = bytes(report.waiting[1]);
    const Bytes three = bytes(report.waiting[2]);

    const auto gap = take(three);
    EXPECT_EQ(gap.result, TakenBatch::Result::Left);
    EXPECT_NE(gap.why.find("batch 1 comes first"), std::string::npos) << gap.why;
    EXPECT_EQ(take(BytesView(one).first(one.size() - 1)).result, TakenBatch::Result::Left);
    Bytes altered = one;
    altered[altered.size() - 20] ^= 1U;
    EXPECT_EQ(take(altered).result, TakenBatch::Result::Refused);
    EXPECT_EQ(held_rows(), 0U) << "nothing of all these was kept";

    const std::vector<ReadBatch> shuffled = {[&] { return three; }, [&] { return one; }, [&] { return two; },
                                             [&] { return one; }};
    const auto taken = take_batches(*county_.archive, county_keys_, shuffled, actor_).value();
    ASSERT_EQ(taken.size(), 4U);
    EXPECT_EQ(taken[0].result, TakenBatch::Result::Taken);
    EXPECT_EQ(taken[1].result, TakenBatch::Result::Held) << "doubled";
    EXPECT_EQ(taken[2].result, TakenBatch::Result::Taken);
    EXPECT_EQ(taken[3].result, TakenBatch::Result::Taken);
    EXPECT_EQ(lines().size(), 3U);
    EXPECT_EQ(list_tasks(*county_.archive, false).value().size(), 1U) << "the altered one";
}

TEST_F(FeedTest, AStrangersBatchAndOneForAnotherCountyAreRefused) {
    submit({});
    const auto made = make();
    Place stranger("other-county");
    const auto keys = feed_keys(*stranger.archive).value();
    const auto foreign = take_batch(*stranger.archive, keys, bytes(made.waiting[0]), actor_).value();
    EXPECT_EQ(foreign.result, TakenBatch::Result::Refused);
    EXPECT_NE(foreign.why.find("test-county"), std::string::npos) << foreign.why;

    // Signed by somebody else in the township's name.
    const auto batch = batch_from(bytes(made.waiting[0])).value();
    auto content = open_batch(batch, county_keys_.box).value();
    const auto forged = seal_batch(batch.header, content, protocol::make_signing_keys(), county_keys_.box.public_key);
    EXPECT_EQ(take(to_file(*forged)).result, TakenBatch::Result::Refused);
    auto unknown = batch.header;
    unknown.township = "nowhere";
    const auto nobody = seal_batch(unknown, content, protocol::make_signing_keys(), county_keys_.box.public_key);
    EXPECT_NE(take(to_file(*nobody)).why.find("not pinned"), std::string::npos);
    EXPECT_EQ(held_rows(), 0U);
    take_all(made);
    EXPECT_EQ(lines().size(), 1U);
}

TEST_F(FeedTest, AComplaintIsNotToldToTheCounty) {
    submit({});
    take_all(make());
    HandIn complaint;
    complaint.kind = wire::COMPLAINT;
    complaint.with_consent = false;
    complaint.answers = R"({"words":"w"})";
    submit(complaint);
    EXPECT_TRUE(make(standing()).waiting.empty());
}

TEST_F(FeedTest, ATownshipBackFromABackupBeginsAnewAndNothingIsDoubled) {
    const auto number = submit({});
    take_all(make());
    const auto kept = town_.folder.path() / "kept.db";
    town_.keep_in(kept);
    move(number, "accepted");
    for (int looks = 0; looks < 10; ++looks) {
        ASSERT_TRUE(audit(*town_.archive, actor_, "look", number));
    }
    take_all(make());
    const auto before = standing();
    town_.go_back_to(kept);
    town_.clock.at_ms -= 1'000'000;  // and a clock that went back with it

    move(number, "withdrawn");
    const auto error = refused(before);
    EXPECT_TRUE(error.is(FeedError::Behind)) << error.text();
    const auto fork = make();  // without the county's standing nobody can know here
    const Bytes old_stick = bytes(fork.waiting.front());
    const auto answer = take(bytes(fork.waiting.back()));
    EXPECT_EQ(answer.result, TakenBatch::Result::Refused);
    EXPECT_NE(answer.why.find("restored"), std::string::npos) << answer.why;

    wish_.anew = true;
    const auto anew = make(before);
    wish_.anew = false;
    take_all(anew);
    std::multiset<std::string> states;
    for (const auto& line : lines()) {
        states.insert(line["state"].get<std::string>());
    }
    EXPECT_EQ(states, (std::multiset<std::string>{"delivered", "accepted", "withdrawn"}))
        << "the county still has what the township lost";
    EXPECT_TRUE(make(standing()).waiting.empty());
    const auto tasks = list_tasks(*county_.archive, false).value();
    EXPECT_NE(tasks.back().what.find("audit chain has"), std::string::npos) << "ten looks are gone";
    EXPECT_EQ(take(old_stick).result, TakenBatch::Result::Held) << "an old stick does no harm";
}

TEST_F(FeedTest, ACountyThatWentBackIsTold) {
    const auto number = submit({});
    take_all(make());
    const auto early = standing();
    move(number, "accepted");
    take_all(make());
    make(standing());
    const auto error = refused(early);
    EXPECT_TRUE(error.is(FeedError::Behind)) << error.text();
    EXPECT_NE(error.detail().find("batch 2 is not kept"), std::string::npos) << error.text();
}

TEST_F(FeedTest, AForgedStandingDropsNothing) {
    submit({});
    const auto made = make();
    take_all(made);
    Standing forged = unchecked_standing(*standing()).value();
    const auto error = refused(to_text(forged, protocol::make_signing_keys()));
    EXPECT_TRUE(error.is(FeedError::BadStanding)) << error.text();
    forged.purpose = "other";
    EXPECT_TRUE(refused(to_text(forged, county_keys_.sign)).is(FeedError::BadStanding));
    EXPECT_EQ(make().waiting.size(), 1U);
}

TEST_F(FeedTest, APurposeHoldsItsFieldsAndNoOther) {
    wish_.purpose = purpose("counts", "\"case-state\"",
                            "\"scheme\", \"state\", \"applicant.sex\", \"applicant.birth_year\", \"household.size\"",
                            "\"accepted\"");
    const auto number = submit({});
    move(number, "accepted");
    move(number, "checking");
    take_all(make());
    const auto all = lines();
    ASSERT_EQ(all.size(), 1U) << "the one state that it needs";
    std::set<std::string> keys;
    for (const auto& [key, value] : all[0].items()) {
        keys.insert(key);
    }
    EXPECT_EQ(keys, (std::set<std::string>{"item", "kind", "scheme", "state", "applicant.sex", "applicant.birth_year",
                                           "household.size"}));
    EXPECT_EQ(all[0]["applicant.sex"], "1");
    EXPECT_EQ(all[0]["applicant.birth_year"], 1960);
    EXPECT_EQ(all[0]["household.size"], 2);
    const auto text = all[0].dump();
    for (const auto& secret : {number, std::string("王测试"), testing::id_number(1)}) {
        EXPECT_EQ(text.find(secret), std::string::npos);
    }
}

TEST_F(FeedTest, FieldsHoldTheCodesOfTheirStandards) {
    wish_.purpose = purpose("codes", "\"case-state\"",
                            "\"case\", \"at\", \"applicant.number\", \"applicant.birth\", \"applicant.area\", "
                            "\"applicant.nation\", \"members.relation\", \"members.sex\", \"obligors.name\", "
                            "\"answers.marital\", \"answers.income_wages\"",
                            "\"delivered\"");
    submit({});
    take_all(make());
    const auto line = lines().at(0);
    EXPECT_EQ(line["applicant.number"], testing::id_number(1));
    EXPECT_EQ(line["applicant.birth"], "1960-01-01");
    EXPECT_EQ(line["applicant.area"], "990101");
    EXPECT_TRUE(line["applicant.nation"].is_null()) << "this card names none";
    ASSERT_EQ(line["members"].size(), 1U);
    EXPECT_EQ(line["members"][0], (json{{"relation", "10"}, {"sex", "2"}}));
    EXPECT_EQ(line["obligors"], json::array());
    EXPECT_EQ(line["answers.marital"], "20");
    EXPECT_TRUE(line["answers.income_wages"].is_null());
    EXPECT_EQ(line["at"].get<std::string>().back(), 'Z');
}

TEST_F(FeedTest, WhoWasToldStandsInTheAuditChain) {
    const auto number = submit({});
    make();
    const auto trail = audit_of(*town_.archive, number).value();
    EXPECT_TRUE(trail.back().action.starts_with("feed to test-county")) << trail.back().action;
    EXPECT_EQ(trail.back().why, "all: a test");
    EXPECT_TRUE(verify_audit(*town_.archive));
    EXPECT_FALSE(fed_lines(*county_.archive, "test-town", "all", {"tester", ""})) << "no look without a purpose";
}

TEST_F(FeedTest, ADayWithoutNewsStillBringsTheAuditHead) {
    submit({});
    take_all(make());
    const auto rows = verify_audit(*town_.archive).value();
    wish_.always = true;
    const auto report = make(standing());
    ASSERT_EQ(report.waiting.size(), 1U);
    const auto batch = batch_from(bytes(report.waiting[0])).value();
    EXPECT_EQ(batch.header.items, 0);
    EXPECT_EQ(batch.header.audit_rows, static_cast<std::int64_t>(rows));
    take_all(report);
}

// Machines that share a database have a chain each.
TEST_F(FeedTest, TheAuditHeadThatGoesUpIsThatOfThisMachine) {
    submit({});
    ASSERT_TRUE(town_.raw(fmt::format("INSERT INTO audit VALUES ('another', 1000, 1, 'x', 'x', 'x', 'x', {0}, {0})",
                                      testing::zero_bytes(32))));
    const auto own = audit_head(*town_.archive).value();
    const auto batch = batch_from(bytes(make().waiting.at(0))).value();
    EXPECT_EQ(batch.header.audit_rows, static_cast<std::int64_t>(own.sequence));
    EXPECT_EQ(batch.header.audit_head, own.digest);
}

TEST_F(FeedTest, VerifyReadsWhatWasFedAgain) {
    const auto number = submit({});
    take_all(make());
    move(number, "accepted");
    take_all(make());
    CheckReport report;
    check_feed(*county_.archive, report);
    check_feed(*town_.archive, report);
    EXPECT_EQ(report.damaged, 0U);
    EXPECT_EQ(report.feed_batches, 4U) << "two that wait here, two there";
    using testing::without_guards;
    using testing::zero_bytes;
    ASSERT_TRUE(county_.raw(without_guards("fed_items") + "; DELETE FROM fed_items WHERE number = 1 AND place = 0"));
    ASSERT_TRUE(county_.raw(fmt::format("{}; UPDATE fed_batches SET lead = {} WHERE number = 2",
                                        without_guards("fed_batches"), zero_bytes(32))));
    ASSERT_TRUE(town_.raw(fmt::format("UPDATE feed_batches SET batch = {} WHERE number = 2", zero_bytes(1))));
    report = {};
    check_feed(*county_.archive, report);
    check_feed(*town_.archive, report);
    EXPECT_EQ(report.damaged, 3U);
}

// Sticks are lost, doubled, cut, brought late and in any order; standings get lost; gateways go on.
TEST_F(FeedTest, WhateverHappensOnTheWayTheCountyHasEachChangeOnceInTheEnd) {
    const unsigned seed = std::random_device{}();
    RecordProperty("seed", std::to_string(seed));
    std::cout << "seed " << seed << "\n";
    std::mt19937 random(seed);
    std::vector<std::string> cases;
    std::vector<Bytes> sticks;
    std::optional<std::string> way_back;
    for (int step = 0; step < 60; ++step) {
        if (random() % 3 == 0 || cases.empty()) {
            HandIn hand_in;
            hand_in.number = testing::id_number(static_cast<int>(cases.size()) % 900);
            cases.push_back(submit(hand_in));
        } else if (random() % 2 == 0) {
            check_in(cases[random() % cases.size()]);
        }
        const auto report = make(random() % 2 == 0 ? way_back : std::nullopt);
        for (const auto& made : report.waiting) {
            sticks.push_back(bytes(made));
        }
        while (!sticks.empty() && random() % 4 != 0) {
            const auto pick = random() % sticks.size();
            const auto& stick = sticks[pick];
            take(random() % 5 == 0 ? BytesView(stick).first(random() % stick.size()) : BytesView(stick));
            if (random() % 3 == 0) {
                sticks.erase(sticks.begin() + static_cast<std::ptrdiff_t>(pick));
            }
        }
        way_back = random() % 4 == 0 ? way_back : standing();
    }
    take_all(make(standing()));
    std::multiset<std::string> made;
    const auto rows = town_.archive->database()
                          .query(
                              "SELECT case_number || to_state FROM moves UNION ALL SELECT s.case_number || "
                              "'check-in' FROM check_ins x JOIN submissions s ON s.id = x.submission")
                          .value();
    for (const auto& row : rows) {
        made.insert(row.text(0));
    }
    std::multiset<std::string> told;
    for (const auto& line : lines()) {
        told.insert(line["case"].get<std::string>() +
                    (line["kind"] == "check-in" ? "check-in" : line["state"].get<std::string>()));
    }
    EXPECT_EQ(told, made) << "seed " << seed;
    EXPECT_EQ(held_rows(), made.size()) << "seed " << seed;
    CheckReport report;
    check_feed(*county_.archive, report);
    EXPECT_EQ(report.damaged, 0U) << "seed " << seed;
}

}  // namespace
}  // namespace doorstep::township

// The checker can fail: a real archive that hides, doubles or alters what was acknowledged is found out.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/case_number.hpp"
#include "base/database.hpp"
#include "base/digest.hpp"
#include "base/files.hpp"
#include "tests/faults/check.hpp"
#include "tests/faults/fault_scene.hpp"
#include "township/testing/scripted_station.hpp"

namespace doorstep::faults {
namespace {

using ::testing::Contains;
using township::testing::HandIn;

class CheckerTest : public ::testing::Test {
  protected:
    CheckerTest() {
        const auto invitation = (town_.folder() / "invitation").native();
        const auto reply = (town_.folder() / "reply").native();
        EXPECT_TRUE(town_.serve());
        EXPECT_EQ(town_.run({"enrol-station", "village-1", "--out", invitation}).code, 0);
        EXPECT_TRUE(write_file_durably(reply, as_bytes(station_.reply_to(read_text_file(invitation, 65536).value()))));
        EXPECT_EQ(town_.run({"enrol-station", "--no-code", "--confirm", reply}).code, 0);
        EXPECT_TRUE(station_.begin(town_.address()));
        for (unsigned i = 0; i < 3; ++i) {
            papers_.push_back(papers(i));
            note(papers_[i]);
            deliver(papers_[i]);
        }
    }
    static HandIn papers(unsigned i) {
        HandIn hand_in;
        hand_in.number = township::testing::id_number(static_cast<int>(300 + i));
        hand_in.pages = {township::testing::page_bytes(30'000, i)};
        hand_in.case_number = CaseNumber::make().digits();
        hand_in.with_consent = false;  // which would be another each time that the parts are made
        return hand_in;
    }
    // As the one who handed in would have it.
    void note(const HandIn& hand_in, const std::string& otherwise = {}) {
        std::vector<std::string> contents;
        for (const auto& part : township::testing::parts_of(hand_in).contents) {
            contents.emplace_back(as_text(part));
        }
        if (!otherwise.empty()) {
            contents.back() = otherwise;
        }
        record_.made(hand_in.id, "village-1", contents);
        record_.answered(hand_in.id, "village-1", hand_in.case_number);
    }
    void deliver(const HandIn& hand_in) {
        const auto answer = station_.deliver(station_.seal(hand_in));
        ASSERT_TRUE(answer && answer->has_acknowledged());
    }
    // A change that no program of ours makes: the guards are taken away first.
    void tamper(const std::string& sql) {
        town_.stop();
        const auto database = Database::open(town_.state() / "archive.db", "", DatabaseUse::Shared).value();
        const auto guards = database->query("SELECT name FROM sqlite_master WHERE type = 'trigger'").value();
        for (const auto& row : guards) {
            ASSERT_TRUE(database->script("DROP TRIGGER " + row.text(0)));
        }
        const auto done = database->script("PRAGMA foreign_keys = OFF;" + sql);
        ASSERT_TRUE(done) << done.error().text();
    }
    std::string blob(const HandIn& hand_in) const {
        std::string hex;
        for (const auto c : hand_in.id.text()) {
            hex += c == '-' ? std::string{} : std::string(1, c);
        }
        return "x'" + hex + "'";
    }
    Verdict verdict() const { return run_checker(town_, record_); }

    township::testing::TownshipProcess town_{DOORSTEP_BIN_DIR "/doorstep-township", DOORSTEP_BIN_DIR "/../share"};
    HandInRecord record_{town_.folder() / "record"};
    EventLoop loop_;
    township::testing::ScriptedStation station_{loop_, "village-1"};
    std::vector<HandIn> papers_;
};

TEST_F(CheckerTest, AKeptPromiseIsSaidToBeKept) {
    record_.confirmed("village-1", 3);
    const auto said = verdict();
    EXPECT_EQ(said.code, 0) << said.words;
    EXPECT_EQ(said.made, 3U);
    EXPECT_EQ(said.answered, 3U);
    EXPECT_EQ(said.held, 3U);
}

TEST_F(CheckerTest, AHiddenSubmissionIsLost) {
    const auto id = blob(papers_[1]);
    std::string sql;
    for (const auto* table : {"people", "consents", "parts"}) {
        sql += std::string("DELETE FROM ") + table + " WHERE submission = " + id + ";";
    }
    const auto& number = papers_[1].case_number;
    tamper(sql + "DELETE FROM submissions WHERE id = " + id + "; DELETE FROM moves WHERE case_number = '" + number +
           "'; DELETE FROM cases WHERE number = '" + number + "';");
    const auto said = verdict();
    EXPECT_EQ(said.code, 1);
    EXPECT_THAT(said.kinds, Contains("lost")) << said.words;
    EXPECT_NE(said.words.find(papers_[1].id.text()), std::string::npos) << said.words;
}

TEST_F(CheckerTest, ACopyUnderANewNameIsDoubled) {
    const auto id = blob(papers_[0]);
    tamper("CREATE TEMP TABLE s AS SELECT * FROM submissions WHERE id = " + id +
           "; UPDATE s SET id = x'0190000000007000800000000000abcd'; INSERT INTO submissions SELECT * FROM s;"
           "CREATE TEMP TABLE p AS SELECT * FROM parts WHERE submission = " +
           id + "; UPDATE p SET submission = x'0190000000007000800000000000abcd'; INSERT INTO parts SELECT * FROM p;");
    const auto said = verdict();
    EXPECT_EQ(said.code, 1);
    EXPECT_THAT(said.kinds, Contains("doubled")) << said.words;
}

TEST_F(CheckerTest, AFlippedByteOnTheDiskIsFound) {
    const auto name = to_hex(sha256(as_bytes(papers_[2].pages[0])));
    const auto file = town_.state() / "pages" / name.substr(0, 2) / name;
    auto bytes = read_file(file, 1U << 20U).value();
    bytes[bytes.size() / 2] ^= 1U;
    ASSERT_TRUE(write_file_durably(file, bytes));
    const auto said = verdict();
    EXPECT_EQ(said.code, 1);
    EXPECT_THAT(said.kinds, Contains("archive")) << said.words;
    EXPECT_NE(said.words.find(papers_[2].case_number), std::string::npos) << said.words;
}

// The archive is whole in itself, and holds another byte than was handed in.
TEST_F(CheckerTest, AFlippedByteOnTheWayIsFound) {
    const auto other = papers(8);
    auto page = other.pages[0];
    page[page.size() / 2] ^= 1;
    note(other, page);
    deliver(other);
    const auto said = verdict();
    EXPECT_EQ(said.code, 1);
    EXPECT_EQ(said.kinds, std::vector<std::string>{"altered"}) << said.words;
}

TEST_F(CheckerTest, WhatNobodyMadeIsNamed) {
    deliver(papers(9));
    const auto said = verdict();
    EXPECT_EQ(said.code, 1);
    EXPECT_EQ(said.kinds, std::vector<std::string>{"not-made"}) << said.words;
    ASSERT_TRUE(write_file_durably(record_.file(), as_bytes("{\"did\":")));
    EXPECT_EQ(verdict().code, 2) << "a record that cannot be read is no verdict";
}

// ---- the comparison by itself
// ---------------------------------------------------------------------------------------

// One submission, acknowledged and held as it should be.
struct Whole {
    Record record{{{"a", {"village-1", {{1, "5:d1"}}, {"77"}}}}, {{"village-1", 1}}};
    ArchiveSeen archive{{{"a", "77", "village-1", {{1, "5:d1"}}}}, 1, {}};

    std::vector<std::string> kinds() const {
        std::vector<std::string> out;
        for (const auto& violation : compare(record, archive)) {
            out.push_back(violation.kind);
        }
        return out;
    }
};
using Kinds = std::vector<std::string>;

TEST(CompareTest, WhatWasMadeAndNotAnsweredMayBeThereOrNot) {
    Whole whole;
    EXPECT_EQ(whole.kinds(), Kinds{});
    whole.record.made["b"] = {"village-1", {{1, "6:d2"}}, {}};
    EXPECT_EQ(whole.kinds(), Kinds{});
    whole.archive.held.push_back({"b", "78", "village-1", {{1, "6:d2"}}});
    whole.archive.counted = 2;
    EXPECT_EQ(whole.kinds(), Kinds{});
}

TEST(CompareTest, WhatWasAnsweredAndIsNotThereIsLost) {
    Whole whole;
    whole.record.made["b"] = {"village-1", {{1, "6:d2"}}, {"78"}};
    EXPECT_EQ(whole.kinds(), Kinds{"lost"});
}

TEST(CompareTest, EachDifferenceOfTheHeldIsNamed) {
    const auto with = [](auto change) {
        Whole whole;
        change(whole.archive.held[0]);
        return whole.kinds();
    };
    EXPECT_EQ(with([](Held& held) { held.parts[1] = "5:d2"; }), Kinds{"altered"});
    EXPECT_EQ(with([](Held& held) { held.parts[2] = "1:d2"; }), Kinds{"altered"});
    EXPECT_EQ(with([](Held& held) { held.parts.clear(); }), Kinds{"altered"});
    EXPECT_EQ(with([](Held& held) { held.case_number = "78"; }), Kinds{"other-case"});
    EXPECT_EQ(with([](Held& held) { held.station = "village-2"; }), (Kinds{"altered", "unconfirmed"}));
    EXPECT_EQ(with([](Held& held) { held.submission = "c"; }), (Kinds{"doubled", "lost"}));
}

TEST(CompareTest, TwiceUnderItsOwnNameIsDoubled) {
    Whole whole;
    whole.archive.held.push_back(whole.archive.held[0]);
    whole.archive.counted = 2;
    EXPECT_EQ(whole.kinds(), Kinds{"doubled"});
}

TEST(CompareTest, TwoAnswersMoreConfirmationsThanHeldAndTroublesOfTheArchiveAreNamed) {
    Whole whole;
    whole.record.made["a"].cases.insert("78");
    whole.record.confirmed["village-1"] = 2;
    whole.archive.counted = 2;
    whole.archive.troubles = {"verify: a page"};
    EXPECT_EQ(whole.kinds(), (Kinds{"record", "unconfirmed", "archive", "archive"}));
}

}  // namespace
}  // namespace doorstep::faults

// `verify` names whatever is not as it was taken in, and goes on behind it.
#include "township/archive/check.hpp"

#include <algorithm>

#include "base/files.hpp"
#include "protocol/messages/uplink.pb.h"
#include "township/archive/downlink.hpp"
#include "township/testing/gateway_fixture.hpp"

namespace doorstep::township::testing {
namespace {

class CheckTest : public GatewayFixture {
  protected:
    CheckTest() {
        enrol(station_);
        EXPECT_TRUE(station_.begin(address()));
        hand_in_.pages = {page_bytes(70'000, 1), page_bytes(60'000, 2)};
        wire::AuditEntries entries;
        entries.add_entries()->set_what("sign-in");
        hand_in_.entries = entries.SerializeAsString();
        deliver(hand_in_);
        HandIn second;
        second.number = id_number(2);
        deliver(second);
        station_.offer(sealed_for_another_town());
        EXPECT_TRUE(station_.hear(wire::TownshipMessage::kRefused));
    }
    void deliver(const HandIn& hand_in) {
        const auto answer = station_.deliver(station_.seal(hand_in));
        ASSERT_TRUE(answer && answer->has_acknowledged());
    }
    protocol::SealedSubmission sealed_for_another_town() {
        HandIn elsewhere;
        elsewhere.receiving_township = "another-town";
        return station_.seal(elsewhere);
    }
    // A change that no program of ours makes: the guards are taken away first.
    void tamper(const std::string& sql) {
        for (const auto* table :
             {"station_keys", "station_heads", "submissions", "parts", "people", "consents", "check_ins", "moves",
              "hearings", "refused", "audit", "downlink", "cases", "station_entries"}) {
            ASSERT_TRUE(archive_->database().script(without_guards(table)));
        }
        const auto done = archive_->database().script(sql);
        ASSERT_TRUE(done) << done.error().text();
    }
    std::filesystem::path page_file(const std::string& content) const {
        const auto name = to_hex(sha256(as_bytes(content)));
        return folder_.path() / "pages" / name.substr(0, 2) / name;
    }
    static bool names(const CheckReport& report, const std::string& kind) {
        return std::any_of(report.damage.begin(), report.damage.end(),
                           [&](const Damage& one) { return one.kind == kind; });
    }
    ScriptedStation station_{loop_, "kiosk-1"};
    HandIn hand_in_;
};

TEST_F(CheckTest, WhatWasTakenInIsWhole) {
    const auto report = check_archive(*archive_);
    EXPECT_EQ(report.damaged, 0U) << report.damage[0].kind << " " << report.damage[0].where << " "
                                  << report.damage[0].why;
    EXPECT_EQ(report.submissions, 2U);
    EXPECT_EQ(report.signatures, 2U);
    EXPECT_EQ(report.pages, static_cast<std::uint64_t>(count("parts")));
    EXPECT_EQ(report.station_rows, 2U);
    EXPECT_EQ(report.audit_rows, static_cast<std::uint64_t>(count("audit")));
    EXPECT_EQ(report.spare_pages, 0U);
}

TEST_F(CheckTest, TwoDamagedPagesAreBothNamedAndTheRestIsRead) {
    ASSERT_TRUE(std::filesystem::remove(page_file(hand_in_.pages[0])));
    const auto second = page_file(hand_in_.pages[1]);
    auto bytes = read_file(second, 1U << 20U).value();
    bytes[bytes.size() / 2] ^= 1U;
    ASSERT_TRUE(write_file_durably(second, bytes));
    const auto report = check_archive(*archive_);
    ASSERT_EQ(report.damaged, 2U);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(report.damage[i].kind, "page");
        EXPECT_NE(report.damage[i].where.find(to_hex(sha256(as_bytes(hand_in_.pages[i])))), std::string::npos);
        EXPECT_NE(report.damage[i].where.find(hand_in_.id.text()), std::string::npos);
    }
    EXPECT_EQ(report.pages + 2, static_cast<std::uint64_t>(count("parts")));
    EXPECT_EQ(report.signatures, 2U) << "the digests in the rows are still what was signed";
}

TEST_F(CheckTest, APageWithoutARowIsNoDamage) {
    const auto left = page_bytes(1000, 77);
    ASSERT_TRUE(archive_->blobs().put(sha256(as_bytes(left)), as_bytes(left)));
    const auto report = check_archive(*archive_);
    EXPECT_EQ(report.damaged, 0U);
    EXPECT_EQ(report.spare_pages, 1U);
}

TEST_F(CheckTest, AnOldKeyCountsForItsTimeOnly) {
    // Enrolled anew with other keys: what the old one signed before stays good.
    ScriptedStation anew(loop_, "kiosk-1");
    enrol(anew);
    EXPECT_EQ(check_archive(*archive_).damaged, 0U);
    tamper(
        "UPDATE station_keys SET since_ms = since_ms - CASE WHEN sign_public = (SELECT sign_public FROM stations) THEN "
        "10000000 ELSE 30000000 END");
    EXPECT_TRUE(names(check_archive(*archive_), "key")) << "the key was replaced long before that was received";
}

struct Tampering {
    std::string sql;
    const char* kind;
};
class TamperedTest : public CheckTest, public ::testing::WithParamInterface<Tampering> {};

TEST_P(TamperedTest, IsNamed) {
    tamper(GetParam().sql);
    const auto report = check_archive(*archive_);
    EXPECT_TRUE(names(report, GetParam().kind)) << GetParam().sql;
    EXPECT_EQ(report.submissions, 2U) << "it went on";
}

INSTANTIATE_TEST_SUITE_P(
    Rows, TamperedTest,
    ::testing::Values(Tampering{"UPDATE submissions SET station = 'kiosk-2'", "submission"},
                      Tampering{"DELETE FROM station_entries", "station-chain"},
                      Tampering{"UPDATE station_entries SET entries = " + zero_bytes(4), "station-chain"},
                      Tampering{"UPDATE submissions SET author_account = 'somebody'", "submission"},
                      Tampering{"UPDATE submissions SET header = " + with_a_byte_more("header"), "signature"},
                      Tampering{"UPDATE submissions SET inner_signature = " + zero_bytes(64), "signature"},
                      Tampering{"UPDATE submissions SET sign_public = " + random_bytes(32), "key"},
                      Tampering{"UPDATE submissions SET received_ms = received_ms - 10000000", "key"},
                      Tampering{"UPDATE stations SET revoked_ms = 1", "key"},
                      Tampering{"UPDATE submissions SET envelope_digest = " + zero_bytes(32), "station-chain"},
                      Tampering{"DELETE FROM station_heads WHERE sequence = 1", "station-chain"},
                      Tampering{"UPDATE parts SET size = size + 1 WHERE number = 1", "page"},
                      Tampering{"DELETE FROM parts WHERE number = 1", "submission"},
                      Tampering{"UPDATE parts SET media_type = 'text/html'", "submission"},
                      Tampering{"UPDATE people SET name = number", "person"},
                      Tampering{"UPDATE people SET number_found = " + zero_bytes(32), "person"},
                      Tampering{"UPDATE cases SET state = 'approved'", "case"}, Tampering{"DELETE FROM moves", "case"},
                      Tampering{"UPDATE downlink SET item = " + with_a_byte_more("item"), "downlink"},
                      Tampering{"UPDATE downlink SET sequence = 100 WHERE sequence = 1", "downlink"},
                      Tampering{"UPDATE refused SET envelope = " + zero_bytes(1), "refused"},
                      Tampering{"UPDATE audit SET who = 'nobody' WHERE sequence = 2", "audit"},
                      Tampering{"DELETE FROM audit WHERE sequence = (SELECT max(sequence) FROM audit) - 1", "audit"}));

}  // namespace
}  // namespace doorstep::township::testing

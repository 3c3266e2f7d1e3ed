// The station's audit chain beside hand-ins (SECURITY 20): noted at once, sent inside the next seal, the same heads at
// both ends.
#include "station-agent/audit/audit_trail.hpp"

#include <gtest/gtest.h>

#include <random>

#include "protocol/envelope/audit_entries.hpp"
#include "protocol/envelope/statements.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using testing::citizen_number;
using testing::FakeGateway;
using testing::TestStation;

class AuditTrailTest : public ::testing::Test {
  protected:
    TestStation station_;
    FakeGateway gateway_{station_.loop};

    void SetUp() override {
        gateway_.confirm(station_.enrol(gateway_.invitation("village-1")));
        gateway_.countersign = FakeGateway::Countersign::Right;
    }
    // Something that happened while the station was stopped, for what no short request makes.
    void note(const std::string& what) {
        Store store = Store::open(station_.settings.state_folder).value();
        ASSERT_TRUE(AuditTrail(store, station_.clock).note(what, "zhou", as_bytes("row")));
    }
    // What the township makes of all that came, in order: the head must be the one that each header names.
    void expect_one_chain() {
        Bytes head;
        std::uint64_t sequence = 0;
        for (const auto& id : gateway_.order) {
            const auto& held = gateway_.held.at(id);
            ASSERT_EQ(held.header.station_sequence(), ++sequence);
            const auto before = protocol::audit_head_over(head, sequence, held.audit_entries);
            ASSERT_TRUE(before);
            ASSERT_EQ(held.header.previous_audit_head(), as_text(*before)) << sequence;
            const auto next =
                protocol::audit_step(*before, sequence, held.header.times().station_ms(), gateway_.envelope_digest(id));
            head.assign(next.begin(), next.end());
        }
    }
    static std::vector<std::string> words(const Bytes& entries) {
        wire::AuditEntries list;
        EXPECT_TRUE(list.ParseFromArray(entries.data(), static_cast<int>(entries.size())));
        std::vector<std::string> out;
        for (const auto& entry : list.entries()) {
            out.push_back(entry.what() + " " + entry.who());
        }
        return out;
    }
};

TEST_F(AuditTrailTest, SignInsTravelInsideTheNextSealAndNeverInTheClear) {
    station_.start();
    wire::DownlinkItem clerk;
    clerk.mutable_clerk()->set_account("zhou-of-the-desk");
    gateway_.send_down(clerk);
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.downlink_acks.size() == 1; }));
    wire::AgentRequest request;
    request.mutable_sign_in()->set_account("zhou-of-the-desk");
    request.mutable_sign_in()->set_pin("246810");
    request.mutable_sign_in()->set_one_time_code("wrong");
    EXPECT_EQ(station_.ask(request).fault().code(), wire::FAULT_ONE_TIME_CODE_WRONG);
    request.mutable_sign_in()->set_account("somebody");
    EXPECT_EQ(station_.ask(request).fault().code(), wire::FAULT_ACCOUNT_UNKNOWN);
    const auto first = station_.hand_in("{}", citizen_number(1));
    const auto second = station_.hand_in("{}", citizen_number(2));
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.held.size() == 2; }));
    EXPECT_EQ(words(gateway_.held.at(first.submission()).audit_entries),
              std::vector<std::string>{"sign-in-refused zhou-of-the-desk"});
    EXPECT_TRUE(gateway_.held.at(second.submission()).audit_entries.empty());
    expect_one_chain();
    EXPECT_FALSE(gateway_.saw_in_envelopes("zhou-of-the-desk"));
    EXPECT_TRUE(station_.turn_until([&] { return station_.status().countersigned() == 2; }));
}

TEST_F(AuditTrailTest, AnyMixOfEntriesAndHandInsIsOneChain) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::size_t hand_ins = 0;
    for (int round = 0; round < 6; ++round) {
        for (auto entries = random() % 4; entries > 0; --entries) {
            note("event " + std::to_string(random() % 1000));
        }
        station_.start();
        for (auto more = 1 + random() % 3; more > 0; --more) {
            station_.hand_in("{}", citizen_number(static_cast<int>(random() % 40)));
            ++hand_ins;
        }
        ASSERT_TRUE(station_.turn_until([&] { return gateway_.held.size() == hand_ins; }));
        station_.stop();
    }
    expect_one_chain();
}

TEST_F(AuditTrailTest, TheBoundSaysThatItIsFullAndNothingMoreIsNoted) {
    Store store = Store::open(station_.settings.state_folder).value();
    AuditTrail trail(store, station_.clock);
    ASSERT_TRUE(store.database->transaction([&]() -> Status {
        for (int i = 0; i < protocol::most_audit_entries + 5; ++i) {
            DOORSTEP_CHECK(trail.note("sign-in", "zhou"));
        }
        return {};
    }));
    const auto entries = trail.before(1).value();
    ASSERT_EQ(entries.entries_size(), protocol::most_audit_entries);
    EXPECT_EQ(entries.entries(protocol::most_audit_entries - 1).what(), "full");
    EXPECT_TRUE(protocol::audit_head_over({}, 1, as_bytes(entries.SerializeAsString())));
    EXPECT_FALSE(store.database->run("DELETE FROM audit_entries")) << "write-once";
    EXPECT_FALSE(store.database->run("UPDATE audit_entries SET entry = x''"));
}

TEST_F(AuditTrailTest, EachFieldOfAnEntryCounts) {
    wire::AuditEntry entry;
    entry.set_what("ab");
    entry.set_who("c");
    wire::AuditEntries list;
    for (const auto* what : {"sign-in", "sign-in-refused", "face-withdrawn"}) {
        auto& one = *list.add_entries();
        one.set_at_ms(1'795'000'000'000);
        one.set_what(what);
        one.set_who("zhou");
        one.set_subject(std::string(one.what() == "face-withdrawn" ? 16 : 0, 'r'));
    }
    EXPECT_GE(list.ByteSizeLong(), 3 * 20U) << "as docs/protocol.md says";
    EXPECT_LE(list.ByteSizeLong(), 3 * 60U);
    const auto step = protocol::audit_entry_step({}, 1, 0, entry);
    EXPECT_NE(step, protocol::audit_entry_step({}, 2, 0, entry));
    EXPECT_NE(step, protocol::audit_entry_step({}, 1, 1, entry));
    EXPECT_NE(step, protocol::audit_entry_step(step, 1, 0, entry));
    auto shifted = entry;
    shifted.set_what("a");
    shifted.set_who("bc");
    EXPECT_NE(step, protocol::audit_entry_step({}, 1, 0, shifted)) << "no field runs into the next";
    entry.set_at_ms(1);
    EXPECT_NE(step, protocol::audit_entry_step({}, 1, 0, entry));
}

}  // namespace
}  // namespace doorstep::agent

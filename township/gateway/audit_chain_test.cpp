// The township checks that a station's audit chain goes on from what it countersigned (SECURITY 20): a gap is listed, a
// forked or rolled-back disk is told to a person, and nobody's submission is refused for it.
#include "protocol/envelope/statements.hpp"
#include "township/archive/station_chain.hpp"
#include "township/testing/gateway_fixture.hpp"

namespace doorstep::township::testing {
namespace {

class AuditChainTest : public GatewayFixture {
  protected:
    AuditChainTest() {
        enrol(station_);
        EXPECT_TRUE(station_.begin(address()));
    }
    protocol::SealedSubmission seal(int serial) {
        HandIn hand_in;
        hand_in.number = id_number(serial);
        return station_.seal(hand_in);
    }
    // Held, whatever the chain looks like.
    wire::Acknowledged deliver(const protocol::SealedSubmission& sealed) {
        const auto answer = station_.deliver(sealed);
        EXPECT_TRUE(answer && answer->has_acknowledged());
        return answer ? answer->acknowledged() : wire::Acknowledged{};
    }
    bool is_countersigned(const wire::Acknowledged& receipt) const {
        return protocol::verify(
            protocol::domains::audit,
            protocol::audit_bytes(station_.id(), receipt.audit_sequence(), as_bytes(receipt.audit_head())),
            as_bytes(receipt.audit_countersignature()), station_.gateway_public());
    }
    std::int64_t chain_tasks() { return count("tasks WHERE what LIKE '%audit chain%'"); }
    ScriptedStation station_{loop_, "kiosk-1"};
};

TEST_F(AuditChainTest, EachReceiptCountersignsHowFarTheChainIsHeld) {
    for (int i = 1; i <= 3; ++i) {
        const auto receipt = deliver(seal(i));
        EXPECT_EQ(receipt.audit_sequence(), static_cast<std::uint64_t>(i));
        EXPECT_EQ(as_bytes(receipt.audit_head()).size(), 32U);
        EXPECT_EQ(receipt.audit_head(), as_text(station_.chain().head));
        EXPECT_TRUE(is_countersigned(receipt));
    }
    EXPECT_EQ(chain_tasks(), 0);
}

TEST_F(AuditChainTest, WhatOvertookIsCountersignedOnceTheGapIsFilled) {
    const auto scan = seal(1);
    const auto light = seal(2);
    auto receipt = deliver(light);
    EXPECT_TRUE(receipt.audit_countersignature().empty()) << "number 1 is not here";
    EXPECT_EQ(missing_sequences(*archive_, "kiosk-1").value(), (SequenceRuns{{1, 1}}));
    receipt = deliver(scan);
    EXPECT_EQ(receipt.audit_sequence(), 2U);
    EXPECT_TRUE(is_countersigned(receipt));
    EXPECT_TRUE(missing_sequences(*archive_, "kiosk-1").value().empty());
    EXPECT_EQ(chain_tasks(), 0) << "an order is no fork";
}

TEST_F(AuditChainTest, MissingNumbersAreListedAsRuns) {
    std::vector<protocol::SealedSubmission> all;
    for (int i = 1; i <= 9; ++i) {
        all.push_back(seal(i));
    }
    for (const auto number : {2, 5, 6, 9}) {
        deliver(all[static_cast<std::size_t>(number - 1)]);
    }
    EXPECT_EQ(missing_sequences(*archive_, "kiosk-1").value(), (SequenceRuns{{1, 1}, {3, 4}, {7, 8}}));
    EXPECT_TRUE(missing_sequences(*archive_, "kiosk-2").value().empty());
}

// The disk was copied: both copies go on from number 1.
TEST_F(AuditChainTest, AForkedDiskIsPutBeforeAPersonAndNotCountersigned) {
    deliver(seal(1));
    const auto fork = station_.chain();
    deliver(seal(2));
    station_.set_chain(fork);
    deliver(seal(3));  // number 2 again, from the copy
    EXPECT_EQ(count("tasks WHERE what LIKE '%used this sequence number before%'"), 1);
    const auto receipt = deliver(seal(4));  // number 3 goes on from the copy's number 2
    EXPECT_EQ(receipt.audit_sequence(), 2U) << "the copy's chain is not countersigned";
    EXPECT_EQ(chain_tasks(), 1);
    deliver(seal(5));
    EXPECT_EQ(chain_tasks(), 1) << "told once";
}

TEST_F(AuditChainTest, AnEditedRowIsPutBeforeAPerson) {
    deliver(seal(1));
    auto edited = station_.chain();
    edited.head[7] ^= 1;
    station_.set_chain(edited);
    const auto receipt = deliver(seal(2));
    EXPECT_EQ(receipt.audit_sequence(), 1U);
    EXPECT_EQ(chain_tasks(), 1);
}

TEST_F(AuditChainTest, AnOlderDiskIsNoticedAtTheHello) {
    deliver(seal(1));
    const auto older = station_.chain();
    deliver(seal(2));
    ASSERT_TRUE(station_.begin(address()));
    EXPECT_EQ(chain_tasks(), 0);
    const auto newest = station_.chain();
    seal(3);  // handed in, not sent yet: a head that is not known here
    ASSERT_TRUE(station_.begin(address()));
    EXPECT_EQ(chain_tasks(), 0);
    station_.set_chain(older);
    ASSERT_TRUE(station_.begin(address()));
    EXPECT_EQ(chain_tasks(), 1);
    station_.set_chain({});  // an empty one
    ASSERT_TRUE(station_.begin(address()));
    EXPECT_EQ(count("tasks WHERE what LIKE '%audit chain%' AND times = 2"), 1);
    station_.set_chain(newest);
    ASSERT_TRUE(station_.begin(address()));
    EXPECT_EQ(count("tasks WHERE what LIKE '%audit chain%' AND times = 2"), 1);
}

class AuditEntriesTest : public AuditChainTest {
  protected:
    static std::string entries(const std::vector<std::string>& what) {
        wire::AuditEntries list;
        for (const auto& one : what) {
            auto& entry = *list.add_entries();
            entry.set_what(one);
            entry.set_who("zhou");
            entry.set_at_ms(1'790'000'000'000);
            entry.set_subject("row");
        }
        return list.SerializeAsString();
    }
    wire::Acknowledged deliver_with(int serial, const std::vector<std::string>& happened,
                                    std::optional<std::vector<std::string>> carried = {}) {
        HandIn hand_in;
        hand_in.number = id_number(serial);
        hand_in.entries = entries(happened);
        if (carried) {
            hand_in.carried_entries = entries(*carried);
        }
        return deliver(station_.seal(hand_in));
    }
};

TEST_F(AuditEntriesTest, WhatHappenedBetweenSubmissionsTravelsAndIsCountersignedWithThem) {
    deliver_with(1, {"sign-in", "face-opened"});
    deliver_with(2, {});
    const auto receipt = deliver_with(3, {"order"});
    EXPECT_EQ(receipt.audit_sequence(), 3U);
    EXPECT_EQ(receipt.audit_head(), as_text(station_.chain().head));
    EXPECT_EQ(chain_tasks(), 0);
    const auto told = station_entries(*archive_, "kiosk-1").value();
    ASSERT_EQ(told.size(), 3U);
    EXPECT_EQ(told[0].what, "order");
    EXPECT_EQ(told[1].what, "face-opened");
    EXPECT_EQ(told[2].sequence, 1U);
    EXPECT_EQ(told[2].who, "zhou");
}

// A station that leaves out, adds, swaps or changes what it noted before.
TEST_F(AuditEntriesTest, EntriesThatDoNotMakeTheHeadArePutBeforeAPerson) {
    const std::vector<std::string> happened{"sign-in", "face-opened"};
    int serial = 10;
    for (const auto& carried : std::vector<std::vector<std::string>>{{},
                                                                     {"sign-in"},
                                                                     {"face-opened", "sign-in"},
                                                                     {"sign-in", "face-stored"},
                                                                     {"sign-in", "face-opened", "x"}}) {
        ScriptedStation other(loop_, "kiosk-" + std::to_string(serial));
        enrol(other);
        ASSERT_TRUE(other.begin(address()));
        HandIn hand_in;
        hand_in.number = id_number(serial++);
        hand_in.entries = entries(happened);
        hand_in.carried_entries = entries(carried);
        const auto answer = other.deliver(other.seal(hand_in));
        ASSERT_TRUE(answer && answer->has_acknowledged()) << "held all the same";
        EXPECT_EQ(answer->acknowledged().audit_sequence(), 0U);
    }
    EXPECT_EQ(chain_tasks(), 5);
}

TEST_F(AuditEntriesTest, WhatDoesNotReadIsKeptAndPutBeforeAPerson) {
    HandIn hand_in;
    hand_in.entries = entries({"sign-in"});
    hand_in.carried_entries = "no entries";
    EXPECT_EQ(deliver(station_.seal(hand_in)).audit_sequence(), 0U);
    EXPECT_EQ(chain_tasks(), 1);
    EXPECT_EQ(count("station_entries"), 1);
    EXPECT_TRUE(station_entries(*archive_, "kiosk-1")->empty());
    EXPECT_FALSE(archive_->database().run("DELETE FROM station_entries")) << "write-once";
}

TEST_F(AuditChainTest, AStationEnrolledAnewWithOtherKeysBeginsAnew) {
    deliver(seal(1));
    deliver(seal(3));
    ScriptedStation anew(loop_, "kiosk-1");  // its disk was replaced
    enrol(anew);
    ASSERT_TRUE(anew.begin(address()));
    HandIn hand_in;
    hand_in.number = id_number(9);
    const auto answer = anew.deliver(anew.seal(hand_in));
    ASSERT_TRUE(answer && answer->has_acknowledged());
    EXPECT_EQ(answer->acknowledged().audit_sequence(), 1U);
    EXPECT_EQ(count("tasks"), 0) << "its number 1 is no reuse and no fork";
}

TEST_F(AuditChainTest, HeadsAreWriteOnce) {
    deliver(seal(1));
    EXPECT_FALSE(archive_->database().run("UPDATE station_heads SET sequence = 5"));
    EXPECT_FALSE(archive_->database().run("DELETE FROM station_heads"));
}

}  // namespace
}  // namespace doorstep::township::testing

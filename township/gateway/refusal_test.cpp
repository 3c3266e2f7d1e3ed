// What cannot be authenticated or opened changes nothing, is refused by name, kept, and put before a person
// (SECURITY 2, 3, 28).
#include "township/archive/tasks.hpp"
#include "township/gateway/refusals.hpp"
#include "township/testing/gateway_fixture.hpp"

namespace doorstep::township::testing {
namespace {

using Kind = wire::TownshipMessage;

class RefusalTest : public GatewayFixture {
  protected:
    RefusalTest() {
        enrol(station_);
        EXPECT_TRUE(station_.begin(address()));
    }
    // Refused for good with that code, kept, a task, and nothing held.
    void expect_refused(const std::optional<wire::TownshipMessage>& answer, wire::RefusalCode code) {
        ASSERT_TRUE(answer && answer->has_refused());
        EXPECT_EQ(refusal_name(answer->refused().code()), refusal_name(code));
        EXPECT_TRUE(answer->refused().final());
        EXPECT_EQ(count("tasks WHERE kind = 'refused' AND what = '" + std::string(refusal_name(code)) + "'"), 1);
        EXPECT_EQ(count("refused"), 1);
    }
    ScriptedStation station_{loop_, "kiosk-1"};
};

TEST_F(RefusalTest, AnAlteredEnvelopeChangesNothing) {
    const auto sealed = station_.seal({});
    // One byte in each tenth: header, keys, names, signature all lie in there.
    for (std::size_t tenth = 0; tenth < 10; ++tenth) {
        auto altered = sealed;
        altered.envelope[altered.envelope.size() * tenth / 10 + 3] ^= 1;
        wire::UplinkMessage message;
        message.mutable_offer()->set_submission("0123456789abcdef");
        message.mutable_offer()->set_envelope(std::string(as_text(altered.envelope)));
        ASSERT_TRUE(station_.say(message));
        const auto answer = station_.hear_any({Kind::kRefused, Kind::kNeed, Kind::kAcknowledged});
        ASSERT_TRUE(answer && answer->has_refused()) << tenth;
    }
    EXPECT_EQ(count("submissions"), 0);
    EXPECT_GT(count("refused"), 0);
    const auto answer = station_.deliver(sealed);  // the true one still comes in
    EXPECT_TRUE(answer && answer->has_acknowledged());
}

TEST_F(RefusalTest, AnotherStationsEnvelopeReplayedIsRefused) {
    const auto sealed = station_.seal({});
    ScriptedStation thief(loop_, "kiosk-2");
    enrol(thief);
    ASSERT_TRUE(thief.begin(address()));
    expect_refused(thief.deliver(sealed), wire::OTHER_STATION);
    EXPECT_EQ(count("submissions"), 0);
}

TEST_F(RefusalTest, AStationThatWritesAnothersNameIsRefused) {
    ScriptedStation forger(loop_, "kiosk-2");
    enrol(forger);
    ScriptedStation pretended(loop_, "kiosk-1");  // same name, keys of its own
    pretended.reply_to(invitation_for(*archive_, "kiosk-3", "").value());
    ASSERT_TRUE(forger.begin(address()));
    expect_refused(forger.deliver(pretended.seal({})), wire::OTHER_STATION);
}

TEST_F(RefusalTest, AnotherTownshipsEnvelopeIsRefused) {
    HandIn hand_in;
    hand_in.receiving_township = "elsewhere";
    expect_refused(station_.deliver(station_.seal(hand_in)), wire::OTHER_TOWNSHIP);
}

TEST_F(RefusalTest, AnUnknownSealingKeyIsRefusedBeforeAByteIsTaken) {
    const auto stranger = protocol::make_box_keys();
    expect_refused(station_.deliver(station_.seal_to({}, {stranger.public_key, 1})), wire::UNKNOWN_RECIPIENT_KEY);
    EXPECT_FALSE(std::filesystem::exists(folder_.path() / "incoming" / "kiosk-1"));
}

TEST_F(RefusalTest, APartThatIsNotWhatWasNamedIsAskedForOnceMoreAndThenRefused) {
    auto sealed = station_.seal({});
    sealed.parts[0][5] ^= 1;
    const auto answer = station_.deliver(sealed);
    expect_refused(answer, wire::BAD_PART_DIGEST);
    EXPECT_TRUE(std::filesystem::exists(folder_.path() / "refused" / "kiosk-1" / "1" / "envelope"));  // kept
    EXPECT_EQ(count("submissions"), 0);
}

TEST_F(RefusalTest, TheSameIdWithOtherContentIsRefusedAndTheFirstStands) {
    HandIn hand_in;
    const auto first = station_.seal(hand_in);
    ASSERT_TRUE(station_.deliver(first)->has_acknowledged());
    hand_in.name = "另一人";
    expect_refused(station_.deliver(station_.seal(hand_in)), wire::SAME_ID_OTHER_CONTENT);
    EXPECT_EQ(count("submissions"), 1);
    EXPECT_TRUE(station_.deliver(first)->has_acknowledged());
}

TEST_F(RefusalTest, RefusingTheSameAgainIsKeptOnce) {
    HandIn hand_in;
    hand_in.receiving_township = "elsewhere";
    const auto sealed = station_.seal(hand_in);
    for (int i = 0; i < 3; ++i) {
        ASSERT_TRUE(station_.deliver(sealed)->has_refused());
    }
    EXPECT_EQ(count("refused"), 1);
    EXPECT_EQ(count("tasks"), 1);
    EXPECT_EQ(text("SELECT CAST(times AS TEXT) FROM tasks"), "3");
}

TEST_F(RefusalTest, WhatDoesNotParseIsAFaultAndNothingMore) {
    ASSERT_TRUE(station_.say_bytes("\xff\xff\xff not a message"));
    const auto answer = station_.hear(Kind::kFault);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->fault().code(), wire::FAULT_BAD_REQUEST);
    EXPECT_TRUE(station_.deliver(station_.seal({}))->has_acknowledged());
}

TEST_F(RefusalTest, AChunkOverTheBoundOrOfNothingOfferedIsAFault) {
    wire::UplinkMessage message;
    message.mutable_chunk()->set_submission(std::string(16, 'a'));
    message.mutable_chunk()->set_data("x");
    ASSERT_TRUE(station_.say(message));
    EXPECT_EQ(station_.hear(Kind::kFault)->fault().code(), wire::FAULT_BAD_REQUEST);
    message.mutable_chunk()->set_data(std::string(largest_chunk + 1, 'x'));
    ASSERT_TRUE(station_.say(message));
    EXPECT_EQ(station_.hear(Kind::kFault)->fault().code(), wire::FAULT_TOO_LARGE);
}

TEST_F(RefusalTest, EveryEnvelopeErrorHasItsCode) {
    using E = protocol::EnvelopeError;
    for (int e = 1; e <= static_cast<int>(E::BadInnerSignature); ++e) {
        EXPECT_TRUE(refusal_of(Error(static_cast<E>(e)))) << e;
    }
    EXPECT_FALSE(refusal_of(Error(E::BadKey)));  // our own defect: the station tries again later
    EXPECT_FALSE(refusal_of(Error(DatabaseError::Full)));
}

}  // namespace
}  // namespace doorstep::township::testing

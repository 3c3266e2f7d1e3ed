// Who gets in, and for how long (SECURITY 5).
#include <zmq.h>

#include "protocol/zmq_socket.hpp"
#include "township/archive/tasks.hpp"
#include "township/testing/gateway_fixture.hpp"

namespace doorstep::township::testing {
namespace {

using Kind = wire::TownshipMessage;
constexpr std::int64_t refused_ms = 700;  // a refused handshake never ends: this long nothing is heard

class AdmissionTest : public GatewayFixture {};

TEST_F(AdmissionTest, AStationThatIsNotEnrolledIsRefusedAndPutBeforeAPerson) {
    ScriptedStation stranger(loop_, "kiosk-1");
    stranger.reply_to(invitation_for(*archive_, "kiosk-1", address()).value());  // invited, never confirmed
    EXPECT_FALSE(stranger.connect(address(), refused_ms));
    EXPECT_EQ(count("tasks WHERE kind = 'stranger'"), 1);
}

TEST_F(AdmissionTest, WithTheAdmissionDeadNobodyGetsIn) {
    ScriptedStation station(loop_, "kiosk-1");
    enrol(station);
    admission_.reset();
    EXPECT_FALSE(station.connect(address(), refused_ms));
    admission_ = start_admission(loop_, *archive_).value();
    EXPECT_TRUE(station.connect(address()));
}

TEST_F(AdmissionTest, RevokedWhileConnectedIsRefusedAtItsNextMessage) {
    ScriptedStation station(loop_, "kiosk-1");
    enrol(station);
    ASSERT_TRUE(station.begin(address()));
    ASSERT_TRUE(station.deliver(station.seal({}))->has_acknowledged());
    ASSERT_TRUE(revoke_station(*archive_, "kiosk-1"));
    ASSERT_TRUE(station.offer(station.seal({})));
    const auto answer = station.hear_any({Kind::kFault, Kind::kNeed, Kind::kAcknowledged});
    ASSERT_TRUE(answer && answer->has_fault());
    EXPECT_EQ(answer->fault().code(), wire::FAULT_NOT_PERMITTED);
    EXPECT_EQ(count("submissions"), 1);
    EXPECT_FALSE(station.connect(address(), refused_ms));  // and does not come in again
}

TEST_F(AdmissionTest, AConnectionMadeWithAnEarlierKeyIsRefused) {
    ScriptedStation before(loop_, "kiosk-1");
    enrol(before);
    ASSERT_TRUE(before.begin(address()));
    ScriptedStation after(loop_, "kiosk-1");
    enrol(after);  // the same name, new keys
    ASSERT_TRUE(before.offer(before.seal({})));
    const auto answer = before.hear_any({Kind::kFault, Kind::kNeed});
    ASSERT_TRUE(answer && answer->has_fault());
    EXPECT_EQ(answer->fault().code(), wire::FAULT_NOT_PERMITTED);
    EXPECT_TRUE(after.begin(address()));
}

TEST_F(AdmissionTest, BeforeHelloNothingIsTaken) {
    ScriptedStation station(loop_, "kiosk-1");
    enrol(station);
    ASSERT_TRUE(station.connect(address()));
    ASSERT_TRUE(station.offer(station.seal({})));
    EXPECT_EQ(station.hear(Kind::kFault)->fault().code(), wire::FAULT_NO_SESSION);
}

TEST_F(AdmissionTest, AnotherProtocolVersionIsTurnedAway) {
    ScriptedStation station(loop_, "kiosk-1");
    enrol(station);
    ASSERT_TRUE(station.connect(address()));
    wire::UplinkMessage message;
    message.mutable_hello()->set_protocol_low(2);
    message.mutable_hello()->set_protocol_high(3);
    ASSERT_TRUE(station.say(message));
    EXPECT_EQ(station.hear(Kind::kFault)->fault().code(), wire::FAULT_BAD_REQUEST);
}

// A routing id that a peer chose for itself says nothing about who it is, and cannot take another's place.
TEST_F(AdmissionTest, AForgedRoutingIdDoesNotMakeAnotherStation) {
    ScriptedStation honest(loop_, "kiosk-1");
    enrol(honest);
    ASSERT_TRUE(honest.begin(address()));
    ScriptedStation forger(loop_, "kiosk-2");
    enrol(forger);
    protocol::ZmqSocket socket(protocol::SocketType::Dealer, protocol::line_largest_message);
    ASSERT_TRUE(socket.set(ZMQ_ROUTING_ID, std::string_view("kiosk-1")));
    ASSERT_TRUE(socket.set(ZMQ_CURVE_SERVERKEY, as_text(archive_->keys().curve.public_key)));
    ASSERT_TRUE(socket.set(ZMQ_CURVE_PUBLICKEY, as_text(forger.curve().public_key)));
    ASSERT_TRUE(socket.set(ZMQ_CURVE_SECRETKEY, as_text(forger.curve().secret_key)));
    ASSERT_TRUE(socket.set(ZMQ_LINGER, 0));
    ASSERT_TRUE(socket.connect(address()));
    std::vector<wire::TownshipMessage> heard;
    socket.attach(loop_, [&](protocol::ZmqSocket::Frames frames, const std::string&) {
        heard.emplace_back().ParseFromString(frames[0]);
    });
    const auto say = [&](const wire::UplinkMessage& message) {
        const auto before = heard.size();
        EXPECT_TRUE(socket.send({message.SerializeAsString()}));
        for (int turns = 0; turns < 500 && heard.size() == before; ++turns) {
            loop_.run_once(10);
        }
        return heard.size() > before ? heard.back() : wire::TownshipMessage{};
    };
    wire::UplinkMessage hello;
    hello.mutable_hello()->set_protocol_low(1);
    hello.mutable_hello()->set_protocol_high(1);
    ASSERT_TRUE(say(hello).has_hello());
    wire::UplinkMessage offer;  // in the honest station's name
    const auto sealed = honest.seal({});
    offer.mutable_offer()->set_submission("0123456789abcdef");
    offer.mutable_offer()->set_envelope(std::string(as_text(sealed.envelope)));
    const auto answer = say(offer);
    ASSERT_TRUE(answer.has_refused());
    EXPECT_EQ(answer.refused().code(), wire::OTHER_STATION);
    EXPECT_TRUE(honest.deliver(honest.seal({}))->has_acknowledged());  // the honest line is not muted
}

}  // namespace
}  // namespace doorstep::township::testing

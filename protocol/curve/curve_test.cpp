// SECURITY 5: who gets in, who does not, and that an identity cannot be claimed.
#include "protocol/curve/curve.hpp"

#include <gtest/gtest.h>

#include <set>

#include "base/clock.hpp"

namespace doorstep::protocol {
namespace {

class Curve : public ::testing::Test {
  protected:
    EventLoop loop_;
    CurveKeys server_ = make_curve_keys();
    CurveKeys station_ = make_curve_keys();
    CurveKeys stranger_ = make_curve_keys();
    std::vector<CurveListener::Message> heard_;
    std::unique_ptr<ZapHandler> zap_;
    std::unique_ptr<CurveListener> listener_;

    void start_zap() {
        zap_ = ZapHandler::start(loop_, [this](BytesView key, std::string_view) -> std::optional<std::string> {
                   return std::equal(key.begin(), key.end(), station_.public_key.begin())
                              ? std::optional<std::string>("village-1")
                              : std::nullopt;
               }).value();
    }
    void listen() {
        listener_ = CurveListener::bind(loop_, "tcp://127.0.0.1:*", server_, [this](CurveListener::Message message) {
                        heard_.push_back(message);
                        listener_->send(message.peer, "re " + message.payload);
                    }).value();
    }
    std::unique_ptr<CurveConnection> connect(const CurveKeys& keys, std::vector<std::string>& answers) {
        return CurveConnection::connect(loop_, listener_->endpoint(), server_.public_key, keys,
                                        [&answers](std::string text) { answers.push_back(std::move(text)); })
            .value();
    }
    // Turns the loop until `done` or the deadline; true when done.
    bool turn_until(const std::function<bool()>& done, std::int64_t longest_ms = 5000) {
        const auto end = monotonic_milliseconds() + longest_ms;
        while (monotonic_milliseconds() < end) {
            if (done()) {
                return true;
            }
            loop_.run_once(10);
        }
        return false;
    }
};

TEST_F(Curve, AnEnrolledStationIsHeardUnderTheNameThatZapGave) {
    start_zap();
    listen();
    std::vector<std::string> answers;
    const auto line = connect(station_, answers);
    ASSERT_TRUE(turn_until([&] { return line->send("I am village-9"); }));
    ASSERT_TRUE(turn_until([&] { return !answers.empty(); }));
    EXPECT_EQ(answers[0], "re I am village-9");
    EXPECT_EQ(heard_[0].user_id, "village-1");
}

TEST_F(Curve, AStationThatIsNotEnrolledIsRefused) {
    start_zap();
    listen();
    std::vector<std::string> answers;
    std::vector<std::string> none;
    const auto in = connect(station_, answers);
    const auto out = connect(stranger_, none);
    ASSERT_TRUE(turn_until([&] { return in->send("hello"); }));
    ASSERT_TRUE(turn_until([&] { return !answers.empty(); }));
    EXPECT_FALSE(turn_until([&] { return out->send("let me in"); }, 500));
    EXPECT_EQ(heard_.size(), 1U);
}

TEST_F(Curve, WithTheZapHandlerDeadNobodyGetsIn) {
    start_zap();
    listen();
    zap_.reset();
    std::vector<std::string> answers;
    const auto line = connect(station_, answers);
    EXPECT_FALSE(turn_until([&] { return line->send("hello"); }, 700));
    EXPECT_TRUE(heard_.empty());
}

TEST_F(Curve, AServerWithAnotherKeyIsNotTalkedTo) {
    start_zap();
    listen();
    std::vector<std::string> answers;
    const auto line =
        CurveConnection::connect(loop_, listener_->endpoint(), stranger_.public_key, station_, [&](std::string text) {
            answers.push_back(std::move(text));
        }).value();
    EXPECT_FALSE(turn_until([&] { return line->send("hello"); }, 500));
}

TEST_F(Curve, TwoConnectionsOfOneStationAreBothHeard) {
    start_zap();
    listen();
    std::vector<std::string> first;
    std::vector<std::string> second;
    const auto a = connect(station_, first);
    const auto b = connect(station_, second);
    ASSERT_TRUE(turn_until([&] { return a->send("a"); }));
    ASSERT_TRUE(turn_until([&] { return b->send("b"); }));
    ASSERT_TRUE(turn_until([&] { return !first.empty() && !second.empty(); }));
    EXPECT_EQ(std::set<std::string>({heard_[0].peer, heard_[1].peer}).size(), 2U);
}

TEST_F(Curve, BadKeysAreNamed) {
    EXPECT_TRUE(CurveListener::bind(loop_, "tcp://127.0.0.1:*", {}, {}).error().is(CurveError::BadKey));
    EXPECT_TRUE(
        CurveConnection::connect(loop_, "tcp://127.0.0.1:9", Bytes(31), station_, {}).error().is(CurveError::BadKey));
    start_zap();
    EXPECT_TRUE(ZapHandler::start(loop_, {}).error().is(CurveError::HandlerBusy));
}

}  // namespace
}  // namespace doorstep::protocol

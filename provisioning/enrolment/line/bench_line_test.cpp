// Both ends of a bench's line over real sockets: what passes, what ends it, and that nothing of an earlier line or
// asker is taken for an answer.
#include "provisioning/enrolment/line/bench_line.hpp"

#include <unistd.h>

#include <gtest/gtest.h>

#include "base/clock.hpp"
#include "protocol/messages/agent.pb.h"
#include "protocol/messages/setup.pb.h"
#include "protocol/rpc_client.hpp"
#include "protocol/rpc_server.hpp"
#include "provisioning/enrolment/line/bench_port.hpp"

namespace doorstep::setup {
namespace {

using protocol::CurveConnection;
using protocol::RpcServer;
using Refusal = wire::BenchRefusal;

// Short, and long enough for a machine that is busy with other things.
constexpr BenchLineDelays quick{20, 2'000, 50, 3'000, 50, 100};

std::string get_request() {
    wire::SetupRequest request;
    request.mutable_get();
    return request.SerializeAsString();
}

class BenchLineTest : public testing::Test {
  protected:
    void SetUp() override { open_port(2); }
    void TearDown() override {
        lines_.clear();
        servers_.clear();
        port_.reset();
        std::filesystem::remove_all(folder_);
    }
    void open_port(std::size_t rows) {
        port_.reset();
        BenchPort::Settings settings;
        settings.listen = "tcp://127.0.0.1:0";
        settings.folder = folder_ / "p";
        for (std::size_t row = 0; row < rows; ++row) {
            settings.places.push_back({"village-" + std::to_string(row + 1), "", false});
        }
        settings.delays = quick;
        port_ = BenchPort::open(loop_, settings,
                                {[this](std::size_t row, const std::string& kiosk) {
                                     came_.push_back({row, kiosk});
                                 },
                                 [this](std::size_t row) { lost_.push_back(row); },
                                 [this](const std::string& kiosk, Refusal::Reason reason) {
                                     refused_.push_back({kiosk, reason});
                                 }})
                    .value();
    }
    std::filesystem::path run(const std::string& kiosk) { return folder_ / kiosk; }
    // A kiosk's setup socket that answers each request with its own words.
    void serve(const std::string& kiosk, std::size_t index = 0, const std::string& words = "") {
        const auto& place = bench_sockets.at(index);
        RpcServer::Handlers handlers;
        handlers.request = [this, kiosk, words](const std::string&, const std::string& payload, const auto& reply) {
            asked_.push_back(payload);
            if (words != "silence") {
                reply(kiosk + words);
            }
        };
        servers_[kiosk + std::to_string(index)] =
            RpcServer::bind(loop_, "ipc://" + (run(kiosk) / place.arrow / place.name).native(), handlers).value();
    }
    BenchLine& plug(const std::string& kiosk, const Bytes& key) {
        wire::BenchHello hello;
        hello.set_serial(kiosk);
        lines_[kiosk] =
            std::make_unique<BenchLine>(loop_, run(kiosk), BenchStick{{port_->endpoint()}, key}, hello, quick);
        return *lines_[kiosk];
    }
    BenchLine& plug(const std::string& kiosk) { return plug(kiosk, port_->key()); }
    bool turn_until(const std::function<bool()>& done, std::int64_t longest_ms = 10'000) {
        const auto end = monotonic_milliseconds() + longest_ms;
        while (monotonic_milliseconds() < end) {
            if (done()) {
                return true;
            }
            loop_.run_once(5);
        }
        return false;
    }
    std::string at(std::size_t row, std::size_t index = 0) {
        return "ipc://" + (port_->run_of(row) / bench_sockets.at(index).arrow / bench_sockets.at(index).name).native();
    }
    // What the bench's program gets at a row; "" when nothing in time.
    std::string ask(protocol::RpcClient& client, const std::string& request, std::int64_t longest_ms = 10'000) {
        std::mutex mutex;
        std::optional<std::string> got;
        client.call(request, longest_ms, [&](Result<std::string> answer) {
            const std::lock_guard lock(mutex);
            got = answer.value_or("");
        });
        EXPECT_TRUE(turn_until(
            [&] {
                const std::lock_guard lock(mutex);
                return got.has_value();
            },
            longest_ms + 5'000));
        return got.value_or("");
    }
    // Whoever has the key and says what a kiosk would not.
    std::unique_ptr<CurveConnection> stranger(std::vector<wire::FromBench>& heard) {
        return CurveConnection::connect(loop_, port_->endpoint(), port_->key(), protocol::make_curve_keys(),
                                        [&heard](const std::string& bytes) {
                                            heard.emplace_back();
                                            EXPECT_TRUE(heard.back().ParseFromString(bytes));
                                        })
            .value();
    }

    EventLoop loop_;
    std::filesystem::path folder_ = "/tmp/bench-line-" + std::to_string(::getpid());
    std::unique_ptr<BenchPort> port_;
    std::map<std::string, std::unique_ptr<RpcServer>> servers_;
    std::map<std::string, std::unique_ptr<BenchLine>> lines_;
    std::vector<std::pair<std::size_t, std::string>> came_;
    std::vector<std::size_t> lost_;
    std::vector<std::pair<std::string, Refusal::Reason>> refused_;
    std::vector<std::string> asked_;
};

TEST_F(BenchLineTest, EachRowReachesItsOwnKiosk) {
    serve("A");
    serve("B");
    plug("A");
    ASSERT_TRUE(turn_until([&] { return came_.size() == 1; }));
    plug("B");
    ASSERT_TRUE(turn_until([&] { return came_.size() == 2; }));
    EXPECT_EQ(came_[1], (std::pair<std::size_t, std::string>{1, "serial B"}));
    EXPECT_TRUE(turn_until([&] { return lines_["B"]->up(); }));
    EXPECT_EQ(lines_["B"]->station(), "village-2");
    protocol::RpcClient first(at(0));
    protocol::RpcClient second(at(1));
    EXPECT_EQ(ask(first, get_request()), "A");
    EXPECT_EQ(ask(second, get_request()), "B");
}

TEST_F(BenchLineTest, WithAnotherKeyNobodyGetsIn) {
    serve("A");
    auto& line = plug("A", protocol::make_curve_keys().public_key);
    EXPECT_FALSE(turn_until([&] { return line.up() || !came_.empty() || !refused_.empty(); }, 3'000));
}

TEST_F(BenchLineTest, ARequestThatNoBenchNeedsEndsTheLineUnheard) {
    serve("A", 2);
    plug("A");
    ASSERT_TRUE(turn_until([&] { return came_.size() == 1; }));
    wire::AgentRequest request;
    request.mutable_list_accounts();
    protocol::RpcClient client(at(0, 2));
    EXPECT_EQ(ask(client, request.SerializeAsString()), "A");
    request.mutable_submit();
    client.call(request.SerializeAsString(), 5'000, [](const Result<std::string>&) {});
    EXPECT_TRUE(turn_until([&] { return lost_.size() == 1; }));
    EXPECT_EQ(asked_.size(), 1U);
    EXPECT_TRUE(turn_until([&] { return came_.size() == 2; })) << "it comes back; a technician may have another bench";
    EXPECT_EQ(came_[1].first, 0U);
}

TEST_F(BenchLineTest, WhatWasAskedBeforeTheLineBrokeIsAskedAgainNotWaitedFor) {
    serve("A", 0, "silence");
    plug("A");
    ASSERT_TRUE(turn_until([&] { return came_.size() == 1; }));
    // It would not be told by the silence between the two lines.
    std::atomic<bool> link = false;
    protocol::RpcClient client(at(0), {[](const std::string&) {}, [&](bool up) { link = up; }},
                               protocol::RpcDelays{500, 60'000, 20});
    ASSERT_TRUE(turn_until([&] { return link.load(); }));
    std::atomic<bool> down = false;
    client.call(get_request(), 60'000, [&](const Result<std::string>& answer) {
        down = !answer && answer.error().is(protocol::RpcError::LinkDown);
    });
    ASSERT_TRUE(turn_until([&] { return asked_.size() == 1; }));
    // The kiosk's end begins anew, as quickly as systemd would have it, and the kiosk's processes never went.
    plug("A");
    EXPECT_TRUE(turn_until([&] { return down.load(); })) << "told as a restart, long before its minute is over";
    serve("A");
    EXPECT_EQ(ask(client, get_request()), "A");
    EXPECT_EQ(came_.back().first, 0U) << "its own row";
}

TEST_F(BenchLineTest, AnAnswerToWhoAskedBeforeIsNotTheNextOnes) {
    std::vector<RpcServer::Reply> kept;
    RpcServer::Handlers handlers;
    handlers.request = [&](const std::string&, const std::string&, const auto& reply) { kept.push_back(reply); };
    servers_["A0"] =
        RpcServer::bind(loop_, "ipc://" + (run("A") / "kiosk-setup/setup.sock").native(), handlers).value();
    plug("A");
    ASSERT_TRUE(turn_until([&] { return came_.size() == 1; }));
    {
        protocol::RpcClient first(at(0));
        first.call(get_request(), 60'000, [](const Result<std::string>&) {});
        ASSERT_TRUE(turn_until([&] { return kept.size() == 1; }));
    }
    protocol::RpcClient second(at(0));  // its first call has the number that the other's had
    std::atomic<bool> answered = false;
    std::string got;
    second.call(get_request(), 20'000, [&](const Result<std::string>& answer) {
        got = answer.value_or("nothing");
        answered = true;
    });
    ASSERT_TRUE(turn_until([&] { return kept.size() == 2; }));
    kept[0]("for the first");
    kept[1]("for the second");
    ASSERT_TRUE(turn_until([&] { return answered.load(); }));
    EXPECT_EQ(got, "for the second");
}

TEST_F(BenchLineTest, AKioskTooManyAndAKioskTwiceAreRefused) {
    open_port(1);
    plug("A");
    ASSERT_TRUE(turn_until([&] { return came_.size() == 1; }));
    plug("B");
    ASSERT_TRUE(turn_until([&] { return !refused_.empty(); }));
    EXPECT_EQ(refused_[0], (std::pair<std::string, Refusal::Reason>{"serial B", Refusal::FULL}));
    lines_.erase("B");
    refused_.clear();
    std::vector<wire::FromBench> heard;
    const auto twin = stranger(heard);
    wire::FromKiosk hello;
    hello.mutable_hello()->set_protocol(bench_protocol);
    hello.mutable_hello()->set_serial("A");
    ASSERT_TRUE(turn_until([&] { return twin->send(hello.SerializeAsString()); }));
    ASSERT_TRUE(turn_until([&] { return !heard.empty(); }));
    EXPECT_EQ(heard[0].refusal().reason(), Refusal::TWICE);
    EXPECT_TRUE(lines_["A"]->up()) << "whoever is there keeps the line";
}

TEST_F(BenchLineTest, WhoSpeaksOtherwiseIsNotListenedTo) {
    std::vector<wire::FromBench> heard;
    const auto peer = stranger(heard);
    wire::FromKiosk message;
    message.mutable_frame()->set_socket(wire::BENCH_SETUP);
    ASSERT_TRUE(turn_until([&] { return peer->send(message.SerializeAsString()); }));
    ASSERT_TRUE(turn_until([&] { return peer->send("\xff\xff"); }));
    message.mutable_hello()->set_protocol(bench_protocol + 1);
    message.mutable_hello()->set_serial("A\x1b[2J");
    ASSERT_TRUE(turn_until([&] { return peer->send(message.SerializeAsString()); }));
    ASSERT_TRUE(turn_until([&] { return !refused_.empty(); }));
    EXPECT_EQ(refused_[0], (std::pair<std::string, Refusal::Reason>{"serial A?[2J", Refusal::PROTOCOL}));
    ASSERT_TRUE(turn_until([&] { return !heard.empty(); }));
    EXPECT_EQ(heard.size(), 1U) << "nothing before had an answer";
    EXPECT_EQ(heard[0].refusal().reason(), Refusal::PROTOCOL);
    message.mutable_hello()->set_protocol(bench_protocol);
    message.mutable_hello()->clear_serial();
    ASSERT_TRUE(turn_until([&] { return peer->send(message.SerializeAsString()); }));
    ASSERT_TRUE(turn_until([&] { return refused_.size() == 2; }));
    EXPECT_EQ(refused_[1].second, Refusal::NAMELESS);
    EXPECT_TRUE(came_.empty());
}

// Each way in which a kiosk that is in may leave the protocol.
TEST_F(BenchLineTest, AKioskThatLeavesTheProtocolIsDropped) {
    std::vector<std::string> wrong{"\xff\xff"};
    wire::FromKiosk message;
    message.mutable_frame()->set_socket(wire::BENCH_SETUP);
    wrong.push_back(message.SerializeAsString());  // no head
    message.mutable_frame()->set_head(protocol::encode_rpc_frame({protocol::RpcKind::Request, 1}));
    wrong.push_back(message.SerializeAsString());  // it asks
    message.mutable_frame()->set_head(protocol::encode_rpc_frame({protocol::RpcKind::Reply, 1}));
    message.mutable_frame()->set_socket(wire::BENCH_SOCKET_UNKNOWN);
    wrong.push_back(message.SerializeAsString());
    for (std::size_t i = 0; i < wrong.size(); ++i) {
        std::vector<wire::FromBench> heard;
        const auto peer = stranger(heard);
        wire::FromKiosk hello;
        hello.mutable_hello()->set_protocol(bench_protocol);
        hello.mutable_hello()->set_serial("A");
        ASSERT_TRUE(turn_until([&] { return peer->send(hello.SerializeAsString()); }));
        ASSERT_TRUE(turn_until([&] { return !heard.empty() && heard[0].has_welcome(); })) << i;
        ASSERT_TRUE(peer->send(wrong[i]));
        ASSERT_TRUE(turn_until([&] { return lost_.size() == i + 1; }, 2'000)) << i << ": before its silence would tell";
    }
}

TEST_F(BenchLineTest, WhatTheKioskTellsUnaskedStaysThere) {
    serve("A");
    plug("A");
    ASSERT_TRUE(turn_until([&] { return came_.size() == 1; }));
    std::atomic<int> events = 0;
    protocol::RpcClient client(at(0), {[&](const std::string&) { ++events; }, [](bool) {}});
    std::string peer;
    RpcServer::Handlers handlers;
    handlers.request = [&](const std::string& who, const std::string&, const auto& reply) {
        EXPECT_TRUE(servers_["A0"]->send_event(who, "somebody laid a card down"));
        reply("A");
    };
    servers_.erase("A0");
    servers_["A0"] =
        RpcServer::bind(loop_, "ipc://" + (run("A") / "kiosk-setup/setup.sock").native(), handlers).value();
    EXPECT_EQ(ask(client, get_request()), "A");
    EXPECT_EQ(ask(client, get_request()), "A");
    EXPECT_EQ(events, 0);
}

TEST_F(BenchLineTest, TheNextAddressIsTriedWhereNobodyAnswers) {
    wire::BenchHello hello;
    hello.set_mac("52:54:00:00:00:01");
    BenchLine line(loop_, run("A"), {{"tcp://127.0.0.1:1", port_->endpoint()}, port_->key()}, hello, quick);
    EXPECT_TRUE(turn_until([&] { return line.up(); }));
    EXPECT_EQ(came_.at(0).second, "mac 52:54:00:00:00:01");
}

}  // namespace
}  // namespace doorstep::setup

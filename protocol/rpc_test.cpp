#include "protocol/rpc_client.hpp"
#include "protocol/rpc_server.hpp"

#include <unistd.h>

#include <filesystem>
#include <future>
#include <thread>

#include <gtest/gtest.h>

namespace doorstep::protocol {
namespace {

// A server on a thread of its own, as another process would be.
class ServerThread {
  public:
    ServerThread(const std::string& address, RpcServer::Handlers handlers, RpcDelays delays = {}) {
        std::promise<Status> bound;
        auto ready = bound.get_future();
        thread_ = std::thread([&, handlers = std::move(handlers), delays]() mutable {
            auto server = RpcServer::bind(loop_, address, std::move(handlers), delays);
            server_ = server ? server->get() : nullptr;
            bound.set_value(server ? Status{} : Status(server.error()));
            loop_.run();
        });
        status_ = ready.get();
    }
    ~ServerThread() {
        loop_.stop();
        thread_.join();
    }
    EventLoop& loop() { return loop_; }
    RpcServer& server() { return *server_; }
    const Status& status() const { return status_; }

  private:
    EventLoop loop_;
    RpcServer* server_ = nullptr;
    Status status_;
    std::thread thread_;
};

class Rpc : public testing::Test {
  protected:
    void SetUp() override { std::filesystem::create_directories(folder_); }
    void TearDown() override { std::filesystem::remove_all(folder_); }
    static RpcServer::Handlers echo() {
        return {[](const RpcServer::Peer&, std::string payload, const RpcServer::Reply& reply) {
            reply("echo " + payload);
        }};
    }
    std::filesystem::path folder_ = "/dev/shm/doorstep-rpc-" + std::to_string(getpid());
    std::string address_ = "ipc://" + (folder_ / "arrow/s.sock").native();
};

TEST_F(Rpc, AsksAndIsAnswered) {
    const ServerThread server(address_, echo());
    ASSERT_TRUE(server.status());
    RpcClient client(address_);
    EXPECT_EQ(client.call_wait("hello", 5000).value(), "echo hello");
}

TEST_F(Rpc, RequestsThatAreKeptAreAnsweredWhenAllHaveArrived) {
    std::vector<std::pair<std::string, RpcServer::Reply>> kept;  // of the server's thread
    RpcServer::Handlers handlers;
    handlers.request = [&](const RpcServer::Peer&, std::string payload, const RpcServer::Reply& reply) {
        kept.emplace_back(std::move(payload), reply);
    };
    handlers.all_arrived = [&] {
        for (const auto& [payload, reply] : kept) {
            reply("kept " + payload);
        }
        kept.clear();
    };
    const ServerThread server(address_, std::move(handlers));
    RpcClient client(address_);
    std::vector<std::promise<Result<std::string>>> got(5);
    for (std::size_t i = 0; i < got.size(); ++i) {
        client.call(std::to_string(i), 10'000, [&got, i](Result<std::string> r) { got[i].set_value(std::move(r)); });
    }
    for (std::size_t i = 0; i < got.size(); ++i) {
        EXPECT_EQ(got[i].get_future().get().value(), "kept " + std::to_string(i));
    }
}

TEST_F(Rpc, AClientThatIsThereFirstWaitsForTheServer) {
    RpcClient client(address_);
    std::promise<Result<std::string>> got;
    client.call("early", 10000, [&](Result<std::string> r) { got.set_value(std::move(r)); });
    const ServerThread server(address_, echo());
    EXPECT_EQ(got.get_future().get().value(), "echo early");
}

TEST_F(Rpc, NoServerEndsAtTheDeadlineNotLater) {
    RpcClient client(address_);
    const auto result = client.call_wait("hello", 60);
    ASSERT_FALSE(result);
    EXPECT_TRUE(result.error().is(RpcError::LinkDown));
}

TEST_F(Rpc, AServerThatNeverAnswersEndsInTimeout) {
    const ServerThread server(address_, {[](const RpcServer::Peer&, const std::string&, const RpcServer::Reply&) {}});
    RpcClient client(address_);
    const auto result = client.call_wait("hello", 300);
    ASSERT_FALSE(result);
    EXPECT_TRUE(result.error().is(RpcError::Timeout));
}

// Off until it starts its two servers as processes: within one process libzmq may take the new socket's name away when
// it lets go of the old one's. A restarted agent and hub are tried for real by the spine check under kill -9.
TEST_F(Rpc, DISABLED_ARestartedServerFailsWhatWasAskedOfTheOldOneAndServesOn) {
    std::promise<void> asked;
    auto old = std::make_unique<ServerThread>(
        address_, RpcServer::Handlers{
                      [&](const RpcServer::Peer&, const std::string&, const RpcServer::Reply&) { asked.set_value(); }});
    RpcClient client(address_);
    std::promise<Result<std::string>> orphan;
    client.call("hello", 60000, [&](Result<std::string> r) { orphan.set_value(std::move(r)); });
    asked.get_future().wait();
    old.reset();
    // Within one process libzmq lets go of the old socket's name some time later, and would take the new one's with it;
    // a restarted process does not know this.
    for (int i = 0; i < 5000 && std::filesystem::exists(folder_ / "arrow/s.sock"); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    const ServerThread fresh(address_, echo());
    const auto result = orphan.get_future().get();
    ASSERT_FALSE(result);
    EXPECT_TRUE(result.error().is(RpcError::LinkDown));
    EXPECT_EQ(client.call_wait("again", 10000).value(), "echo again");
}

TEST_F(Rpc, EventsReachTheirPeerAndAGonePeerIsNoticed) {
    std::promise<RpcServer::Peer> lost;
    std::promise<RpcServer::Peer> came;
    RpcDelays quick;
    quick.ping_every = 20;
    quick.silent_means_gone = 200;
    ServerThread server(address_,
                        {[&](const RpcServer::Peer& peer, const std::string&, const RpcServer::Reply& reply) {
                             reply("ok");
                             came.set_value(peer);
                         },
                         [&](const RpcServer::Peer& peer) { lost.set_value(peer); }},
                        quick);
    std::promise<std::string> event;
    auto client = std::make_unique<RpcClient>(
        address_, RpcClient::Callbacks{[&](std::string payload) { event.set_value(std::move(payload)); }, [](bool) {}},
        quick);
    ASSERT_TRUE(client->call_wait("watch", 5000));
    const auto peer = came.get_future().get();
    server.loop().post([&] { EXPECT_TRUE(server.server().send_event(peer, "card laid down")); });
    EXPECT_EQ(event.get_future().get(), "card laid down");
    client.reset();
    EXPECT_EQ(lost.get_future().get(), peer);
}

TEST_F(Rpc, TooLargeIsRefusedBeforeItIsSent) {
    RpcClient client(address_);
    const auto result = client.call_wait(std::string(rpc_largest_message + 1, 'x'), 1000);
    ASSERT_FALSE(result);
    EXPECT_TRUE(result.error().is(RpcError::TooLarge));
}

TEST_F(Rpc, TheSocketIsForItsGroupOnly) {
    const ServerThread server(address_, echo());
    ASSERT_TRUE(server.status());
    const auto mode = std::filesystem::status(folder_ / "arrow/s.sock").permissions();
    EXPECT_EQ(static_cast<unsigned>(mode) & 0777U, 0660U);
}

}  // namespace
}  // namespace doorstep::protocol

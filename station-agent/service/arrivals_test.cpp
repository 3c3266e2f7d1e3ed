// Hand-ins that share a commit: none is answered before it, and one that fails takes nobody with it.
#include "station-agent/service/arrivals.hpp"

#include <gtest/gtest.h>

#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

class ArrivalsTest : public ::testing::Test {
  protected:
    testing::TestFolder folder_;
    EventLoop loop_;
    std::unique_ptr<Database> database_ =
        Database::open(folder_.path() / "x.db", "CREATE TABLE IF NOT EXISTS t(a TEXT PRIMARY KEY)").value();
    AfterAnswer after_answer_{loop_};
    Arrivals arrivals_{{*database_, after_answer_,
                        [this](const std::string& peer, const std::string&, Access) { return handle(peer); }}};
    std::vector<std::string> log_;  // what happened, in its order
    std::string breaks_;            // while that peer's is handled for the first time, the disk is full

    static std::string hand_in() {
        wire::AgentRequest request;
        request.mutable_submit()->set_session("s");
        return request.SerializeAsString();
    }
    static std::string status() {
        wire::AgentRequest request;
        request.mutable_status();
        return request.SerializeAsString();
    }
    std::string handle(const std::string& peer) {
        log_.push_back("handled " + peer);
        const auto kept = database_->transaction([&]() -> Status {
            DOORSTEP_CHECK(database_->run("INSERT INTO t VALUES(?1)", {peer}));
            return peer.starts_with("bad") ? Status(DatabaseError::Constraint) : Status{};
        });
        if (kept) {
            after_answer_.add([this, peer] { log_.push_back("after " + peer); });
        }
        if (peer == breaks_) {
            breaks_.clear();
            EXPECT_TRUE(database_->run("ROLLBACK"));  // SQLite does so on its own then
        }
        return kept ? "kept" : "failed";
    }
    void arrive(const std::string& peer, std::string payload) {
        arrivals_.add({peer, std::move(payload), Access::Kiosk,
                       [this, peer](const std::string& reply) { log_.push_back(reply + " " + peer); }});
    }
    std::size_t rows() { return database_->query("SELECT 1 FROM t").value().size(); }
    void turn() {
        loop_.post([this] { loop_.stop(); });
        loop_.run();
    }
};

TEST_F(ArrivalsTest, NoneIsAnsweredBeforeTheCommitThatTheyShare) {
    for (const auto* peer : {"a", "b", "c"}) {
        arrive(peer, hand_in());
    }
    arrivals_.answer();
    turn();
    const std::vector<std::string> expected{"handled a", "handled b", "handled c", "kept a", "kept b",
                                            "kept c",    "after a",   "after b",   "after c"};
    EXPECT_EQ(log_, expected);
    EXPECT_EQ(rows(), 3U);
}

TEST_F(ArrivalsTest, OtherRequestsKeepTheirPlace) {
    arrive("a", hand_in());
    arrive("b", hand_in());
    arrive("c", status());
    arrive("d", hand_in());
    arrivals_.answer();
    const std::vector<std::string> expected{"handled a", "handled b", "kept a",    "kept b",
                                            "handled c", "kept c",    "handled d", "kept d"};
    EXPECT_EQ(log_, expected);
}

TEST_F(ArrivalsTest, OneThatFailsIsUndoneAlone) {
    for (const auto* peer : {"a", "bad", "c"}) {
        arrive(peer, hand_in());
    }
    arrivals_.answer();
    EXPECT_EQ(rows(), 2U);
    EXPECT_EQ(log_.at(3), "kept a");
    EXPECT_EQ(log_.at(4), "failed bad");
    EXPECT_EQ(log_.at(5), "kept c");
}

TEST_F(ArrivalsTest, WhenTheSharedCommitFailsEachIsTriedAloneAndAnsweredOnce) {
    breaks_ = "b";
    for (const auto* peer : {"a", "b", "c"}) {
        arrive(peer, hand_in());
    }
    arrivals_.answer();
    turn();
    EXPECT_EQ(rows(), 3U);
    for (const auto* peer : {"a", "b", "c"}) {
        EXPECT_EQ(std::count(log_.begin(), log_.end(), std::string("kept ") + peer), 1) << peer;
        EXPECT_EQ(std::count(log_.begin(), log_.end(), std::string("after ") + peer), 1)
            << "what followed the failed try was dropped";
    }
}

TEST_F(ArrivalsTest, SoManyAtOnceThatTheyTakeTurns) {
    constexpr int many = 100;
    for (int i = 0; i < many; ++i) {
        arrive(std::to_string(i), hand_in());
    }
    arrivals_.answer();
    EXPECT_EQ(rows(), static_cast<std::size_t>(many));
    const auto first_answer = std::find(log_.begin(), log_.end(), "kept 0");
    EXPECT_LT(first_answer - log_.begin(), many / 2);
}

TEST(IsHandIn, OnlyAHandInIs) {
    wire::AgentRequest request;
    EXPECT_FALSE(is_hand_in(""));
    EXPECT_FALSE(is_hand_in("garbage"));
    request.mutable_put_part()->set_inline_("x");
    EXPECT_FALSE(is_hand_in(request.SerializeAsString()));
    request.mutable_submit()->set_draft("d");
    EXPECT_TRUE(is_hand_in(request.SerializeAsString()));
    request.mutable_submit()->set_draft(std::string(5000, 'd'));
    EXPECT_FALSE(is_hand_in(request.SerializeAsString())) << "no draft has such an id";
}

}  // namespace
}  // namespace doorstep::agent

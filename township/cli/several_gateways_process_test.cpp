// Two real gateways on one PostgreSQL, really at once: the same submission at both, either of them killed, the database
// server killed under both. What was acknowledged is held once.
#include <gtest/gtest.h>

#include <chrono>
#include <random>
#include <thread>

#include <nlohmann/json.hpp>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "township/testing/postgres_server.hpp"
#include "township/testing/scripted_station.hpp"
#include "township/testing/store_under_test.hpp"
#include "township/testing/township_process.hpp"

namespace doorstep::township::testing {
namespace {

using Kind = wire::TownshipMessage;
using nlohmann::json;

class SeveralProcessesTest : public ::testing::Test {
  protected:
    SeveralProcessesTest() {
        EXPECT_TRUE(one_.serve());
        EXPECT_TRUE(two_.serve());
        const auto invitation = (one_.folder() / "invitation").native();
        const auto reply = one_.folder() / "reply";
        EXPECT_EQ(one_.run({"enrol-station", "kiosk-1", "--out", invitation}).code, 0);
        EXPECT_TRUE(write_file_durably(reply, as_bytes(station_.reply_to(read_text_file(invitation, 65536).value()))));
        EXPECT_EQ(one_.run({"enrol-station", "--no-code", "--confirm", reply.native()}).code, 0);
        twin_ = station_.twin();
    }
    protocol::SealedSubmission next() {
        HandIn hand_in;
        hand_in.number = id_number(static_cast<int>(made_ % 900));
        hand_in.pages = {page_bytes(60'000, made_)};
        ++made_;
        return station_.seal(hand_in);
    }
    json command(const std::vector<std::string>& words) {
        const auto output = one_.run(words);
        EXPECT_EQ(output.code, 0) << output.err << output.out;
        return json::parse(output.out, nullptr, false);
    }
    // Every submission that was made is held once, and everything is as it was taken in.
    void all_is_held_once() {
        const auto report = command({"verify", "--json"});
        EXPECT_EQ(report["submissions"], made_);
        EXPECT_EQ(report["damage"], json::array());
        EXPECT_EQ(command({"cases", "--json"})["cases"].size(), made_);
        EXPECT_EQ(command({"stations", "--json"})["stations"][0]["missing_sequences"], 0);
    }
    // Offers until it is acknowledged, at whichever gateway answers.
    bool deliver_somewhere(const protocol::SealedSubmission& sealed) {
        for (int tries = 0; tries < 40; ++tries) {
            const auto& town = tries % 2 == 0 ? one_ : two_;
            const auto answer = station_.begin(town.address()) ? station_.deliver(sealed) : std::nullopt;
            if (answer && answer->has_acknowledged()) {
                return station_.is_receipt(answer->acknowledged(), sealed);
            }
            EXPECT_FALSE(answer && answer->has_refused() && answer->refused().final());
            station_.forget_heard();
        }
        return false;
    }
    PostgresServer& server_ = PostgresServer::synced();
    TownshipProcess one_{DOORSTEP_BIN_DIR "/doorstep-township", DOORSTEP_BIN_DIR "/../share",
                         store_lines(store_on(server_))};
    TownshipProcess two_{one_, "second"};
    EventLoop loop_;
    ScriptedStation station_{loop_, "kiosk-1"};
    std::unique_ptr<ScriptedStation> twin_;
    unsigned made_ = 0;
};

TEST_F(SeveralProcessesTest, TheSameSubmissionAtBothAtOnceIsHeldOnce) {
    ASSERT_TRUE(station_.begin(one_.address()));
    ASSERT_TRUE(twin_->begin(two_.address()));
    for (int i = 0; i < 12; ++i) {
        const auto sealed = next();
        ASSERT_TRUE(station_.offer(sealed));
        ASSERT_TRUE(twin_->offer(sealed));
        const auto here = station_.hear(Kind::kNeed, 20'000);
        const auto there = twin_->hear(Kind::kNeed, 20'000);
        ASSERT_TRUE(here && there);
        station_.send_missing(sealed, here->need());
        twin_->send_missing(sealed, there->need());
        const auto first = station_.hear_any({Kind::kAcknowledged, Kind::kRefused}, 20'000);
        const auto second = twin_->hear_any({Kind::kAcknowledged, Kind::kRefused}, 20'000);
        ASSERT_TRUE(first && first->has_acknowledged()) << i;
        ASSERT_TRUE(second && second->has_acknowledged()) << i;
        EXPECT_EQ(first->acknowledged().signature(), second->acknowledged().signature()) << "one receipt";
    }
    all_is_held_once();
}

TEST_F(SeveralProcessesTest, EitherMayDieInTheMiddleAndTheOtherGoesOn) {
    const unsigned seed = std::random_device{}();
    RecordProperty("seed", std::to_string(seed));
    std::cout << "seed " << seed << "\n";
    std::mt19937 random(seed);
    for (int i = 0; i < 8; ++i) {
        const auto sealed = next();
        auto& dying = i % 2 == 0 ? one_ : two_;
        ASSERT_TRUE(station_.begin(dying.address()));
        ASSERT_TRUE(station_.offer(sealed));
        const auto need = station_.hear(Kind::kNeed, 20'000);
        ASSERT_TRUE(need);
        station_.send_missing(sealed, need->need());
        for (auto steps = random() % 3; steps > 0; --steps) {
            ASSERT_TRUE(station_.hear_any({Kind::kTaken, Kind::kAcknowledged}, 20'000));
        }
        dying.kill_hard();
        station_.forget_heard();
        auto& other = i % 2 == 0 ? two_ : one_;
        ASSERT_TRUE(station_.begin(other.address()));
        const auto answer = station_.deliver(sealed);
        ASSERT_TRUE(answer && answer->has_acknowledged()) << i << ", seed " << seed;
        ASSERT_TRUE(dying.serve());
    }
    all_is_held_once();
}

TEST_F(SeveralProcessesTest, ADatabaseServerThatDiesIsWaitedForAndNothingIsLost) {
    for (int i = 0; i < 2; ++i) {
        ASSERT_TRUE(deliver_somewhere(next()));
        const auto sealed = next();
        ASSERT_TRUE(station_.begin(one_.address()));
        ASSERT_TRUE(station_.offer(sealed));
        const auto need = station_.hear(Kind::kNeed, 20'000);
        ASSERT_TRUE(need);
        station_.send_missing(sealed, need->need());
        server_.kill_hard();
        const auto answer = station_.hear_any({Kind::kAcknowledged, Kind::kRefused, Kind::kFault}, 20'000);
        ASSERT_TRUE(answer) << "it says so, and does not hang";
        EXPECT_FALSE(answer->has_refused() && answer->refused().final());
        EXPECT_FALSE(one_.has_died());
        EXPECT_FALSE(two_.has_died());
        server_.start();
        station_.forget_heard();
        ASSERT_TRUE(deliver_somewhere(sealed)) << i;
    }
    all_is_held_once();
}

TEST_F(SeveralProcessesTest, AGatewayWaitsForAServerThatIsNotThereYet) {
    one_.kill_hard();
    two_.kill_hard();
    server_.kill_hard();
    std::thread starting([&] { EXPECT_TRUE(two_.serve()); });
    const auto waits = [&] {
        return read_text_file(two_.folder() / "log", 1U << 20U).value_or("").find("waiting") != std::string::npos;
    };
    const auto until = monotonic_milliseconds() + 60'000;
    while (!waits() && monotonic_milliseconds() < until) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    server_.start();
    starting.join();
    EXPECT_TRUE(station_.begin(two_.address()));
}

}  // namespace
}  // namespace doorstep::township::testing

// A new version on its way to a station: fetched behind everything else, handed to root's updater, tried, or refused by
// name. Root's part is played by the test: a token read, a word written.
#include "station-agent/update/updates.hpp"

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/made_update.hpp"
#include "station-agent/testing/test_station.hpp"

namespace doorstep::agent {
namespace {

using Step = wire::UpdateState::Step;
using wire::UpdateState;

constexpr std::size_t size = protocol::update_piece + 200'000;
constexpr std::int64_t patience_ms = 60'000;

class UpdatesTest : public ::testing::Test {
  protected:
    void SetUp() override {
        gateway_.pin_release_keys = true;
        gateway_.capabilities = {"card-query", "heartbeat", "updates"};
        auto& settings = station_.settings;
        settings.version = "9.0.0";
        settings.update_delays.tick = 20;
        settings.update_delays.ask_again = 50;
        settings.update_delays.not_yet = 50;
        gateway_.confirm(station_.enrol(gateway_.invitation("village-1")));
        ASSERT_TRUE(make_folder(settings.asks_folder, 0700));
        ASSERT_TRUE(make_folder(settings.update_outcome.parent_path(), 0700));
        gateway_.updates[update_.name] = update_.bytes;
        station_.start();
    }
    void order(const wire::UpdateOrder& update, int persons = 1) {
        wire::ReleaseOrder wanted;
        *wanted.mutable_update() = update;
        const auto before = gateway_.downlink_acks.size();
        gateway_.send_release(gateway_.release(wanted, persons));
        ASSERT_TRUE(station_.turn_until([&] { return gateway_.downlink_acks.size() > before; }, patience_ms));
    }
    UpdateState now() { return station_.status().update(); }
    bool comes_to(Step step, const std::string& word = {}) {
        const bool there =
            station_.turn_until([&] { return now().step() == step && now().word() == word; }, patience_ms);
        EXPECT_TRUE(there) << now().ShortDebugString();
        return there;
    }
    // Root's path unit: takes the ask and gives its token.
    std::string asked() {
        const auto file = station_.settings.asks_folder / "install";
        std::error_code none;
        EXPECT_TRUE(station_.turn_until([&] { return std::filesystem::exists(file, none); }, patience_ms));
        auto token = read_text_file(file, 100).value_or("");
        std::filesystem::remove(file);
        return token.substr(0, token.find('\n'));
    }
    void answer(const std::string& token, const std::string& words) {
        const auto line = token + " " + words + "\n";
        ASSERT_TRUE(write_file_atomically(station_.settings.update_outcome, as_bytes(line)));
    }
    void bring_to_installed() {
        order(update_.order);
        answer(asked(), "installed 9.1.0");
        ASSERT_TRUE(comes_to(UpdateState::INSTALLED));
    }
    std::filesystem::path folder() const { return station_.settings.state_folder / "update"; }

    testing::TestStation station_;
    testing::FakeGateway gateway_{station_.loop};
    testing::MadeUpdate update_{size};
};

TEST_F(UpdatesTest, IsFetchedHandedOverAndRunsAfterTheNextStart) {
    EXPECT_EQ(now().step(), UpdateState::NONE);
    order(update_.order);
    EXPECT_TRUE(gateway_.downlink_acks.back().applied());
    const auto token = asked();
    EXPECT_EQ(now().step(), UpdateState::FETCHED);
    EXPECT_EQ(now().version(), "9.1.0");
    EXPECT_EQ(as_text(read_file(folder() / "doorstep.raucb", size).value()), update_.bytes);
    answer("somebody-elses-token", "installed 9.1.0");
    answer(token, "installed 9.1.0");
    ASSERT_TRUE(comes_to(UpdateState::INSTALLED));
    EXPECT_FALSE(std::filesystem::exists(folder())) << "its room is free again";
    // The machine starts with it.
    station_.stop();
    station_.settings.version = "9.1.0";
    station_.start();
    EXPECT_EQ(now().step(), UpdateState::RUNNING);
}

// Installed, and waiting for a start; time passes as the test wants it.
class RestartTest : public ::testing::Test {
  protected:
    static constexpr std::int64_t minute_ms = 60'000;
    static constexpr std::int64_t hour_ms = 60 * minute_ms;

    void SetUp() override {
        ASSERT_TRUE(make_folder(asks_, 0700));
        ASSERT_TRUE(write_file_atomically(asks_ / "installed", as_bytes("9.1.0")));
        const auto order = testing::MadeUpdate(1000).order.SerializeAsString();
        ASSERT_TRUE(set_meta(*store_.database, "update", to_bytes(as_bytes(order))));
        ASSERT_TRUE(set_meta(*store_.database, "update_outcome", to_bytes(as_bytes("installed"))));
        to_hour(12);
        updates_.look();
        ASSERT_EQ(updates_.state().step(), UpdateState::INSTALLED);
    }
    // Legal time, on the same day or the next.
    void to_hour(int hour) {
        constexpr std::int64_t day_ms = 24 * hour_ms;
        const auto legal = (clock_.now().milliseconds + 8 * hour_ms) % day_ms;
        clock_.advance((hour * hour_ms - legal + day_ms) % day_ms);
    }
    // Minute by minute.
    void pass(std::int64_t milliseconds, bool busy) {
        for (std::int64_t gone = 0; gone < milliseconds; gone += minute_ms) {
            updates_.tick(busy);
            clock_.advance(minute_ms);
        }
        updates_.tick(busy);
    }
    bool restart_asked() const { return std::filesystem::exists(asks_ / "restart"); }

    testing::TestFolder folder_;
    std::filesystem::path asks_ = folder_.path() / "asks";
    testing::TestClock clock_;
    Store store_ = Store::open(folder_.path() / "state").value();
    Updates updates_{store_, clock_, {folder_.path() / "state/update", asks_, folder_.path() / "line", "9.0.0", 0}};
};

TEST_F(RestartTest, ByNightWhenNobodyIsThere) {
    pass(2 * hour_ms, false);
    EXPECT_FALSE(restart_asked()) << "not by day";
    to_hour(2);
    pass(0, true);
    pass(9 * minute_ms, false);
    EXPECT_FALSE(restart_asked()) << "somebody has just left";
    pass(2 * minute_ms, false);
    EXPECT_TRUE(restart_asked());
}

TEST_F(RestartTest, NobodyIsThrownOut) {
    to_hour(1);
    pass(5 * hour_ms, true);
    pass(30 * hour_ms, true);
    EXPECT_FALSE(restart_asked());
}

TEST_F(RestartTest, AKioskWithoutANightUpdatesAllTheSame) {
    for (int hours = 0; hours < 24; ++hours) {  // somebody comes each quarter of an hour, by night too
        for (int quarter = 0; quarter < 4; ++quarter) {
            pass(6 * minute_ms, true);
            pass(9 * minute_ms, false);
        }
    }
    EXPECT_FALSE(restart_asked());
    pass(20 * minute_ms, false);
    EXPECT_FALSE(restart_asked()) << "not quiet for long enough";
    pass(15 * minute_ms, false);
    EXPECT_TRUE(restart_asked()) << "it waited for a day";
}

TEST_F(RestartTest, AClockThatIsSetBackBeginsToCountAnew) {
    pass(20 * minute_ms, false);
    clock_.advance(-48 * hour_ms);
    pass(25 * hour_ms, true);
    EXPECT_FALSE(restart_asked());
    to_hour(12);
    pass(31 * minute_ms, false);
    EXPECT_TRUE(restart_asked());
}

TEST_F(UpdatesTest, AVersionThatIsLeftForTheOneBeforeIsNotFetchedAgain) {
    bring_to_installed();
    station_.stop();
    station_.start();
    EXPECT_EQ(now().step(), UpdateState::INSTALLED) << "only the agent began anew";
    station_.stop();
    std::filesystem::remove_all(station_.settings.asks_folder);  // RAM: the machine was started again
    ASSERT_TRUE(make_folder(station_.settings.asks_folder, 0700));
    station_.start();
    EXPECT_EQ(now().step(), UpdateState::FELL_BACK);
    const auto asks = gateway_.update_asks.size();
    const auto hellos = gateway_.hellos;
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.hellos > hellos; }, patience_ms));
    station_.hand_in("the line works");
    ASSERT_TRUE(station_.turn_until([&] { return station_.status().acknowledged() == 1; }, patience_ms));
    EXPECT_EQ(gateway_.update_asks.size(), asks);
    order(update_.order);  // by a new order it is tried again
    EXPECT_FALSE(asked().empty());
}

TEST_F(UpdatesTest, EachWordOfTheUpdaterIsHeard) {
    for (const auto* word :
         {"not-signed doorstep.raucb", "not-ours doorstep-arm64", "older 8.0 9.0.0", "tried 9.1.0"}) {
        order(update_.order);
        answer(asked(), word);
        const std::string all(word);
        EXPECT_TRUE(comes_to(UpdateState::REFUSED, all.substr(0, all.find(' '))));
        EXPECT_FALSE(std::filesystem::exists(folder()));
    }
    station_.stop();
    station_.start();
    EXPECT_EQ(now().step(), UpdateState::REFUSED) << "remembered";
    order(update_.order);
    answer(asked(), "not-yet");
    answer(asked(), "failed");
    answer(asked(), "failed");
    answer(asked(), "failed");
    EXPECT_TRUE(comes_to(UpdateState::REFUSED, "failed")) << "three times, then a person looks";
}

TEST_F(UpdatesTest, WhatIsHandedInGoesFirstAndABrokenLineCostsOnePieceAtMost) {
    order(update_.order);
    ASSERT_TRUE(station_.turn_until([&] { return now().percent() > 20; }, patience_ms));
    station_.hand_in("in the middle of it");
    ASSERT_TRUE(station_.turn_until([&] { return station_.status().acknowledged() == 1; }, patience_ms));
    gateway_.down();
    const auto before = gateway_.update_asks.size();
    gateway_.up();
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.update_asks.size() > before; }, patience_ms));
    EXPECT_GT(gateway_.update_asks[before].offset(), 0U) << "it went on where it was";
    EXPECT_FALSE(asked().empty());
}

TEST_F(UpdatesTest, AgentKilledInTheMiddleAndAFileTornMeanwhileEndInWhatWasOrdered) {
    order(update_.order);
    ASSERT_TRUE(station_.turn_until([&] { return now().percent() >= 97; }, patience_ms));
    station_.stop();
    const auto file = std::filesystem::directory_iterator(folder())->path();
    auto bytes = read_file(file, size).value();
    bytes[1000] ^= 1;
    ASSERT_TRUE(write_file_atomically(file, bytes));
    station_.start();
    EXPECT_FALSE(asked().empty());
    EXPECT_EQ(as_text(read_file(folder() / "doorstep.raucb", size).value()), update_.bytes);
}

TEST_F(UpdatesTest, AGatewayThatSendsSomethingElseIsNotBelieved) {
    gateway_.updates[update_.name][5] ^= 1;
    order(update_.order);
    EXPECT_TRUE(comes_to(UpdateState::REFUSED, "damaged"));
    EXPECT_FALSE(std::filesystem::exists(folder()));
}

TEST_F(UpdatesTest, OnlyTheReleaseKeyOrdersAndNeverBack) {
    order(update_.order, 0);
    EXPECT_FALSE(gateway_.downlink_acks.back().applied());
    EXPECT_EQ(now().step(), UpdateState::NONE);
    order(update_.order);
    ASSERT_TRUE(gateway_.downlink_acks.back().applied());
    order(testing::MadeUpdate(1000, "9.0.9").order);
    EXPECT_FALSE(gateway_.downlink_acks.back().applied()) << "older than what was ordered";
    EXPECT_EQ(now().version(), "9.1.0");
    auto broken = update_.order;
    broken.set_size(17);
    order(broken);
    EXPECT_FALSE(gateway_.downlink_acks.back().applied());
}

TEST_F(UpdatesTest, WhatRunsAlreadyOrIsOlderIsNotFetched) {
    order(testing::MadeUpdate(1000, "8.0").order);
    EXPECT_EQ(now().step(), UpdateState::REFUSED);
    EXPECT_EQ(now().word(), "older");
    order(testing::MadeUpdate(1000, "9.0.0").order);
    EXPECT_EQ(now().step(), UpdateState::RUNNING);
    EXPECT_TRUE(gateway_.update_asks.empty());
}

TEST_F(UpdatesTest, WithoutRoomOrAnUpdaterItWaitsAndSaysSo) {
    station_.stop();
    std::filesystem::remove_all(station_.settings.update_outcome.parent_path());
    station_.start();
    order(update_.order);
    EXPECT_TRUE(comes_to(UpdateState::ORDERED, "no-updater"));
    station_.stop();
    ASSERT_TRUE(make_folder(station_.settings.update_outcome.parent_path(), 0700));
    station_.settings.bounds.reserve_bytes = 1LL << 60;
    station_.start();
    EXPECT_TRUE(comes_to(UpdateState::ORDERED, "no-space"));
    station_.stop();
    station_.settings.bounds.reserve_bytes = 0;
    station_.start();
    EXPECT_FALSE(asked().empty());
}

// A stick has no order: root's word alone tells the clerk.
TEST_F(UpdatesTest, WhatAStickLeftIsTold) {
    const auto said = [this](const std::string& line) {
        EXPECT_TRUE(write_file_atomically(station_.settings.update_outcome.parent_path() / "said", as_bytes(line)));
        return station_.status().update_said();
    };
    EXPECT_FALSE(station_.status().has_update_said());
    EXPECT_EQ(said("installed 9.1.0\n").code(), "installed");
    EXPECT_EQ(station_.status().update_said().version(), "9.1.0");
    EXPECT_EQ(station_.status().update().step(), UpdateState::NONE);
    const auto older = said("older 8.0.0 9.0.0\n");
    EXPECT_EQ(older.code() + " " + older.version(), "older 8.0.0");
    EXPECT_EQ(said("not-signed my photos of 2026.raucb\n").version(), "") << "a file's name is nobody's word";
    EXPECT_EQ(said("rm -rf\n").code(), "");
    EXPECT_FALSE(parse_said(""));
    EXPECT_EQ(said("installed " + std::string(longest_said, '9')).code(), "");
}

TEST_F(UpdatesTest, WhatTheTownshipHasNotIsAskedForAgain) {
    gateway_.updates.clear();
    order(update_.order);
    EXPECT_TRUE(comes_to(UpdateState::FETCHING, "not-there"));
    gateway_.updates[update_.name] = update_.bytes;
    EXPECT_FALSE(asked().empty());
}

}  // namespace
}  // namespace doorstep::agent

// Lost mode (SECURITY 16): told from day 20, locked from day 30, taking in goes on, open again when the township is
// heard.
#include "station-agent/contact/contact.hpp"

#include <gtest/gtest.h>

#include <random>

#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/test_station.hpp"
#include "station-agent/vault/vault.hpp"

namespace doorstep::agent {
namespace {

using testing::citizen_number;
using testing::FakeGateway;
using testing::TestStation;

constexpr std::int64_t day_ms = 86'400'000;

class LostMode : public ::testing::Test {
  protected:
    TestStation station_;
    FakeGateway gateway_{station_.loop};

    void SetUp() override {
        gateway_.confirm(station_.enrol(gateway_.invitation("village-1")));
        put_face();
        station_.start();
        ASSERT_TRUE(wait_line_up());
        wire::RosterEntry entry;
        entry.set_number(citizen_number(1));
        entry.set_case_number("000000000098");
        gateway_.send_down(gateway_.roster_item(entry, std::string(16, 'r')));
        ASSERT_TRUE(station_.turn_until([&] { return gateway_.downlink_acks.size() == 1; }));
        session_ = station_.open_person(citizen_number(1));
        draft_ = station_.start_draft(session_, wire::APPLICATION);
        ASSERT_TRUE(station_.put(session_, draft_, 1, wire::ANSWERS, "{}").done());
        gateway_.down();
    }
    void put_face() {
        Store store = Store::open(station_.settings.state_folder).value();
        const auto key = StoreKey::load_or_make(station_.settings.keys_folder / "store.key").value();
        wire::Template face;
        face.add_values(0.5F);
        ASSERT_TRUE(Vault(store).store(person_key(key, citizen_number(1)), face));
    }
    bool wait_line_up() {
        return station_.turn_until([&] { return station_.status().line_up(); });
    }
    // As after so many days switched off.
    void after_days(std::int64_t days) {
        station_.stop();
        station_.clock.advance(days * day_ms);
        station_.start();
    }
    wire::PersonOpened person(int serial = 1) {
        wire::AgentRequest request;
        request.mutable_open_person()->mutable_card()->set_number(citizen_number(serial));
        return station_.ask(request).person();
    }

    std::string session_;
    std::string draft_;
};

TEST_F(LostMode, TheClerkIsToldAndThenWhatIsHeldIsLockedWhileTakingInGoesOn) {
    EXPECT_TRUE(person().on_roster() && person().face_enrolled());
    after_days(19);
    EXPECT_FALSE(station_.status().long_silent());
    after_days(1);
    EXPECT_TRUE(station_.status().long_silent());
    EXPECT_FALSE(station_.status().locked());
    after_days(9);
    EXPECT_EQ(station_.status().silent_days(), 29);
    EXPECT_EQ(person().drafts_size(), 1);
    after_days(1);
    EXPECT_TRUE(station_.status().locked());
    const auto opened = person();
    EXPECT_TRUE(opened.locked());
    EXPECT_FALSE(opened.on_roster());
    EXPECT_FALSE(opened.face_enrolled());
    EXPECT_EQ(opened.drafts_size(), 0);
    wire::AgentRequest get;
    get.mutable_get_draft()->set_session(opened.session());
    get.mutable_get_draft()->set_draft(draft_);
    EXPECT_EQ(station_.ask(get).fault().code(), wire::FAULT_DRAFT_UNKNOWN);
    EXPECT_EQ(station_.submit(opened.session(), draft_).fault().code(), wire::FAULT_DRAFT_UNKNOWN);
    // Intake goes on, also over drafts of now.
    EXPECT_FALSE(station_.hand_in("{}", citizen_number(1)).submission().empty());
    const auto fresh = station_.start_draft(opened.session(), wire::APPLICATION);
    EXPECT_TRUE(station_.put(opened.session(), fresh, 1, wire::ANSWERS, "{}").done());
    EXPECT_EQ(person().drafts_size(), 1);
    after_days(1);
    EXPECT_EQ(person().drafts_size(), 1) << "what is begun now is not locked later";
    gateway_.up();
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.held.size() == 1; }));
    EXPECT_FALSE(station_.status().locked());
    EXPECT_TRUE(person().on_roster() && person().face_enrolled());
    EXPECT_EQ(person().drafts_size(), 2);
}

TEST_F(LostMode, AClockSetBackGainsNothing) {
    Store store;
    station_.stop();
    store = Store::open(station_.settings.state_folder).value();
    Contact contact(store, station_.clock);
    ASSERT_TRUE(contact.heard());
    station_.clock.advance(29 * day_ms);
    ASSERT_TRUE(contact.pass_time(0, {}));
    station_.clock.advance(-400 * day_ms);
    ASSERT_TRUE(contact.pass_time(0, {}));
    EXPECT_EQ(contact.silent_days().value(), 29) << "the latest that the clock showed counts";
    for (int hour = 0; hour < 30 * 24; ++hour) {
        ASSERT_TRUE(contact.pass_time(day_ms / 24, {}));
    }
    EXPECT_TRUE(contact.locked().value()) << "thirty days of running";
}

TEST_F(LostMode, OfAClockKnownToBeWrongOnlyRunningCounts) {
    station_.stop();
    Store store = Store::open(station_.settings.state_folder).value();
    Contact contact(store, station_.clock);
    ASSERT_TRUE(contact.heard());
    ASSERT_TRUE(set_meta(*store.database, "clock_wrong", std::int64_t{1}));
    station_.clock.advance(3650 * day_ms);  // the battery was changed
    ASSERT_TRUE(contact.pass_time(day_ms, {}));
    EXPECT_EQ(contact.silent_days().value(), 1);
    EXPECT_FALSE(contact.locked().value());
}

// Whatever the clock does: never locked before so many days of clock or running, always at the latest after them.
TEST_F(LostMode, RandomDaysLockExactlyWhenTheirTimeHasCome) {
    station_.stop();
    const auto seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    Store store = Store::open(station_.settings.state_folder).value();
    Contact contact(store, station_.clock);
    for (int round = 0; round < 20; ++round) {
        ASSERT_TRUE(contact.heard());
        const SilenceDays days{1, 1 + static_cast<std::int64_t>(random() % 60)};
        const auto start = station_.clock.now().milliseconds;
        std::int64_t latest = start;
        std::int64_t ran = 0;
        for (int step = 0; step < 60; ++step) {
            const auto run = static_cast<std::int64_t>(random() % (2 * day_ms));
            station_.clock.advance(static_cast<std::int64_t>(random() % (4 * day_ms)) - day_ms);
            latest = std::max(latest, station_.clock.now().milliseconds);
            ran += run;
            ASSERT_TRUE(contact.pass_time(run, days));
            const bool due = std::max(latest - start, ran) / day_ms >= days.lock;
            ASSERT_EQ(contact.locked().value(), due) << "round " << round << " step " << step;
        }
    }
}

TEST_F(LostMode, ALineThatRefusesUsIsNoContact) {
    gateway_.say_nothing = true;
    gateway_.up();
    after_days(31);
    EXPECT_TRUE(station_.status().locked());
}

}  // namespace
}  // namespace doorstep::agent

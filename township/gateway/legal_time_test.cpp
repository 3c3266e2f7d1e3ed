// When a record was made, as far as it can be proved (SECURITY 19).
#include <gtest/gtest.h>

#include <random>

#include "base/calendar_date.hpp"
#include "protocol/envelope/statements.hpp"
#include "township/testing/gateway_fixture.hpp"
#include "township/workflow/case_reader.hpp"
#include "township/workflow/legal_time.hpp"

namespace doorstep::township::testing {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t hour_ms = 3'600'000;

TEST(LegalTime, ADayIsLegalOnlyWhenBothEndsLieOnIt) {
    constexpr std::int64_t noon = 1'795'000'000'000 / day_ms * day_ms + 4 * hour_ms;  // 12:00 in UTC+8
    EXPECT_EQ((LegalTime{noon, noon + hour_ms}).legal_date(), CalendarDate::legal_day({noon}).text());
    EXPECT_EQ((LegalTime{noon, noon + 11 * hour_ms}).legal_date(), CalendarDate::legal_day({noon}).text());
    EXPECT_EQ((LegalTime{noon, noon + 12 * hour_ms}).legal_date(), "") << "midnight lies between";
    EXPECT_FALSE((LegalTime{noon, noon + day_ms}).wide());
    EXPECT_TRUE((LegalTime{noon, noon + day_ms + 1}).wide());
    EXPECT_TRUE((LegalTime{0, noon}).wide()) << "nobody knows where it begins";
    EXPECT_EQ((LegalTime{0, noon}).legal_date(), "");
}

TEST(LegalTime, RandomSpansAreWideExactlyOverADay) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::mt19937_64 random(seed);
    for (int i = 0; i < 2000; ++i) {
        const auto from = static_cast<std::int64_t>(1 + random() % (100 * 365 * static_cast<std::uint64_t>(day_ms)));
        const auto span = static_cast<std::int64_t>(random() % (3 * static_cast<std::uint64_t>(day_ms)));
        const LegalTime time{from, from + span};
        ASSERT_EQ(time.wide(), span > day_ms);
        if (time.wide()) {
            ASSERT_EQ(time.legal_date(), "") << "no wide span lies within one day";
        }
    }
}

class TimeTokens : public GatewayFixture {
  protected:
    void SetUp() override {
        enrol(station_);
        ASSERT_TRUE(station_.begin(address()));
    }
    wire::TimeToken token_of(std::int64_t at_ms, const protocol::SigningKeys& keys) {
        wire::TimeToken token;
        token.set_township_ms(at_ms);
        token.set_signature(
            std::string(as_text(protocol::sign(protocol::domains::time, protocol::time_token_bytes(at_ms), keys))));
        return token;
    }
    LegalTime time_of(const wire::TimeToken& token) {
        HandIn hand_in;
        hand_in.number = id_number(++serial_);
        hand_in.token = token;
        const auto answer = station_.deliver(station_.seal(hand_in));
        EXPECT_TRUE(answer && answer->has_acknowledged());
        return read_case(*archive_, answer->acknowledged().case_number(), {"tester", "test"})->submissions.at(0).time;
    }
    std::int64_t false_tokens() { return count("tasks WHERE what LIKE '%time token is not ours%'"); }

    ScriptedStation station_{loop_, "kiosk-1"};
    int serial_ = 0;
};

TEST_F(TimeTokens, OursIsTheEarliestAndTheReceiptTheLatest) {
    const auto now = archive_->now();
    const auto fresh = time_of(token_of(now - hour_ms, archive_->keys().gateway));
    EXPECT_EQ(fresh.not_before_ms, now - hour_ms);
    EXPECT_GE(fresh.not_after_ms, now);
    EXPECT_FALSE(fresh.wide());
    EXPECT_TRUE(time_of(token_of(now - 2 * day_ms, archive_->keys().gateway)).wide());
    EXPECT_TRUE(time_of({}).wide());
    EXPECT_EQ(false_tokens(), 0) << "a station that was never on line before is no liar";
}

// A hostile station would move a deadline by it.
TEST_F(TimeTokens, OneThatIsNotOursProvesNothingAndIsPutBeforeAPerson) {
    const auto now = archive_->now();
    EXPECT_EQ(time_of(token_of(now, protocol::make_signing_keys())).not_before_ms, 0);
    EXPECT_EQ(false_tokens(), 1);
    auto moved = token_of(now - 5 * day_ms, archive_->keys().gateway);
    moved.set_township_ms(now);
    EXPECT_EQ(time_of(moved).not_before_ms, 0);
    EXPECT_EQ(false_tokens(), 2);
}

}  // namespace
}  // namespace doorstep::township::testing

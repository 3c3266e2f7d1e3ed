// The release key at the township (SECURITY 7, 8): orders are made here, signed elsewhere, handed on once; a revoked
// station hears just that; sealing keys turn and are destroyed only when nobody needs them.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "protocol/envelope/enrolment_code.hpp"
#include "protocol/envelope/release.hpp"
#include "protocol/envelope/statements.hpp"
#include "township/archive/downlink.hpp"
#include "township/archive/release_table.hpp"
#include "township/archive/sealing_epochs.hpp"
#include "township/archive/township_error.hpp"
#include "township/testing/gateway_fixture.hpp"
#include "township/workflow/clerks.hpp"
#include "township/workflow/news.hpp"
#include "township/workflow/releases.hpp"

namespace doorstep::township::testing {
namespace {

const Actor tester{"tester", ""};

class ReleaseTest : public GatewayFixture {
  protected:
    void SetUp() override {
        for (const auto& keys : holders_) {
            ASSERT_TRUE(add_release_key(*archive_, keys.public_key, "holder"));
        }
        enrol(station_);
    }
    wire::SignedRelease make(wire::ReleaseOrder order, OrderFrame frame = {}) {
        return make_order(*archive_, tester, std::move(order), frame).value();
    }
    wire::SignedRelease signed_by(wire::SignedRelease release, int persons) {
        for (int i = 0; i < persons; ++i) {
            EXPECT_TRUE(protocol::sign_release(release, holders_[static_cast<std::size_t>(i)]));
        }
        return release;
    }
    static wire::ReleaseOrder configuration(std::uint32_t version) {
        wire::ReleaseOrder order;
        order.mutable_configuration()->set_version(version);
        return order;
    }
    static wire::ReleaseOrder revocation() {
        wire::ReleaseOrder order;
        order.mutable_revocation()->set_reason("stolen");
        return order;
    }
    void revoke_by_two() {
        const auto release = signed_by(make(revocation(), {"kiosk-1", "kiosk-1", 0, {}}), 2);
        ASSERT_TRUE(hand_on(*archive_, release));
    }
    // The order in an item of the downlink, as far as the release keys signed it.
    std::optional<wire::ReleaseOrder> order_in(const wire::DownlinkItem& item) {
        const auto pinned = release_publics(*archive_).value();
        const auto order = protocol::check_release(item.release().signed_(), pinned);
        return order ? std::optional(*order) : std::nullopt;
    }
    bool begin_with(std::vector<std::uint32_t> epochs, std::uint32_t sealing_epoch) {
        wire::UplinkMessage hello;
        hello.mutable_hello()->set_protocol_low(1);
        hello.mutable_hello()->set_protocol_high(1);
        hello.mutable_hello()->mutable_key_epochs()->Add(epochs.begin(), epochs.end());
        hello.mutable_hello()->set_sealing_epoch(sealing_epoch);
        if (!station_.connect(address()) || !station_.say(hello) || !station_.hear(wire::TownshipMessage::kHello)) {
            return false;
        }
        // Written down a moment later, many together.
        const auto wanted = epoch_word(hello.hello());
        const auto end = monotonic_milliseconds() + 10'000;
        while (monotonic_milliseconds() < end) {
            const auto words = epoch_words(*archive_).value();
            if (words[0].epochs == wanted.epochs && words[0].sealing_epoch == sealing_epoch) {
                return true;
            }
            loop_.run_once(5);
        }
        return false;
    }

    std::vector<protocol::SigningKeys> holders_{protocol::make_signing_keys(), protocol::make_signing_keys()};
    ScriptedStation station_{loop_, "kiosk-1"};
};

TEST_F(ReleaseTest, AnOrderGoesDownOnceItIsSignedAndNotBefore) {
    const auto order = make(configuration(1));
    EXPECT_TRUE(hand_on(*archive_, order).error().is(TownshipError::BadRelease));
    auto stranger = order;
    ASSERT_TRUE(protocol::sign_release(stranger, protocol::make_signing_keys()));
    EXPECT_TRUE(hand_on(*archive_, stranger).error().is(TownshipError::BadRelease));
    EXPECT_EQ(count("downlink"), 0);
    const auto handed = hand_on(*archive_, signed_by(order, 1));
    ASSERT_TRUE(handed) << handed.error().text();
    EXPECT_EQ(handed->stations, 1U);
    EXPECT_TRUE(hand_on(*archive_, signed_by(order, 2)).error().is(TownshipError::BadRelease)) << "once";
    ASSERT_TRUE(station_.begin(address()));
    const auto items = station_.take_downlink(1);
    ASSERT_EQ(items.size(), 1U);
    ASSERT_TRUE(order_in(items[0]));
    EXPECT_EQ(order_in(items[0])->configuration().version(), 1U);
    EXPECT_EQ(order_in(items[0])->township(), "test-town");
}

TEST_F(ReleaseTest, OnlyOrdersThatWereMadeHereAreHandedOn) {
    wire::ReleaseOrder foreign = configuration(1);
    foreign.set_township("test-town");
    foreign.set_sequence(1);
    EXPECT_TRUE(hand_on(*archive_, signed_by(protocol::unsigned_release(foreign).value(), 2))
                    .error()
                    .is(TownshipError::BadRelease));
    ASSERT_EQ(make(configuration(2)).signatures_size(), 0);
    // The number is known now, the content is another.
    EXPECT_TRUE(hand_on(*archive_, signed_by(protocol::unsigned_release(foreign).value(), 2))
                    .error()
                    .is(TownshipError::BadRelease));
    EXPECT_EQ(count("downlink"), 0);
}

TEST_F(ReleaseTest, ANewStationGetsTheNewestOfWhatStands) {
    for (const std::uint32_t version : {1U, 2U}) {
        ASSERT_TRUE(hand_on(*archive_, signed_by(make(configuration(version)), 1)));
    }
    ASSERT_TRUE(make(configuration(3)).signatures_size() == 0);  // never came back
    ASSERT_TRUE(hand_on(*archive_, signed_by(make(configuration(9), {"kiosk-1", "", 0, {}}), 1)));
    ScriptedStation later(loop_, "kiosk-2");
    enrol(later);
    ASSERT_TRUE(later.begin(address()));
    const auto items = later.take_downlink(1);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(order_in(items[0])->configuration().version(), 2U);
}

TEST_F(ReleaseTest, TwoPersonsRevokeAndTheStationHearsJustThat) {
    ASSERT_TRUE(station_.begin(address()));
    const auto order = make(revocation(), {"kiosk-1", "kiosk-1", 0, {}});
    EXPECT_FALSE(hand_on(*archive_, signed_by(order, 1)));
    EXPECT_EQ(text("SELECT state FROM stations"), "enrolled");
    ASSERT_TRUE(hand_on(*archive_, signed_by(order, 2)));
    EXPECT_EQ(text("SELECT state FROM stations"), "revoked");
    for (const bool connected_before : {true, false}) {
        SCOPED_TRACE(connected_before);
        wire::UplinkMessage ping;
        ping.mutable_ping()->set_station_ms(1);
        // A revoked one that comes anew is let in by ZAP, to be told.
        ASSERT_TRUE(connected_before || station_.connect(address()));
        station_.forget_heard();
        ASSERT_TRUE(station_.say(ping));
        const auto told = station_.hear(wire::TownshipMessage::kRelease);
        ASSERT_TRUE(told);
        EXPECT_TRUE(protocol::check_release(told->release(), release_publics(*archive_).value()));
        const auto fault = station_.hear(wire::TownshipMessage::kFault);
        ASSERT_TRUE(fault);
        EXPECT_EQ(fault->fault().code(), wire::FAULT_NOT_PERMITTED);
        station_.hang_up();
    }
    EXPECT_FALSE(station_.begin(address()));
    const auto invitation = invitation_for(*archive_, "kiosk-1", address()).value();
    EXPECT_FALSE(confirm_reply(*archive_, station_.reply_to(invitation), std::nullopt)) << "these keys never again";
    ScriptedStation renewed(loop_, "kiosk-1");
    enrol(renewed);
    EXPECT_TRUE(renewed.begin(address()));
}

// One person may stop a station at once; nothing is destroyed by that and it may come back.
TEST_F(ReleaseTest, OnePersonStopsAStationAndDestroysNothing) {
    ASSERT_TRUE(station_.begin(address()));
    ASSERT_TRUE(revoke_station(*archive_, "kiosk-1"));
    wire::UplinkMessage ping;
    ping.mutable_ping()->set_station_ms(1);
    ASSERT_TRUE(station_.say(ping));
    ASSERT_TRUE(station_.hear(wire::TownshipMessage::kFault));
    EXPECT_FALSE(station_.heard_now({wire::TownshipMessage::kRelease}));
    EXPECT_FALSE(station_.connect(address(), 500));
    enrol(station_);
    EXPECT_TRUE(station_.begin(address()));
}

TEST_F(ReleaseTest, ClerksAreOrdersAndTheirNumberIsCommittedTo) {
    const auto added = clerk_add(*archive_, tester, {"zhou", "周丽", "clerk", WipedString(id_number(9))});
    ASSERT_TRUE(added && added->release);
    EXPECT_EQ(count("downlink"), 0);
    EXPECT_EQ(added->release->order().find(id_number(9)), std::string::npos);
    ASSERT_TRUE(hand_on(*archive_, signed_by(*added->release, 1)));
    ASSERT_TRUE(clerk_disable(*archive_, "zhou"));
    ASSERT_TRUE(station_.begin(address()));
    const auto items = station_.take_downlink(2);
    ASSERT_EQ(items.size(), 2U);
    const auto order = order_in(items[0]);
    ASSERT_TRUE(order && order->has_clerk());
    const auto sealed = protocol::open_box(as_bytes(items[0].release().sealed()), station_.box());
    ASSERT_TRUE(sealed);
    EXPECT_EQ(order->clerk().own_number(), as_text(sha256(*sealed)));
    EXPECT_EQ(as_text(BytesView(*sealed).subspan(32)), id_number(9));
    EXPECT_TRUE(items[1].clerk().disabled()) << "closing needs no order";
    // A station enrolled later hears both, in that order.
    ScriptedStation later(loop_, "kiosk-2");
    enrol(later);
    ASSERT_TRUE(later.begin(address()));
    const auto again = later.take_downlink(2);
    ASSERT_EQ(again.size(), 2U);
    EXPECT_TRUE(again[0].has_release());
    EXPECT_TRUE(again[1].clerk().disabled());
}

TEST_F(ReleaseTest, TheKeysAreChangedByTwoPersonsOnceStationsHavePinnedThem) {
    EXPECT_TRUE(add_release_key(*archive_, protocol::make_signing_keys().public_key, "x")
                    .error()
                    .is(TownshipError::NoReleaseKeys));
    const auto fresh = std::vector{protocol::make_signing_keys(), protocol::make_signing_keys()};
    wire::ReleaseOrder order;
    order.mutable_release_keys()->set_version(1);
    for (const auto& keys : fresh) {
        order.mutable_release_keys()->add_public_keys(std::string(as_text(keys.public_key)));
    }
    const auto made = make(order);
    EXPECT_FALSE(hand_on(*archive_, signed_by(made, 1)));
    ASSERT_TRUE(hand_on(*archive_, signed_by(made, 2)));
    EXPECT_FALSE(hand_on(*archive_, signed_by(make(configuration(1)), 2))) << "the old ones count no more";
    holders_ = fresh;
    EXPECT_TRUE(hand_on(*archive_, signed_by(make(configuration(2)), 1)));
}

TEST_F(ReleaseTest, AFinalRefusalIsPutBeforeAPersonAndTheDownlinkGoesOn) {
    for (const auto* words : {"one", "two"}) {
        ASSERT_TRUE(message_clerks(*archive_, {"", words, "", 1}));
    }
    ASSERT_TRUE(station_.begin(address()));
    wire::UplinkMessage refusal;
    auto& ack = *refusal.mutable_downlink_ack();
    ack.set_sequence(1);
    ack.set_final(true);
    ack.mutable_why_not()->set_code(wire::FAULT_BAD_REQUEST);
    ack.set_detail("scheme/Broken: steps.json");
    ASSERT_TRUE(station_.hear(wire::TownshipMessage::kDownlink));
    ASSERT_TRUE(station_.say(refusal));
    ASSERT_TRUE(station_.say(refusal));  // and once more in the next hello
    ASSERT_TRUE(station_.begin(address(), 1));
    EXPECT_TRUE(station_.hear(wire::TownshipMessage::kDownlink)) << "the second item";
    const auto refused = list_refused_items(*archive_, "kiosk-1").value();
    ASSERT_EQ(refused.size(), 1U);
    EXPECT_EQ(refused[0].why, "scheme/Broken: steps.json");
    EXPECT_EQ(count("tasks WHERE kind = 'downlink' AND times = 1 AND what LIKE '%(scheme/Broken: steps.json)'"), 1);
    // Of what was never made for it nothing is kept.
    ack.set_sequence(99);
    ASSERT_TRUE(station_.say(refusal));
    ASSERT_TRUE(station_.begin(address(), 1));
    EXPECT_EQ(count("downlink_refused"), 1);
}

TEST_F(ReleaseTest, ASealingKeyTurnsWhileTheGatewayRunsAndTheOldOneLivesAsLongAsItIsNeeded) {
    ASSERT_TRUE(begin_with({1}, 1));
    const auto keys = folder_.path() / "keys";
    const auto old_sealed = station_.seal({});
    const auto next = make_recipient(keys).value();
    ASSERT_EQ(next.epoch, 2U);
    EXPECT_EQ(make_recipient(keys)->keys.public_key, next.keys.public_key) << "made once";
    EXPECT_EQ(load_keys(keys)->recipient.epoch, 1U) << "nobody is told before it is signed";
    wire::ReleaseOrder order;
    order.mutable_sealing_key()->set_epoch(2);
    order.mutable_sealing_key()->set_public_key(std::string(as_text(next.keys.public_key)));
    ASSERT_TRUE(hand_on(*archive_, signed_by(make(order), 1)));
    EXPECT_EQ(load_keys(keys)->recipient.epoch, 2U);
    HandIn second;
    const auto new_sealed = station_.seal_to(second, {next.keys.public_key, 2});
    EXPECT_TRUE(station_.deliver(new_sealed)->has_acknowledged());
    EXPECT_EQ(stations_that_need(*archive_, 1).value(), std::vector<std::string>{"kiosk-1"});
    ASSERT_TRUE(begin_with({1, 2}, 2));
    EXPECT_EQ(stations_that_need(*archive_, 1).value(), std::vector<std::string>{"kiosk-1"}) << "its queue needs it";
    EXPECT_TRUE(station_.deliver(old_sealed)->has_acknowledged());
    ASSERT_TRUE(begin_with({2}, 2));
    EXPECT_TRUE(stations_that_need(*archive_, 1)->empty());
    EXPECT_FALSE(stations_that_need(*archive_, 2)->empty());
    ScriptedStation silent(loop_, "kiosk-2");
    enrol(silent);
    EXPECT_EQ(stations_that_need(*archive_, 1).value(), std::vector<std::string>{"kiosk-2"}) << "never said anything";
    EXPECT_TRUE(destroy_recipient(keys, 2).error().is(TownshipError::BadKeyFile)) << "the newest";
    ASSERT_TRUE(destroy_recipient(keys, 1));
    stop();
    start();
    ASSERT_TRUE(begin_with({2}, 2));
    HandIn third;
    EXPECT_TRUE(station_.deliver(station_.seal_to(third, {next.keys.public_key, 2}))->has_acknowledged());
    EXPECT_TRUE(station_.deliver(station_.seal({}))->has_refused()) << "nobody can open that any more";
}

// Eight digits cannot be found by trying.
TEST_F(ReleaseTest, WrongCodesEndTheInvitation) {
    ScriptedStation other(loop_, "kiosk-2");
    const auto invitation = invitation_for(*archive_, "kiosk-2", address()).value();
    const auto reply = other.reply_to(invitation);
    const auto given = nlohmann::json::parse(reply);
    const auto key = [&](const char* name) { return from_base64(given[name].get<std::string>()).value(); };
    const protocol::EnrolmentTranscript transcript{"kiosk-2",
                                                   "test-town",
                                                   key("token"),
                                                   archive_->keys().curve.public_key,
                                                   archive_->keys().gateway.public_key,
                                                   archive_->keys().recipient.public_key,
                                                   release_publics(*archive_).value(),
                                                   other.curve().public_key,
                                                   other.sign().public_key,
                                                   other.box().public_key};
    const auto code = protocol::enrolment_code(transcript, protocol::CodeOf::Kiosk);
    const std::string wrong = code == "00000000" ? "00000001" : "00000000";
    for (int i = 0; i < most_wrong_codes; ++i) {
        EXPECT_TRUE(confirm_reply(*archive_, reply, wrong).error().is(TownshipError::BadReply));
    }
    EXPECT_FALSE(confirm_reply(*archive_, reply, code)) << "too late";
    const auto again = other.reply_to(invitation_for(*archive_, "kiosk-2", address()).value());
    EXPECT_FALSE(confirm_reply(*archive_, again, code)) << "of another token";
}

TEST_F(ReleaseTest, APublicityListGoesDownAsNameMembersAndAmountAndNothingElse) {
    EXPECT_FALSE(publicity_row("张三"));
    EXPECT_FALSE(publicity_row(",3,100"));
    EXPECT_FALSE(publicity_row("张三,0,100"));
    EXPECT_FALSE(publicity_row("张三,三,100"));
    EXPECT_FALSE(publicity_row("张三,3,many"));
    EXPECT_FALSE(publicity_row("张三 990303195205060013,3,100")) << "a number is never public";
    NewNews list;
    list.kind = NoticeKind::Publicity;
    list.title = "柳树村低保公示";
    list.days = publicity_days;
    EXPECT_TRUE(publish_notice(*archive_, list).error().is(TownshipError::BadNews)) << "no rows";
    list.rows = {publicity_row("张三,3,1,250.50").value(), publicity_row("李四,1").value()};
    ASSERT_TRUE(publish_notice(*archive_, list));
    NewNews standards;
    standards.kind = NoticeKind::Standards;
    standards.title = "低保标准";
    standards.text = "每人每月 760 元";
    ASSERT_TRUE(publish_notice(*archive_, standards));
    const auto said = list_news(*archive_).value();
    EXPECT_EQ(std::count_if(said.begin(), said.end(), [](auto& row) { return row.about == NoticeKind::Publicity; }), 1);
    ASSERT_TRUE(station_.begin(address()));
    const auto items = station_.take_downlink(2);
    ASSERT_EQ(items.size(), 2U);
    const auto& notice = items[0].notice();
    EXPECT_EQ(notice.kind(), wire::NOTICE_PUBLICITY);
    EXPECT_EQ(notice.expires_ms() - notice.made_ms(), publicity_days * 86'400'000);
    ASSERT_EQ(notice.rows_size(), 2);
    EXPECT_EQ(notice.rows(0).name(), "张三");
    EXPECT_EQ(notice.rows(0).members(), 3U);
    EXPECT_EQ(notice.rows(0).amount_fen(), 125'050);
    EXPECT_EQ(notice.rows(1).amount_fen(), 0);
    EXPECT_EQ(items[1].notice().kind(), wire::NOTICE_STANDARDS);
    // What stands is said again, list and all, to a station that comes later.
    ASSERT_TRUE(resend_news(*archive_, "kiosk-1"));
    ASSERT_TRUE(station_.begin(address(), 2));
    const auto again = station_.take_downlink(2);
    ASSERT_EQ(again.size(), 2U);
    const auto& same = again[again[0].notice().kind() == wire::NOTICE_PUBLICITY ? 0 : 1].notice();
    EXPECT_EQ(same.SerializeAsString(), notice.SerializeAsString());
}

TEST_F(ReleaseTest, NewsReachWhomTheyConcernAndANewStationGetsWhatStands) {
    const auto notice = publish_notice(*archive_, {"公示", "名单见附件", "", 7});
    ASSERT_TRUE(notice);
    ASSERT_TRUE(publish_notice(*archive_, {"撤下", "x", "", 0}));
    ASSERT_TRUE(message_clerks(*archive_, {"", "周五培训", "kiosk-1", 1}));
    EXPECT_TRUE(message_clerks(*archive_, {"", "x", "nowhere", 1}).error().is(TownshipError::NoSuchStation));
    EXPECT_TRUE(publish_notice(*archive_, {"", "", "", 1}).error().is(TownshipError::BadNews));
    EXPECT_TRUE(
        publish_notice(*archive_, {"", std::string(longest_news + 1, 'x'), "", 1}).error().is(TownshipError::BadNews));
    EXPECT_TRUE(answer_person(*archive_, "123456789012", "x").error().is(TownshipError::NoSuchCase));
    ASSERT_TRUE(station_.begin(address()));
    const auto items = station_.take_downlink(3);
    ASSERT_EQ(items.size(), 3U);
    EXPECT_EQ(items[0].notice().title(), "公示");
    EXPECT_EQ(items[0].expires_ms(), items[0].notice().expires_ms());
    EXPECT_EQ(items[2].clerk_message().text(), "周五培训");
    const auto said = list_news(*archive_).value();
    for (const auto& row : said) {
        if (row.title == "撤下") {
            ASSERT_TRUE(withdraw_notice(*archive_, row.id));
            EXPECT_FALSE(withdraw_notice(*archive_, row.id));
        }
    }
    ASSERT_TRUE(station_.begin(address(), 3));
    const auto taken_back = station_.take_downlink(1);
    ASSERT_EQ(taken_back.size(), 1U);
    EXPECT_TRUE(taken_back[0].notice().withdrawn());
    const auto submitted = station_.deliver(station_.seal({}))->acknowledged().case_number();
    ASSERT_TRUE(answer_person(*archive_, submitted, "材料已收到"));
    ScriptedStation later(loop_, "kiosk-2");
    enrol(later);
    ASSERT_TRUE(later.begin(address()));
    const auto standing = later.take_downlink(1);
    ASSERT_EQ(standing.size(), 1U) << "neither what was taken back, nor another's message, nor another's case";
    EXPECT_EQ(standing[0].notice().title(), "公示");
}

}  // namespace
}  // namespace doorstep::township::testing

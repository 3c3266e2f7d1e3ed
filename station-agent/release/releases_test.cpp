// Orders of the release key (SECURITY 7, 8): who may give one, what stays when one is broken, what a station forgets
// and what never. And the news that the gateway signs.
#include <gtest/gtest.h>
#include <sodium.h>

#include <array>

#include "base/encoding.hpp"
#include "base/files.hpp"
#include "forms/archive/scheme_archive.hpp"
#include "protocol/envelope/statements.hpp"
#include "station-agent/release/forget.hpp"
#include "station-agent/testing/fake_gateway.hpp"
#include "station-agent/testing/scheme_packages.hpp"
#include "station-agent/testing/test_station.hpp"
#include "station-agent/vault/vault.hpp"

namespace doorstep::agent {
namespace {

using testing::as_handed_on;
using testing::citizen_number;
using testing::FakeGateway;
using testing::order_of;
using testing::packed;
using testing::scheme_files;
using testing::TestStation;

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t township_ms = 1'795'000'100'000;  // as the gateway's token says
constexpr auto pin = "246810";

wire::ReleaseOrder configuration_order(std::uint32_t version, const std::string& name, const std::string& value) {
    wire::ReleaseOrder order;
    order.mutable_configuration()->set_version(version);
    (*order.mutable_configuration()->mutable_values())[name] = value;
    return order;
}

wire::ReleaseOrder revocation_of(const std::string& station) {
    wire::ReleaseOrder order;
    order.set_station(station);
    order.mutable_revocation()->set_reason("stolen");
    return order;
}

class ReleaseOrders : public ::testing::Test {
  protected:
    TestStation station_;
    FakeGateway gateway_{station_.loop};

    void SetUp() override {
        gateway_.pin_release_keys = true;
        gateway_.confirm(station_.enrol(gateway_.invitation("village-1")));
        station_.start();
        ASSERT_TRUE(wait_line_up());
    }
    bool wait_line_up() {
        return station_.turn_until([&] { return station_.status().line_up(); });
    }
    bool wait_acknowledged(std::uint32_t n) {
        return station_.turn_until([&] { return station_.status().acknowledged() == n; });
    }
    // What the station answers to the next item.
    template <class Send>
    wire::DownlinkAck answer_to(const Send& send) {
        const auto before = gateway_.downlink_acks.size();
        send();
        EXPECT_TRUE(station_.turn_until([&] { return gateway_.downlink_acks.size() > before; }));
        return gateway_.downlink_acks.empty() ? wire::DownlinkAck{} : gateway_.downlink_acks.back();
    }
    wire::DownlinkAck order(const wire::ReleaseOrder& wanted, int persons = 1) {
        return answer_to([&] { gateway_.send_release(gateway_.release(wanted, persons)); });
    }
    wire::DownlinkAck item(const wire::DownlinkItem& wanted) {
        return answer_to([&] { gateway_.send_down(wanted); });
    }
    wire::AgentReply ask(const std::function<void(wire::AgentRequest&)>& fill) {
        wire::AgentRequest request;
        fill(request);
        return station_.ask(request);
    }
    wire::ReleaseOrder scheme_order(std::uint32_t version) const {
        return order_of(version, packed(scheme_files(version), version, gateway_.release_keys[0]));
    }
    std::uint32_t scheme_here() {
        const auto versions = schemes_here();
        return versions.empty() ? 0 : versions.back();
    }
    // Of the one scheme that was sent: those kept for drafts, then the newest.
    std::vector<std::uint32_t> schemes_here() {
        std::vector<std::uint32_t> versions;
        const auto list = ask([](auto& request) { request.mutable_list_schemes(); }).schemes();
        for (const auto& one : list.schemes()) {
            EXPECT_EQ(one.earlier(), versions.size() + 1 < static_cast<std::size_t>(list.schemes_size()));
            versions.push_back(one.version());
        }
        return versions;
    }
    wire::SchemePackage scheme(std::uint32_t version) {
        return ask([version](auto& request) {
                   request.mutable_get_scheme()->set_id("linshi");
                   request.mutable_get_scheme()->set_version(version);
               })
            .scheme();
    }
    std::string configured(const std::string& name) {
        const auto values = ask([](auto& request) { request.mutable_get_configuration(); }).configuration().values();
        return values.contains(name) ? values.at(name) : "(none)";
    }
    // Refused for good: the number is used up, and what comes next is applied.
    void expect_refused(const wire::DownlinkAck& ack, wire::FaultCode code) {
        EXPECT_FALSE(ack.applied());
        EXPECT_TRUE(ack.final());
        EXPECT_EQ(ack.why_not().code(), code) << ack.detail();
        EXPECT_FALSE(ack.detail().empty());
        EXPECT_EQ(station_.status().downlink_cursor(), ack.sequence());
    }
    // Everything that a station can open again, and something that it cannot.
    void fill_station() {
        const auto session = station_.open_person(citizen_number(1));
        const auto draft = station_.start_draft(session, wire::APPLICATION);
        ASSERT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, "{}").done());
        ASSERT_TRUE(station_.put(session, draft, 2, wire::PAGE_ORIGINAL, std::string(200'000, 'p')).done());
        wire::RosterEntry entry;
        entry.set_number(citizen_number(1));
        ASSERT_TRUE(item(gateway_.roster_item(entry, std::string(16, 'r'))).applied());
        gateway_.down();
        ASSERT_TRUE(station_.turn_until([&] { return !station_.status().line_up(); }));
        waiting_ = station_.hand_in("{}", citizen_number(2)).submission();
    }
    void expect_forgotten() {
        const auto person = ask([](auto& request) {
                                request.mutable_open_person()->mutable_card()->set_number(citizen_number(1));
                            }).person();
        EXPECT_FALSE(person.on_roster());
        EXPECT_EQ(person.drafts_size(), 0);
        EXPECT_EQ(station_.status().drafts(), 0U);
        const auto sealed = std::filesystem::directory_iterator(station_.settings.state_folder / "sealed");
        EXPECT_EQ(std::distance(begin(sealed), end(sealed)), 0) << "the draft's page";
    }

    std::string waiting_;  // submission that the township does not have
};

TEST_F(ReleaseOrders, OnlyThePinnedKeysGiveOrders) {
    expect_refused(order(configuration_order(1, "lost_days", "20"), 0), wire::FAULT_NOT_PERMITTED);
    gateway_.release_keys[0] = protocol::make_signing_keys();
    expect_refused(order(configuration_order(1, "lost_days", "20")), wire::FAULT_NOT_PERMITTED);
    EXPECT_EQ(configured("lost_days"), "(none)");
    std::swap(gateway_.release_keys[0], gateway_.release_keys[1]);
    EXPECT_TRUE(order(configuration_order(1, "lost_days", "20")).applied());
    EXPECT_EQ(configured("lost_days"), "20");
}

TEST_F(ReleaseOrders, OfAnotherStationOrTownshipAreRefused) {
    auto other = configuration_order(1, "lost_days", "20");
    other.set_station("village-2");
    expect_refused(order(other), wire::FAULT_NOT_PERMITTED);
    auto release = gateway_.release(configuration_order(1, "lost_days", "20"), 0);
    wire::ReleaseOrder elsewhere;
    ASSERT_TRUE(elsewhere.ParseFromString(release.order()));
    elsewhere.set_township("another");
    release = protocol::unsigned_release(elsewhere).value();
    ASSERT_TRUE(protocol::sign_release(release, gateway_.release_keys[0]));
    expect_refused(answer_to([&] { gateway_.send_release(release); }), wire::FAULT_NOT_PERMITTED);
}

TEST_F(ReleaseOrders, ABrokenSchemeIsRefusedWithTheReasonAndTheOldOneStays) {
    ASSERT_TRUE(order(scheme_order(2)).applied());
    EXPECT_EQ(scheme_here(), 2U);
    const auto refused = [&](const wire::ReleaseOrder& wanted, const std::string& reason) {
        const auto ack = order(wanted);
        expect_refused(ack, wire::FAULT_BAD_REQUEST);
        EXPECT_NE(ack.detail().find(reason), std::string::npos) << ack.detail();
    };
    const auto& liu = gateway_.release_keys[0];
    auto files = scheme_files(3);
    files["steps.json"].erase(0, 1);
    refused(order_of(3, packed(files, 3, liu)), "steps.json");
    auto mislabelled = scheme_order(3);
    mislabelled.mutable_scheme()->set_version(4);
    refused(mislabelled, "it is linshi 3, not linshi 4");
    refused(order_of(4, packed(scheme_files(3), 4, liu)), "it is linshi 3, not linshi 4");
    auto cut = packed(scheme_files(3), 3, liu);
    cut.resize(cut.size() / 2);
    refused(order_of(3, cut), "package/NotAnArchive");
    auto plain = scheme_order(3);
    plain.mutable_scheme()->add_files()->set_name("steps.json");
    refused(plain, "one package");
    EXPECT_EQ(scheme_here(), 2U);
    EXPECT_EQ(scheme(0).SerializeAsString(), as_handed_on(2));
    ASSERT_TRUE(order(scheme_order(3)).applied());
    EXPECT_EQ(scheme_here(), 3U);
}

// The order is signed as it should be in each case: the package has a signature of its own.
TEST_F(ReleaseOrders, APackageOfAnotherKeyOrForALaterDoorstepIsRefused) {
    const auto refused = [&](const Bytes& package, const std::string& reason) {
        const auto ack = order(order_of(2, package));
        expect_refused(ack, wire::FAULT_BAD_REQUEST);
        EXPECT_NE(ack.detail().find(reason), std::string::npos) << ack.detail();
        EXPECT_EQ(scheme_here(), 0U);
    };
    const auto files = scheme_files(2);
    refused(forms::pack_files(files, {"linshi", 2, "0.1.0", {}}).value(), "package/NotSigned");
    refused(packed(files, 2, protocol::make_signing_keys()), "package/NotSigned");
    // A name is no key: the signature of another under the id of one that counts.
    auto archive = forms::unpack_scheme(packed(files, 2, protocol::make_signing_keys()), {}).value();
    auto forged = archive.signatures.front();
    forged.key_id = protocol::key_id(gateway_.release_keys[0].public_key);
    refused(forms::with_signature(archive, forged).value(), "package/NotSigned");
    refused(packed(files, 2, gateway_.release_keys[0], "9.0.0"), "package/TooNew");
    ASSERT_TRUE(order(order_of(2, packed(files, 2, gateway_.release_keys[1]))).applied()) << "any one that counts";
    EXPECT_EQ(scheme_here(), 2U);
}

TEST_F(ReleaseOrders, AnEarlierSchemeStaysAsLongAsADraftThatBeganWithIt) {
    ASSERT_TRUE(order(scheme_order(2)).applied());
    const auto session = station_.open_person(citizen_number(1));
    const auto draft = ask([&](auto& request) {
                           request.mutable_start_draft()->set_session(session);
                           request.mutable_start_draft()->set_kind(wire::APPLICATION);
                           request.mutable_start_draft()->set_scheme("linshi");
                           request.mutable_start_draft()->set_scheme_version(2);
                       })
                           .draft_started()
                           .id();
    for (const std::uint32_t version : {3U, 4U, 5U}) {
        ASSERT_TRUE(order(scheme_order(version)).applied());
    }
    EXPECT_EQ(schemes_here(), (std::vector{2U, 4U, 5U})) << "the draft's, the one before, the newest";
    EXPECT_EQ(scheme(2).SerializeAsString(), as_handed_on(2));
    EXPECT_EQ(scheme(4).SerializeAsString(), as_handed_on(4));
    EXPECT_TRUE(scheme(3).id().empty());
    EXPECT_EQ(scheme(0).version(), 5U);
    ask([&](auto& request) {
        request.mutable_discard_draft()->set_session(session);
        request.mutable_discard_draft()->set_draft(draft);
    });
    ASSERT_TRUE(order(scheme_order(6)).applied());
    EXPECT_EQ(schemes_here(), (std::vector{5U, 6U}));
}

TEST_F(ReleaseOrders, VersionsAndEpochsNeverGoBack) {
    wire::ReleaseOrder key;
    key.mutable_sealing_key()->set_epoch(4);
    key.mutable_sealing_key()->set_public_key(std::string(as_text(gateway_.add_sealing_key().public_key)));
    ASSERT_TRUE(order(key).applied());
    ASSERT_TRUE(order(scheme_order(3)).applied());
    ASSERT_TRUE(order(configuration_order(5, "hotline", "010-1")).applied());
    for (const std::uint32_t epoch : {4U, 3U, 2U, 1U, 0U}) {
        key.mutable_sealing_key()->set_epoch(epoch);
        expect_refused(order(key), wire::FAULT_NOT_PERMITTED);
    }
    for (const std::uint32_t version : {3U, 2U}) {
        expect_refused(order(scheme_order(version)), wire::FAULT_NOT_PERMITTED);
    }
    for (const std::uint32_t version : {5U, 4U, 0U}) {
        expect_refused(order(configuration_order(version, "hotline", "010-2")), wire::FAULT_NOT_PERMITTED);
    }
    EXPECT_EQ(station_.status().sealing_epoch(), 4U);
    EXPECT_EQ(configured("hotline"), "010-1");
    // Also not by an enrolment with an older one.
    station_.stop();
    station_.enrol(gateway_.invitation("village-1"));
    station_.start();
    EXPECT_EQ(station_.status().sealing_epoch(), 4U);
}

TEST_F(ReleaseOrders, AnOrderCountsOnceAndAnOldOneNeverAgain) {
    const auto first = gateway_.release(configuration_order(1, "hotline", "010-1"));
    const auto second = gateway_.release(configuration_order(2, "hotline", "010-2"));
    const auto send = [&](const wire::SignedRelease& release) {
        return answer_to([&] { gateway_.send_release(release); });
    };
    ASSERT_TRUE(send(first).applied());
    ASSERT_TRUE(send(second).applied());
    EXPECT_TRUE(send(first).applied()) << "the same again is no error";
    EXPECT_EQ(configured("hotline"), "010-2");
    // Signed, with a number that has passed, never seen: a gateway that kept it back.
    auto late = configuration_order(9, "hotline", "010-9");
    late.set_sequence(1);
    expect_refused(order(late), wire::FAULT_NOT_PERMITTED);
    EXPECT_EQ(configured("hotline"), "010-2");
}

TEST_F(ReleaseOrders, AnExpiredOneIsRefusedByTheTownshipsTime) {
    auto expired = configuration_order(1, "hotline", "010-1");
    expired.set_expires_ms(township_ms - 1);
    expect_refused(order(expired), wire::FAULT_TIMEOUT);
    // A clock that is ten years ahead, and known to be, lets nothing expire.
    station_.stop();
    station_.clock.advance(3650 * day_ms);
    station_.start();
    ASSERT_TRUE(wait_line_up());
    auto valid = configuration_order(1, "hotline", "010-1");
    valid.set_expires_ms(township_ms + day_ms);
    EXPECT_TRUE(order(valid).applied());
}

TEST_F(ReleaseOrders, AConfigurationSetsWhatItMayAndNothingElse) {
    for (const auto& [name, value] : {std::pair{"township_address", "tcp://1.2.3.4:5"},
                                      {"lost_days", "0"},
                                      {"lost_days", "ten"},
                                      {"lost_days", "99999"},
                                      {"lost_days", "3 "}}) {
        expect_refused(order(configuration_order(1, name, value)), wire::FAULT_BAD_REQUEST);
    }
    expect_refused(order(configuration_order(1, "hotline", std::string(41, '1'))), wire::FAULT_BAD_REQUEST);
    EXPECT_TRUE(order(configuration_order(1, "lost_days", "3650")).applied());
}

TEST_F(ReleaseOrders, TwoPersonsChangeTheKeysAndTheOldOnesCountNoMore) {
    const auto fresh = std::array{protocol::make_signing_keys(), protocol::make_signing_keys()};
    wire::ReleaseOrder keys;
    keys.mutable_release_keys()->set_version(1);
    keys.mutable_release_keys()->add_public_keys(std::string(as_text(fresh[0].public_key)));
    expect_refused(order(keys, 2), wire::FAULT_BAD_REQUEST);  // one alone could never order a revocation
    keys.mutable_release_keys()->add_public_keys(std::string(as_text(fresh[1].public_key)));
    expect_refused(order(keys, 1), wire::FAULT_NOT_PERMITTED);
    ASSERT_TRUE(order(keys, 2).applied());
    expect_refused(order(configuration_order(1, "hotline", "010-1")), wire::FAULT_NOT_PERMITTED);
    gateway_.release_keys.assign(fresh.begin(), fresh.end());
    station_.stop();
    station_.start();
    ASSERT_TRUE(wait_line_up());
    EXPECT_TRUE(order(configuration_order(1, "hotline", "010-1")).applied());
    // An invitation of before does not bring the old ones back.
    station_.stop();
    gateway_.release_keys[0] = protocol::make_signing_keys();
    station_.enrol(gateway_.invitation("village-1"));
    station_.start();
    ASSERT_TRUE(wait_line_up());
    expect_refused(order(configuration_order(2, "hotline", "010-2")), wire::FAULT_NOT_PERMITTED);
}

TEST_F(ReleaseOrders, EverythingIsForgottenButNeverAnItemThatTheTownshipDoesNotHave) {
    fill_station();
    Bytes row_key;
    station_.stop();
    {
        Store store = Store::open(station_.settings.state_folder).value();
        row_key = store.database->query("SELECT row_key FROM roster").value().at(0).bytes(0);
    }
    const auto key_before = read_file(station_.settings.keys_folder / "store.key", 32).value();
    station_.start();
    gateway_.up();
    wire::ReleaseOrder forget;
    forget.mutable_forget()->set_reason("repair");
    const auto count = gateway_.downlink_acks.size();
    gateway_.send_release(gateway_.release(forget, 1));
    gateway_.send_release(gateway_.release(forget, 2));
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.downlink_acks.size() == count + 2; }));
    EXPECT_TRUE(gateway_.downlink_acks[count].final()) << "one person is not enough";
    EXPECT_TRUE(gateway_.downlink_acks[count + 1].applied());
    expect_forgotten();
    EXPECT_NE(read_file(station_.settings.keys_folder / "store.key", 32).value(), key_before);
    EXPECT_FALSE(station_.folder.contains(row_key));
    EXPECT_FALSE(station_.folder.contains(key_before));
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.held.contains(waiting_); }));
    EXPECT_FALSE(station_.status().revoked());
    EXPECT_FALSE(station_.hand_in("{}", citizen_number(3)).submission().empty()) << "it goes on";
}

// Killed between the mark, the key and the rows: the next start goes on.
TEST_F(ReleaseOrders, ForgettingThatWasCutOffIsCarriedOutAtTheNextStart) {
    for (const bool key_is_gone : {false, true}) {
        SCOPED_TRACE(key_is_gone);
        gateway_.down();
        gateway_.up();
        ASSERT_TRUE(wait_line_up());
        fill_station();
        station_.stop();
        {
            Store store = Store::open(station_.settings.state_folder).value();
            ASSERT_TRUE(set_meta(*store.database, "forgetting", std::int64_t{1}));
            if (key_is_gone) {
                ASSERT_TRUE(StoreKey::replace(station_.settings.keys_folder / "store.key"));
            }
        }
        station_.start();
        expect_forgotten();
        EXPECT_EQ(station_.status().sealed(), 1U) << "what waits, waits";
        gateway_.up();
        ASSERT_TRUE(station_.turn_until([&] { return gateway_.held.contains(waiting_); }));
        // And its receipt has come back: the next round waits with nothing but its own.
        ASSERT_TRUE(station_.turn_until([&] { return station_.status().sealed() + station_.status().sending() == 0; }));
        station_.stop();
        station_.start();
        ASSERT_TRUE(wait_line_up());
        gateway_.down();
    }
}

TEST_F(ReleaseOrders, ARevokedStationForgetsTakesNothingInAndKeepsWhatWaits) {
    expect_refused(order(revocation_of("village-1"), 1), wire::FAULT_NOT_PERMITTED);
    expect_refused(order(revocation_of(""), 2), wire::FAULT_NOT_PERMITTED);
    fill_station();
    gateway_.up();
    gateway_.refuse[waiting_].set_final(false);  // cannot be stored just now
    ASSERT_TRUE(order(revocation_of("village-1"), 2).applied());
    expect_forgotten();
    EXPECT_TRUE(station_.status().revoked());
    EXPECT_FALSE(station_.status().enrolled());
    EXPECT_EQ(station_.status().sealed() + station_.status().sending() + station_.status().shelved(), 1U);
    const auto session = station_.open_person(citizen_number(3));
    const auto draft = station_.start_draft(session, wire::APPLICATION);
    ASSERT_TRUE(station_.put(session, draft, 1, wire::ANSWERS, "{}").done());
    EXPECT_EQ(station_.submit(session, draft).fault().code(), wire::FAULT_STATION_NOT_ENROLLED);
    station_.stop();
    station_.start();
    EXPECT_TRUE(station_.status().revoked()) << "for good";
}

// A station that may say nothing any more still hears that.
TEST_F(ReleaseOrders, ARevocationAlsoCountsOutsideTheDownlinkAndNothingElseDoes) {
    wire::TownshipMessage message;
    *message.mutable_release() = gateway_.release(configuration_order(1, "hotline", "010-1"));
    gateway_.say(message);
    *message.mutable_release() = gateway_.release(revocation_of("village-1"), 1);
    gateway_.say(message);
    *message.mutable_release() = gateway_.release(revocation_of("village-2"), 2);
    gateway_.say(message);
    wire::DownlinkItem after;
    after.mutable_clerk_message()->set_id(std::string(16, 'm'));
    after.mutable_clerk_message()->set_text("x");
    ASSERT_TRUE(item(after).applied()) << "all before it was looked at";
    EXPECT_FALSE(station_.status().revoked());
    EXPECT_EQ(configured("hotline"), "(none)");
    *message.mutable_release() = gateway_.release(revocation_of("village-1"), 2);
    gateway_.say(message);
    EXPECT_TRUE(station_.turn_until([&] { return station_.status().revoked(); }));
}

class ReleasedClerks : public ReleaseOrders {
  protected:
    static std::string hash_of(const std::string& code) {
        std::array<char, crypto_pwhash_STRBYTES> hash{};
        EXPECT_EQ(crypto_pwhash_str(hash.data(), code.data(), code.size(), crypto_pwhash_OPSLIMIT_MIN,
                                    crypto_pwhash_MEMLIMIT_MIN),
                  0);
        return hash.data();
    }
    wire::DownlinkAck order_clerk(const std::string& own_number, const std::string& sealed_number) {
        const std::string salt(32, 's');
        wire::ReleaseOrder wanted;
        auto& clerk = *wanted.mutable_clerk();
        clerk.set_account("zhou");
        clerk.set_display_name("周丽");
        clerk.set_one_time_code_hash(hash_of("3344"));
        clerk.set_role("clerk");
        if (!own_number.empty()) {
            clerk.set_own_number(std::string(as_text(sha256(as_bytes(salt + own_number)))));
        }
        const auto sealed = protocol::seal_box(as_bytes(salt + sealed_number), gateway_.station_box_public()).value();
        return answer_to([&] { gateway_.send_release(gateway_.release(wanted), std::string(as_text(sealed))); });
    }
    wire::FaultCode sign_in() {
        return ask([](auto& request) {
                   request.mutable_sign_in()->set_account("zhou");
                   request.mutable_sign_in()->set_pin(pin);
                   request.mutable_sign_in()->set_one_time_code("3344");
               })
            .fault()
            .code();
    }
};

TEST_F(ReleasedClerks, TheGatewayAloneMakesNoneAndClosesAny) {
    wire::DownlinkItem made;
    made.mutable_clerk()->set_account("zhou");
    made.mutable_clerk()->set_one_time_code_hash(hash_of("3344"));
    expect_refused(item(made), wire::FAULT_NOT_PERMITTED);
    EXPECT_EQ(sign_in(), wire::FAULT_ACCOUNT_UNKNOWN);
    ASSERT_TRUE(order_clerk(citizen_number(5), citizen_number(5)).applied());
    EXPECT_EQ(sign_in(), wire::FAULT_NONE);
    // A new code by the gateway's key would be a new PIN for whoever has that key.
    made.mutable_clerk()->set_one_time_code_hash(hash_of("5566"));
    expect_refused(item(made), wire::FAULT_NOT_PERMITTED);
    made.mutable_clerk()->set_disabled(true);
    EXPECT_TRUE(item(made).applied());
    EXPECT_EQ(sign_in(), wire::FAULT_ACCOUNT_DISABLED);
}

TEST_F(ReleasedClerks, AMessageThatWasReadStaysReadForThatClerkAndGoesWithIt) {
    ASSERT_TRUE(order_clerk(citizen_number(5), citizen_number(5)).applied());
    std::string token;
    const auto sign_in_with = [&](const char* code) {
        token = ask([&](auto& request) {
                    request.mutable_sign_in()->set_account("zhou");
                    request.mutable_sign_in()->set_pin(pin);
                    request.mutable_sign_in()->set_one_time_code(code);
                })
                    .signed_in()
                    .token();
    };
    const auto list = [&] {
        return ask([&](auto& request) { request.mutable_clerk_messages()->set_operator_token(token); })
            .clerk_messages();
    };
    const auto read = [&](const std::string& id) {
        return ask([&](auto& request) {
                   request.mutable_read_clerk_message()->set_operator_token(token);
                   request.mutable_read_clerk_message()->set_id(id);
               })
            .fault()
            .code();
    };
    wire::DownlinkItem message;
    message.mutable_clerk_message()->set_id(std::string(16, 'm'));
    message.mutable_clerk_message()->set_text("Training on Friday");
    ASSERT_TRUE(item(message).applied());
    EXPECT_EQ(read(std::string(16, 'm')), wire::FAULT_NOT_SIGNED_IN);
    sign_in_with("3344");
    ASSERT_EQ(list().messages_size(), 1);
    EXPECT_EQ(list().read_size(), 0);
    EXPECT_EQ(read(std::string(16, 'x')), wire::FAULT_NONE) << "nothing of that id: no effect";
    EXPECT_EQ(read(std::string(16, 'm')), wire::FAULT_NONE);
    EXPECT_EQ(read(std::string(16, 'm')), wire::FAULT_NONE);
    ASSERT_EQ(list().read_size(), 1);
    station_.stop();
    station_.start();
    sign_in_with("");
    ASSERT_EQ(list().read_size(), 1);
    EXPECT_EQ(list().read(0), std::string(16, 'm'));
    station_.stop();
    Store store = Store::open(station_.settings.state_folder).value();
    const auto key = StoreKey::load_or_make(station_.settings.keys_folder / "store.key").value();
    News news(store, key);
    EXPECT_EQ(news.read_by("li").value().size(), 0U) << "another clerk has not read it";
    for (std::int64_t i = 0; i < most_news; ++i) {
        message.mutable_clerk_message()->set_id("0123456789abc" + std::to_string(100 + i));
        message.mutable_clerk_message()->set_made_ms(1 + i);
        ASSERT_TRUE(news.apply(message.clerk_message()));
    }
    EXPECT_EQ(news.read_by("zhou").value().size(), 0U) << "gone with the message, that newer ones pushed out";
}

TEST_F(ReleasedClerks, TheOwnNumberIsTheOneThatWasSigned) {
    expect_refused(order_clerk(citizen_number(5), citizen_number(6)), wire::FAULT_BAD_REQUEST);
    EXPECT_EQ(sign_in(), wire::FAULT_ACCOUNT_UNKNOWN);
    ASSERT_TRUE(order_clerk(citizen_number(5), citizen_number(5)).applied());
    ASSERT_EQ(sign_in(), wire::FAULT_NONE);
    station_.stop();
    Store store = Store::open(station_.settings.state_folder).value();
    const auto key = StoreKey::load_or_make(station_.settings.keys_folder / "store.key").value();
    Accounts accounts(store, key, station_.clock);
    EXPECT_TRUE(accounts.is_own_number("zhou", citizen_number(5)).value());
    EXPECT_FALSE(accounts.is_own_number("zhou", citizen_number(6)).value());
}

TEST_F(ReleaseOrders, HandInsAreSealedToTheNewestKeyAndTheHelloTellsWhichTheQueueNeeds) {
    gateway_.down();
    station_.hand_in("{}", citizen_number(1));
    gateway_.up();
    ASSERT_TRUE(wait_acknowledged(1));
    EXPECT_EQ(gateway_.last_hello.sealing_epoch(), 2U);
    const auto old_one = station_.hand_in("{}", citizen_number(2));
    gateway_.refuse[old_one.submission()].set_final(false);  // it stays here
    wire::ReleaseOrder key;
    key.mutable_sealing_key()->set_epoch(3);
    key.mutable_sealing_key()->set_public_key(std::string(as_text(gateway_.add_sealing_key().public_key)));
    ASSERT_TRUE(order(key).applied());
    const auto new_one = station_.hand_in("{}", citizen_number(3));
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.held.contains(new_one.submission()); }));
    EXPECT_EQ(gateway_.held[new_one.submission()].header.recipient_epoch(), 3U);
    const auto epochs_of_next_hello = [&] {
        const auto before = gateway_.hellos;
        gateway_.down();
        gateway_.up();
        EXPECT_TRUE(station_.turn_until([&] { return gateway_.hellos > before; }));
        const auto& said = gateway_.last_hello.key_epochs();
        return std::vector<std::uint32_t>(said.begin(), said.end());
    };
    EXPECT_EQ(epochs_of_next_hello(), (std::vector<std::uint32_t>{2, 3}));
    EXPECT_EQ(gateway_.last_hello.sealing_epoch(), 3U);
    gateway_.refuse.clear();
    station_.clock.advance(day_ms);
    ASSERT_TRUE(wait_acknowledged(3));
    EXPECT_EQ(epochs_of_next_hello(), (std::vector<std::uint32_t>{3}));
}

TEST_F(ReleaseOrders, WhatWasRefusedIsToldAgainUntilAHelloWasAnswered) {
    expect_refused(order(configuration_order(1, "nonsense", "1")), wire::FAULT_BAD_REQUEST);
    const auto refused_in_next_hello = [&] {
        const auto before = gateway_.hellos;
        gateway_.down();
        gateway_.up();
        EXPECT_TRUE(station_.turn_until([&] { return gateway_.hellos > before; }));
        EXPECT_TRUE(wait_line_up());
        return gateway_.last_hello.refused_size();
    };
    ASSERT_EQ(refused_in_next_hello(), 1);
    EXPECT_EQ(gateway_.last_hello.refused(0).sequence(), 1U);
    EXPECT_TRUE(gateway_.last_hello.refused(0).final());
    EXPECT_EQ(refused_in_next_hello(), 0);
}

// What cannot be opened never can be: it must not hold up all that comes behind it.
TEST_F(ReleaseOrders, AnItemThatCannotBeAppliedDoesNotBlockTheNext) {
    wire::DownlinkItem roster;
    roster.mutable_roster()->set_sealed_entry("sealed to somebody else");
    roster.mutable_roster()->set_row(std::string(16, 'r'));
    expect_refused(item(roster), wire::FAULT_BAD_REQUEST);
    EXPECT_TRUE(order(configuration_order(1, "hotline", "010-1")).applied());
}

TEST_F(ReleaseOrders, PublicNoticesAreForEverybodyUntilTheyExpire) {
    const auto titles = [&] {
        std::string all;
        const auto reply = ask([](auto& request) { request.mutable_list_notices(); });
        for (const auto& notice : reply.notices().notices()) {
            all += notice.title() + " ";
        }
        return all;
    };
    wire::DownlinkItem notice;
    for (const auto& [title, made, expires] :
         {std::tuple{"old", 1, township_ms - 1}, {"week", 2, township_ms + 7 * day_ms}, {"always", 3, 0LL}}) {
        notice.mutable_notice()->set_id(std::string(16, title[0]));
        notice.mutable_notice()->set_title(title);
        notice.mutable_notice()->set_made_ms(made);
        notice.mutable_notice()->set_expires_ms(expires);
        ASSERT_TRUE(item(notice).applied());
    }
    EXPECT_EQ(titles(), "always week ");
    station_.clock.advance(8 * day_ms);
    EXPECT_EQ(titles(), "always ");
    notice.mutable_notice()->set_withdrawn(true);
    ASSERT_TRUE(item(notice).applied());
    EXPECT_EQ(titles(), "");
    notice.mutable_notice()->set_withdrawn(false);
    notice.mutable_notice()->set_text(std::string(longest_news, 'x'));
    expect_refused(item(notice), wire::FAULT_BAD_REQUEST);
}

TEST_F(ReleaseOrders, APublicityListKeepsItsRowsAndMayNotGrowOverTheBound) {
    wire::DownlinkItem list;
    auto& notice = *list.mutable_notice();
    notice.set_id(std::string(16, 'p'));
    notice.set_title("publicity");
    notice.set_kind(wire::NOTICE_PUBLICITY);
    notice.add_rows()->set_name("A");
    notice.mutable_rows(0)->set_members(3);
    notice.mutable_rows(0)->set_amount_fen(120'000);
    ASSERT_TRUE(item(list).applied());
    const auto kept = ask([](auto& request) { request.mutable_list_notices(); }).notices().notices(0);
    EXPECT_EQ(kept.SerializeAsString(), notice.SerializeAsString());
    notice.mutable_rows(0)->set_name(std::string(longest_news, 'x'));
    expect_refused(item(list), wire::FAULT_BAD_REQUEST);
}

TEST_F(ReleaseOrders, NoMoreNewsAreKeptThanTheBound) {
    for (std::int64_t i = 0; i < most_answers_of_case + 3; ++i) {
        wire::DownlinkItem answer;
        answer.mutable_answer()->set_id("0123456789abcd" + std::to_string(10 + i));
        answer.mutable_answer()->set_case_number("000000000098");
        answer.mutable_answer()->set_text(std::to_string(i));
        answer.mutable_answer()->set_made_ms(i);
        ASSERT_TRUE(item(answer).applied());
    }
    station_.stop();
    Store store = Store::open(station_.settings.state_folder).value();
    const auto key = StoreKey::load_or_make(station_.settings.keys_folder / "store.key").value();
    const auto kept = News(store, key).answers("000000000098").value();
    ASSERT_EQ(kept.size(), static_cast<std::size_t>(most_answers_of_case));
    EXPECT_EQ(kept.front().text(), "3");
}

// The byte counts of docs/protocol.md.
TEST_F(ReleaseOrders, SizesOnTheWireAreAsTheProtocolSays) {
    const auto size_of = [&](const wire::ReleaseOrder& wanted, int persons) {
        wire::DownlinkItem carried;
        carried.set_station("village-1");
        carried.set_sequence(1000);
        carried.set_made_ms(township_ms);
        *carried.mutable_release()->mutable_signed_() = gateway_.release(wanted, persons);
        return gateway_.sign_item(carried).ByteSizeLong();
    };
    EXPECT_LT(size_of(configuration_order(1, "lost_days", "20"), 2), 500U);
    EXPECT_LT(size_of(revocation_of("village-1"), 2), 500U);
    constexpr std::size_t kib = 1024;
    EXPECT_GT(size_of(scheme_order(2), 1), 8 * kib);
    EXPECT_LT(size_of(scheme_order(2), 1), 16 * kib);
}

// The township's code as it would be told over the telephone.
std::string code_to_type(const TestStation& station) {
    constexpr std::string_view before = "\"confirm_code\": \"";
    const auto kept = read_text_file(station.settings.keys_folder / "enrolment.json", 1 << 16).value();
    return kept.substr(kept.find(before) + before.size(), 8);
}

// SECURITY 9: what is handed in before is sealed and kept.
TEST(TypedCode, NothingIsSentBeforeTheTownshipsCodeWasTypedAndFiveWrongOnesEndIt) {
    TestStation station;
    FakeGateway gateway(station.loop);
    gateway.confirm(station.enrol(gateway.invitation("village-1"), {}));
    station.start();
    station.hand_in("{}");
    EXPECT_TRUE(station.status().unconfirmed());
    EXPECT_EQ(station.status().sealed(), 1U);
    for (int i = 0; i < most_wrong_codes; ++i) {
        EXPECT_TRUE(confirm_enrolment(station.settings.keys_folder, "0000").error().is(EnrolmentError::WrongCode));
    }
    EXPECT_FALSE(confirm_enrolment(station.settings.keys_folder, code_to_type(station))) << "too often";
    EXPECT_EQ(gateway.hellos, 0);
    gateway.confirm(station.enrol(gateway.invitation("village-1"), {}));
    ASSERT_TRUE(confirm_enrolment(station.settings.keys_folder, code_to_type(station)));
    EXPECT_TRUE(station.turn_until([&] { return station.status().acknowledged() == 1; }));
    EXPECT_FALSE(station.status().unconfirmed());
}

// As enrol() leaves it with a code to be typed, without the seconds that making one takes.
std::string enrol_unconfirmed(TestStation& station, const std::string& invitation) {
    auto reply = station.enrol(invitation);
    const auto file = station.settings.keys_folder / "enrolment.json";
    auto kept = read_text_file(file, 1 << 16).value();
    kept.insert(1, R"("confirm_code": "12345678",)");
    EXPECT_TRUE(write_file_durably(file, as_bytes(kept), 0600));
    return reply;
}

// An invitation whose code nobody could type leaves nothing behind: neither its keys nor its address.
TEST(TypedCode, TheInvitationThatWasConfirmedCountsAndNoneBeforeIt) {
    for (const bool restarted : {false, true}) {
        SCOPED_TRACE(restarted);
        TestStation station;
        FakeGateway stranger(station.loop);
        stranger.down();
        FakeGateway gateway(station.loop);
        enrol_unconfirmed(station, stranger.invitation("village-1"));
        station.start();
        EXPECT_TRUE(station.status().unconfirmed());
        gateway.confirm(enrol_unconfirmed(station, gateway.invitation("village-1")));
        if (restarted) {
            station.stop();
            station.start();
        }
        ASSERT_TRUE(confirm_enrolment(station.settings.keys_folder, code_to_type(station)));
        const auto submitted = station.hand_in("{}");
        EXPECT_TRUE(station.turn_until([&] { return gateway.held.contains(submitted.submission()); }));
    }
}

TEST_F(ReleaseOrders, AnAnswerReachesItsPersonOnlyAndAMessageTheClerkOnly) {
    const auto submitted = station_.hand_in("{}", citizen_number(1));
    ASSERT_TRUE(wait_acknowledged(1));
    wire::DownlinkItem answer;
    answer.mutable_answer()->set_id(std::string(16, 'a'));
    answer.mutable_answer()->set_case_number(submitted.case_number());
    answer.mutable_answer()->set_text("材料已收到");
    ASSERT_TRUE(item(answer).applied());
    const auto told = [&](int person) {
        const auto session = station_.open_person(citizen_number(person));
        return ask([&](auto& request) { request.mutable_my_cases()->set_session(session); }).cases();
    };
    ASSERT_EQ(told(1).cases_size(), 1);
    ASSERT_EQ(told(1).cases(0).answers_size(), 1);
    EXPECT_EQ(told(1).cases(0).answers(0).text(), "材料已收到");
    EXPECT_EQ(told(2).cases_size(), 0);
    EXPECT_EQ(told(1).cases(0).questions_size(), 0);
    EXPECT_FALSE(station_.folder.contains(as_bytes("材料已收到")));
    EXPECT_EQ(ask([](auto& request) { request.mutable_clerk_messages(); }).fault().code(), wire::FAULT_NOT_SIGNED_IN);
}

}  // namespace
}  // namespace doorstep::agent

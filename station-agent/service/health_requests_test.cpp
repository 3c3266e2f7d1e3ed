// Self-tests that are kept, the heartbeat and the proof of what runs here.
#include <fmt/format.h>

#include "base/files.hpp"
#include "protocol/envelope/attestation.hpp"
#include "station-agent/health/box.hpp"
#include "station-agent/health/self_tests.hpp"
#include "station-agent/testing/account_fixture.hpp"

namespace doorstep::agent {
namespace {

using wire::HealthFact;

constexpr auto pin = "246810";
constexpr std::int64_t hour_ms = 3'600'000;

class HealthTest : public testing::AccountTest {
  protected:
    void SetUp() override {
        role_ = "technician";
        gateway_.capabilities = {"card-query", "heartbeat", "updates"};
        AccountTest::SetUp();
        ASSERT_TRUE(make_folder(station_.settings.health_folder, 0700));
        token_ = sign_in(pin, "3344").signed_in().token();
        ASSERT_FALSE(token_.empty());
    }
    void leave(const char* file, const std::string& text) {
        ASSERT_TRUE(write_file_atomically(station_.settings.health_folder / file, as_bytes(text)));
    }
    wire::KeepSelfTest asked() const {
        wire::KeepSelfTest test;
        test.set_why(wire::SelfTestRecord::ASKED);
        test.set_operator_token(token_);
        return test;
    }
    wire::AgentReply keep(const wire::KeepSelfTest& test) {
        wire::AgentRequest request;
        *request.mutable_keep_self_test() = test;
        return station_.ask(request);
    }
    std::vector<wire::SelfTestRecord> kept() {
        wire::AgentRequest request;
        request.mutable_list_self_tests()->set_operator_token(token_);
        const auto reply = station_.ask(request);
        return {reply.self_tests().tests().begin(), reply.self_tests().tests().end()};
    }
    static HealthFact find(const wire::SelfTestRecord& record, HealthFact::What what) {
        for (const auto& fact : record.facts()) {
            if (fact.what() == what) {
                return fact;
            }
        }
        return {};
    }
    static HealthFact device(HealthFact::What what, wire::FaultCode fault = wire::FAULT_NONE) {
        HealthFact fact;
        fact.set_what(what);
        fact.set_fault(fault);
        return fact;
    }
    wire::FaultCode act(wire::ServiceAct::Act what, std::uint32_t off_by = 0) {
        wire::AgentRequest request;
        auto& wanted = *request.mutable_service_act();
        wanted.set_act(what);
        wanted.set_operator_token(token_);
        wanted.set_off_by(off_by);
        wanted.set_card_number(what == wire::ServiceAct::OPENED ? testing::citizen_number(5) : "");
        return station_.ask(request).fault().code();
    }
    wire::AgentReply attest() {
        wire::AgentRequest request;
        request.mutable_attest()->set_operator_token(token_);
        return station_.ask(request);
    }
    // The next one that comes; each hello's answer is followed by one.
    wire::Heartbeat next_beat() {
        gateway_.down();
        gateway_.up();
        const auto before = gateway_.heartbeats.size();
        EXPECT_TRUE(station_.turn_until([&] { return gateway_.heartbeats.size() > before; }, 60'000));
        return gateway_.heartbeats.empty() ? wire::Heartbeat() : gateway_.heartbeats.back();
    }

    std::string token_;
};

TEST_F(HealthTest, ARecordHoldsWhatTheAgentFindsAndWhatTheKioskTells) {
    leave(box_file, "root intact\ntemperature 96\n");
    leave(smart_file, R"({"smart_status":{"passed":true},"temperature":{"current":41}})");
    ASSERT_EQ(act(wire::ServiceAct::OPENED), wire::FAULT_NONE);
    ASSERT_EQ(act(wire::ServiceAct::TOUCH_MEASURED, 63), wire::FAULT_NONE);
    station_.hand_in("waits for nobody");
    ASSERT_TRUE(station_.turn_until([&] { return station_.status().acknowledged() == 1; }, 60'000));
    auto test = asked();
    *test.add_devices() = device(HealthFact::PRINTER, wire::FAULT_PRINTER_PAPER_OUT);
    *test.add_devices() = fact_of(HealthFact::CAMERA_LIGHT, 30);
    const auto record = keep(test).self_test();
    EXPECT_EQ(record.why(), wire::SelfTestRecord::ASKED);
    EXPECT_EQ(find(record, HealthFact::MACHINE_HOT).verdict(), HealthFact::CALL);
    EXPECT_EQ(find(record, HealthFact::DISK_HOT).value(), 41);
    EXPECT_EQ(find(record, HealthFact::ROOT_DAMAGED).verdict(), HealthFact::GOOD);
    EXPECT_GT(find(record, HealthFact::DISK_FREE).value(), 0);
    EXPECT_EQ(find(record, HealthFact::TOUCH_OFF).value(), 63);
    EXPECT_EQ(find(record, HealthFact::TOUCH_OFF).verdict(), HealthFact::LOOK);
    EXPECT_EQ(find(record, HealthFact::CLOCK_OFF).value(), -100) << "the township of these tests is 100 s ahead";
    EXPECT_EQ(find(record, HealthFact::CLOCK_OFF).verdict(), HealthFact::LOOK);
    EXPECT_EQ(find(record, HealthFact::UNSENT).value(), 0);
    EXPECT_TRUE(find(record, HealthFact::ACKNOWLEDGED).has_value());
    EXPECT_TRUE(find(record, HealthFact::STATION_KEY_AGE).has_value());
    EXPECT_TRUE(find(record, HealthFact::SEALING_KEY_AGE).has_value());
    EXPECT_EQ(find(record, HealthFact::PRINTER).verdict(), HealthFact::LOOK);
    EXPECT_EQ(find(record, HealthFact::CAMERA_LIGHT).verdict(), HealthFact::LOOK);
    ASSERT_EQ(kept().size(), 1U);
    EXPECT_EQ(kept()[0].SerializeAsString(), record.SerializeAsString());
}

TEST_F(HealthTest, WhatWaitsForDaysIsSeen) {
    gateway_.down();
    station_.hand_in("waits");
    station_.clock.advance(73 * hour_ms);
    const auto signed_in = sign_in(pin).signed_in().token();
    token_ = signed_in;
    const auto record = keep(asked()).self_test();
    EXPECT_EQ(find(record, HealthFact::UNSENT).value(), 73);
    EXPECT_EQ(find(record, HealthFact::UNSENT).verdict(), HealthFact::CALL);
    EXPECT_EQ(find(record, HealthFact::SILENT).verdict(), HealthFact::LOOK);
}

TEST_F(HealthTest, TheNewestThirtyAreKeptAlsoOverARestart) {
    for (int i = 0; i < 32; ++i) {
        auto test = asked();
        *test.add_devices() = fact_of(HealthFact::CAMERA_LIGHT, i);
        ASSERT_TRUE(keep(test).has_self_test());
    }
    station_.stop();
    station_.start();
    token_ = sign_in(pin).signed_in().token();
    const auto records = kept();
    ASSERT_EQ(records.size(), static_cast<std::size_t>(self_tests_kept));
    EXPECT_EQ(find(records.front(), HealthFact::CAMERA_LIGHT).value(), 31);
    EXPECT_EQ(find(records.back(), HealthFact::CAMERA_LIGHT).value(), 2);
}

TEST_F(HealthTest, TheGlassIsRememberedUntilItIsLookedAtAgain) {
    auto test = asked();
    auto& glass = *test.add_glasses();
    glass.set_verdict(wire::GlassReport::DIRTY);
    glass.add_spots()->set_x(700);
    const auto first = keep(test).self_test();
    EXPECT_EQ(find(first, HealthFact::GLASS_SPOTS).value(), 1);
    EXPECT_EQ(find(first, HealthFact::GLASS_SPOTS).verdict(), HealthFact::LOOK);
    station_.clock.advance(hour_ms);
    const auto second = keep(asked()).self_test();
    EXPECT_EQ(second.glasses(0).spots(0).x(), 700U);
    EXPECT_EQ(second.glass_ms(), first.at_ms());
    EXPECT_EQ(find(second, HealthFact::GLASS_SPOTS).value(), 1);
    test.mutable_glasses(0)->set_verdict(wire::GlassReport::CLEAN);
    test.mutable_glasses(0)->clear_spots();
    EXPECT_EQ(find(keep(test).self_test(), HealthFact::GLASS_SPOTS).verdict(), HealthFact::GOOD);
}

TEST_F(HealthTest, AGlassWithoutABlankSheetIsNeverGood) {
    auto test = asked();
    test.add_glasses()->set_verdict(wire::GlassReport::NO_BLANK_SHEET);
    test.add_glasses();  // the feeder's: not looked at
    const auto record = keep(test).self_test();
    EXPECT_EQ(find(record, HealthFact::GLASS_SPOTS).what(), HealthFact::WHAT_UNKNOWN);
}

TEST_F(HealthTest, ByItselfOneInTenMinutesAndAskedOnlyByWhoIsSignedIn) {
    wire::KeepSelfTest test;
    EXPECT_EQ(keep(test).fault().code(), wire::FAULT_BAD_REQUEST);
    test.set_why(wire::SelfTestRecord::ASKED);
    EXPECT_EQ(keep(test).fault().code(), wire::FAULT_NOT_SIGNED_IN);
    EXPECT_EQ(station_.status().self_test_due(), wire::SelfTestRecord::BOOT);
    test.set_why(wire::SelfTestRecord::BOOT);
    EXPECT_TRUE(keep(test).has_self_test());
    EXPECT_EQ(station_.status().self_test_due(), wire::SelfTestRecord::WHY_UNKNOWN);
    station_.clock.advance(24 * hour_ms);
    EXPECT_EQ(station_.status().self_test_due(), wire::SelfTestRecord::DAILY);
    test.set_why(wire::SelfTestRecord::DAILY);
    EXPECT_EQ(keep(test).fault().code(), wire::FAULT_BUSY);
    wire::AgentRequest request;
    request.mutable_list_self_tests();
    EXPECT_EQ(station_.ask(request).fault().code(), wire::FAULT_NOT_SIGNED_IN);
}

TEST_F(HealthTest, WhatAKioskMayNotTellIsRefusedWhole) {
    for (const auto what : {HealthFact::WHAT_UNKNOWN, HealthFact::DISK_FREE, HealthFact::GLASS_SPOTS}) {
        auto test = asked();
        *test.add_devices() = device(what);
        EXPECT_EQ(keep(test).fault().code(), wire::FAULT_BAD_REQUEST) << HealthFact::What_Name(what);
    }
    auto wordy = asked();
    wordy.add_devices()->set_what(HealthFact::BLAS);
    wordy.mutable_devices(0)->set_word(std::string(41, 'w'));
    EXPECT_EQ(keep(wordy).fault().code(), wire::FAULT_BAD_REQUEST);
    auto many = asked();
    for (int i = 0; i <= most_device_facts; ++i) {
        *many.add_devices() = device(HealthFact::READER);
    }
    EXPECT_EQ(keep(many).fault().code(), wire::FAULT_BAD_REQUEST);
    EXPECT_TRUE(kept().empty());
}

TEST_F(HealthTest, AHeartbeatTellsHowTheStationIsInThreeHundredBytes) {
    leave(box_file, "root-hash " + std::string(64, 'e') + "\n");
    gateway_.down();
    station_.hand_in("waits");
    wire::AgentRequest told;
    for (int device = wire::Device::CARD_READER; device <= wire::Device::POWER; ++device) {
        auto& word = *told.mutable_tell_devices()->add_devices();
        word.set_class_(static_cast<wire::Device::Class>(device));
        word.set_state(wire::Device::FAULTY);
        word.set_fault(wire::FAULT_PRINTER_PAPER_OUT);
    }
    ASSERT_TRUE(station_.ask(told).done());
    auto test = asked();
    *test.add_devices() = device(HealthFact::PRINTER, wire::FAULT_PRINTER_PAPER_OUT);
    *test.add_devices() = device(HealthFact::CAMERA, wire::FAULT_CAMERA_FROZEN);
    const auto record = keep(test).self_test();
    const auto beat = next_beat();
    EXPECT_EQ(beat.waiting(), 1U);
    EXPECT_EQ(beat.oldest_unsent_ms(), station_.clock.now().milliseconds);
    EXPECT_EQ(beat.devices_size(), 9);
    EXPECT_EQ(beat.devices(3).fault(), wire::FAULT_PRINTER_PAPER_OUT);
    EXPECT_EQ(beat.version(), "test");
    EXPECT_NE(beat.start(), 0U);
    EXPECT_EQ(next_beat().start(), beat.start()) << "of one process";
    EXPECT_EQ(beat.root_hash(), std::string(8, '\xee'));
    EXPECT_EQ(beat.self_test_ms(), record.at_ms());
    const auto how_many = [&](HealthFact::Verdict verdict) {
        return std::count_if(record.facts().begin(), record.facts().end(),
                             [&](const HealthFact& fact) { return fact.verdict() == verdict; });
    };
    EXPECT_EQ(beat.look(), how_many(HealthFact::LOOK));
    EXPECT_EQ(beat.call(), how_many(HealthFact::CALL));
    EXPECT_GE(beat.look(), 1U) << "no paper";
    EXPECT_GE(beat.call(), 1U) << "a frozen camera";
    // With everything in it at its longest.
    auto longest = beat;
    longest.set_waiting(1'000'000);
    longest.set_version("1000.1000.1000");
    longest.mutable_update()->set_step(wire::UpdateState::REFUSED);
    longest.mutable_update()->set_version("1000.1000.1001");
    longest.mutable_update()->set_percent(100);
    longest.mutable_update()->set_word("not-signed");
    wire::UplinkMessage message;
    *message.mutable_heartbeat() = longest;
    constexpr std::size_t curve_and_zmtp = 2 + 8 + 8 + 16 + 1;  // command size, name, nonce, authentication, flags
    const auto on_the_wire = message.ByteSizeLong() + curve_and_zmtp;
    RecordProperty("heartbeat_bytes", static_cast<int>(on_the_wire));
    fmt::print("heartbeat: {} bytes as it came, {} at its longest with CURVE\n", gateway_.heartbeat_bytes, on_the_wire);
    EXPECT_LE(on_the_wire, 300U);
}

TEST_F(HealthTest, ATownshipThatDoesNotKnowItHearsNoHeartbeat) {
    gateway_.capabilities = {"card-query"};
    gateway_.down();
    gateway_.up();
    const auto before = gateway_.heartbeats.size();
    const auto hellos = gateway_.hellos;
    ASSERT_TRUE(station_.turn_until([&] { return gateway_.hellos > hellos; }, 60'000));
    station_.hand_in("is heard");
    ASSERT_TRUE(station_.turn_until([&] { return station_.status().acknowledged() == 1; }, 60'000));
    EXPECT_EQ(gateway_.heartbeats.size(), before);
}

TEST_F(HealthTest, AnAttestationIsTheTechniciansAndSignedByTheStation) {
    const std::string hash(64, 'b');
    leave(box_file, "root-hash " + hash + "\n");
    EXPECT_EQ(attest().fault().code(), wire::FAULT_NOT_PERMITTED) << "service mode is not open";
    ASSERT_EQ(act(wire::ServiceAct::OPENED), wire::FAULT_NONE);
    const auto answer = attest().attestation();
    const auto read = protocol::verify_attestation_text(answer.qr_text(), gateway_.station_sign_public());
    ASSERT_TRUE(read) << read.error().text();
    EXPECT_EQ(read->station, "village-1");
    EXPECT_EQ(read->root_hash, hash);
    EXPECT_EQ(read->unix_seconds, station_.clock.now().milliseconds / 1000);
    EXPECT_EQ(answer.root_hash(), hash);
}

}  // namespace
}  // namespace doorstep::agent

// Self-tests: by themselves when nobody is here, at a clerk's touch, and what the clerk is shown and can take along.
#include <map>

#include <gtest/gtest.h>
#include <QDeadlineTimer>

#include "base/clock.hpp"
#include "kiosk/testing/screen.hpp"

namespace doorstep::kiosk {
namespace {

using wire::HealthFact;
using wire::SelfTestRecord;

constexpr int quiet_ms = 300;

HealthFact judged(HealthFact::What what, std::int64_t value, HealthFact::Verdict verdict) {
    HealthFact fact;
    fact.set_what(what);
    fact.set_value(value);
    fact.set_verdict(verdict);
    return fact;
}

class StationHealth : public testing::Test {
  protected:
    void start() {
        Settings settings;
        settings.rest_delays = {quiet_ms, quiet_ms, 60'000};
        settings.delays.take_away = 50;
        ASSERT_TRUE(screen.start(QSize(1920, 1080), settings));
    }
    ClerkController& clerk() { return *qobject_cast<ClerkController*>(screen.kiosk().journey()); }
    ReadinessDesk& readiness() { return *clerk().readiness(); }
    void start_service() {
        screen.station.role = "technician";
        start();
        to_desk();
        clerk().openService();
        ASSERT_TRUE(screen.on("clerk/service"));
        ASSERT_TRUE(wait_until([this] { return !clerk().service()->busy(); }));
    }
    void to_desk() {
        screen.kiosk().openClerk();
        ASSERT_TRUE(screen.on("clerk/accounts"));
        clerk().choose("zhou");
        clerk().type("246810");
        clerk().confirm();
        ASSERT_TRUE(screen.on("clerk/desk"));
    }
    void to_readiness() {
        to_desk();
        ASSERT_TRUE(screen.touch("Is the station ready?"));
        ASSERT_TRUE(screen.on("clerk/readiness"));
        ASSERT_TRUE(wait_until([this] { return readiness().loaded(); }));
    }
    std::vector<wire::KeepSelfTest> kept() {
        std::vector<wire::KeepSelfTest> all;
        for (const auto& request : screen.station.agent_requests) {
            if (request.has_keep_self_test()) {
                all.push_back(request.keep_self_test());
            }
        }
        return all;
    }
    // Long enough for one that must not come.
    bool none_begins() {
        const auto before = tests();
        QDeadlineTimer deadline(4 * quiet_ms);
        wait_until([&] { return deadline.hasExpired() || tests() != before; });
        return tests() == before;
    }
    int tests() { return screen.station.count_hub(wire::HubRequest::kSelfTest); }
    void due(SelfTestRecord::Why why) {
        screen.station.status.set_self_test_due(why);
        screen.station.tell_status();
    }
    QVariantMap row(const QString& name) {
        for (const auto& one : readiness().rows()) {
            if (one.toMap()["name"].toString() == name) {
                return one.toMap();
            }
        }
        return {};
    }

    Screen screen;
};

// ---- by themselves

TEST_F(StationHealth, AfterTheStartItTestsItselfAndTheAgentKeepsTheRecord) {
    screen.station.status.set_self_test_due(SelfTestRecord::BOOT);
    screen.station.reader_ms = 12;
    screen.station.camera_facts.set_light(120);
    screen.station.camera_facts.set_sharpness(40);
    screen.station.camera_facts.set_measured(true);
    screen.station.camera_facts.set_blas("/usr/lib/x86_64-linux-gnu/openblas-serial/libopenblas.so.0");
    screen.station.devices[wire::Device::PRINTER] = wire::Device::FAULTY;
    screen.station.device_fault = wire::FAULT_PRINTER_PAPER_OUT;
    start();
    ASSERT_TRUE(wait_until([this] { return screen.station.self_tests.tests_size() == 1; }));
    const auto record = kept().at(0);
    EXPECT_EQ(record.why(), SelfTestRecord::BOOT);
    EXPECT_TRUE(record.operator_token().empty());
    std::map<HealthFact::What, HealthFact> facts;
    for (const auto& fact : record.devices()) {
        EXPECT_TRUE(facts.insert({fact.what(), fact}).second) << HealthFact::What_Name(fact.what()) << " twice";
    }
    EXPECT_EQ(facts[HealthFact::READER_ECHO].value(), 12);
    EXPECT_EQ(facts[HealthFact::CAMERA_LIGHT].value(), 120);
    EXPECT_EQ(facts[HealthFact::CAMERA_SHARPNESS].value(), 40);
    EXPECT_EQ(facts[HealthFact::BLAS].word(), "libopenblas.so.0");
    EXPECT_EQ(facts[HealthFact::PRINTER].fault(), wire::FAULT_PRINTER_PAPER_OUT);
    EXPECT_EQ(facts.count(HealthFact::CODE_READER), 0U) << "this station has none";
    EXPECT_TRUE(wait_until([this] { return screen.station.hub_sessions.empty(); })) << "the devices are let go";
    EXPECT_TRUE(none_begins()) << "one is enough";
}

TEST_F(StationHealth, OnceADayWhenTheAgentSaysSo) {
    start();
    EXPECT_TRUE(none_begins());
    due(SelfTestRecord::DAILY);
    ASSERT_TRUE(wait_until([this] { return kept().size() == 1; }));
    EXPECT_EQ(kept().at(0).why(), SelfTestRecord::DAILY);
}

TEST_F(StationHealth, ATouchEndsItAndItIsMadeUpForLater) {
    screen.station.status.set_self_test_due(SelfTestRecord::BOOT);
    screen.station.hold_self_tests = true;
    start();
    ASSERT_TRUE(wait_until([this] { return tests() == 1; }));
    EXPECT_TRUE(screen.kiosk().testing());
    EXPECT_TRUE(screen.says("This machine tests itself"));
    screen.touch(QPoint(screen.window().width() / 2, screen.window().height() - 5));
    EXPECT_FALSE(screen.kiosk().testing());
    EXPECT_TRUE(wait_until([this] { return screen.station.hub_sessions.empty(); }));
    screen.station.answer_self_tests();
    EXPECT_TRUE(wait_until([this] { return screen.station.self_tests.tests_size() == 1; })) << "nobody is here again";
    EXPECT_EQ(tests(), 2);
    EXPECT_EQ(kept().size(), 1U) << "what was ended is no record";
}

TEST_F(StationHealth, NeverWhileSomebodyIsHere) {
    start();
    screen.station.lay_card();
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().session()->is_open(); }));
    due(SelfTestRecord::DAILY);
    EXPECT_TRUE(none_begins()) << "a visit";
    screen.station.lift_card();
    screen.kiosk().finish();
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().session()->state() == SessionState::Closed; }));
    EXPECT_TRUE(wait_until([this] { return kept().size() == 1; })) << "after it";
}

TEST_F(StationHealth, ACardThatIsLaidDownEndsIt) {
    screen.station.hold_self_tests = true;
    start();
    due(SelfTestRecord::DAILY);
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().testing(); }));
    screen.station.lay_card();
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().session()->is_open(); }));
    EXPECT_FALSE(screen.kiosk().testing());
    screen.station.answer_self_tests();
    EXPECT_TRUE(none_begins());
    EXPECT_TRUE(kept().empty());
}

TEST_F(StationHealth, NeverInAnExerciseNorAtTheDesk) {
    start();
    to_desk();
    due(SelfTestRecord::DAILY);
    EXPECT_TRUE(none_begins()) << "a clerk is at the desk";
    clerk().practise();
    ASSERT_TRUE(wait_until([this] { return screen.kiosk().training()->on(); }));
    ASSERT_TRUE(screen.on("home"));
    EXPECT_TRUE(none_begins()) << "an exercise";
    screen.kiosk().training()->end();
    EXPECT_TRUE(wait_until([this] { return kept().size() == 1; }));
}

TEST_F(StationHealth, AfterOneThatFailedItWaits) {
    screen.station.keep_fault = wire::FAULT_BUSY;
    screen.station.status.set_self_test_due(SelfTestRecord::BOOT);
    start();
    ASSERT_TRUE(wait_until([this] { return kept().size() == 1; }));
    EXPECT_TRUE(none_begins());
    EXPECT_TRUE(screen.station.hub_sessions.empty());
}

// ---- the heartbeat

TEST_F(StationHealth, TheAgentHearsHowTheDevicesAreAlsoAfterItBeganAnew) {
    const auto told = [this]() -> const wire::TellDevices* {
        const wire::TellDevices* last = nullptr;
        for (const auto& request : screen.station.agent_requests) {
            last = request.has_tell_devices() ? &request.tell_devices() : last;
        }
        return last;
    };
    const auto printer = [&] {
        const auto* last = told();
        for (int i = 0; last != nullptr && i < last->devices_size(); ++i) {
            if (last->devices(i).class_() == wire::Device::PRINTER) {
                return last->devices(i).fault();
            }
        }
        return wire::FAULT_INTERNAL;
    };
    start();
    ASSERT_TRUE(wait_until([&] { return printer() == wire::FAULT_NONE; }));
    EXPECT_EQ(told()->devices_size(), 4);
    screen.station.devices[wire::Device::PRINTER] = wire::Device::FAULTY;
    screen.station.device_fault = wire::FAULT_PRINTER_PAPER_OUT;
    screen.station.tell_devices();
    ASSERT_TRUE(wait_until([&] { return printer() == wire::FAULT_PRINTER_PAPER_OUT; }));
    const auto before = screen.station.count_agent(wire::AgentRequest::kTellDevices);
    screen.station.restart_agent();
    EXPECT_TRUE(wait_until([&] { return screen.station.count_agent(wire::AgentRequest::kTellDevices) > before; }));
}

// ---- the clerk's page

TEST_F(StationHealth, BeforeTheFirstTestThePageSaysSoAndTestsAtATouch) {
    screen.station.hold_self_tests = true;
    screen.station.camera_facts.set_measured(true);
    start();
    to_readiness();
    EXPECT_TRUE(screen.says("Nothing was tested yet"));
    EXPECT_EQ(screen.find("Print this page"), nullptr);
    ASSERT_TRUE(screen.touch("Test now"));
    ASSERT_TRUE(screen.says("All devices are asked; the camera opens for a moment."));
    screen.station.box_facts = {judged(HealthFact::DISK_FREE, 51'200, HealthFact::GOOD)};
    screen.station.answer_self_tests();
    ASSERT_TRUE(wait_until([this] { return readiness().known(); }));
    EXPECT_EQ(kept().at(0).why(), SelfTestRecord::ASKED);
    EXPECT_EQ(kept().at(0).operator_token(), "token-zhou");
    EXPECT_TRUE(screen.says("Free on the disk: 50.0 GiB"));
    EXPECT_TRUE(screen.says("All that was looked at is good. Not known:"));
    EXPECT_EQ(row("Camera")["state"], "good");
}

TEST_F(StationHealth, EachRowSaysHowItIsAndWhatNobodyKnowsIsNeverGood) {
    screen.station.box_facts = {
        judged(HealthFact::CLOCK_OFF, -75, HealthFact::LOOK), judged(HealthFact::DISK_FAILING, 1, HealthFact::CALL),
        judged(HealthFact::ACKNOWLEDGED, 3, HealthFact::NOT_KNOWN), judged(HealthFact::DISK_HOT, 41, HealthFact::GOOD)};
    screen.station.devices[wire::Device::SCANNER] = wire::Device::STARTING;
    screen.station.devices[wire::Device::PRINTER] = wire::Device::FAULTY;
    screen.station.device_fault = wire::FAULT_PRINTER_PAPER_OUT;
    screen.station.camera_facts.set_fault(wire::FAULT_CAMERA_BLACK);
    start();
    to_readiness();
    readiness().test();
    ASSERT_TRUE(wait_until([this] { return readiness().known(); }));
    EXPECT_EQ(row("What the disk says of itself")["state"], "call");
    EXPECT_EQ(readiness().rows().first().toMap()["state"], "call") << "the most urgent stands first";
    EXPECT_EQ(row("Clock")["value"], "75 s behind");
    EXPECT_EQ(row("Printer and its paper")["value"], "The printer is out of paper.");
    EXPECT_EQ(row("Printer and its paper")["state"], "look");
    EXPECT_EQ(row("The township last confirmed a hand-in")["state"], "told");
    EXPECT_EQ(row("Temperature of the disk")["state"], "good");
    EXPECT_EQ(row("Camera")["state"], "look") << "it is closed again, and what was seen through it is told";
    for (const auto* unknown : {"Scanner", "Card reader answers within", "Light before the camera",
                                "Glass of the scanner", "Disk used up", "The system on the disk"}) {
        EXPECT_EQ(row(unknown)["state"], "unknown") << unknown;
        EXPECT_FALSE(row(unknown)["help"].toString().isEmpty()) << unknown;
    }
    EXPECT_TRUE(row("Code reader").isEmpty()) << "this station has none";
    EXPECT_EQ(readiness().wanted(), 4);
    EXPECT_TRUE(readiness().summary().startsWith("For support: 1. To be looked at: 3. Not known:"))
        << readiness().summary().toStdString();
    screen.touch("Back");
    EXPECT_TRUE(screen.says("Is the station ready? To be done: 4"));
}

TEST_F(StationHealth, DirtOnTheGlassIsDrawnWhereItIsAndAWrongSheetKeepsNothing) {
    screen.station.glass.set_verdict(wire::GlassReport::NO_BLANK_SHEET);
    start();
    to_readiness();
    ASSERT_TRUE(screen.touch("Look at the glass"));
    ASSERT_TRUE(screen.on("clerk/glass"));
    ASSERT_TRUE(screen.touch("Look at the glass"));
    ASSERT_TRUE(screen.says("There was no blank sheet"));
    EXPECT_TRUE(kept().empty());
    auto& glass = screen.station.glass;
    glass.set_verdict(wire::GlassReport::DIRTY);
    glass.set_width(2160);
    glass.set_height(2970);
    auto& spot = *glass.add_spots();
    spot.set_x(500);  // the scanner sees it from below: 216 - 50 - 4 from the left
    spot.set_y(120);
    spot.set_width(40);
    ASSERT_TRUE(screen.touch("Look at the glass"));
    ASSERT_TRUE(screen.on("clerk/readiness"));
    EXPECT_TRUE(screen.says("spots: 1; the largest 162 mm from the left edge, 12 mm from the top"));
    const auto mark = readiness().glasses().first().toMap()["marks"].toList().first().toMap();
    EXPECT_DOUBLE_EQ(mark["from"].toDouble(), 162);
    EXPECT_EQ(row("Glass of the scanner")["state"], "look");
    // The feeder beside it: what was known of the glass stays.
    glass.clear_spots();
    glass.set_verdict(wire::GlassReport::CLEAN);
    ASSERT_TRUE(screen.touch("Look at the glass"));
    ASSERT_TRUE(screen.touch("Look at the feeder"));
    ASSERT_TRUE(wait_until([this] { return kept().size() == 2; }));
    ASSERT_EQ(kept().at(1).glasses_size(), 2);
    EXPECT_EQ(kept().at(1).glasses(0).spots(0).x(), 500U);
    EXPECT_EQ(kept().at(1).glasses(1).verdict(), wire::GlassReport::CLEAN);
    ASSERT_TRUE(screen.on("clerk/readiness"));
    EXPECT_EQ(row("Feeder of the scanner")["state"], "good");
}

TEST_F(StationHealth, ThePageIsPrintedOnOneSheet) {
    start();
    to_readiness();
    readiness().test();
    ASSERT_TRUE(wait_until([this] { return readiness().known(); }));
    screen.station.print_fault = wire::FAULT_PRINTER_PAPER_OUT;
    ASSERT_TRUE(screen.touch("Print this page"));
    ASSERT_TRUE(screen.says("The printer is out of paper."));
    screen.station.print_goes_on();
    ASSERT_TRUE(screen.says("The page is printed."));
    EXPECT_EQ(screen.station.count_hub(wire::HubRequest::kPrint), 1);
    EXPECT_TRUE(wait_until([this] { return screen.station.hub_sessions.empty(); }));
}

TEST_F(StationHealth, WhoLeavesThePageEndsTheTest) {
    screen.station.hold_self_tests = true;
    start();
    to_readiness();
    readiness().test();
    ASSERT_TRUE(wait_until([this] { return tests() == 1; }));
    clerk().back();
    EXPECT_TRUE(wait_until([this] { return screen.station.hub_sessions.empty(); }));
    screen.station.answer_self_tests();
    screen.settle();
    EXPECT_TRUE(kept().empty());
}

TEST_F(StationHealth, AnExerciseHasNoSuchPage) {
    start();
    to_desk();
    clerk().practise();
    ASSERT_TRUE(screen.on("home"));
    to_desk();
    EXPECT_EQ(screen.find("Is the station ready?"), nullptr);
    clerk().openReadiness();
    EXPECT_EQ(screen.kiosk().page(), "clerk/desk");
}

// ---- what runs here, and what is to run

TEST_F(StationHealth, ATechnicianShowsTheSignedProofOfWhatRuns) {
    ASSERT_NO_FATAL_FAILURE(start_service());
    ASSERT_TRUE(screen.touch("Proof of what runs"));
    ASSERT_TRUE(screen.on("clerk/proof"));
    ASSERT_TRUE(wait_until([this] { return !clerk().service()->fault().isEmpty(); })) << "not a station yet";
    EXPECT_TRUE(clerk().service()->proof().isEmpty());
    auto& proof = screen.station.attestation;
    proof.set_qr_text("DA1:village-1:1.2.0:" + std::string(64, 'b') + ":1793577600:" + std::string(88, 'k'));
    proof.set_station("village-1");
    proof.set_version("1.2.0");
    proof.set_root_hash(std::string(64, 'b'));
    proof.set_at_ms(system_clock().now().milliseconds);
    ASSERT_TRUE(screen.touch("Make it anew"));
    ASSERT_TRUE(screen.says(QString::fromStdString(proof.qr_text())));
    EXPECT_TRUE(screen.says("Station village-1, version 1.2.0, made "));
    EXPECT_TRUE(screen.says("Root hash of the image: " + QString(64, 'b')));
    EXPECT_FALSE(clerk().service()->proof().isEmpty());
    clerk().leave();
    screen.kiosk().openClerk();
    EXPECT_TRUE(clerk().service()->proof_text().isEmpty()) << "it goes with service mode";
}

TEST_F(StationHealth, WhatATouchTestFoundIsToldOnceAndWhenItBecomesWorse) {
    ASSERT_NO_FATAL_FAILURE(start_service());
    auto& service = *clerk().service();
    for (const double off : {2.34, 1.0, 6.0}) {
        service.touchMeasured(off);
        ASSERT_TRUE(wait_until([&] { return !service.busy(); }));
    }
    std::vector<std::uint32_t> told;
    for (const auto& request : screen.station.agent_requests) {
        if (request.service_act().act() == wire::ServiceAct::TOUCH_MEASURED) {
            told.push_back(request.service_act().off_by());
        }
    }
    EXPECT_EQ(told, (std::vector<std::uint32_t>{23, 60}));
}

TEST_F(StationHealth, WhatBecameOfAnUpdateStandsOnTheDeskInOneSentence) {
    auto& status = screen.station.status;
    status.mutable_update_said()->set_code("installed");
    status.mutable_update_said()->set_version("1.3.0");
    start();
    to_desk();
    const QString starts = "Version 1.3.0 is installed: it starts when this machine is switched on the next time.";
    EXPECT_TRUE(screen.says(starts));
    status.mutable_update()->set_step(wire::UpdateState::INSTALLED);
    status.mutable_update()->set_version("1.3.0");
    screen.station.tell_status();
    ASSERT_TRUE(
        wait_until([this] { return screen.kiosk().agent().status().update().step() == wire::UpdateState::INSTALLED; }));
    EXPECT_EQ(clerk().updates().size(), 1) << "both say the same";
    status.mutable_update_said()->set_code("not-signed");
    screen.station.tell_status();
    EXPECT_TRUE(screen.says("The update was refused: it is not whole, or not signed"));
    EXPECT_TRUE(screen.says(starts));
    status.clear_update_said();
    status.mutable_update()->set_step(wire::UpdateState::FELL_BACK);
    screen.station.tell_status();
    EXPECT_TRUE(screen.says("Version 1.3.0 did not become well: the one before runs again."));
    status.mutable_update()->set_step(wire::UpdateState::FETCHING);
    screen.station.tell_status();
    EXPECT_TRUE(wait_until([this] { return clerk().updates().isEmpty(); })) << "nothing that a clerk could do";
}

}  // namespace
}  // namespace doorstep::kiosk

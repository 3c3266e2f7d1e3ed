// A machine that is no station yet: the eight steps by touch, back and forth, without a stick, a line or a printer;
// nothing is cut off on either panel. With DOORSTEP_PICTURES=FOLDER each page is also written as a PNG.
#include <cstdlib>

#include <gtest/gtest.h>
#include <QDir>

#include "kiosk/testing/fake_setup.hpp"
#include "kiosk/testing/screen.hpp"

namespace doorstep::kiosk {
namespace {

struct Look {
    QSize panel;
    const char* language;
    int text_size;
};

class SetupPagesTest : public testing::TestWithParam<Look> {
  protected:
    void start() {
        screen.station.status.set_enrolled(false);
        screen.station.devices[wire::Device::CODE_READER] = wire::Device::READY;
        screen.station.account_needs_pin = true;
        show();
        screen.kiosk().language()->set(GetParam().language);
        ASSERT_TRUE(screen.on("setup/language"));
    }
    // The kiosk beside a set-up that stands where it stands.
    void show() {
        Settings settings;
        settings.comfort.text_size = GetParam().text_size;
        settings.setup_address = setup.setup_address();
        settings.agent_setup_address = setup.agent_address();
        ASSERT_TRUE(screen.start(GetParam().panel, settings));
    }
    // As it is found after a restart in the middle of the township's step.
    void start_at_the_township() {
        to(wire::SETUP_ENROLMENT);
        screen.station.status.set_enrolled(false);
        show();
        ASSERT_TRUE(screen.on("setup/township"));
    }
    SetupController& wizard() { return *qobject_cast<SetupController*>(screen.kiosk().journey()); }
    QString T(const char* context, const char* text) { return QCoreApplication::translate(context, text); }
    bool next(const char* to) { return screen.touch(T("PageFrame", "Next")) && screen.on(to); }
    // The agent heard of what the fake of its set-up socket took.
    void tell_enrolled(bool confirmed) {
        screen.station.status.set_enrolled(true);
        screen.station.status.set_unconfirmed(!confirmed);
        screen.station.status.set_line_up(confirmed);
        screen.station.tell_status();
        ASSERT_TRUE(wait_until([&] { return wizard().confirmed() == confirmed; }));
    }
    void whole(const char* name) {
        screen.settle();
        auto* all = screen.window().contentItem();
        EXPECT_TRUE(wait_until([&] { return cut_off(all, GetParam().panel).isEmpty(); }))
            << name << "\n"
            << cut_off(all, GetParam().panel).join("\n").toStdString();
        if (const char* folder = std::getenv("DOORSTEP_PICTURES")) {
            const auto file = QString("setup-%1-%2-%3-%4.png")
                                  .arg(name, GetParam().language)
                                  .arg(GetParam().panel.width())
                                  .arg(GetParam().text_size + 1);
            EXPECT_TRUE(screen.window().grabWindow().save(QDir(folder).filePath(file)));
        }
    }
    bool type(const QString& digits) {
        for (const auto digit : digits) {
            if (!screen.touch(QString(digit))) {
                return false;
            }
        }
        return true;
    }
    void to(wire::SetupStep step) {
        for (int number = wire::SETUP_LANGUAGE; number < step; ++number) {
            setup.state.mutable_steps(number - 1)->set_state(wire::SetupStepState::DONE);
        }
        setup.state.set_current(step);
    }

    FakeSetup setup;
    Screen screen;
};

TEST_P(SetupPagesTest, EightStepsByTouch) {
    setup.stick = "an invitation";
    start();
    whole("1-language");
    ASSERT_TRUE(next("setup/network"));
    ASSERT_TRUE(screen.says("192.168.1.57/24"));
    whole("2-network");
    ASSERT_TRUE(next("setup/clock"));
    EXPECT_FALSE(setup.last(wire::SetupRequest::kSetNetwork).set_network().fixed());
    whole("3-clock");
    ASSERT_TRUE(screen.touch(T("SetupClock", "The time is right")));
    ASSERT_TRUE(screen.on("setup/township"));
    whole("4-township");
    ASSERT_TRUE(screen.touch(T("SetupTownship", "Take it from the stick")));
    ASSERT_TRUE(screen.on("setup/codes"));
    ASSERT_TRUE(screen.says("1234 5678"));
    whole("4-codes");
    EXPECT_EQ(setup.step(wire::SETUP_ENROLMENT).facts().at("confirmed"), "no");
    EXPECT_EQ(setup.step(wire::SETUP_ENROLMENT).facts().at("code"), "12345678") << "a power cut here costs nothing";
    ASSERT_TRUE(type("87654321"));
    ASSERT_TRUE(screen.touch(T("SetupCodes", "The digits fit")));
    ASSERT_TRUE(screen.on("setup/devices"));
    EXPECT_EQ(setup.step(wire::SETUP_ENROLMENT).facts().at("confirmed"), "yes");
    EXPECT_EQ(setup.step(wire::SETUP_ENROLMENT).facts().count("code"), 0U) << "spent";
    tell_enrolled(true);
    ASSERT_TRUE(wait_until([&] { return !wizard().busy(); }));
    EXPECT_EQ(screen.station.count_hub(wire::HubRequest::kSelfTest), 1);
    const int devices = wizard().device_count();
    EXPECT_EQ(devices, 5);
    for (int device = 1; device < devices; ++device) {
        EXPECT_EQ(wizard().device_number(), device);
        whole(("5-device-" + std::to_string(device)).c_str());
        ASSERT_TRUE(screen.touch(T("PageFrame", "Next")));
        ASSERT_TRUE(wait_until([&] { return wizard().device_number() == device + 1; }));
    }
    ASSERT_TRUE(next("setup/clerks"));
    EXPECT_EQ(setup.step(wire::SETUP_DEVICES).facts().at("PRINTER"), "READY");
    ASSERT_TRUE(wait_until([&] { return !wizard().accounts().isEmpty(); }));
    whole("6-clerks");
    ASSERT_TRUE(next("setup/print"));
    whole("7-print");
    ASSERT_TRUE(screen.touch(T("SetupPrint", "Print a sheet")));
    ASSERT_TRUE(wait_until([&] { return wizard().paper() == "printed"; }));
    whole("7-printed");
    ASSERT_TRUE(screen.touch(T("SetupPrint", "It is readable")));
    ASSERT_TRUE(screen.on("setup/report"));
    ASSERT_TRUE(wait_until([&] { return !wizard().report_picture().isEmpty(); }));
    ASSERT_TRUE(screen.touch(T("SetupReport", "Write it to the stick")));
    ASSERT_TRUE(wait_until([&] { return wizard().report_saved(); }));
    whole("8-report");
    EXPECT_EQ(setup.last(wire::SetupRequest::kWriteStick).write_stick().content().substr(0, 5), "%PDF-");
    ASSERT_TRUE(screen.touch(T("SetupReport", "Finish: open the station")));
    ASSERT_TRUE(screen.on("home"));
    screen.station.lay_card();
    EXPECT_TRUE(wait_until([&] { return screen.kiosk().session()->is_open(); })) << "the station is open";
}

TEST_P(SetupPagesTest, ThePagesBesideTheStraightWay) {
    start();
    ASSERT_TRUE(next("setup/network"));
    ASSERT_TRUE(screen.touch(T("SetupPage", "Leave this step out")));
    ASSERT_TRUE(screen.on("setup/leave-out"));
    whole("leave-out");
    ASSERT_TRUE(screen.touch(T("PageFrame", "Back")) && screen.on("setup/network"));
    wizard().chooseFixed(true);
    ASSERT_TRUE(next("setup/address"));
    whole("address");
    ASSERT_TRUE(type("10.0.0.7"));
    ASSERT_TRUE(screen.touch(T("PageFrame", "Next")));
    ASSERT_TRUE(wait_until([&] { return wizard().field() == "gateway"; }));
    ASSERT_TRUE(screen.touch(T("PageFrame", "Next")));
    ASSERT_TRUE(wait_until([&] { return wizard().field() == "dns"; }));
    setup.fault = wire::SETUP_FAULT_NETWORK;
    ASSERT_TRUE(screen.touch(T("PageFrame", "Next")));
    ASSERT_TRUE(screen.says(T("SetupWords", "The system did not take these network settings.")));
    whole("address-refused");
    const auto wish = setup.last(wire::SetupRequest::kSetNetwork).set_network();
    EXPECT_EQ(wish.address(), "10.0.0.7/24");
    EXPECT_EQ(wish.dns_size(), 0);
    setup.fault = wire::SETUP_FAULT_NONE;
    ASSERT_TRUE(next("setup/clock"));
    ASSERT_TRUE(screen.touch(T("SetupClock", "Set the time")) && screen.on("setup/clock-set"));
    whole("clock-set");
    ASSERT_TRUE(type("202611281405"));
    ASSERT_TRUE(screen.touch(T("SetupClockSet", "Set it")) && screen.on("setup/clock"));
    EXPECT_EQ(setup.last(wire::SetupRequest::kSetClock).set_clock().ms(), 1'795'845'900'000) << "Beijing time";
    ASSERT_TRUE(screen.touch(T("SetupClock", "The time is right")) && screen.on("setup/township"));
    ASSERT_TRUE(screen.touch(T("SetupTownship", "Read the code")) && screen.on("setup/reading"));
    whole("reading");
    ASSERT_TRUE(wait_until([&] { return screen.station.count_hub(wire::HubRequest::kReadCode) == 1; }));
    screen.station.show_code("https://example.org");
    ASSERT_TRUE(screen.on("setup/township"));
    ASSERT_TRUE(screen.says(T("SetupWords", "This is no invitation of a township.")));
    whole("no-invitation");
}

const QSize lying(1920, 1080);
const QSize standing(1080, 1920);
INSTANTIATE_TEST_SUITE_P(Panels, SetupPagesTest,
                         testing::Values(Look{lying, "zh_CN", 0}, Look{lying, "en", 0}, Look{standing, "zh_CN", 3}));

class SetupWay : public SetupPagesTest {};

TEST_P(SetupWay, BackLosesNothingAndGoesOnAfterARestart) {
    start_at_the_township();
    ASSERT_TRUE(screen.touch("Back") && screen.on("setup/clock"));
    ASSERT_TRUE(screen.touch("Back") && screen.on("setup/network"));
    EXPECT_EQ(setup.step(wire::SETUP_CLOCK).state(), wire::SetupStepState::DONE);
}

TEST_P(SetupWay, ACardOpensNothingBeforeTheStationIsOne) {
    start();
    screen.station.lay_card();
    screen.settle();
    EXPECT_EQ(screen.station.count_hub(wire::HubRequest::kReadCard), 0);
    EXPECT_FALSE(screen.kiosk().session()->is_open());
    EXPECT_EQ(screen.kiosk().page(), "setup/language");
}

TEST_P(SetupWay, WrongDigitsAreSaidAndTypedAgain) {
    setup.stick = "an invitation";
    start_at_the_township();
    ASSERT_TRUE(screen.touch("Take it from the stick") && screen.on("setup/codes"));
    ASSERT_TRUE(type("11111111"));
    ASSERT_TRUE(screen.touch("The digits fit"));
    ASSERT_TRUE(screen.says("The eight digits do not fit."));
    ASSERT_TRUE(screen.touch("Confirm later") && screen.on("setup/devices"));
    EXPECT_EQ(setup.step(wire::SETUP_ENROLMENT).facts().at("confirmed"), "no");
}

TEST_P(SetupWay, WithoutAStickOrASetUpASentenceSaysWhatToDo) {
    start_at_the_township();
    ASSERT_TRUE(screen.touch("Take it from the stick"));
    ASSERT_TRUE(screen.says("No stick with that file is plugged in."));
    setup.fall_silent();
    ASSERT_TRUE(screen.touch("Leave this step out") && screen.on("setup/leave-out"));
    ASSERT_TRUE(screen.touch("Leave it out"));
    ASSERT_TRUE(wait_until([&] { return !wizard().trouble().isEmpty(); }));
    setup.come_back();
    ASSERT_TRUE(wait_until([&] { return !wizard().busy(); }));
    EXPECT_TRUE(wait_until([&] {
        screen.touch("Leave it out");
        return setup.step(wire::SETUP_ENROLMENT).state() == wire::SetupStepState::SKIPPED;
    }));
}

TEST_P(SetupWay, AStationThatHadItsTownshipBeforeIsNotAsked) {
    show();  // the fake agent is enrolled
    EXPECT_TRUE(screen.on("home"));
    EXPECT_TRUE(setup.state.finished());
}

TEST_P(SetupWay, WhatABenchDoesIsShownAndNothingIsBegunBesideIt) {
    start();
    setup.state.set_bench(true);
    ASSERT_TRUE(screen.on("setup/bench"));
    to(wire::SETUP_DEVICES);
    ASSERT_TRUE(screen.says("Devices"));
    whole("bench");
    to(wire::SETUP_REPORT);
    ASSERT_TRUE(screen.says("Report"));
    EXPECT_EQ(screen.station.count_hub(wire::HubRequest::kSelfTest), 0);
    EXPECT_TRUE(setup.agent_requests.empty());
    setup.state.set_finished(true);
    EXPECT_TRUE(screen.on("home"));
}

TEST_P(SetupWay, ABenchThatIsGoneLeavesItsStepToWhoStandsThere) {
    to(wire::SETUP_DEVICES);
    setup.state.set_bench(true);
    screen.station.status.set_enrolled(false);
    show();
    ASSERT_TRUE(screen.on("setup/bench"));
    setup.state.set_bench(false);
    ASSERT_TRUE(screen.on("setup/devices"));
    EXPECT_TRUE(wait_until([&] { return screen.station.count_hub(wire::HubRequest::kSelfTest) == 1; }));
}

INSTANTIATE_TEST_SUITE_P(Lying, SetupWay, testing::Values(Look{lying, "en", 0}));

}  // namespace
}  // namespace doorstep::kiosk

// Service mode by touch: only for technicians, each act noted by the agent before it is done.
#include <gtest/gtest.h>

#include "base/id_number.hpp"
#include "base/log.hpp"
#include "kiosk/testing/screen.hpp"
#include "kiosk/words/fault_words.hpp"

namespace doorstep::kiosk {
namespace {

class ServiceTest : public testing::Test {
  protected:
    void start(const char* role) {
        screen.station.role = role;
        ASSERT_TRUE(screen.start(QSize(1920, 1080)));
        screen.kiosk().openClerk();
        ASSERT_TRUE(on("clerk/accounts"));
        clerk().choose("zhou");
        clerk().type("246810");
        clerk().confirm();
        ASSERT_TRUE(on("clerk/desk"));
    }
    void open_service() {
        start("technician");
        ASSERT_TRUE(screen.touch("Service mode"));
        ASSERT_TRUE(on("clerk/service"));
        ASSERT_TRUE(wait_until([&] { return !service().busy(); }));
    }
    ClerkController& clerk() { return *qobject_cast<ClerkController*>(screen.kiosk().journey()); }
    ServiceDesk& service() { return *clerk().service(); }
    bool on(const QString& page) {
        const bool there = wait_until([&] { return screen.kiosk().page() == page; });
        screen.settle();
        return there;
    }
    bool says(const QString& words) {
        return wait_until([&] { return screen.texts().join('\n').contains(words); });
    }
    std::vector<wire::ServiceAct::Act> noted() {
        std::vector<wire::ServiceAct::Act> acts;
        for (const auto& request : screen.station.agent_requests) {
            if (request.has_service_act()) {
                EXPECT_EQ(request.service_act().operator_token(), "token-zhou");
                acts.push_back(request.service_act().act());
            }
        }
        return acts;
    }

    std::vector<wire::ServiceAct::Act> noted_open() {
        auto acts = noted();
        std::erase_if(acts, [](auto act) { return act == wire::ServiceAct::OPENED; });
        return acts;
    }
    static QString fault_words_of(wire::FaultCode code) { return fault_words(fault_of(code)).sentence; }

    Screen screen;
};

TEST_F(ServiceTest, AClerkIsNotOfferedIt) {
    start("clerk");
    EXPECT_EQ(screen.find("Service mode"), nullptr);
    clerk().openService();
    EXPECT_EQ(screen.kiosk().page(), "clerk/desk");
    EXPECT_TRUE(noted().empty());
}

TEST_F(ServiceTest, TheSelfTestTellsEachDeviceAndItsReportIsPrinted) {
    open_service();
    EXPECT_TRUE(says("Not tested since this sign-in"));
    EXPECT_TRUE(says("Printer: Works"));
    EXPECT_TRUE(says("Camera: Closed, as it should be"));
    EXPECT_EQ(screen.find("Print the report"), nullptr) << "there is none yet";
    screen.station.devices[wire::Device::SCANNER] = wire::Device::FAULTY;
    screen.station.device_fault = wire::FAULT_SCANNER_JAM;
    ASSERT_TRUE(screen.touch("Test all devices"));
    ASSERT_TRUE(says("Tested at "));
    EXPECT_EQ(service().devices().size(), 4);
    EXPECT_FALSE(service().devices()[2].toMap()["well"].toBool());
    EXPECT_FALSE(service().devices()[2].toMap()["help"].toString().isEmpty());
    EXPECT_EQ(screen.station.self_tests.tests_size(), 1) << "the agent keeps the record";
    ASSERT_TRUE(screen.touch("Print the report"));
    ASSERT_TRUE(says("The report is printed."));
    EXPECT_EQ(screen.station.count_hub(wire::HubRequest::kPrint), 1);
    EXPECT_EQ(noted(),
              (std::vector{wire::ServiceAct::OPENED, wire::ServiceAct::SELF_TEST, wire::ServiceAct::REPORT_PRINTED}));
    ASSERT_TRUE(screen.touch("Back"));
    ASSERT_TRUE(on("clerk/desk"));
    EXPECT_TRUE(wait_until([&] { return screen.station.hub_sessions.empty(); })) << "the devices are let go";
}

TEST_F(ServiceTest, WhatTheAgentCannotNoteIsNotDone) {
    open_service();
    screen.station.service_fault = wire::FAULT_DISK_FULL;
    ASSERT_TRUE(screen.touch("Test all devices"));
    ASSERT_TRUE(wait_until([&] { return !service().busy() && !service().fault().isEmpty(); }));
    EXPECT_EQ(screen.station.count_hub(wire::HubRequest::kSelfTest), 0);
    EXPECT_TRUE(service().tested().isEmpty());
}

TEST_F(ServiceTest, APaperThatWaitsSaysWhyAndGoesOn) {
    open_service();
    service().selfTest();
    ASSERT_TRUE(wait_until([&] { return !service().tested().isEmpty(); }));
    screen.station.print_fault = wire::FAULT_PRINTER_PAPER_OUT;
    service().printReport();
    ASSERT_TRUE(says("The printer is out of paper."));
    screen.station.print_goes_on();
    ASSERT_TRUE(wait_until([&] { return service().report() == "printed"; }));
    EXPECT_TRUE(service().fault().isEmpty()) << "somebody has seen to it";
}

TEST_F(ServiceTest, AnAccountWithACardNeedsItOnTheReader) {
    screen.station.service_card = screen.station.card.number();
    screen.station.card.set_number("99010119600101002" +
                                   std::string(1, id_number_check_character("99010119600101002")));
    start("technician");
    ASSERT_TRUE(screen.touch("Service mode"));
    ASSERT_TRUE(on("clerk/service-card"));
    EXPECT_TRUE(noted_open().empty());
    screen.station.card_fault = wire::FAULT_CARD_NONE;
    ASSERT_TRUE(screen.touch("The card is on the reader"));
    ASSERT_TRUE(says(fault_words_of(wire::FAULT_CARD_NONE)));
    screen.station.card_fault = wire::FAULT_NONE;  // somebody else's
    ASSERT_TRUE(screen.touch("The card is on the reader"));
    ASSERT_TRUE(says("Service mode needs your own card on the reader."));
    EXPECT_EQ(screen.kiosk().page(), "clerk/service-card");
    EXPECT_FALSE(service().is_open());
    screen.station.card.set_number(screen.station.service_card);
    ASSERT_TRUE(screen.touch("The card is on the reader"));
    ASSERT_TRUE(on("clerk/service"));
    EXPECT_TRUE(service().is_open());
    int fresh = 0;
    QObject::connect(&screen.kiosk(), &Kiosk::visitEnded, [&] { ++fresh; });
    clerk().leave();
    ASSERT_TRUE(on("home"));
    EXPECT_EQ(fresh, 1) << "what stood on the card goes with this process";
}

TEST_F(ServiceTest, LightAndSoundStayAndAreSetAnewInARestartedHub) {
    screen.station.devices[wire::Device::SCREEN] = wire::Device::READY;
    screen.station.levels[wire::Device::SCREEN] = 50;
    open_service();
    ASSERT_TRUE(screen.touch("Light and sound"));
    ASSERT_TRUE(on("clerk/levels"));
    ASSERT_TRUE(says("Screen: 50 %"));
    EXPECT_TRUE(says("Loudspeaker: this station has none that can be set"));
    ASSERT_TRUE(screen.touch("Brighter"));
    ASSERT_TRUE(says("Screen: 60 %"));
    EXPECT_EQ(screen.station.levels[wire::Device::SCREEN], 60U);
    for (int darker = 0; darker < 6; ++darker) {
        const int before = service().screen_percent();
        service().changeScreen(-1);
        ASSERT_TRUE(
            wait_until([&] { return !service().busy() && (service().screen_percent() < before || before == 20); }));
    }
    EXPECT_EQ(screen.station.levels[wire::Device::SCREEN], 20U) << "darker nobody finds the button";
    screen.station.levels[wire::Device::SCREEN] = 80;  // as the hub is configured
    screen.station.restart_hub();
    EXPECT_TRUE(wait_until([&] { return screen.station.levels[wire::Device::SCREEN] == 20; }));
}

TEST_F(ServiceTest, TheLogOfEachProcessIsShownMasked) {
    log::start("doorstep-kiosk");
    log::warning("a card of 王建国 99010119500101001X was laid down");
    open_service();
    ASSERT_TRUE(screen.touch("Log"));
    ASSERT_TRUE(on("clerk/log"));
    ASSERT_TRUE(says("doorstep-hub warning scanner: error 14"));
    EXPECT_TRUE(says("doorstep-agent info station of township ＊"));
    const auto shown = screen.texts().join('\n');
    EXPECT_FALSE(shown.contains("王建国") || shown.contains("99010119500101001")) << shown.toStdString();
    EXPECT_EQ(noted().back(), wire::ServiceAct::LOG_READ);
}

TEST_F(ServiceTest, ARestartIsAskedOfTheHubAndTellsWhenNobodyDoesIt) {
    open_service();
    screen.station.restart_fault = wire::FAULT_UNAVAILABLE;
    ASSERT_TRUE(screen.touch("Restart"));
    ASSERT_TRUE(on("clerk/restart"));
    EXPECT_EQ(screen.station.count_hub(wire::HubRequest::kRestart), 0) << "a page says first what it means";
    ASSERT_TRUE(screen.touch("Restart now"));
    ASSERT_TRUE(wait_until([&] { return !service().fault().isEmpty(); }));
    EXPECT_FALSE(service().restarting());
    screen.station.restart_fault = wire::FAULT_NONE;
    ASSERT_TRUE(screen.touch("Restart now"));
    ASSERT_TRUE(says("The station begins anew. Please wait a moment."));
    EXPECT_EQ(noted().back(), wire::ServiceAct::RESTARTED);
    ASSERT_TRUE(screen.touch("Back"));
    EXPECT_TRUE(on("clerk/service"));
}

TEST_F(ServiceTest, TheTouchTestShowsWhereTouchesLand) {
    open_service();
    ASSERT_TRUE(screen.touch("Touch test"));
    ASSERT_TRUE(on("clerk/touch"));
    ASSERT_TRUE(says("Crosses left: 5"));
    EXPECT_EQ(noted().back(), wire::ServiceAct::TOUCH_TESTED);
    screen.touch(QPoint(screen.window().width() / 2, screen.window().height() / 2));
    EXPECT_TRUE(says("Crosses left: 4"));
    ASSERT_TRUE(screen.touch("Back"));
    EXPECT_TRUE(on("clerk/service"));
}

TEST_F(ServiceTest, ItEndsWithTheShift) {
    open_service();
    screen.kiosk().clerk()->sign_out();
    ASSERT_TRUE(on("home"));
    EXPECT_TRUE(wait_until([&] { return screen.station.hub_sessions.empty(); }));
}

}  // namespace
}  // namespace doorstep::kiosk

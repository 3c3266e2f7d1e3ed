// Service mode by touch: only for technicians, each act noted by the agent before it is done.
#include <gtest/gtest.h>

#include "kiosk/testing/screen.hpp"

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

TEST_F(ServiceTest, ItEndsWithTheShift) {
    open_service();
    screen.kiosk().clerk()->sign_out();
    ASSERT_TRUE(on("home"));
    EXPECT_TRUE(wait_until([&] { return screen.station.hub_sessions.empty(); }));
}

}  // namespace
}  // namespace doorstep::kiosk

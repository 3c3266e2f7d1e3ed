// What the hub told becomes facts and words: the best device of a class speaks, and what nobody knows is left out.
#include "kiosk/backend/device_facts.hpp"

#include <optional>

#include <gtest/gtest.h>

namespace doorstep::kiosk {
namespace {

using wire::Device;
using wire::HealthFact;

Device& add(wire::DeviceList& list, Device::Class device, Device::State state, wire::FaultCode fault = {}) {
    auto& one = *list.add_devices();
    one.set_id(std::to_string(list.devices_size()));
    one.set_class_(device);
    one.set_state(state);
    one.mutable_last_fault()->set_code(fault);
    return one;
}

std::optional<HealthFact> fact(const wire::DeviceList& list, HealthFact::What what) {
    for (const auto& one : device_facts(list)) {
        if (one.what() == what) {
            return one;
        }
    }
    return std::nullopt;
}

TEST(DeviceFacts, OfTwoPrintersTheOneThatWorksSpeaks) {
    wire::DeviceList list;
    add(list, Device::PRINTER, Device::FAULTY, wire::FAULT_PRINTER_JAM);
    EXPECT_EQ(fact(list, HealthFact::PRINTER)->fault(), wire::FAULT_PRINTER_JAM);
    add(list, Device::PRINTER, Device::READY);
    EXPECT_EQ(fact(list, HealthFact::PRINTER)->fault(), wire::FAULT_NONE);
}

TEST(DeviceFacts, WhatStartsOrSaysNothingIsNotKnownAndWhatIsAwayIsMissing) {
    wire::DeviceList list;
    add(list, Device::SCANNER, Device::STARTING);
    add(list, Device::PRINTER, Device::STATE_UNKNOWN);
    add(list, Device::CHIP_READER, Device::ABSENT);
    EXPECT_FALSE(fact(list, HealthFact::SCANNER));
    EXPECT_FALSE(fact(list, HealthFact::PRINTER));
    EXPECT_EQ(fact(list, HealthFact::CHIP_READER)->fault(), wire::FAULT_CHIP_READER_MISSING);
    EXPECT_EQ(fact(list, HealthFact::READER)->fault(), wire::FAULT_READER_MISSING) << "every station has one";
    EXPECT_FALSE(fact(list, HealthFact::SPEAKER)) << "a station may have none";
}

TEST(DeviceFacts, ACameraIsClosedAgainAndWhatWasSeenThroughItCounts) {
    wire::DeviceList list;
    auto& camera = add(list, Device::CAMERA, Device::CLOSED, wire::FAULT_CAMERA_FROZEN);
    EXPECT_FALSE(fact(list, HealthFact::CAMERA)) << "nothing was seen";
    camera.mutable_camera()->set_fault(wire::FAULT_CAMERA_BLACK);
    EXPECT_EQ(fact(list, HealthFact::CAMERA)->fault(), wire::FAULT_CAMERA_BLACK);
    EXPECT_FALSE(fact(list, HealthFact::CAMERA_LIGHT));
    camera.mutable_camera()->clear_fault();
    camera.mutable_camera()->set_measured(true);
    camera.mutable_camera()->set_blas("/lib/" + std::string(60, 'x'));
    EXPECT_EQ(fact(list, HealthFact::CAMERA)->fault(), wire::FAULT_NONE) << "the fault of before is over";
    EXPECT_TRUE(fact(list, HealthFact::CAMERA_LIGHT)->has_value()) << "complete darkness is a number too";
    EXPECT_EQ(fact(list, HealthFact::BLAS)->word(), std::string(40, 'x')) << "as long as the agent takes it";
}

TEST(DeviceFacts, OnBatteryIsToldAlthoughTheBatteryWorks) {
    wire::DeviceList list;
    add(list, Device::POWER, Device::IN_USE).mutable_power()->set_on_battery(true);
    EXPECT_EQ(fact(list, HealthFact::POWER)->fault(), wire::FAULT_MAINS_LOST);
}

TEST(HeartbeatWords, AWordAClassAndNoFaultThatIsOver) {
    std::map<std::string, Device> devices;
    wire::DeviceList list;
    devices["a"] = add(list, Device::PRINTER, Device::FAULTY, wire::FAULT_PRINTER_PAPER_OUT);
    devices["b"] = add(list, Device::SCANNER, Device::READY, wire::FAULT_SCANNER_JAM);
    devices["c"] = add(list, Device::SCANNER, Device::ABSENT);
    const auto words = heartbeat_words(devices);
    ASSERT_EQ(words.size(), 2U);
    EXPECT_EQ(words[0].class_(), Device::SCANNER);
    EXPECT_EQ(words[0].fault(), wire::FAULT_NONE) << "the jam is over";
    EXPECT_EQ(words[1].fault(), wire::FAULT_PRINTER_PAPER_OUT);
}

}  // namespace
}  // namespace doorstep::kiosk

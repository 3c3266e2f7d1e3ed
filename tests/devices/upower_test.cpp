// Mains and battery over a real bus: the hub, its worker, libsystemd's D-Bus client, dbus-daemon and python-dbusmock's
// upower, all below one folder.
#include <systemd/sd-bus.h>

#include <fstream>

#include "base/files.hpp"
#include "device-drivers/hub/hub_fixture.hpp"
#include "tests/devices/program.hpp"

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;
constexpr std::int64_t patience_ms = 60'000;  // a Python interpreter starts, on a busy machine

class UpowerTest : public testing::HubTest {
  protected:
    void SetUp() override {
        HubTest::SetUp();
        without_devices();
        options.config.power_device = "upower:";
        options.workers.power = fs::path(DOORSTEP_BIN_DIR) / "doorstep-worker-power";
        options.power_off_file = folder / "off";
        options.delays.power_off_notice = 200;
        ::setenv("DBUS_SYSTEM_BUS_ADDRESS", ("unix:path=" + (folder / "bus").native()).c_str(), 1);
    }
    void TearDown() override {
        HubTest::TearDown();
        ::sd_bus_close_unref(bus_);
        upower_.reset();
        daemon_.reset();
    }
    void start_bus() {
        std::ofstream(folder / "bus.conf")
            << "<busconfig><listen>unix:path=" << (folder / "bus").native() << "</listen><policy context=\"default\">"
            << "<allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/><allow own=\"*\"/>"
            << "</policy></busconfig>";
        daemon_ = std::make_unique<testing::Program>(
            std::vector<std::string>{"/usr/bin/dbus-daemon", "--nofork",
                                     "--config-file=" + (folder / "bus.conf").native()},
            folder / "bus.log");
        ASSERT_TRUE(until([this] { return ::sd_bus_open_system(&bus_) >= 0; }, patience_ms));
    }
    void start_upower() {
        upower_ = std::make_unique<testing::Program>(
            std::vector<std::string>{"/usr/bin/python3", "-m", "dbusmock", "--template", "upower"},
            folder / "mock.log");
        ASSERT_TRUE(until([this] { return battery(80, 600); }, patience_ms))
            << read_text_file(folder / "mock.log", 10'000).value_or("install python3-dbusmock");
    }
    // A UPS (type 3) that discharges (state 2).
    bool battery(double percent, std::int64_t seconds, bool present = true) {
        return ::sd_bus_call_method(bus_, "org.freedesktop.UPower", "/org/freedesktop/UPower",
                                    "org.freedesktop.DBus.Mock", "SetupDisplayDevice", nullptr, nullptr, "iiddddxxbsi",
                                    3, 2, percent, 100.0, 100.0, 1.0, seconds, std::int64_t{0}, present ? 1 : 0, "",
                                    1) >= 0;
    }
    void mains(bool there) {
        ASSERT_GE(::sd_bus_set_property(bus_, "org.freedesktop.UPower", "/org/freedesktop/UPower",
                                        "org.freedesktop.UPower", "OnBattery", nullptr, "b", there ? 0 : 1),
                  0);
    }
    template <class F>
    bool last(F wanted) {
        return HubTest::last("power", wanted, patience_ms);
    }

  private:
    std::unique_ptr<testing::Program> daemon_;
    std::unique_ptr<testing::Program> upower_;
    sd_bus* bus_ = nullptr;

  protected:
    void stop_upower() { upower_.reset(); }
};

TEST_F(UpowerTest, MainsLostIsToldAndTheStationIsSwitchedOffInTime) {
    start_bus();
    start_upower();
    start();
    ASSERT_TRUE(last([](const wire::Device& d) {
        return d.state() == wire::Device::READY && !d.power().on_battery() && d.power().percent() == 80;
    }));
    mains(false);
    ASSERT_TRUE(last([](const wire::Device& d) {
        return d.last_fault().code() == wire::FAULT_MAINS_LOST && d.power().seconds_left() == 600;
    }));
    mains(true);
    ASSERT_TRUE(last([](const wire::Device& d) { return d.state() == wire::Device::READY; }));
    mains(false);
    ASSERT_TRUE(battery(24, 100));
    EXPECT_TRUE(last([](const wire::Device& d) { return d.last_fault().code() == wire::FAULT_BATTERY_LOW; }));
    EXPECT_TRUE(until([&] { return fs::exists(options.power_off_file); }));
}

TEST_F(UpowerTest, NoBatteryIsMissingAndNoUpowerIsUnavailable) {
    start();
    ASSERT_TRUE(last([](const wire::Device& d) {
        return d.state() == wire::Device::FAULTY && d.last_fault().code() == wire::FAULT_UNAVAILABLE;
    })) << "no bus";
    start_bus();
    start_upower();
    ASSERT_TRUE(last([](const wire::Device& d) { return d.state() == wire::Device::READY; }));
    ASSERT_TRUE(battery(0, 0, false));
    ASSERT_TRUE(last([](const wire::Device& d) {
        return d.state() == wire::Device::ABSENT && d.last_fault().code() == wire::FAULT_UPS_MISSING;
    }));
    stop_upower();
    ASSERT_TRUE(last([](const wire::Device& d) { return d.last_fault().code() == wire::FAULT_UNAVAILABLE; }));
    start_upower();
    EXPECT_TRUE(last([](const wire::Device& d) { return d.state() == wire::Device::READY; }));
}

}  // namespace
}  // namespace doorstep::devices

// A card reader on USB that is not there: a SAM module behind umockdev's kernel seam, so that libusb itself finds,
// opens and asks it. Lives in the process of the driver, which must run under umockdev's preloaded library.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::emulators {

struct UsbReaderOptions {
    enum class Pipes { Single, Four };
    std::uint16_t vendor = 0x0400;
    std::uint16_t product = 0xC35A;
    std::string serial;  // empty: the device has none
    Pipes pipes = Pipes::Four;
    std::filesystem::path cards;  // folder of card files
};

// True when the kernel's seam is umockdev's; without it nothing here works.
bool usb_is_emulated();
// From here on this process has a bus of its own, without devices at first. Before libusb is first used: what a libusb
// listens to is settled when it begins, and one that began on the machine's bus hears of no device here.
void begin_usb_bus();

// Must outlive what holds its device open. All functions are thread-safe. Several may live at once; each takes a port
// and device number of its own.
class UsbReaderEmulator {
  public:
    // Plugged in from the start.
    static Result<std::unique_ptr<UsbReaderEmulator>> start(UsbReaderOptions options);
    virtual ~UsbReaderEmulator() = default;

    // Lays the card down, by the name of its file; lifts it.
    virtual Status insert(const std::string& card) = 0;
    virtual void remove() = 0;
    // Pulls the plug: what is under way ends as the kernel ends it. plug() puts it back with a new device number.
    virtual void unplug() = 0;
    virtual void plug() = 0;
    // As plug(), but the event of it is lost, as the kernel loses them when nobody listens in time.
    virtual void plug_unheard() = 0;
    // Unplugs by itself when that many more commands have come, before it answers the last of them.
    virtual void unplug_at(int commands) = 0;
    // Takes commands and answers none.
    virtual void silence(bool silent) = 0;
    // The next transfers from the device stall, that many.
    virtual void stall(int times) = 0;
    // What the line makes of each answer from now on; nullptr: nothing.
    virtual void spoil(std::function<Bytes(Bytes frame)> what) = 0;
    // Commands that came since the start.
    virtual int commands() const = 0;
};

}  // namespace doorstep::emulators

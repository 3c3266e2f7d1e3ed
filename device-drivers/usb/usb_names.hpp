// Which device on USB is meant: by vendor, product and serial, never by its place on the bus, which changes when it is
// plugged in again. From sysfs; opens no device. Reentrant.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace doorstep::devices {

// "usb:04a9:190f" or "usb:04a9:190f:SERIAL" of the configuration. Without a serial any device of that kind fits.
struct UsbName {
    std::string vendor;   // four hexadecimal digits, small letters
    std::string product;  // as above
    std::string serial;   // as the device tells it; empty: none told, or any
    std::string text() const;
};
// Nothing when it does not begin with "usb:" or is no such name.
std::optional<UsbName> parse_usb_name(std::string_view text);
// True when `found` is what `wanted` means.
bool fits(const UsbName& wanted, const UsbName& found);

// Where the kernel tells of devices; tests give a folder of their own.
struct UsbFolders {
    std::filesystem::path devices = "/sys/bus/usb/devices";
    std::filesystem::path video = "/sys/class/video4linux";
};

// The device at that place of the bus now; nothing when there is none.
std::optional<UsbName> usb_device_at(int bus, int device, const UsbFolders& folders = {});
// Bus and device number out of a SANE name ("genesys:libusb:001:004"); nothing for others.
std::optional<std::pair<int, int>> place_in_sane_name(std::string_view name);
// The node ("/dev/video2") of the first picture node of the camera that fits; nothing when it is not plugged in.
std::optional<std::string> video_node_of(const UsbName& wanted, const UsbFolders& folders = {});
// Who the node belongs to; nothing for a node that is not on USB.
std::optional<UsbName> usb_device_of_video(std::string_view node, const UsbFolders& folders = {});

}  // namespace doorstep::devices

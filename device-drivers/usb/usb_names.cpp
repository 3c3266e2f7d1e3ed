#include "device-drivers/usb/usb_names.hpp"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>

namespace doorstep::devices {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "usb:";
constexpr std::string_view sane_place = "libusb:";
constexpr std::size_t id_digits = 4;

bool is_id(std::string_view text) {
    return text.size() == id_digits && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
           });
}

// The first line of a file of sysfs; empty when it is not there.
std::string line_of(const fs::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return line;
}

int number_of(std::string_view text) {
    int value = -1;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failed == std::errc() && end == text.data() + text.size() ? value : -1;
}

std::optional<UsbName> name_in(const fs::path& folder) {
    UsbName name{line_of(folder / "idVendor"), line_of(folder / "idProduct"), line_of(folder / "serial")};
    return is_id(name.vendor) && is_id(name.product) ? std::optional(name) : std::nullopt;
}

// A camera's node hangs below an interface of its device: 1-2/1-2:1.0/video4linux/video0.
std::optional<UsbName> name_above(const fs::path& node) {
    std::error_code failed;
    auto folder = fs::canonical(node / "device", failed);
    if (failed) {
        return std::nullopt;
    }
    const auto own = name_in(folder);
    return own ? own : name_in(folder.parent_path());
}

}  // namespace

std::string UsbName::text() const {
    return std::string(prefix) + vendor + ":" + product + (serial.empty() ? "" : ":" + serial);
}

std::optional<UsbName> parse_usb_name(std::string_view text) {
    constexpr std::size_t ids_end = prefix.size() + 2 * id_digits + 1;
    if (!text.starts_with(prefix) || text.size() < ids_end || text[prefix.size() + id_digits] != ':') {
        return std::nullopt;
    }
    UsbName name{std::string(text.substr(prefix.size(), id_digits)),
                 std::string(text.substr(prefix.size() + id_digits + 1, id_digits)),
                 {}};
    if (text.size() > ids_end) {
        if (text[ids_end] != ':' || text.size() == ids_end + 1) {
            return std::nullopt;
        }
        name.serial = text.substr(ids_end + 1);
    }
    return is_id(name.vendor) && is_id(name.product) ? std::optional(name) : std::nullopt;
}

bool fits(const UsbName& wanted, const UsbName& found) {
    return wanted.vendor == found.vendor && wanted.product == found.product &&
           (wanted.serial.empty() || wanted.serial == found.serial);
}

std::optional<UsbName> usb_device_at(int bus, int device, const UsbFolders& folders) {
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folders.devices, failed)) {
        if (number_of(line_of(entry.path() / "busnum")) == bus &&
            number_of(line_of(entry.path() / "devnum")) == device) {
            return name_in(entry.path());
        }
    }
    return std::nullopt;
}

std::optional<std::pair<int, int>> place_in_sane_name(std::string_view name) {
    const auto at = name.find(sane_place);
    if (at == std::string_view::npos) {
        return std::nullopt;
    }
    const auto place = name.substr(at + sane_place.size());
    const auto colon = place.find(':');
    if (colon == std::string_view::npos) {
        return std::nullopt;
    }
    const int bus = number_of(place.substr(0, colon));
    const int device = number_of(place.substr(colon + 1));
    return bus >= 0 && device >= 0 ? std::optional(std::pair(bus, device)) : std::nullopt;
}

std::optional<UsbName> usb_device_of_video(std::string_view node, const UsbFolders& folders) {
    return name_above(folders.video / fs::path(node).filename());
}

std::optional<std::string> video_node_of(const UsbName& wanted, const UsbFolders& folders) {
    std::error_code failed;
    std::map<int, std::string> nodes;  // by number: the first of a camera shows pictures, others tell of them
    for (const auto& entry : fs::directory_iterator(folders.video, failed)) {
        constexpr std::string_view video = "video";
        const auto name = entry.path().filename().native();
        const int number = name.starts_with(video) ? number_of(std::string_view(name).substr(video.size())) : -1;
        const bool shows_pictures = line_of(entry.path() / "index") == "0";
        const auto found = name_above(entry.path());
        if (number >= 0 && shows_pictures && found && fits(wanted, *found)) {
            nodes[number] = "/dev/" + name;
        }
    }
    return nodes.empty() ? std::nullopt : std::optional(nodes.begin()->second);
}

}  // namespace doorstep::devices

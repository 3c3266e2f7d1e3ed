// hub.toml: which devices this station has.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/config.hpp"

namespace doorstep::devices {

enum class HubConfigError {
    BadValue = 1,  // stop at start and say the key
};

// An empty device means that the station has none.
struct HubConfig {
    enum class ReaderTransport : std::uint8_t { Serial, Usb };
    ReaderTransport reader_transport = ReaderTransport::Serial;
    std::vector<std::string> reader_usb_ids = {"0400:c35a", "0316:5020", "10c4:8a1b", "2015:0008", "9573:4836"};
    std::string reader_usb_serial;
    std::filesystem::path reader_device = "/dev/doorstep/reader";
    std::optional<std::uint8_t> reader_frame_size;  // nothing: the module keeps its own
    bool reader_fingerprint = false;                // false: never asked for, whoever consents
    std::vector<unsigned> reader_bauds = {115200, 57600, 38400, 19200, 9600};
    std::filesystem::path reader_photo_plugin;  // empty: cards are read without photo
    std::string camera_source = "/dev/video0";
    std::int64_t camera_width = 1280;  // the nearest that it has, for preview and faces; stills are as large as can be
    std::int64_t camera_height = 720;
    std::string camera_exposure = "auto";  // or a number in the camera's own unit
    std::string camera_focus = "auto";
    std::int64_t preview_rate = 10;    // frames a second, 1 … 15
    std::int64_t preview_width = 640;  // pixels, 160 … 1280
    double face_same = 0.45;
    double face_clerk = 0.55;
    std::string chip_reader;    // "pcsc:" and the beginning of a reader's name
    std::string chip_scripts;   // a file
    std::string code_reader;    // an address of device-drivers/code
    std::string screen_device;  // "backlight:…"
    std::int64_t screen_percent = 80;
    std::string speaker_device;  // "alsa:…"
    std::int64_t speaker_percent = 70;
    std::string microphone_device;  // "alsa:…" or "file:…"
    std::string power_device;       // "upower:"
    std::int64_t power_off_after_s = 180;
    std::int64_t power_off_at_percent = 25;
    std::string scanner_device;
    std::vector<std::string> scanner_others;    // what stands in while the first is not there, in this order
    std::vector<std::string> scanner_backends;  // of SANE, and no others; empty: all of the system's
    std::vector<std::string> scanner_forbidden_backends;
    std::string sane_config;
    std::string printer_uri;
    std::vector<std::string> printer_others;               // of the same kind of driver as the first
    std::uint64_t spool_bound = std::uint64_t{512} << 20;  // bytes
};

// True for the address of a receipt printer; any other is IPP's.
bool is_receipt_printer(const std::string& uri);

// From the file; ConfigError of base/config.hpp, or BadValue with the key.
Result<HubConfig> read_hub_config(Config& file);

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::HubConfigError> {
    static constexpr std::string_view module = "hub-config";
    static std::string_view name(devices::HubConfigError) { return "BadValue"; }
};

#include "device-drivers/hub/hub_config.hpp"

#include <algorithm>

#include "device-drivers/code/code_line.hpp"
#include "device-drivers/idcard/channel_usb.hpp"
#include "device-drivers/serial/serial_line.hpp"
#include "device-drivers/usb/usb_names.hpp"

namespace doorstep::devices {
namespace {

Error bad_value(std::string_view key, std::string_view expected) {
    return {HubConfigError::BadValue, std::string(key) + " must be " + std::string(expected)};
}

Status read_reader(Config& file, HubConfig& config) {
    DOORSTEP_TRY(const std::string transport, file.text("reader.transport", "serial"));
    if (transport != "serial" && transport != "usb") {
        return bad_value("reader.transport", "\"serial\" or \"usb\"");
    }
    config.reader_transport = transport == "usb" ? HubConfig::ReaderTransport::Usb : HubConfig::ReaderTransport::Serial;
    DOORSTEP_TRY(config.reader_usb_ids, file.texts("reader.usb_ids", config.reader_usb_ids));
    const auto& ids = config.reader_usb_ids;
    if (ids.empty() || !std::all_of(ids.begin(), ids.end(), [](const auto& id) { return parse_usb_id(id); })) {
        return bad_value("reader.usb_ids", "one or more like \"0400:c35a\"");
    }
    DOORSTEP_TRY(config.reader_usb_serial, file.text("reader.usb_serial", ""));
    DOORSTEP_TRY(const std::int64_t frame_size, file.integer("reader.frame_size", 0));
    if (frame_size < 0 || frame_size > UINT8_MAX) {
        return bad_value("reader.frame_size", "0 … 255");
    }
    if (frame_size > 0) {
        config.reader_frame_size = static_cast<std::uint8_t>(frame_size);
    }
    DOORSTEP_TRY(config.reader_fingerprint, file.flag("reader.fingerprint", false));
    DOORSTEP_TRY(config.reader_device, file.text("reader.device", config.reader_device.native()));
    DOORSTEP_TRY(config.reader_photo_plugin, file.text("reader.photo_plugin", ""));
    if (!config.reader_photo_plugin.empty() && !config.reader_photo_plugin.is_absolute()) {
        return bad_value("reader.photo_plugin", "an absolute path, or empty");
    }
    DOORSTEP_TRY(const auto bauds,
                 file.numbers("reader.bauds", {config.reader_bauds.begin(), config.reader_bauds.end()}));
    config.reader_bauds.clear();
    for (const double baud : bauds) {
        const unsigned whole = baud > 0 && baud < 1e6 ? static_cast<unsigned>(baud) : 0;
        if (!is_serial_baud(whole)) {
            return bad_value("reader.bauds", "a list of 115200, 57600, 38400, 19200, 9600");
        }
        config.reader_bauds.push_back(whole);
    }
    return config.reader_bauds.empty() ? bad_value("reader.bauds", "one or more speeds") : Status();
}

bool is_auto_or_number(const std::string& text) {
    return text == "auto" || (!text.empty() && text.size() <= 6 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= '0' && c <= '9') || c == '-';
           }));
}

Status read_camera_mode(Config& file, HubConfig& config) {
    DOORSTEP_TRY(config.camera_width, file.integer("camera.width", config.camera_width));
    DOORSTEP_TRY(config.camera_height, file.integer("camera.height", config.camera_height));
    DOORSTEP_TRY(config.camera_exposure, file.text("camera.exposure", config.camera_exposure));
    DOORSTEP_TRY(config.camera_focus, file.text("camera.focus", config.camera_focus));
    if (config.camera_width < 160 || config.camera_width > 7680 || config.camera_height < 120 ||
        config.camera_height > 4320) {
        return bad_value("camera.width and camera.height", "160 … 7680 and 120 … 4320");
    }
    if (!is_auto_or_number(config.camera_exposure) || !is_auto_or_number(config.camera_focus)) {
        return bad_value("camera.exposure and camera.focus", "\"auto\" or a whole number in quotes");
    }
    return config.camera_source.starts_with("usb:") && !parse_usb_name(config.camera_source)
               ? bad_value("camera.source", "\"usb:046d:0825\" or \"usb:046d:0825:SERIAL\" for a camera on USB")
               : Status();
}

Status read_camera(Config& file, HubConfig& config) {
    DOORSTEP_TRY(config.camera_source, file.text("camera.source", config.camera_source));
    DOORSTEP_CHECK(read_camera_mode(file, config));
    DOORSTEP_TRY(config.preview_rate, file.integer("camera.preview_rate", config.preview_rate));
    DOORSTEP_TRY(config.preview_width, file.integer("camera.preview_width", config.preview_width));
    DOORSTEP_TRY(config.face_same, file.number("camera.same", config.face_same));
    DOORSTEP_TRY(config.face_clerk, file.number("camera.clerk", config.face_clerk));
    if (config.preview_rate < 1 || config.preview_rate > 15) {
        return bad_value("camera.preview_rate", "1 … 15");
    }
    if (config.preview_width < 160 || config.preview_width > 1280) {
        return bad_value("camera.preview_width", "160 … 1280");
    }
    // dlib's customary 0.60 let look-alikes through: nobody configures that by accident.
    if (!(config.face_same > 0 && config.face_same <= config.face_clerk && config.face_clerk < 0.6)) {
        return bad_value("camera.same and camera.clerk", "0 < same ≤ clerk < 0.6");
    }
    return {};
}

// A place on the bus is another one after the next plugging: refused here, so that nobody finds out in a village.
bool names_a_scanner(const std::string& device) {
    return (!device.starts_with("usb:") || parse_usb_name(device)) && !place_in_sane_name(device);
}

bool is_backend(const std::string& name) {
    return !name.empty() && name.size() <= 32 && std::all_of(name.begin(), name.end(), [](unsigned char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
    });
}

Status read_scanner(Config& file, HubConfig& config) {
    DOORSTEP_TRY(config.scanner_device, file.text("scanner.device", ""));
    DOORSTEP_TRY(config.scanner_others, file.texts("scanner.others", {}));
    DOORSTEP_TRY(config.sane_config, file.text("scanner.sane_config", ""));
    DOORSTEP_TRY(config.scanner_backends, file.texts("scanner.backends", {}));
    DOORSTEP_TRY(config.scanner_forbidden_backends, file.texts("scanner.forbidden_backends", {}));
    const auto& others = config.scanner_others;
    if (!names_a_scanner(config.scanner_device) || !std::all_of(others.begin(), others.end(), names_a_scanner)) {
        return bad_value("scanner.device and .others", "\"usb:04a9:190f\" or \"usb:04a9:190f:SERIAL\" on USB");
    }
    for (const auto* list : {&config.scanner_backends, &config.scanner_forbidden_backends}) {
        if (!std::all_of(list->begin(), list->end(), is_backend)) {
            return bad_value("scanner.backends and .forbidden_backends", "names of SANE's dll.conf");
        }
    }
    const bool alone = config.scanner_device.empty() && !others.empty();
    return alone ? bad_value("scanner.others", "empty without scanner.device") : Status();
}

Status read_printer(Config& file, HubConfig& config) {
    DOORSTEP_TRY(config.printer_uri, file.text("printer.uri", ""));
    DOORSTEP_TRY(config.printer_others, file.texts("printer.others", {}));
    const bool mixed = std::any_of(config.printer_others.begin(), config.printer_others.end(), [&](const auto& other) {
        return other.empty() || is_receipt_printer(other) != is_receipt_printer(config.printer_uri);
    });
    const bool alone = config.printer_uri.empty() && !config.printer_others.empty();
    return mixed || alone ? bad_value("printer.others", "of the same kind as printer.uri (escpos: or IPP)") : Status();
}

Status read_level(Config& file, const std::string& name, std::string_view scheme, std::string& device,
                  std::int64_t& percent) {
    DOORSTEP_TRY(device, file.text(name + ".device", ""));
    DOORSTEP_TRY(percent, file.integer(name + ".percent", percent));
    if (!device.empty() && !device.starts_with(scheme)) {
        return bad_value(name + ".device", std::string("\"").append(scheme) + "…\"");
    }
    return percent < 0 || percent > 100 ? bad_value(name + ".percent", "0 … 100") : Status();
}

Status read_cabinet(Config& file, HubConfig& config) {
    DOORSTEP_CHECK(read_level(file, "screen", "backlight:", config.screen_device, config.screen_percent));
    DOORSTEP_CHECK(read_level(file, "speaker", "alsa:", config.speaker_device, config.speaker_percent));
    DOORSTEP_TRY(config.microphone_device, file.text("microphone.device", ""));
    const auto& microphone = config.microphone_device;
    if (!microphone.empty() && !microphone.starts_with("alsa:") && !microphone.starts_with("file:/")) {
        return bad_value("microphone.device", "\"alsa:…\", or \"file:/…\" for a recording in place of it");
    }
    DOORSTEP_TRY(config.power_device, file.text("power.device", ""));
    DOORSTEP_TRY(config.power_off_after_s, file.integer("power.off_after_s", config.power_off_after_s));
    DOORSTEP_TRY(config.power_off_at_percent, file.integer("power.off_at_percent", config.power_off_at_percent));
    if (!config.power_device.empty() && config.power_device != "upower:") {
        return bad_value("power.device", "\"upower:\"");
    }
    if (config.power_off_after_s < 0 || config.power_off_after_s > 86'400) {
        return bad_value("power.off_after_s", "0 … 86400");
    }
    return config.power_off_at_percent < 5 || config.power_off_at_percent > 95
               ? bad_value("power.off_at_percent", "5 … 95")
               : Status();
}

}  // namespace

bool is_receipt_printer(const std::string& uri) {
    return uri.starts_with("escpos:");
}

Result<HubConfig> read_hub_config(Config& file) {
    HubConfig config;
    DOORSTEP_CHECK(read_reader(file, config));
    DOORSTEP_CHECK(read_camera(file, config));
    DOORSTEP_CHECK(read_scanner(file, config));
    DOORSTEP_CHECK(read_printer(file, config));
    DOORSTEP_TRY(config.chip_reader, file.text("chip_reader.device", ""));
    if (!config.chip_reader.empty() && !config.chip_reader.starts_with("pcsc:")) {
        return bad_value("chip_reader.device", "\"pcsc:\" or \"pcsc:\" and the beginning of a reader's name");
    }
    DOORSTEP_TRY(config.chip_scripts, file.text("chip_reader.scripts", ""));
    DOORSTEP_TRY(config.code_reader, file.text("code_reader.device", ""));
    if (!config.code_reader.empty() && !parse_code_address(config.code_reader)) {
        return bad_value("code_reader.device", "\"serial:/dev/…\", \"serial:/dev/…?baud=9600\" or \"keys:/dev/…\"");
    }
    DOORSTEP_CHECK(read_cabinet(file, config));
    DOORSTEP_TRY(const std::int64_t bound_mib, file.integer("spool.bound_mib", 512));
    if (bound_mib < 32 || bound_mib > 4096) {
        return bad_value("spool.bound_mib", "32 … 4096");
    }
    config.spool_bound = static_cast<std::uint64_t>(bound_mib) << 20U;
    DOORSTEP_CHECK(file.finish());
    return config;
}

}  // namespace doorstep::devices

#include "device-drivers/hub/hub_config.hpp"

#include <gtest/gtest.h>

namespace doorstep::devices {
namespace {

Result<HubConfig> read(std::string_view toml) {
    DOORSTEP_TRY(Config file, Config::parse(toml));
    return read_hub_config(file);
}

TEST(HubConfig, ShippedFileHoldsEveryDefault) {
    auto file = Config::load(DOORSTEP_SOURCE_DIR "/device-drivers/hub/hub.toml").value();
    const auto shipped = read_hub_config(file).value();
    const HubConfig built_in;
    EXPECT_EQ(shipped.reader_device, built_in.reader_device);
    EXPECT_EQ(shipped.reader_bauds, built_in.reader_bauds);
    EXPECT_EQ(shipped.reader_transport, built_in.reader_transport);
    EXPECT_EQ(shipped.reader_usb_ids, built_in.reader_usb_ids);
    EXPECT_EQ(shipped.reader_usb_serial, built_in.reader_usb_serial);
    EXPECT_EQ(shipped.reader_photo_plugin, built_in.reader_photo_plugin);
    EXPECT_EQ(shipped.reader_fingerprint, built_in.reader_fingerprint);
    EXPECT_FALSE(shipped.reader_fingerprint);
    EXPECT_EQ(shipped.camera_source, built_in.camera_source);
    EXPECT_EQ(shipped.camera_width, built_in.camera_width);
    EXPECT_EQ(shipped.camera_height, built_in.camera_height);
    EXPECT_EQ(shipped.camera_exposure, built_in.camera_exposure);
    EXPECT_EQ(shipped.camera_focus, built_in.camera_focus);
    EXPECT_EQ(shipped.preview_rate, built_in.preview_rate);
    EXPECT_EQ(shipped.preview_width, built_in.preview_width);
    EXPECT_EQ(shipped.face_same, built_in.face_same);
    EXPECT_EQ(shipped.face_clerk, built_in.face_clerk);
    EXPECT_EQ(shipped.chip_reader, built_in.chip_reader);
    EXPECT_EQ(shipped.chip_scripts, built_in.chip_scripts);
    EXPECT_EQ(shipped.code_reader, built_in.code_reader);
    EXPECT_EQ(shipped.screen_device, built_in.screen_device);
    EXPECT_EQ(shipped.screen_percent, built_in.screen_percent);
    EXPECT_EQ(shipped.speaker_device, built_in.speaker_device);
    EXPECT_EQ(shipped.speaker_percent, built_in.speaker_percent);
    EXPECT_EQ(shipped.power_device, built_in.power_device);
    EXPECT_EQ(shipped.power_off_after_s, built_in.power_off_after_s);
    EXPECT_EQ(shipped.power_off_at_percent, built_in.power_off_at_percent);
    EXPECT_EQ(shipped.scanner_others, built_in.scanner_others);
    EXPECT_EQ(shipped.scanner_backends, built_in.scanner_backends);
    EXPECT_EQ(shipped.scanner_forbidden_backends, built_in.scanner_forbidden_backends);
    EXPECT_EQ(shipped.printer_others, built_in.printer_others);
    EXPECT_EQ(shipped.spool_bound, built_in.spool_bound);
}

TEST(HubConfig, BadValuesAndTypingErrorsAreNamed) {
    for (const char* bad : {"[reader]\ntransport = \"hid\"",
                            "[reader]\nusb_ids = []",
                            "[reader]\nusb_ids = [\"400:c35a\"]",
                            "[reader]\nusb_ids = [\"0400-c35a\"]",
                            "[reader]\nbauds = [1200]",
                            "[reader]\nbauds = []",
                            "[reader]\nphoto_plugin = \"libwlt.so\"",
                            "[camera]\npreview_rate = 0",
                            "[camera]\npreview_width = 5000",
                            "[camera]\nclerk = 0.7",
                            "[camera]\nsource = \"usb:046d\"",
                            "[camera]\nwidth = 10",
                            "[camera]\nfocus = \"near\"",
                            "[camera]\nsame = 0.6",
                            "[chip_reader]\ndevice = \"ccid:\"",
                            "[code_reader]\ndevice = \"/dev/ttyACM0\"",
                            "[screen]\ndevice = \"alsa:\"",
                            "[screen]\npercent = 101",
                            "[speaker]\ndevice = \"backlight:\"",
                            "[speaker]\npercent = -1",
                            "[power]\ndevice = \"nut:\"",
                            "[power]\noff_after_s = -1",
                            "[power]\noff_at_percent = 0",
                            "[scanner]\ndevice = \"genesys:libusb:001:004\"",
                            "[scanner]\ndevice = \"usb:04a9\"",
                            "[scanner]\nothers = [\"test:0\"]",
                            "[scanner]\ndevice = \"test:0\"\nothers = [\"pixma:libusb:001:004\"]",
                            "[scanner]\nbackends = [\"a b\"]",
                            "[scanner]\nforbidden_backends = [\"\"]",
                            "[printer]\nuri = \"ipp://a/b\"\nothers = [\"escpos:/dev/usb/lp0\"]",
                            "[printer]\nothers = [\"ipp://a/b\"]",
                            "[spool]\nbound_mib = 1"}) {
        const auto config = read(bad);
        ASSERT_FALSE(config) << bad;
        EXPECT_TRUE(config.error().is(HubConfigError::BadValue)) << bad;
    }
    const auto usb = read("[reader]\ntransport = \"usb\"\nusb_ids = [\"10c4:8468\"]\nusb_serial = \"A7\"");
    ASSERT_TRUE(usb) << usb.error().text();
    EXPECT_EQ(usb->reader_transport, HubConfig::ReaderTransport::Usb);
    EXPECT_EQ(usb->reader_usb_serial, "A7");
    EXPECT_TRUE(read("[scanner]\ndevise = \"x\"").error().is(ConfigError::UnknownKey));
}

}  // namespace
}  // namespace doorstep::devices

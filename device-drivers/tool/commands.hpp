// What a technician can ask of the devices. Each command says what it found and returns the exit code of the program.
#pragma once

#include <cstdint>
#include <string>

#include "device-drivers/tool/hub_client.hpp"
#include "device-drivers/tool/report.hpp"

namespace doorstep::devices {

// Every device of the hub's table.
ExitCode list_devices(HubClient& hub, Report& report);
// Devices and card as they change, for that many seconds (0: for ever). Good at the end of the time.
ExitCode watch_devices(HubClient& hub, Report& report, std::int64_t seconds);
// Reads the card that lies there, or is laid down within the seconds; masked.
ExitCode read_card(HubClient& hub, Report& report, std::int64_t seconds);
// Reads the chip card that is put in within the seconds; says its kind and which fields it has.
ExitCode read_chip(HubClient& hub, Report& report, std::int64_t seconds);
// How bright or loud it is; with `percent` (not -1) it is set for as long as the tool runs: said, and back again.
ExitCode level(HubClient& hub, Report& report, wire::Device::Class device, int percent);
// Waits for one code; says how long it is and nothing of what it says.
ExitCode read_code(HubClient& hub, Report& report, std::int64_t seconds);
// Scans; a line a page. The pages are gone with the program.
ExitCode scan(HubClient& hub, Report& report, const wire::Scan& order);
// Opens the camera, takes one picture, throws it away.
ExitCode photo(HubClient& hub, Report& report, std::int64_t seconds);
// Prints a page of ours and follows it to its end.
ExitCode print_test(HubClient& hub, Report& report, std::int64_t seconds);
// Records the reader's line into a new file while one card is read: the card that is laid down within the seconds, or
// with `now` whatever lies there. What the card says is test content in the file. Good when there is a recording,
// however the read went; a file that is there already is not touched.
ExitCode record_reader(HubClient& hub, Report& report, const std::string& file, std::int64_t seconds, bool now);
// Runs our driver against a recording; needs neither hub nor device. Faulty when it does not do as it did then.
ExitCode replay_recording(Report& report, const std::string& file);
// What the self-test is to do beside asking each device, and where its report goes.
struct SelfTestWishes {
    bool glass = false;         // look for dirt below the blank sheet that lies on the glass
    bool feeder_glass = false;  // the same with a blank sheet in the feeder
    bool paper = false;         // print the report
    std::string station;        // its name on the report; empty: the machine's
    std::string language = "zh_CN";
    std::string text_file;  // empty: none
    std::string pdf_file;
};
// Goes through every class of device and says which is missing or out of order. Without wishes it prints and scans
// nothing; it keeps numbers and no picture (SECURITY 25).
ExitCode self_test(HubClient& hub, Report& report, const SelfTestWishes& wishes = {});

}  // namespace doorstep::devices

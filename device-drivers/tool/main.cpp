// doorstep-device: the technician's command line. Speaks to the running hub; opens no device itself.
#include <sys/prctl.h>

#include <iostream>

#include <CLI/CLI.hpp>

#include "base/log.hpp"
#include "base/paths.hpp"
#include "device-drivers/tool/commands.hpp"

namespace {

using namespace doorstep::devices;  // NOLINT: a program's main

struct Wishes {
    bool json = false;
    std::int64_t seconds = 30;
    std::int64_t watch_seconds = 0;
    doorstep::wire::Scan scan;
    std::string file;
    int percent = -1;
    bool now = false;
    SelfTestWishes self_test;
};

void describe_self_test(CLI::App& app, SelfTestWishes& wishes) {
    auto* test = app.add_subcommand("self-test", "which device is missing or out of order; keeps numbers, no picture");
    test->add_flag("--glass", wishes.glass, "look for dirt: a blank sheet lies on the scanner's glass");
    test->add_flag("--feeder-glass", wishes.feeder_glass, "the same with a blank sheet in the feeder");
    test->add_flag("--print", wishes.paper, "print the report too");
    test->add_option("--text", wishes.text_file, "write the report as text");
    test->add_option("--pdf", wishes.pdf_file, "write the report as a page");
    test->add_option("--station", wishes.station, "the station's name on the report; else the machine's");
    test->add_option("--language", wishes.language, "zh_CN or en")->check(CLI::IsMember({"zh_CN", "en"}));
}

// The subcommands with their options; which one was given is asked afterwards.
void describe(CLI::App& app, Wishes& wishes) {
    app.require_subcommand(1);
    app.add_flag("--json", wishes.json, "one JSON value a line");
    app.fallthrough();
    app.footer("Exit codes: 0 good, 1 device or job at fault, 2 usage, 3 no hub, 4 time over, 5 needs service mode.");
    app.add_subcommand("list", "every device with state, last fault and counters");
    auto* watch = app.add_subcommand("watch", "devices and card as they change");
    watch->add_option("--seconds", wishes.watch_seconds, "0: until it is stopped")->check(CLI::NonNegativeNumber);
    auto* card = app.add_subcommand("read-card", "read the card that lies there or is laid down; masked");
    for (const auto* level : {"brightness", "volume"}) {
        app.add_subcommand(level, "how it is; with a number it is so for three seconds")
            ->add_option("percent", wishes.percent)
            ->check(CLI::Range(0, 100));
    }
    auto* chip = app.add_subcommand("read-chip", "read the chip card that is put in; says which fields it has");
    auto* code = app.add_subcommand("read-code", "wait for a code before the code reader; says its length only");
    auto* scan = app.add_subcommand("scan", "scan; says what each page is like and keeps none");
    scan->add_option_function<unsigned>(
        "--pages", [&](unsigned n) { wishes.scan.set_max_pages(n); }, "at most");
    scan->add_option_function<unsigned>(
        "--dpi", [&](unsigned n) { wishes.scan.set_dpi(n); }, "75 to 600");
    scan->add_option_function<unsigned>(
        "--expect", [&](unsigned n) { wishes.scan.set_expected_pages(n); }, "pages that were counted before");
    scan->add_flag_callback(
        "--duplex", [&] { wishes.scan.set_source(doorstep::wire::Scan::DUPLEX); }, "both sides of each sheet");
    scan->add_flag_callback(
        "--grey", [&] { wishes.scan.set_mode(doorstep::wire::Scan::GREY); }, "no colours");
    scan->add_flag_callback(
        "--straighten", [&] { wishes.scan.set_straighten(true); }, "through the document worker");
    auto* photo = app.add_subcommand("photo", "open the camera for one picture; says its size and keeps none");
    auto* print = app.add_subcommand("print-test", "print a page of ours and follow it to its end");
    auto* record = app.add_subcommand("record", "record the reader's line while one card is read, with test content");
    record->add_flag("--now", wishes.now, "read at once, whatever lies there");
    auto* replay = app.add_subcommand("replay", "run our driver against a recording; no hub, no device");
    for (auto* files : {record, replay}) {
        files->add_option("FILE", wishes.file)->required();
    }
    for (auto* waits : {card, chip, code, photo, print, record}) {
        waits->add_option("--seconds", wishes.seconds, "how long to wait")->check(CLI::PositiveNumber);
    }
    describe_self_test(app, wishes.self_test);
}

ExitCode run(const std::string& command, const Wishes& wishes, HubClient& hub, Report& report) {
    if (command == "list") {
        return list_devices(hub, report);
    }
    if (command == "watch") {
        return watch_devices(hub, report, wishes.watch_seconds);
    }
    if (command == "read-card") {
        return read_card(hub, report, wishes.seconds);
    }
    if (command == "brightness" || command == "volume") {
        const auto device = command == "volume" ? doorstep::wire::Device::SPEAKER : doorstep::wire::Device::SCREEN;
        return level(hub, report, device, wishes.percent);
    }
    if (command == "read-chip") {
        return read_chip(hub, report, wishes.seconds);
    }
    if (command == "read-code") {
        return read_code(hub, report, wishes.seconds);
    }
    if (command == "scan") {
        return scan(hub, report, wishes.scan);
    }
    if (command == "photo") {
        return photo(hub, report, wishes.seconds);
    }
    if (command == "record") {
        return record_reader(hub, report, wishes.file, wishes.seconds, wishes.now);
    }
    return command == "print-test" ? print_test(hub, report, wishes.seconds) : self_test(hub, report, wishes.self_test);
}

}  // namespace

int main(int argc, char** argv) {
    prctl(PR_SET_DUMPABLE, 0);  // a card passes through
    doorstep::log::start("doorstep-device");
    CLI::App app("Doorstep's devices for technicians. Content of cards and papers is masked or left out.");
    Wishes wishes;
    describe(app, wishes);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& wrong) {
        return app.exit(wrong) == 0 ? 0 : static_cast<int>(ExitCode::Usage);
    }
    const auto address = doorstep::socket_address("kiosk-hub", "hub.sock");
    if (!address) {
        std::cerr << address.error().text() << "\n";
        return static_cast<int>(ExitCode::Usage);
    }
    Report report(std::cout, wishes.json);
    const auto command = app.get_subcommands().front()->get_name();
    if (command == "replay") {
        return static_cast<int>(replay_recording(report, wishes.file));
    }
    HubClient hub(*address);
    return static_cast<int>(run(command, wishes, hub, report));
}

// doorstep-emu-card-reader: an ID-card reader on a pseudo terminal.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/paths.hpp"
#include "base/service.hpp"
#include "emulators/control/emulator.hpp"
#include "emulators/idcard/reader_emulator.hpp"

using namespace doorstep;             // NOLINT(google-build-using-namespace): a main file
using namespace doorstep::emulators;  // NOLINT(google-build-using-namespace)

int main(int argc, char** argv) {
    CLI::App app{
        "An ID-card reader that is not there: speaks SAM frames on a pseudo terminal.\n"
        "Orders come over $DOORSTEP_RUN/emu/card-reader.sock (doorstep-bench-desk gives them)."};
    ReaderOptions options;
    options.link = run_folder() / "emu" / "card-reader";
    options.cards = "tests/cards";
    int read_ms = 0;
    std::string mode = "0660";
    std::string inserted;
    app.add_option("--link", options.link, "symbolic link to the device")->capture_default_str();
    app.add_option("--cards", options.cards, "folder of card files")->capture_default_str();
    app.add_option("--baud", options.baud, "what the module listens at")
        ->check(CLI::IsMember({115200, 57600, 38400, 19200, 9600}))
        ->capture_default_str();
    app.add_option("--read-ms", read_ms, "time of one read; a real module takes 1000 to 1500")
        ->check(CLI::Range(0, 60000))
        ->capture_default_str();
    app.add_option("--mode", mode, "rights of the device, octal")->capture_default_str();
    app.add_option("--group", options.access.group, "group that may open the device");
    app.add_option("--insert", inserted, "card that lies there from the start");
    CLI11_PARSE(app, argc, argv);
    options.access.mode = static_cast<unsigned>(std::strtoul(mode.c_str(), nullptr, 8));
    options.read_time = std::chrono::milliseconds(read_ms);

    start_service("emu-card-reader");
    const auto link = options.link;
    auto reader = ReaderEmulator::start(std::move(options));
    if (!reader) {
        return fail(reader.error());
    }
    if (!inserted.empty()) {
        if (auto laid = (*reader)->order({{"do", "insert"}, {"card", inserted}}); !laid) {
            return fail(laid.error());
        }
    }
    auto control = ControlServer::open("card-reader", [&](const auto& order) { return (*reader)->order(order); });
    if (!control) {
        return fail(control.error());
    }
    return run_until_stopped("card-reader", link.native());
}

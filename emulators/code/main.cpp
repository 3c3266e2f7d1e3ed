// doorstep-emu-code-reader: a reader of QR and barcodes on a pseudo terminal.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/paths.hpp"
#include "base/service.hpp"
#include "emulators/code/code_emulator.hpp"
#include "emulators/control/emulator.hpp"

using namespace doorstep;             // NOLINT(google-build-using-namespace): a main file
using namespace doorstep::emulators;  // NOLINT(google-build-using-namespace)

int main(int argc, char** argv) {
    CLI::App app{
        "A reader of QR and barcodes that is not there: says codes on a pseudo terminal.\n"
        "Orders come over $DOORSTEP_RUN/emu/code-reader.sock (doorstep-bench-desk gives them)."};
    CodeOptions options;
    options.link = run_folder() / "emu" / "code-reader";
    std::string mode = "0660";
    app.add_option("--link", options.link, "symbolic link to the device")->capture_default_str();
    app.add_flag("!--no-end-mark", options.end_mark, "no CR LF behind a code");
    app.add_option("--mode", mode, "rights of the device, octal")->capture_default_str();
    app.add_option("--group", options.access.group, "group that may open the device");
    CLI11_PARSE(app, argc, argv);
    options.access.mode = static_cast<unsigned>(std::strtoul(mode.c_str(), nullptr, 8));

    start_service("emu-code-reader");
    const auto link = options.link;
    auto reader = CodeEmulator::start(std::move(options));
    if (!reader) {
        return fail(reader.error());
    }
    auto control = ControlServer::open("code-reader", [&](const auto& order) { return (*reader)->order(order); });
    if (!control) {
        return fail(control.error());
    }
    return run_until_stopped("code-reader", link.native());
}

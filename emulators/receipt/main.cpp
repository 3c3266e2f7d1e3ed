// doorstep-emu-receipt: a receipt printer on a pseudo terminal.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/paths.hpp"
#include "base/service.hpp"
#include "emulators/control/emulator.hpp"
#include "emulators/receipt/receipt_emulator.hpp"

using namespace doorstep;             // NOLINT(google-build-using-namespace): a main file
using namespace doorstep::emulators;  // NOLINT(google-build-using-namespace)

int main(int argc, char** argv) {
    CLI::App app{
        "A receipt printer that is not there: ESC/POS on a pseudo terminal; what is printed lies in FOLDER as "
        "pictures.\n"
        "Orders come over $DOORSTEP_RUN/emu/receipt.sock (doorstep-bench-desk gives them)."};
    ReceiptOptions options;
    options.link = run_folder() / "emu" / "receipt";
    options.folder = run_folder() / "emu" / "receipts";
    int width = 80;
    std::string mode = "0660";
    app.add_option("--link", options.link, "symbolic link to the device")->capture_default_str();
    app.add_option("--folder", options.folder, "receipts as PBM files")->capture_default_str();
    app.add_option("--width", width, "of the paper in mm")->check(CLI::IsMember({58, 80}))->capture_default_str();
    app.add_option("--rows-a-second", options.rows_a_second, "rows of dots; 8 are a millimetre")
        ->check(CLI::Range(1, 100000))
        ->capture_default_str();
    app.add_option("--mode", mode, "rights of the device, octal")->capture_default_str();
    app.add_option("--group", options.access.group, "group that may open the device");
    CLI11_PARSE(app, argc, argv);
    options.access.mode = static_cast<unsigned>(std::strtoul(mode.c_str(), nullptr, 8));
    options.head_dots = width == 58 ? 384 : 576;

    start_service("emu-receipt");
    const auto link = options.link;
    auto printer = ReceiptEmulator::start(std::move(options));
    if (!printer) {
        return fail(printer.error());
    }
    auto control = ControlServer::open("receipt", [&](const auto& order) { return (*printer)->order(order); });
    if (!control) {
        return fail(control.error());
    }
    return run_until_stopped("receipt", link.native());
}

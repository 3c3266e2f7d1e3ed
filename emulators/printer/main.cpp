// doorstep-emu-printer: ippeveprinter with trays that can jam.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/paths.hpp"
#include "base/service.hpp"
#include "emulators/printer/printer_emulator.hpp"

using namespace doorstep;             // NOLINT(google-build-using-namespace): a main file
using namespace doorstep::emulators;  // NOLINT(google-build-using-namespace)

int main(int argc, char** argv) {
    CLI::App app{
        "A printer that is not there: CUPS' ippeveprinter on loopback; what is printed lies in FOLDER/papers.\n"
        "Orders come over $DOORSTEP_RUN/emu/printer.sock (doorstep-bench-desk gives them)."};
    PrinterOptions options;
    options.folder = run_folder() / "emu" / "printer";
    options.programs = std::filesystem::read_symlink("/proc/self/exe").parent_path();
    std::string listen = "127.0.0.1:0";
    app.add_option("--listen", listen, "127.0.0.1:PORT; port 0 takes a free one")->capture_default_str();
    app.add_option("--folder", options.folder, "state, spool and papers")->capture_default_str();
    app.add_option("--print-ms", options.print_ms, "time of one paper")
        ->check(CLI::Range(0, 600000))
        ->capture_default_str();
    CLI11_PARSE(app, argc, argv);

    start_service("emu-printer");
    const auto address = parse_listen(listen);
    if (!address) {
        return fail(address.error());
    }
    options.listen = *address;
    auto printer = PrinterEmulator::start(options);
    if (!printer) {
        return fail(printer.error());
    }
    auto control = ControlServer::open("printer", [&](const auto& order) { return (*printer)->order(order); });
    if (!control) {
        return fail(control.error());
    }
    return run_until_stopped("printer", (*printer)->uri());
}

// doorstep-emu-scanner: an eSCL scanner that serves picture files as sheets.
#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include "base/service.hpp"
#include "emulators/scanner/scanner_emulator.hpp"

using namespace doorstep;             // NOLINT(google-build-using-namespace): a main file
using namespace doorstep::emulators;  // NOLINT(google-build-using-namespace)

int main(int argc, char** argv) {
    CLI::App app{
        "A network scanner that is not there: eSCL with glass and feeder, sheets are JPEG or PNG files.\n"
        "Orders come over $DOORSTEP_RUN/emu/scanner.sock (doorstep-bench-desk gives them)."};
    ScannerOptions options;
    std::string listen = "127.0.0.1:0";
    int page_ms = 0;
    std::vector<std::string> files;
    app.add_option("--listen", listen, "HOST:PORT; port 0 takes a free one")->capture_default_str();
    app.add_option("--serial", options.serial, "serial number it tells")->capture_default_str();
    app.add_option("--page-ms", page_ms, "time of one sheet; a real one takes 2000 to 8000")
        ->check(CLI::Range(0, 60000))
        ->capture_default_str();
    app.add_option("files", files, "sheets that lie there from the start");
    CLI11_PARSE(app, argc, argv);
    options.page_time = std::chrono::milliseconds(page_ms);

    start_service("emu-scanner");
    const auto address = parse_listen(listen);
    if (!address) {
        return fail(address.error());
    }
    options.listen = *address;
    auto scanner = ScannerEmulator::start(options);
    if (!scanner) {
        return fail(scanner.error());
    }
    if (!files.empty()) {
        if (auto loaded = (*scanner)->order({{"do", "load"}, {"files", files}}); !loaded) {
            return fail(loaded.error());
        }
    }
    auto control = ControlServer::open("scanner", [&](const auto& order) { return (*scanner)->order(order); });
    if (!control) {
        return fail(control.error());
    }
    return run_until_stopped("scanner", (*scanner)->url());
}

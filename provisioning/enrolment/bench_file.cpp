#include "provisioning/enrolment/bench_file.hpp"

#include <set>

#include "base/config.hpp"
#include "provisioning/enrolment/network.hpp"

namespace doorstep::setup {
namespace {

constexpr auto settings_table = "township";

Result<BenchKiosk> read_kiosk(Config& config, const std::string& station, bool by_stick) {
    BenchKiosk kiosk;
    kiosk.station = station;
    const auto key = [&](const char* name) { return station + "." + name; };
    DOORSTEP_TRY(const auto run, config.text(key("run"), ""));
    DOORSTEP_TRY(kiosk.serial, config.text(key("serial"), ""));
    DOORSTEP_TRY(kiosk.language, config.text(key("language"), "zh_CN"));
    DOORSTEP_TRY(const auto network, config.text(key("network"), ""));
    DOORSTEP_TRY(const auto gateway, config.text(key("gateway"), ""));
    DOORSTEP_TRY(const auto servers, config.texts(key("dns"), {}));
    DOORSTEP_TRY(kiosk.set_clock, config.flag(key("set_clock"), false));
    kiosk.run = run;
    kiosk.set_network = !network.empty();
    if (!network.empty() && network != "dhcp") {
        kiosk.network.set_fixed(true);
        kiosk.network.set_address(network);
        kiosk.network.set_gateway(gateway);
        for (const auto& server : servers) {
            kiosk.network.add_dns(server);
        }
    }
    if (run.empty() && !by_stick) {
        return Error(BenchError::BadRow, station + ": run is missing, and no --stick is written");
    }
    if (!run.empty() && !kiosk.serial.empty()) {
        return Error(BenchError::BadRow, station + ": run or serial, not both");
    }
    if (const auto field = bad_field(kiosk.network); !field.empty()) {
        return Error(BenchError::BadRow, station + ": " + (field == "address" ? "network" : field) + " is no address");
    }
    return kiosk;
}

}  // namespace

Result<Bench> read_bench(std::string_view toml, bool by_stick) {
    DOORSTEP_TRY(Config config, Config::parse(toml));
    Bench bench;
    DOORSTEP_TRY(bench.township, config.texts("township.command", bench.township));
    DOORSTEP_TRY(bench.release_fingerprint, config.text("township.release_fingerprint", ""));
    std::set<std::string> seen;
    for (const auto& station : config.tables()) {
        if (station == settings_table) {
            continue;
        }
        DOORSTEP_TRY(auto kiosk, read_kiosk(config, station, by_stick));
        const auto which = kiosk.run.empty() ? "serial " + kiosk.serial : (kiosk.run / "").lexically_normal().native();
        if ((!kiosk.run.empty() || !kiosk.serial.empty()) && !seen.insert(which).second) {
            return Error(BenchError::BadRow, station + ": another row has the same kiosk");
        }
        bench.kiosks.push_back(std::move(kiosk));
    }
    DOORSTEP_CHECK(config.finish());
    if (bench.kiosks.empty() || bench.kiosks.size() > Bench::most_kiosks || bench.township.empty()) {
        return BenchError::NoKiosks;
    }
    return bench;
}

}  // namespace doorstep::setup

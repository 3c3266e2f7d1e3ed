#include "township/cli/township_config.hpp"

#include <unistd.h>

#include <array>

#include "base/config.hpp"
#include "base/paths.hpp"
#include "township/archive/stations.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

// The machine's name as far as it fits a chain's.
std::string machine_name() {
    std::array<char, 65> name{};
    ::gethostname(name.data(), name.size() - 1);
    std::string out;
    for (const char* c = name.data(); *c != '\0' && *c != '.' && out.size() < 30; ++c) {
        const bool upper = *c >= 'A' && *c <= 'Z';
        const bool fits = (*c >= 'a' && *c <= 'z') || (*c >= '0' && *c <= '9');
        out += fits ? *c : upper ? static_cast<char>(*c - 'A' + 'a') : '-';
    }
    return out.empty() ? "township" : out;
}

Error bad(std::string why) {
    return {TownshipError::BadStore, std::move(why)};
}

Result<StoreSettings> read_store(Config& config, std::string_view role) {
    StoreSettings store;
    DOORSTEP_TRY(const auto backend, config.text("store.backend", "sqlite"));
    DOORSTEP_TRY(store.conninfo, config.text("store.conninfo", ""));
    DOORSTEP_TRY(const auto files, config.text("store.files", ""));
    DOORSTEP_TRY(const auto name, config.text("store.name", ""));
    if (backend != "sqlite" && backend != "postgresql") {
        return bad("store.backend is \"sqlite\" or \"postgresql\"");
    }
    store.files = files;
    if (backend == "sqlite") {
        return store.conninfo.empty() ? Result<StoreSettings>(store)
                                      : Result<StoreSettings>(bad("store.conninfo is for the backend \"postgresql\""));
    }
    store.backend = StoreSettings::Backend::Postgresql;
    store.chain = (name.empty() ? machine_name() : name) + "-" + std::string(role);
    if (store.conninfo.empty() || !is_station_id(store.chain)) {
        return bad("store.conninfo says where the server is; store.name is a-z, 0-9 and -, at most 30 characters");
    }
    return store;
}

}  // namespace

Result<TownshipConfig> load_township_config(std::string_view role) {
    DOORSTEP_TRY(auto config, Config::load(configuration_folder() / "township.toml"));
    TownshipConfig out;
    DOORSTEP_TRY(out.line, config.text("listen", "tcp://127.0.0.1:0"));
    DOORSTEP_TRY(out.address, config.text("address", ""));
    DOORSTEP_TRY(out.console, config.text("console", ""));
    DOORSTEP_TRY(out.metrics_file, config.text("metrics_file", (run_folder() / "township.prom").native()));
    DOORSTEP_TRY(out.store, read_store(config, role));
    DOORSTEP_TRY(out.complaint_handlers, config.texts("complaints.handlers", {}));
    DOORSTEP_CHECK(config.finish());
    return out;
}

}  // namespace doorstep::township

// /etc/doorstep/township.toml, read whole by every command, so that none works on another store than the gateway.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "township/archive/store_settings.hpp"

namespace doorstep::township {

struct TownshipConfig {
    std::string line;                    // "tcp://127.0.0.1:0"
    std::string address;                 // where stations reach it: "tcp://town.example:5500"; empty: where it listens
    std::string console;                 // "127.0.0.1:0"; empty: no console
    std::filesystem::path metrics_file;  // empty: no figures
    StoreSettings store;
    std::vector<std::string> complaint_handlers;  // system accounts that may read and answer complaints
};

// `role` tells this process's audit chain from those of others on this machine: "gateway" or "desk". Config errors;
// BadStore when [store] names none.
Result<TownshipConfig> load_township_config(std::string_view role);

}  // namespace doorstep::township

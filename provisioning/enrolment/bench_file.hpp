// The file of a bench: which kiosks become which stations, and how (docs/technician.md). TOML, an unknown key is an
// error.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "protocol/messages/setup.pb.h"

namespace doorstep::setup {

enum class BenchError {
    NoKiosks = 1,  // refuse: the file names none, or more than most_kiosks
    BadRow,        // refuse: the detail names the row and what is wrong with it
};

struct BenchKiosk {
    std::string station;        // the table's name
    std::filesystem::path run;  // where the kiosk's sockets are reached; empty: it comes by a stick
    std::string serial;         // of the machine that is to be this station; empty: any that comes
    std::string language = "zh_CN";
    wire::NetworkWish network;
    bool set_network = false;  // false: as it is
    bool set_clock = false;    // to this machine's
};

struct Bench {
    static constexpr std::size_t most_kiosks = 40;
    std::vector<std::string> township{"doorstep-township"};  // the command; its words
    std::string release_fingerprint;                         // empty: not compared
    std::vector<BenchKiosk> kiosks;                          // in the order of their names
};

// ConfigError or BenchError. `by_stick`: rows without `run` wait for a kiosk that a stick leads here; else they are
// errors.
Result<Bench> read_bench(std::string_view toml, bool by_stick = false);

}  // namespace doorstep::setup

template <>
struct doorstep::ErrorNames<doorstep::setup::BenchError> {
    static constexpr std::string_view module = "bench";
    static std::string_view name(setup::BenchError e) {
        return e == setup::BenchError::NoKiosks ? "NoKiosks" : "BadRow";
    }
};

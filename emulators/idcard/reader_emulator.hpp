// A whole card reader: SAM module behind a pseudo terminal, played with by orders.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>

#include <nlohmann/json_fwd.hpp>

#include "emulators/idcard/pseudo_terminal.hpp"

namespace doorstep::emulators {

struct ReaderOptions {
    std::filesystem::path link;   // where the driver finds the device
    std::filesystem::path cards;  // folder of card files
    TerminalAccess access;
    unsigned baud = 115200;                  // what the module listens at until told otherwise
    std::chrono::milliseconds read_time{0};  // a real module takes 1000 … 1500 ms
};

// Runs on a thread of its own until destroyed; all functions are thread-safe.
class ReaderEmulator {
  public:
    // Plugs the reader in. Fails when the pair cannot be opened or the link not be made.
    static Result<std::unique_ptr<ReaderEmulator>> start(ReaderOptions options);
    virtual ~ReaderEmulator() = default;

    // One order: {"do": "insert", "card": NAME} | remove | silence | speak | unplug | plug | status |
    // {"do": "garbage", "bytes": N} (noise on the line now, repeatable). The README lists them all.
    virtual Result<nlohmann::json> order(const nlohmann::json& what) = 0;
};

}  // namespace doorstep::emulators

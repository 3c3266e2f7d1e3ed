// A reader of QR and barcodes on a pseudo terminal, played with by orders.
#pragma once

#include <filesystem>
#include <memory>

#include <nlohmann/json_fwd.hpp>

#include "emulators/idcard/pseudo_terminal.hpp"

namespace doorstep::emulators {

struct CodeOptions {
    std::filesystem::path link;  // where the driver finds the device
    TerminalAccess access;
    bool end_mark = true;  // CR LF behind each code; without it a pause is its end
};

// All functions are thread-safe.
class CodeEmulator {
  public:
    // Plugs it in. Fails when the pair cannot be opened or the link not be made.
    static Result<std::unique_ptr<CodeEmulator>> start(CodeOptions options);
    virtual ~CodeEmulator() = default;
    // One order: {"do": "show", "text": …} | {"do": "half", "text": …} (no end mark) | {"do": "garbage", "bytes": n} |
    // unplug | plug | status. The README lists them all.
    virtual Result<nlohmann::json> order(const nlohmann::json& what) = 0;
};

}  // namespace doorstep::emulators

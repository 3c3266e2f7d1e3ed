// A receipt printer on a pseudo terminal, played with by orders.
#pragma once

#include <filesystem>
#include <memory>

#include <nlohmann/json_fwd.hpp>

#include "emulators/idcard/pseudo_terminal.hpp"
#include "emulators/receipt/receipt_decoder.hpp"

namespace doorstep::emulators {

struct ReceiptOptions {
    std::filesystem::path link;  // where the driver finds the device
    TerminalAccess access;
    int head_dots = 576;           // 384: 58 mm paper
    int rows_a_second = 800;       // 100 mm a second, as printers of today
    std::filesystem::path folder;  // receipts as 0001.pbm …; empty: only kept in memory
};

// Runs on a thread of its own until destroyed; all functions are thread-safe.
class ReceiptEmulator {
  public:
    // Plugs it in. Fails when the pair cannot be opened or the link not be made.
    static Result<std::unique_ptr<ReceiptEmulator>> start(ReceiptOptions options);
    virtual ~ReceiptEmulator() = default;
    // One order: {"do": "state", "state": "ok|empty|low|cover-open|knife|hot"} | unplug | plug | silence | speak |
    // status. The README lists them all.
    virtual Result<nlohmann::json> order(const nlohmann::json& what) = 0;
    // What was cut off so far, oldest first.
    virtual std::vector<Receipt> receipts() const = 0;
};

}  // namespace doorstep::emulators

// A chip card in a virtual reader of pcscd (vsmartcard's vpcd): the test applet of device-drivers/pcsc/chip-cards.toml,
// played with by orders. For tests only: vpcd listens on all addresses of its network.
#pragma once

#include <memory>

#include <nlohmann/json_fwd.hpp>

#include "base/error.hpp"

namespace doorstep::emulators {

// Runs on a thread of its own until destroyed; all functions are thread-safe.
class ChipCard {
  public:
    // The card is in the hand: nothing is connected before the order "insert". `port`: vpcd's, of 127.0.0.1.
    static std::unique_ptr<ChipCard> make(int port);
    virtual ~ChipCard() = default;
    // One order: {"do": "insert", "card": "test-applet|other|mute"} | remove | {"do": "remove-at"|"silent-at",
    // "command": n} | {"do": "error-at", "command": n, "word": "6982"} | status. Commands count from 1, anew with each
    // insert.
    virtual Result<nlohmann::json> order(const nlohmann::json& what) = 0;
};

}  // namespace doorstep::emulators

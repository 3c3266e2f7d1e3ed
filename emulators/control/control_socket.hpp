// How an emulator is told what to do: a unix stream socket, one line of JSON each way, one order a connection.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string_view>

#include <nlohmann/json_fwd.hpp>

#include "base/error.hpp"

namespace doorstep::emulators {

enum class ControlError {
    NotRunning = 1,  // start the emulator; nobody listens at its socket
    PathTooLong,     // set DOORSTEP_RUN to a shorter folder
    CannotListen,    // another instance runs in this DOORSTEP_RUN, or its folder is not ours to write
    NoAnswer,        // the emulator hangs or died in between: look at its log
    Refused,         // the order made no sense there; the detail says why
};

}  // namespace doorstep::emulators

template <>
struct doorstep::ErrorNames<doorstep::emulators::ControlError> {
    static constexpr std::string_view module = "emulator-control";
    static std::string_view name(emulators::ControlError e);
};

namespace doorstep::emulators {

// $DOORSTEP_RUN/emu/<name>.sock
std::filesystem::path control_path(std::string_view name);

// Listens for orders on a thread of its own until destroyed.
class ControlServer {
  public:
    // Called on the server's thread, one order at a time; the answer's members go back beside "ok": true. An error
    // goes back as {"ok": false, "error": detail}.
    using Handler = std::function<Result<nlohmann::json>(const nlohmann::json& order)>;

    // Takes over a socket that nobody listens at any more; CannotListen when somebody does. Order lines have at most
    // 64 KiB; longer ones are refused.
    static Result<std::unique_ptr<ControlServer>> open(std::string_view name, Handler handler);
    virtual ~ControlServer() = default;
};

// Gives one order and waits for its answer at most `patience_ms`. Refused carries the emulator's own words.
Result<nlohmann::json> give_order(std::string_view name, const nlohmann::json& order, int patience_ms = 5000);

}  // namespace doorstep::emulators

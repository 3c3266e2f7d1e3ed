// A whole bench of devices without a station around it: card reader, scanner, printer, camera and code reader emulated
// inside this process, the real hub with its real workers as processes of their own, everything below one folder in
// RAM.
#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "base/error.hpp"

namespace doorstep::emulators {
class ReaderEmulator;
class ScannerEmulator;
class PrinterEmulator;
class CameraEmulator;
class CodeEmulator;
}  // namespace doorstep::emulators

namespace doorstep::rig {

enum class RigError {
    HubNotStarted = 1,  // look at hub_log(): its configuration or a program is missing
};

struct RigOptions {
    std::filesystem::path programs;  // folder with doorstep-hub, its workers and the printer emulator's programs
    std::filesystem::path cards;     // card files (tests/cards)
    std::chrono::milliseconds read_time{0};
    std::chrono::milliseconds page_time{0};
    int print_ms = 100;
    int camera_frames_per_second = 10;
    int preview_rate = 10;
    int preview_width = 640;
};

// Thread-bound but for the emulators, which are thread-safe. Sets DOORSTEP_RUN and DOORSTEP_ROOT of this process, so
// one at a time.
class Rig {
  public:
    // Plugs all devices in, starts the hub and waits until it says where it listens (at most 30 s).
    static Result<std::unique_ptr<Rig>> start(const RigOptions& options);
    virtual ~Rig() = default;
    virtual emulators::ReaderEmulator& reader() = 0;
    virtual emulators::ScannerEmulator& scanner() = 0;
    virtual emulators::PrinterEmulator& printer() = 0;
    virtual emulators::CameraEmulator& camera() = 0;
    virtual emulators::CodeEmulator& codes() = 0;
    virtual int hub_pid() const = 0;
    // False once the hub has ended by itself, which it never does.
    virtual bool hub_runs() = 0;
    // As an RpcClient wants it.
    virtual std::string hub_address() const = 0;
    virtual std::filesystem::path folder() const = 0;
    std::filesystem::path spool() const { return folder() / "spool"; }
    std::filesystem::path hub_log() const { return folder() / "hub.log"; }
};

}  // namespace doorstep::rig

template <>
struct doorstep::ErrorNames<doorstep::rig::RigError> {
    static constexpr std::string_view module = "rig";
    static std::string_view name(rig::RigError) { return "HubNotStarted"; }
};

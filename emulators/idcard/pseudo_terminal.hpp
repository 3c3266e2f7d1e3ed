// A serial line without a cable: the emulator holds the master, the driver opens the device by its path or link.
#pragma once

#include <filesystem>

#include "base/error.hpp"
#include "base/files.hpp"

namespace doorstep::emulators {

// Who may open the device.
struct TerminalAccess {
    unsigned mode = 0660;
    std::string group;  // empty: the group of the process
};

// Thread-bound. Closing it is what an unplugged converter looks like: the driver reads EIO or end of file.
class PseudoTerminal {
  public:
    // Opens a pair, raw, and points `link` at the device (replacing a link of an earlier run, never a file).
    static Result<PseudoTerminal> open(const std::filesystem::path& link, const TerminalAccess& access);
    PseudoTerminal(PseudoTerminal&&) = default;
    PseudoTerminal& operator=(PseudoTerminal&&) = default;
    ~PseudoTerminal();

    // The master, non-blocking.
    int descriptor() const { return master_.get(); }
    // /dev/pts/N
    const std::filesystem::path& device() const { return device_; }
    // The speed the driver set, in baud; 0 for one that no reader uses.
    unsigned baud() const;

  private:
    PseudoTerminal(FileDescriptor master, FileDescriptor slave, std::filesystem::path device,
                   std::filesystem::path link);
    FileDescriptor master_;
    FileDescriptor slave_;  // kept open, so that a driver that closes does not hang the line up
    std::filesystem::path device_;
    std::filesystem::path link_;
};

}  // namespace doorstep::emulators

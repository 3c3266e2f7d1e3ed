// What the tool says: lines for people or one JSON value a line. Content of cards, pictures and papers never passes
// here (SECURITY 18): names and numbers come masked, pictures as their size.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "device-drivers/tool/self_test.hpp"
#include "protocol/messages/hub.pb.h"

namespace doorstep::devices {

// The codes of doorstep-device; they are a contract (README).
enum class ExitCode : int {
    Good = 0,
    Faulty = 1,        // the device is out of order, or the job failed: the fault's name is said
    Usage = 2,         // the command line makes no sense
    HubAway = 3,       // no answer from the hub
    TimeOver = 4,      // nothing happened within the time given
    NotInService = 5,  // needs service mode
};

class Report {
  public:
    Report(std::ostream& out, bool json) : out_(out), json_(json) {}
    // A device with state, since when, last fault and counters.
    void device(const wire::Device& device);
    // A card laid down or lifted: that, and nothing else.
    void card(const wire::CardEvent& event);
    // A card that was read, masked; address, issuer and serial are left out.
    void card_read(const wire::CardRead& card);
    // A chip card that was read: its kind, and the length of each field.
    void chip_read(const wire::ChipRead& chip);
    // A level as the device took it.
    void level(const wire::LevelState& level);
    // A code that was read: its length only.
    void code_read(const wire::CodeRead& code);
    void page(const wire::ScannedPage& page);
    void job(const wire::JobState& job);
    // A camera picture: its size only.
    void picture(const wire::PreviewFrame& frame);
    // A recording was written.
    void recorded(const std::string& file, std::size_t lines);
    // How the reads of a recording ended, and where the driver did something else (empty: nowhere).
    void replayed(const std::vector<std::string>& results, const std::string& difference);
    // A file that cannot be used, and why.
    ExitCode bad_file(const std::string& why);
    // The self-test: its text, or a JSON value a line and one for each glass.
    void tested(const SelfTest& test, const std::string& language);
    // Says why, and gives the exit code for it; Good for FAULT_NONE.
    ExitCode fault(wire::FaultCode code);
    ExitCode not_in_service();

  private:
    std::ostream& out_;
    const bool json_;
};

}  // namespace doorstep::devices

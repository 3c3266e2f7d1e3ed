// What lies in the printer: the state somebody put it in, and the papers that came out. A folder, because three
// processes look at it: the emulator, ippeveprinter's command and whoever tests.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace doorstep::emulators {

enum class TrayState { Ok, Jam, Empty, CoverOpen, TonerEmpty, Paused, Offline };

// "ok", "jam", "empty" (also "media-empty"), "cover-open", "toner-empty", "paused", "offline".
std::string_view word_of(TrayState state);
std::optional<TrayState> tray_state(std::string_view word);
// printer-state-reasons while a job waits, comma separated; empty for Ok and Offline.
std::string_view waiting_reasons(TrayState state);
// printer-state-reasons while nothing is printed. ippeveprinter itself would hold the next job at media-empty, where it
// can be neither cancelled nor printed: hence media-needed.
std::string_view idle_reasons(TrayState state);

// Reentrant; all is in the folder.
class PaperTray {
  public:
    explicit PaperTray(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Status set_state(TrayState state) const;
    // Ok when nobody set one.
    TrayState state() const;
    // Puts a copy of the file on top of the papers: papers/0001.pdf, 0002.pdf, … by rename.
    Status put_paper(const std::filesystem::path& document) const;
    // All papers, oldest first.
    std::vector<std::filesystem::path> papers() const;
    std::filesystem::path papers_folder() const { return folder_ / "papers"; }

  private:
    std::filesystem::path folder_;
};

// The environment variables by which the emulator tells ippeveprinter's command where tray and printer are, and how
// long a paper takes; the name of the job that only carries a state over.
constexpr auto tray_variable = "DOORSTEP_EMU_TRAY";
constexpr auto uri_variable = "DOORSTEP_EMU_URI";
constexpr auto time_variable = "DOORSTEP_EMU_PRINT_MS";
constexpr auto control_job = "emulator-state";

}  // namespace doorstep::emulators

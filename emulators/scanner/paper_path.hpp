// What lies on the glass and in the feeder, and what is wrong there. Pure but for the page files it reads.
#pragma once

#include <cstddef>
#include <deque>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "emulators/media/picture.hpp"
#include "emulators/scanner/escl_text.hpp"

namespace doorstep::emulators {

enum class PaperState { Ok, Jam, CoverOpen, Busy, Offline };
enum class PaperError {
    Empty = 1,  // nothing (left) in the feeder: end of the job
    Jammed,     // somebody must pull the sheet out
    CoverOpen,  // somebody must close the cover
};

// Thread-bound. The feeder takes sheets in order and each once; the glass keeps its sheet until another is laid.
class PaperPath {
  public:
    // New sheets: all of them into the feeder, the first also onto the glass. Refuses all when one is no picture.
    Status load(const std::vector<std::filesystem::path>& pages);
    // Takes away what is on glass and in the feeder.
    void clear();
    // Sheets that pass before the feeder jams by itself; then state() is Jam. Less than 0: never.
    void jam_after(int sheets) { jam_after_ = sheets; }
    void set_state(PaperState state) { state_ = state; }
    PaperState state() const { return state_; }
    std::size_t in_feeder() const { return feeder_.size(); }
    // The next sheet as the sensor sees it with these settings, as JPEG. An empty glass is a grey lid.
    Result<Bytes> scan(const ScanSettings& settings);

  private:
    Result<std::filesystem::path> next_sheet(bool feeder);
    static Result<Bytes> look_at(const std::filesystem::path& sheet, const ScanSettings& settings);
    PaperState state_ = PaperState::Ok;
    std::deque<std::filesystem::path> feeder_;
    std::filesystem::path glass_;
    int jam_after_ = -1;
    std::map<std::string, Bytes> seen_;  // what was drawn before, by sheet and settings
};

// "ok", "jam", "cover-open", "busy" or "offline"; used in orders and answers.
std::string_view word_of(PaperState state);
// The state of that word; nothing for others.
std::optional<PaperState> paper_state(std::string_view word);

}  // namespace doorstep::emulators

template <>
struct doorstep::ErrorNames<doorstep::emulators::PaperError> {
    static constexpr std::string_view module = "paper-path";
    static std::string_view name(emulators::PaperError e);
};

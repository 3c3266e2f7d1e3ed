// Somebody who cannot read listens: what the loudspeaker says, as the engine of the station's speech-dispatcher wrote
// it down.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/autopilot/journeys.hpp"

namespace doorstep::autopilot {

class Listener {
  public:
    // `source` is the folder with schemes/ and tests/cards.
    Listener(const Run& run, std::filesystem::path source, std::string scheme);
    // The page of that key shows: it must be read, or, when the scheme calls it sensitive, only that it is private
    // (SECURITY 27). Once a page.
    void page(const std::string& key);
    // Those words must have been said since the last page.
    void hears(const std::string& words, const std::string& what);
    // Nothing of that card's owner may ever have been said.
    void never_hears(const std::string& card);
    std::size_t pages() const { return pages_; }

  private:
    std::string said(std::size_t from) const;
    bool is_sensitive(const std::string& key) const;
    bool wait_for(const std::string& words) const;

    const Run& run_;
    std::filesystem::path source_;
    std::string scheme_;
    std::string last_;
    std::size_t begun_;     // lines that were there when this person came
    std::size_t mark_ = 0;  // and when the page turned
    std::size_t pages_ = 0;
};

}  // namespace doorstep::autopilot

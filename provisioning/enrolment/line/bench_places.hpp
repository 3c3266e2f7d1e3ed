// Which kiosk is which row of a bench's file: a row that names a serial waits for it, the others go by arrival, and
// each kiosk keeps its row. Pure; thread-bound.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace doorstep::setup {

struct BenchPlace {
    std::string station;
    std::string serial;     // empty: any kiosk's
    bool reserved = false;  // never given away: the row is reached otherwise, or was set up before
};

class BenchPlaces {
  public:
    // `known`: kiosk → station of an earlier run; stations that are no rows any more are passed over.
    BenchPlaces(std::vector<BenchPlace> places, const std::map<std::string, std::string>& known);
    // By which a kiosk is known: "serial X", "mac X", or empty.
    static std::string kiosk_name(const std::string& serial, const std::string& mac);
    // The row's number; nothing when no row is left for it.
    std::optional<std::size_t> place(const std::string& serial, const std::string& mac);
    // The kiosk that has the row; empty: none yet.
    const std::string& kiosk_of(std::size_t row) const { return kiosks_.at(row); }

  private:
    std::vector<BenchPlace> places_;
    std::vector<std::string> kiosks_;  // by row
};

}  // namespace doorstep::setup

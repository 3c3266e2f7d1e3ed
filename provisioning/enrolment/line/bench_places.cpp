#include "provisioning/enrolment/line/bench_places.hpp"

#include <algorithm>

namespace doorstep::setup {

BenchPlaces::BenchPlaces(std::vector<BenchPlace> places, const std::map<std::string, std::string>& known)
    : places_(std::move(places)), kiosks_(places_.size()) {
    for (const auto& [kiosk, station] : known) {
        const auto place = std::find_if(places_.begin(), places_.end(),
                                        [&name = station](const auto& one) { return one.station == name; });
        if (place != places_.end() && place->serial.empty()) {
            kiosks_.at(static_cast<std::size_t>(place - places_.begin())) = kiosk;
        }
    }
}

std::string BenchPlaces::kiosk_name(const std::string& serial, const std::string& mac) {
    return !serial.empty() ? "serial " + serial : !mac.empty() ? "mac " + mac : std::string();
}

std::optional<std::size_t> BenchPlaces::place(const std::string& serial, const std::string& mac) {
    const auto kiosk = kiosk_name(serial, mac);
    if (kiosk.empty()) {
        return std::nullopt;
    }
    const auto first = [this](const auto& fits) -> std::optional<std::size_t> {
        for (std::size_t row = 0; row < places_.size(); ++row) {
            if (fits(places_[row], kiosks_[row])) {
                return row;
            }
        }
        return std::nullopt;
    };
    auto row = first([&](const auto& place, const auto&) { return !serial.empty() && place.serial == serial; });
    if (!row) {
        row = first([&](const auto&, const auto& holder) { return holder == kiosk; });
    }
    if (!row) {
        row = first([](const auto& place, const auto& holder) {
            return place.serial.empty() && !place.reserved && holder.empty();
        });
    }
    if (row) {
        kiosks_[*row] = kiosk;
    }
    return row;
}

}  // namespace doorstep::setup

#include "township/gateway/station_notes.hpp"

#include <utility>

#include "township/archive/downlink.hpp"
#include "township/archive/stations.hpp"

namespace doorstep::township {

Status StationNotes::write(Archive& archive) {
    const auto seen = std::exchange(seen_, {});
    const auto applied = std::exchange(applied_, {});
    const auto epochs = std::exchange(epochs_, {});
    const auto beats = std::exchange(beats_, {});
    if (seen.empty() && applied.empty() && epochs.empty() && beats.empty()) {
        return {};
    }
    return archive.database().transaction([&]() -> Status {
        for (const auto& station : seen) {
            DOORSTEP_CHECK(station_seen(archive, station));
        }
        for (const auto& [station, sequence] : applied) {
            DOORSTEP_CHECK(downlink_applied(archive, station, sequence));
        }
        for (const auto& [station, word] : epochs) {
            DOORSTEP_CHECK(note_epochs(archive, station, word));
        }
        for (const auto& [station, beat] : beats) {
            DOORSTEP_CHECK(note_beat(archive, station, beat));
        }
        return {};
    });
}

}  // namespace doorstep::township

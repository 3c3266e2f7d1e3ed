#include "township/gateway/station_notes.hpp"

#include <algorithm>
#include <utility>

#include "township/archive/downlink.hpp"
#include "township/archive/stations.hpp"
#include "township/archive/tasks.hpp"

namespace doorstep::township {

namespace {

Status tell_twins(Archive& archive, const std::string& station) {
    Task task;
    task.kind = "needs-person";
    task.station = station;
    task.what = "two machines speak under this station's identity";
    return add_task(archive, task);
}

}  // namespace

void StationNotes::beat(const std::string& station, const wire::Heartbeat& heartbeat) {
    beats_[station] = bounded(heartbeat);
    auto& starts = starts_[station];
    if (heartbeat.start() == 0 || (!starts.empty() && starts.back() == heartbeat.start())) {
        return;  // an agent from before there were any, or the one that spoke last
    }
    if (const auto before = std::find(starts.begin(), starts.end(), heartbeat.start()); before != starts.end()) {
        twins_.insert(station);
        starts.erase(before);
    }
    starts.push_back(heartbeat.start());
    if (starts.size() > most_starts) {
        starts.erase(starts.begin());
    }
}

Status StationNotes::write(Archive& archive) {
    const auto seen = std::exchange(seen_, {});
    const auto applied = std::exchange(applied_, {});
    const auto epochs = std::exchange(epochs_, {});
    const auto beats = std::exchange(beats_, {});
    const auto twins = std::exchange(twins_, {});
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
        for (const auto& station : twins) {
            DOORSTEP_CHECK(tell_twins(archive, station));
        }
        return {};
    });
}

}  // namespace doorstep::township

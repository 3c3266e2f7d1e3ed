#include "township/archive/station_beats.hpp"

#include <algorithm>

namespace doorstep::township {
namespace {

constexpr int most_devices = 16;
constexpr std::size_t longest_word = 40;
constexpr std::size_t hash_head = 8;

// As a person reads it on a terminal: signs that a terminal would obey are gone.
void make_plain(std::string& text) {
    text.resize(std::min(text.size(), longest_word));
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c <= ' ' || c > '~'; }, '?');
}

}  // namespace

wire::Heartbeat bounded(wire::Heartbeat beat) {
    if (beat.devices_size() > most_devices) {
        beat.mutable_devices()->DeleteSubrange(most_devices, beat.devices_size() - most_devices);
    }
    make_plain(*beat.mutable_version());
    make_plain(*beat.mutable_update()->mutable_version());
    make_plain(*beat.mutable_update()->mutable_word());
    beat.mutable_root_hash()->resize(std::min(beat.root_hash().size(), hash_head));
    beat.DiscardUnknownFields();
    return beat;
}

std::int64_t silent_minutes(const Station& station, std::int64_t heard_ms, std::int64_t now_ms) {
    constexpr std::int64_t minute_ms = 60'000;
    const auto last = std::max(station.seen_ms, heard_ms);
    const auto silence = now_ms - last;
    return station.enrolled() && last != 0 && silence > silent_after_ms ? silence / minute_ms : 0;
}

Status note_beat(Archive& archive, std::string_view station, const wire::Heartbeat& beat) {
    const std::string bytes = beat.SerializeAsString();
    return archive.database().run(
        "INSERT INTO station_beats VALUES (?1, ?2, ?3) ON CONFLICT (station) DO UPDATE SET heard_ms = ?2, beat = ?3",
        {std::string(station), archive.now(), to_bytes(as_bytes(bytes))});
}

Result<std::vector<StationBeat>> station_beats(Archive& archive) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT station, heard_ms, beat FROM station_beats ORDER BY station"));
    std::vector<StationBeat> out;
    for (const auto& row : rows) {
        auto& one = out.emplace_back();
        one.station = row.text(0);
        one.heard_ms = row.number(1);
        const Bytes bytes = row.bytes(2);
        one.beat.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
    }
    return out;
}

}  // namespace doorstep::township

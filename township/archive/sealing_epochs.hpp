// Which sealing keys are still needed: a retired private key lives until no enrolled station can still hold an item for
// it (SECURITY 8). Thread-bound with the archive.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/messages/uplink.pb.h"
#include "township/archive/archive.hpp"

namespace doorstep::township {

// What a station last said, for people and for the table.
struct EpochWord {
    std::string station;
    std::string epochs;  // "2 3"; empty: never said
    std::uint32_t sealing_epoch = 0;
    std::int64_t at_ms = 0;
};
// What a hello says of the station's queue.
EpochWord epoch_word(const wire::UplinkHello& hello);
// The last one counts.
Status note_epochs(Archive& archive, std::string_view station, const EpochWord& word);
// Enrolled stations that may still hold an item for that epoch, or may seal another one to it: those that said so, and
// those that were not heard since a newer key was theirs. Empty: nobody needs its private half any more.
Result<std::vector<std::string>> stations_that_need(Archive& archive, std::uint32_t epoch);
// What each enrolled station last said.
Result<std::vector<EpochWord>> epoch_words(Archive& archive);

}  // namespace doorstep::township

// Runs the real driver against a recording, in lockstep: what the reader said comes when the driver has said what it
// said then, and a driver that says anything else has changed.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/event_loop.hpp"
#include "device-drivers/idcard/idcard_reader.hpp"
#include "device-drivers/idcard/recording.hpp"

namespace doorstep::devices {

struct Replayed {
    bool as_recorded = false;
    std::string difference;            // "line 7: …"; empty when there is none
    std::vector<std::string> results;  // of the reads, as in the recording: a layout or an error's name
};

// How a read ended, as recordings name it: "Citizen", "CardRemoved".
std::string result_word(const Result<CardReading>& result);
// What a read was asked for beside the card, as recordings name it: "NewAddresses", "ManagementFingerprints", ""; and
// back, nothing for a word that is none.
std::string wishes_word(const CardWishes& wishes);
std::optional<CardWishes> wishes_named(std::string_view word);
// Plays the whole recording on a loop whose time is its own: waits are those of the field and take none. `delays`:
// those that the driver had when it was recorded. Ends in any case: a step that nobody takes within the longest wait is
// a difference.
Replayed replay(const Recording& recording, const ReaderDelays& delays = {});

}  // namespace doorstep::devices

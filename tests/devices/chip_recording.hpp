// A chip card's commands and answers, recorded and played back. What a card holds is the test applet's: no recording of
// a real card is ever made, for nothing masks its answers.
#pragma once

#include <string>

#include "device-drivers/pcsc/chip_script.hpp"
#include "tests/devices/recordings.hpp"

namespace doorstep::devices::testing {

inline std::vector<ChipScript> shipped_scripts() {
    return load_chip_scripts(DOORSTEP_SOURCE_DIR "/device-drivers/pcsc/chip-cards.toml").value();
}

inline std::string chip_word(const Result<ChipReading>& reading) {
    return reading ? reading->card : std::string(reading.error().name());
}

// The scripts against a recording; the difference, or nothing.
inline std::string replay_chip(const Recording& recording) {
    ReplayScript script(recording);
    const auto scripts = shipped_scripts();
    const ChipTransmit transmit = [&](BytesView command) -> Result<WipedBytes> {
        const auto* const step = script.take_bytes(command);
        if (step != nullptr && !step->word.empty()) {
            return error_named<ChipError>(step->word);
        }
        WipedBytes answer(largest_chip_answer);
        answer.resize(come(script, answer));
        return answer;
    };
    while (!script.ended() && !script.differs()) {
        if (const auto powered = taken<ChipError>(script, Kind::Open); !powered) {
            told(script, std::string(powered.error().name()));
            continue;
        }
        const auto reading = read_chip(scripts, transmit, [] { return false; });
        script.take({Kind::Close, 0, {}, 0, {}});
        told(script, chip_word(reading));
    }
    return script.difference();
}

}  // namespace doorstep::devices::testing

// A recording becomes one of a dialect: quiet ends cut off, as loud as the others, Opus. Reentrant.
#pragma once

#include <filesystem>
#include <string>

#include "kiosk/prompts/dialect.hpp"
#include "kiosk/prompts/sentences.hpp"
#include "sound/sound.hpp"

namespace doorstep::prompts {

// A sentence is said in half a minute at most.
inline constexpr std::int64_t longest_sentence_ms = 30'000;
// Quieter than that the microphone heard next to nothing.
inline constexpr double faint_lufs = -45;

// As it will be played.
sound::Sound prepared(const sound::Sound& raw);
// The raw recording as the dialect's one of that sentence; in place of an earlier one of its key or text. File and
// manifest are durable afterwards.
Status keep(const std::filesystem::path& folder, Dialect& dialect, const Sentence& sentence, const sound::Sound& raw);

}  // namespace doorstep::prompts

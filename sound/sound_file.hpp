// Sound in files: whatever libsndfile reads (wav, flac, ogg …) in, Opus in Ogg out. Reentrant.
#pragma once

#include <filesystem>

#include "base/wiped_bytes.hpp"
#include "sound/sound.hpp"

namespace doorstep::sound {

// Media type of what encode() makes.
inline constexpr const char* opus_type = "audio/ogg";
// A sound file is at most so large: ten minutes of a studio's 24 bits on two channels.
inline constexpr std::size_t largest_file = std::size_t{180} << 20;

// One channel at speech_rate, the channels of the file mixed. NotASound, Empty; TooLong over `longest_ms`, before it is
// decoded where the file tells its length.
Result<Sound> decode(BytesView file, std::int64_t longest_ms);
// The same from disk; a link or folder is a file error.
Result<Sound> read_sound(const std::filesystem::path& file, std::int64_t longest_ms);
// Opus in Ogg at speech_rate, about 40 kbit/s. Empty for nothing.
Result<Bytes> encode(const Sound& sound);

}  // namespace doorstep::sound

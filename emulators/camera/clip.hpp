// What the lens sees: a list of pictures as ready JPEG frames, each with a sensor's noise, so that a still photograph
// is not taken for a frozen camera.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"
#include "emulators/media/picture.hpp"

namespace doorstep::emulators {

enum class ClipError {
    NotFound = 1,  // name a picture, or a folder of pictures, that exists
    TooLong,       // over 300 pictures: shorten the clip; all frames are held in memory
};

struct ClipSettings {
    Size size{1280, 720};
    int noise = 3;     // ± this much on each colour value; 0: none
    int variants = 4;  // frames made of each picture, each with other noise
};

// Immutable; shared by all streams.
using Frames = std::vector<Bytes>;
using Clip = std::shared_ptr<const Frames>;

// Frames of these names in order. Each is a path, or a name under `folder`: a picture file (".jpg" may be left out) or
// a folder of pictures (sorted by name).
Result<Clip> make_clip(const std::vector<std::string>& names, const std::filesystem::path& folder,
                       const ClipSettings& settings);
// A covered lens: black but for the noise.
Clip black_clip(const ClipSettings& settings);

}  // namespace doorstep::emulators

template <>
struct doorstep::ErrorNames<doorstep::emulators::ClipError> {
    static constexpr std::string_view module = "clip";
    static std::string_view name(emulators::ClipError e) {
        return e == emulators::ClipError::NotFound ? "NotFound" : "TooLong";
    }
};

#include "emulators/camera/clip.hpp"

#include <algorithm>

namespace doorstep::emulators {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t most_pictures = 300;
constexpr int jpeg_quality = 90;
constexpr Rgb wall = {168, 166, 160};  // what stands around a photograph that does not fill the view

bool is_picture_name(const fs::path& path) {
    const auto ending = path.extension();
    return ending == ".jpg" || ending == ".jpeg" || ending == ".png";
}

Result<fs::path> find(const std::string& name, const fs::path& folder) {
    for (const auto& candidate : {fs::path(name), folder / name, folder / (name + ".jpg"), folder / (name + ".png")}) {
        if (!name.empty() && fs::exists(candidate)) {
            return candidate;
        }
    }
    return Error(ClipError::NotFound, name + " (looked in " + folder.native() + " too)");
}

Result<std::vector<fs::path>> pictures_of(const std::vector<std::string>& names, const fs::path& folder) {
    std::vector<fs::path> all;
    for (const auto& name : names) {
        DOORSTEP_TRY(const fs::path found, find(name, folder));
        if (!fs::is_directory(found)) {
            all.push_back(found);
            continue;
        }
        std::vector<fs::path> inside;
        for (const auto& entry : fs::directory_iterator(found)) {
            if (is_picture_name(entry.path())) {
                inside.push_back(entry.path());
            }
        }
        std::sort(inside.begin(), inside.end());
        all.insert(all.end(), inside.begin(), inside.end());
    }
    if (all.empty()) {
        return Error(ClipError::NotFound, "no pictures");
    }
    if (all.size() > most_pictures) {
        return ClipError::TooLong;
    }
    return all;
}

void append_frames(Frames& frames, const Picture& view, const ClipSettings& settings) {
    for (int i = 0; i < std::max(1, settings.variants); ++i) {
        const auto seed = static_cast<unsigned>(frames.size());
        frames.push_back(encode_jpeg(settings.noise > 0 ? with_noise(view, settings.noise, seed) : view, jpeg_quality));
    }
}

}  // namespace

Result<Clip> make_clip(const std::vector<std::string>& names, const fs::path& folder, const ClipSettings& settings) {
    DOORSTEP_TRY(const auto pictures, pictures_of(names, folder));
    auto frames = std::make_shared<Frames>();
    for (const auto& file : pictures) {
        DOORSTEP_TRY(const Picture picture, load_picture(file));
        append_frames(*frames, fitted(picture, settings.size, wall), settings);
    }
    return Clip(std::move(frames));
}

Clip black_clip(const ClipSettings& settings) {
    auto frames = std::make_shared<Frames>();
    append_frames(*frames, Picture(settings.size, {2, 2, 2}), settings);
    return frames;
}

}  // namespace doorstep::emulators

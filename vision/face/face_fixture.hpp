// For tests: where dev.d/fetch-models.sh left models and photographs.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "base/files.hpp"
#include "vision/image/decode.hpp"

namespace doorstep::vision {

// The cache of dev.d/fetch-models.sh.
inline std::filesystem::path cache_folder() {
    const auto variable = [](const char* name) {
        const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): tests have one thread
        return std::string(value != nullptr ? value : "");
    };
    if (const auto own = variable("DOORSTEP_CACHE"); !own.empty()) {
        return own;
    }
    const auto xdg = variable("XDG_CACHE_HOME");
    return std::filesystem::path(xdg.empty() ? variable("HOME") + "/.cache" : xdg) / "doorstep";
}
inline std::filesystem::path test_models() {
    return cache_folder() / "models";
}
// faces/faces: groups and single persons; faces/johns: five persons × 11, each a folder.
inline std::filesystem::path test_faces() {
    return cache_folder() / "faces";
}
inline bool models_fetched() {
    return std::filesystem::exists(test_models() / "dlib_face_recognition_resnet_model_v1.dat") &&
           std::filesystem::exists(test_faces() / "johns");
}
inline Image read_test_image(const std::filesystem::path& path) {
    return decode_image(read_file(path, max_file_bytes).value()).value();
}

}  // namespace doorstep::vision

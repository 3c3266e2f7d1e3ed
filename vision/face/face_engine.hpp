// Finds faces, turns one into a descriptor. The only door to dlib; its types stay behind it.
#pragma once

#include <filesystem>
#include <memory>
#include <vector>

#include "base/error.hpp"
#include "vision/face/descriptor.hpp"
#include "vision/face/face.hpp"
#include "vision/image/image.hpp"

namespace doorstep::vision {

enum class FaceEngineError {
    ModelsMissing = 1,  // tell the technician: the models are not installed; offer the clerk's way
    ModelsDamaged,      // as above: the files are not what they should be
    Failed,             // dlib gave up (memory); log, offer the clerk's way
};

}  // namespace doorstep::vision

template <>
struct doorstep::ErrorNames<doorstep::vision::FaceEngineError> {
    static constexpr std::string_view module = "face";
    static std::string_view name(vision::FaceEngineError e);
};

namespace doorstep::vision {

// Models and scratch memory, about 60 MB. Thread-bound: dlib's net writes into itself while it looks.
class FaceEngine {
  public:
    // Reads dlib_face_recognition_resnet_model_v1.dat and shape_predictor_5_face_landmarks.dat from the folder (see
    // models_folder() in base/paths.hpp) and logs which BLAS is loaded. About 0.3 s. ModelsMissing, ModelsDamaged.
    static Result<FaceEngine> load(const std::filesystem::path& models);
    FaceEngine(FaceEngine&&) noexcept;
    FaceEngine& operator=(FaceEngine&&) noexcept;
    ~FaceEngine();

    // All frontal faces from about 40 pixels (small pictures) or 80 pixels (a side of 400 and more) on, most certain
    // first. Pictures over 1280 pixels are searched at 1280: there a face must be a sixteenth of the longer side.
    Result<std::vector<Face>> detect(const Image& image);
    // The descriptor of one face that detect() found in this same picture; the scratch copies of the face are wiped.
    Result<Descriptor> describe(const Image& image, const Face& face);

  private:
    struct Models;
    explicit FaceEngine(std::unique_ptr<Models> models);
    std::unique_ptr<Models> models_;
};

}  // namespace doorstep::vision

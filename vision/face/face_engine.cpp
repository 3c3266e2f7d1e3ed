#include "vision/face/face_engine.hpp"

#include <algorithm>
#include <cstring>
#include <exception>

#include <dlib/dnn.h>
#include <dlib/image_processing.h>
#include <dlib/image_processing/frontal_face_detector.h>
#include <dlib/image_transforms.h>

#include "base/log.hpp"
#include "vision/face/blas.hpp"

namespace doorstep {

std::string_view ErrorNames<vision::FaceEngineError>::name(vision::FaceEngineError e) {
    switch (e) {
        case vision::FaceEngineError::ModelsMissing:
            return "ModelsMissing";
        case vision::FaceEngineError::ModelsDamaged:
            return "ModelsDamaged";
        case vision::FaceEngineError::Failed:
            return "Failed";
    }
    return "?";
}

}  // namespace doorstep

namespace doorstep::vision {
namespace {

// The shape of dlib's published face recognition net (dlib_face_recognition_resnet_model_v1): the file holds only
// weights, so each layer must be named here exactly as it was trained.
template <template <int, template <typename> class, int, typename> class Block, int N, template <typename> class Norm,
          typename Below>
using Residual = dlib::add_prev1<Block<N, Norm, 1, dlib::tag1<Below>>>;
template <template <int, template <typename> class, int, typename> class Block, int N, template <typename> class Norm,
          typename Below>
using ResidualDown =
    dlib::add_prev2<dlib::avg_pool<2, 2, 2, 2, dlib::skip1<dlib::tag2<Block<N, Norm, 2, dlib::tag1<Below>>>>>>;
template <int N, template <typename> class Norm, int Stride, typename Below>
using Block = Norm<dlib::con<N, 3, 3, 1, 1, dlib::relu<Norm<dlib::con<N, 3, 3, Stride, Stride, Below>>>>>;
template <int N, typename Below>
using Same = dlib::relu<Residual<Block, N, dlib::affine, Below>>;
template <int N, typename Below>
using Down = dlib::relu<ResidualDown<Block, N, dlib::affine, Below>>;
template <typename Below>
using Level0 = Down<256, Below>;
template <typename Below>
using Level1 = Same<256, Same<256, Down<256, Below>>>;
template <typename Below>
using Level2 = Same<128, Same<128, Down<128, Below>>>;
template <typename Below>
using Level3 = Same<64, Same<64, Same<64, Down<64, Below>>>>;
template <typename Below>
using Level4 = Same<32, Same<32, Same<32, Below>>>;
using Input = dlib::input_rgb_image_sized<150>;
using FaceNet = dlib::loss_metric<dlib::fc_no_bias<
    128, dlib::avg_pool_everything<Level0<Level1<Level2<Level3<
             Level4<dlib::max_pool<3, 3, 2, 2, dlib::relu<dlib::affine<dlib::con<32, 7, 7, 2, 2, Input>>>>>>>>>>>>;

constexpr int chip_side = 150;
constexpr double chip_padding = 0.25;
constexpr int small_picture = 400;   // longer side below this: searched at double size
constexpr int large_picture = 1280;  // longer side above this: searched at this size

using Pixels = dlib::array2d<dlib::rgb_pixel>;

// dlib's own containers do not wipe.
struct WipedPixels {
    WipedPixels() = default;
    WipedPixels(const WipedPixels&) = delete;
    WipedPixels& operator=(const WipedPixels&) = delete;
    ~WipedPixels() {
        for (long y = 0; y < pixels.nr(); ++y) {
            wipe(&pixels[y][0], static_cast<std::size_t>(pixels.nc()) * sizeof(dlib::rgb_pixel));
        }
    }
    Pixels pixels;
};

void copy_pixels(const Image& image, Pixels& to) {
    to.set_size(image.height(), image.width());
    for (int y = 0; y < image.height(); ++y) {
        const std::uint8_t* from = image.row(y);
        for (int x = 0; x < image.width(); ++x) {
            auto& pixel = to[y][x];
            if (image.colour() == Colour::Grey) {
                pixel = dlib::rgb_pixel(from[x], from[x], from[x]);
            } else {
                pixel = dlib::rgb_pixel(from[3 * x], from[3 * x + 1], from[3 * x + 2]);
            }
        }
    }
}

double search_scale(const Image& image) {
    const int longer = std::max(image.width(), image.height());
    if (longer < small_picture) {
        return 2.0;
    }
    return longer > large_picture ? static_cast<double>(large_picture) / longer : 1.0;
}

void scaled(const Pixels& from, double scale, Pixels& to) {
    to.set_size(std::lround(static_cast<double>(from.nr()) * scale),
                std::lround(static_cast<double>(from.nc()) * scale));
    dlib::resize_image(from, to);
}

Face face_of(const dlib::full_object_detection& shape, double confidence) {
    const auto& box = shape.get_rect();
    Face face{static_cast<int>(box.left()),
              static_cast<int>(box.top()),
              static_cast<int>(box.width()),
              static_cast<int>(box.height()),
              confidence,
              {}};
    for (unsigned long i = 0; i < face.landmarks.size(); ++i) {
        face.landmarks[i] = {static_cast<double>(shape.part(i).x()), static_cast<double>(shape.part(i).y())};
    }
    return face;
}

dlib::full_object_detection shape_of(const Face& face) {
    std::vector<dlib::point> points;
    for (const auto& p : face.landmarks) {
        points.emplace_back(std::lround(p.x), std::lround(p.y));
    }
    return {dlib::rectangle(face.left, face.top, face.left + face.width - 1, face.top + face.height - 1), points};
}

template <class Model>
Status read_model(const std::filesystem::path& file, Model& model) {
    std::error_code missing;
    if (!std::filesystem::is_regular_file(file, missing)) {
        return Error(FaceEngineError::ModelsMissing, file.native());
    }
    try {
        dlib::deserialize(file.native()) >> model;
    } catch (const std::exception& problem) {
        return Error(FaceEngineError::ModelsDamaged, file.native() + ": " + problem.what());
    }
    return {};
}

}  // namespace

struct FaceEngine::Models {
    dlib::frontal_face_detector detector = dlib::get_frontal_face_detector();
    dlib::shape_predictor landmarks;
    FaceNet net;
};

FaceEngine::FaceEngine(std::unique_ptr<Models> models) : models_(std::move(models)) {}
FaceEngine::FaceEngine(FaceEngine&&) noexcept = default;
FaceEngine& FaceEngine::operator=(FaceEngine&&) noexcept = default;
FaceEngine::~FaceEngine() = default;

Result<FaceEngine> FaceEngine::load(const std::filesystem::path& models) {
    auto loaded = std::make_unique<Models>();
    DOORSTEP_CHECK(read_model(models / "shape_predictor_5_face_landmarks.dat", loaded->landmarks));
    if (loaded->landmarks.num_parts() != std::tuple_size_v<decltype(Face::landmarks)>) {
        return Error(FaceEngineError::ModelsDamaged, "the landmark model has not five points");
    }
    DOORSTEP_CHECK(read_model(models / "dlib_face_recognition_resnet_model_v1.dat", loaded->net));
    const auto blas = loaded_blas();
    if (blas_is_slow(blas)) {
        log::warning("face comparison runs on a slow BLAS ({}); install libopenblas0-serial", blas);
    } else {
        log::info("face comparison runs on {}", blas);
    }
    return FaceEngine(std::move(loaded));
}

Result<std::vector<Face>> FaceEngine::detect(const Image& image) {
    try {
        WipedPixels whole;
        copy_pixels(image, whole.pixels);
        const double scale = search_scale(image);
        WipedPixels resized;
        if (scale != 1.0) {
            scaled(whole.pixels, scale, resized.pixels);
        }
        std::vector<std::pair<double, dlib::rectangle>> boxes;
        models_->detector(scale != 1.0 ? resized.pixels : whole.pixels, boxes);
        std::vector<Face> faces;
        for (const auto& [confidence, box] : boxes) {
            const auto back = [scale](long v) { return std::lround(static_cast<double>(v) / scale); };
            const dlib::rectangle placed(back(box.left()), back(box.top()), back(box.right()), back(box.bottom()));
            faces.push_back(face_of(models_->landmarks(whole.pixels, placed), confidence));
        }
        std::sort(faces.begin(), faces.end(), [](const Face& a, const Face& b) { return a.confidence > b.confidence; });
        return faces;
    } catch (const std::exception& problem) {
        return Error(FaceEngineError::Failed, problem.what());
    }
}

Result<Descriptor> FaceEngine::describe(const Image& image, const Face& face) {
    try {
        WipedPixels whole;
        copy_pixels(image, whole.pixels);
        dlib::matrix<dlib::rgb_pixel> chip;
        dlib::extract_image_chip(whole.pixels, dlib::get_face_chip_details(shape_of(face), chip_side, chip_padding),
                                 chip);
        dlib::matrix<float, 0, 1> values = models_->net(chip);
        models_->net.clean();
        wipe(&chip(0, 0), static_cast<std::size_t>(chip.size()) * sizeof(dlib::rgb_pixel));
        auto descriptor = Descriptor::from({values.begin(), static_cast<std::size_t>(values.size())});
        wipe(values.begin(), static_cast<std::size_t>(values.size()) * sizeof(float));
        if (!descriptor) {
            return Error(FaceEngineError::Failed, "the net gave no 128 finite numbers");
        }
        return *descriptor;
    } catch (const std::exception& problem) {
        return Error(FaceEngineError::Failed, problem.what());
    }
}

}  // namespace doorstep::vision

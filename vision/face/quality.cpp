#include "vision/face/quality.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace doorstep::vision {
namespace {

// Faces are measured on a patch of this size, whatever their size in the picture.
constexpr int patch_side = 96;
using Patch = std::array<std::array<float, patch_side>, patch_side>;

struct Box {
    int left, top, right, bottom;
    bool empty() const { return left >= right || top >= bottom; }
};

Box clipped(const Image& image, const Face& face) {
    return {std::max(face.left, 0), std::max(face.top, 0), std::min(face.left + face.width, image.width()),
            std::min(face.top + face.height, image.height())};
}

float grey_at(const Image& image, int x, int y) {
    const std::uint8_t* p = image.row(y) + x * image.channels();
    return image.colour() == Colour::Grey ? static_cast<float>(p[0]) : 0.299F * p[0] + 0.587F * p[1] + 0.114F * p[2];
}

float mean_of_cell(const Image& image, int left, int top, int right, int bottom) {
    float sum = 0;
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            sum += grey_at(image, x, y);
        }
    }
    return sum / static_cast<float>((right - left) * (bottom - top));
}

// The box shrunk or stretched to the patch: area means when shrinking, nearest pixel when stretching.
Patch patch_of(const Image& image, const Box& box) {
    Patch patch{};
    const int width = box.right - box.left;
    const int height = box.bottom - box.top;
    for (int y = 0; y < patch_side; ++y) {
        const int top = box.top + y * height / patch_side;
        const int bottom = std::max(top + 1, box.top + (y + 1) * height / patch_side);
        for (int x = 0; x < patch_side; ++x) {
            const int left = box.left + x * width / patch_side;
            const int right = std::max(left + 1, box.left + (x + 1) * width / patch_side);
            patch[static_cast<std::size_t>(y)][static_cast<std::size_t>(x)] =
                mean_of_cell(image, left, top, right, bottom);
        }
    }
    return patch;
}

float mean_of(const Patch& patch) {
    float sum = 0;
    for (const auto& row : patch) {
        for (const float value : row) {
            sum += value;
        }
    }
    return sum / (patch_side * patch_side);
}

bool cut_off(const Image& image, const Face& face) {
    // The detector's box has a margin around the face: a sixth of it may be missing.
    const int margin = face.width / 6;
    return face.left < -margin || face.top < -margin || face.left + face.width > image.width() + margin ||
           face.top + face.height > image.height() + margin;
}

}  // namespace

std::string_view face_problem_name(FaceProblem problem) {
    switch (problem) {
        case FaceProblem::NoFace:
            return "no-face";
        case FaceProblem::SeveralFaces:
            return "several-faces";
        case FaceProblem::TooSmall:
            return "too-small";
        case FaceProblem::CutOff:
            return "cut-off";
        case FaceProblem::TurnedAway:
            return "turned-away";
        case FaceProblem::TooDark:
            return "too-dark";
        case FaceProblem::TooBright:
            return "too-bright";
        case FaceProblem::Blurred:
            return "blurred";
    }
    return "?";
}

double face_brightness(const Image& image, const Face& face) {
    const Box box = clipped(image, face);
    return box.empty() ? 0 : double{mean_of(patch_of(image, box))};
}

double face_sharpness(const Image& image, const Face& face) {
    const Box box = clipped(image, face);
    if (box.empty()) {
        return 0;
    }
    const Patch patch = patch_of(image, box);
    const double mean = double{mean_of(patch)};
    double detail = 0;
    double contrast = 0;
    for (std::size_t y = 1; y + 1 < patch_side; ++y) {
        for (std::size_t x = 1; x + 1 < patch_side; ++x) {
            const double centre = double{patch[y][x]};
            const double around =
                double{patch[y - 1][x]} + double{patch[y + 1][x]} + double{patch[y][x - 1]} + double{patch[y][x + 1]};
            detail += (around - 4 * centre) * (around - 4 * centre);
            contrast += (centre - mean) * (centre - mean);
        }
    }
    return contrast > 0 ? detail / contrast : 0;
}

double face_turn(const Face& face) {
    const auto& p = face.landmarks;
    const FacePoint right{(p[0].x + p[1].x) / 2, (p[0].y + p[1].y) / 2};
    const FacePoint left{(p[2].x + p[3].x) / 2, (p[2].y + p[3].y) / 2};
    const FacePoint axis{right.x - left.x, right.y - left.y};
    const double length2 = axis.x * axis.x + axis.y * axis.y;
    if (length2 <= 0) {
        return 1;
    }
    const double along = ((p[4].x - left.x) * axis.x + (p[4].y - left.y) * axis.y) / length2;
    return std::abs(along - 0.5);
}

std::optional<FaceProblem> find_problem(const Image& image, std::span<const Face> faces, const FaceLimits& limits) {
    if (faces.empty()) {
        return FaceProblem::NoFace;
    }
    if (faces.size() > 1) {
        return FaceProblem::SeveralFaces;
    }
    const Face& face = faces.front();
    if (face.width < limits.least_width) {
        return FaceProblem::TooSmall;
    }
    if (cut_off(image, face)) {
        return FaceProblem::CutOff;
    }
    const double brightness = face_brightness(image, face);
    if (brightness < limits.darkest) {
        return FaceProblem::TooDark;
    }
    if (brightness > limits.brightest) {
        return FaceProblem::TooBright;
    }
    if (face_turn(face) > limits.most_turned) {
        return FaceProblem::TurnedAway;
    }
    if (face_sharpness(image, face) < limits.least_sharpness) {
        return FaceProblem::Blurred;
    }
    return std::nullopt;
}

}  // namespace doorstep::vision

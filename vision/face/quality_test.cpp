#include "vision/face/quality.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace doorstep::vision {
namespace {

Face face_at(int left, int top, int side) {
    const double x = left;
    const double y = top;
    const double s = side;
    return {left,
            top,
            side,
            side,
            1.5,
            {{{x + 0.8 * s, y + 0.4 * s},
              {x + 0.6 * s, y + 0.4 * s},
              {x + 0.2 * s, y + 0.4 * s},
              {x + 0.4 * s, y + 0.4 * s},
              {x + 0.5 * s, y + 0.6 * s}}}};
}

// Waves of that many pixels around a mean grey.
Image waves(double length, double mean, double amplitude) {
    auto image = Image::make(400, 400, Colour::Grey).value();
    for (int y = 0; y < 400; ++y) {
        for (int x = 0; x < 400; ++x) {
            const double value = mean + amplitude * std::sin(6.2832 * x / length) * std::sin(6.2832 * y / length);
            image.row(y)[x] = static_cast<std::uint8_t>(value);
        }
    }
    return image;
}

std::optional<FaceProblem> problem(const Image& image, const Face& face) {
    return find_problem(image, std::vector<Face>{face});
}

TEST(FaceQuality, OneGoodFaceHasNoProblem) {
    EXPECT_EQ(problem(waves(12, 128, 60), face_at(100, 100, 150)), std::nullopt);
}

TEST(FaceQuality, NoFaceAndTwoFacesAreNamedAndNoneIsChosen) {
    const auto image = waves(12, 128, 60);
    EXPECT_EQ(find_problem(image, {}), FaceProblem::NoFace);
    const std::vector<Face> two{face_at(20, 20, 150), face_at(220, 220, 150)};
    EXPECT_EQ(find_problem(image, two), FaceProblem::SeveralFaces);
}

TEST(FaceQuality, EachFaultHasItsName) {
    const auto good = waves(12, 128, 60);
    EXPECT_EQ(problem(good, face_at(100, 100, 50)), FaceProblem::TooSmall);
    EXPECT_EQ(problem(good, face_at(-40, 100, 150)), FaceProblem::CutOff);
    EXPECT_EQ(problem(good, face_at(300, 100, 150)), FaceProblem::CutOff);
    EXPECT_EQ(problem(waves(12, 25, 20), face_at(100, 100, 150)), FaceProblem::TooDark);
    EXPECT_EQ(problem(waves(12, 240, 15), face_at(100, 100, 150)), FaceProblem::TooBright);
    EXPECT_EQ(problem(waves(150, 128, 60), face_at(100, 100, 150)), FaceProblem::Blurred);
    auto aside = face_at(100, 100, 150);
    aside.landmarks[4].x += 50;
    EXPECT_EQ(problem(good, aside), FaceProblem::TurnedAway);
}

TEST(FaceQuality, EnrolmentIsStricter) {
    const auto good = waves(12, 128, 60);
    const std::vector<Face> small{face_at(100, 100, 80)};
    EXPECT_EQ(find_problem(good, small), std::nullopt);
    EXPECT_EQ(find_problem(good, small, FaceLimits::for_enrolment()), FaceProblem::TooSmall);
}

TEST(FaceQuality, AFaceOutsideThePictureIsMeasuredAsNothing) {
    const auto good = waves(12, 128, 60);
    EXPECT_EQ(face_brightness(good, face_at(500, 500, 80)), 0);
    EXPECT_EQ(face_sharpness(good, face_at(500, 500, 80)), 0);
    EXPECT_EQ(face_turn(Face{}), 1);
}

TEST(FaceQuality, EveryProblemHasItsOwnName) {
    std::vector<std::string_view> names;
    for (int i = 1; i <= static_cast<int>(FaceProblem::Blurred); ++i) {
        const auto name = face_problem_name(static_cast<FaceProblem>(i));
        EXPECT_NE(name, "?");
        EXPECT_EQ(std::count(names.begin(), names.end(), name), 0) << name;
        names.push_back(name);
    }
}

}  // namespace
}  // namespace doorstep::vision

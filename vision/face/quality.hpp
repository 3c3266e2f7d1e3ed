// Whether a picture is good enough to compare a face in it, and if not, why: the kiosk has one sentence for each.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "vision/face/face.hpp"
#include "vision/image/image.hpp"

namespace doorstep::vision {

enum class FaceProblem {
    NoFace = 1,    // ask to look at the camera
    SeveralFaces,  // ask the others to step aside; never choose one
    TooSmall,      // ask to come closer
    CutOff,        // ask to move into the picture
    TurnedAway,    // ask to look straight at the camera
    TooDark,       // switch the light on, say so
    TooBright,     // turn the light down or away
    Blurred,       // ask to hold still for a moment
};
// "no-face", "several-faces" …; for JSON and messages, never for the screen.
std::string_view face_problem_name(FaceProblem problem);

// Where a face stops being good enough. The defaults accept any photograph that the net compares well.
struct FaceLimits {
    int least_width = 60;           // pixels of the box; the net looks at 150, below 60 most of that is invented
    double darkest = 45;            // mean grey of the face, 0–255
    double brightest = 225;         // mean grey of the face, 0–255
    double least_sharpness = 0.01;  // see face_sharpness()
    double most_turned = 0.35;      // nose off the middle between the eyes, in distances between the eyes
    // Stricter ones for a template that will be compared for years: a bad one lets strangers in.
    static FaceLimits for_enrolment() { return {100, 60, 210, 0.03, 0.25}; }
};

// The worst problem of the faces found in this picture, nothing when there is exactly one good face. Reentrant.
std::optional<FaceProblem> find_problem(const Image& image, std::span<const Face> faces, const FaceLimits& limits = {});

// Mean grey of the face box, 0–255; 0 when the box lies outside.
double face_brightness(const Image& image, const Face& face);
// Fine detail against coarse, measured at one face size so that a large face is not called blurred for being large:
// energy of the Laplacian over variance of the grey, 0.02 to 1 when sharp, below 0.01 when blurred.
double face_sharpness(const Image& image, const Face& face);
// How far the nose is off the middle between the eyes, in distances between the eyes; 0 looks straight ahead.
double face_turn(const Face& face);

}  // namespace doorstep::vision

// A face found in a picture. Plain values; positions in pixels of the picture that was searched.
#pragma once

#include <array>

namespace doorstep::vision {

struct FacePoint {
    double x = 0;
    double y = 0;
};

struct Face {
    // The detector's box; may reach beyond the picture when the face is cut off.
    int left = 0;
    int top = 0;
    int width = 0;
    int height = 0;
    // How sure the detector is; 0 is its own limit, a clear frontal face has 1 and more.
    double confidence = 0;
    // dlib's five: outer and inner corner of the eye on the picture's right, the same of the other eye, base of the
    // nose.
    std::array<FacePoint, 5> landmarks{};
};

}  // namespace doorstep::vision

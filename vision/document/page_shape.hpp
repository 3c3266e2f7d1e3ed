// How large the straightened page must be; private to this folder.
#pragma once

#include <opencv2/core.hpp>

#include "vision/document/page_finder.hpp"

namespace doorstep::vision {

// Width over height of the sheet behind a quadrangle seen in perspective. Takes the camera's axis to go through the
// middle of the picture (Zhang and He, Whiteboard scanning, 2007); where that has no answer, the ratio of the mean
// sides.
double sheet_ratio(const Quad& quad, cv::Size picture);

// Pixels of the straightened page: no side gets fewer than it has in the picture, the ratio is the sheet's, and the
// whole stays within the bounds of Image.
cv::Size sheet_pixels(const Quad& quad, cv::Size picture);

}  // namespace doorstep::vision

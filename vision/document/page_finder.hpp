// Where the page lies in a picture; private to this folder.
#pragma once

#include <array>

#include <opencv2/core.hpp>

namespace doorstep::vision {

// TL, TR, BR, BL.
using Quad = std::array<cv::Point2d, 4>;

struct FoundPage {
    Quad corners;
    // False: no page edges, the corners are the frame's.
    bool edges_seen = false;
    // The page runs over at least one side of the frame while another of its edges is seen.
    bool touches_frame = false;
};

// Finds the one large page that differs from what lies around it. `picture` is 8-bit grey or RGB. How, and what was
// tried before, stands in docs/decisions/vision-page-finder.md.
FoundPage find_page(const cv::Mat& picture);

}  // namespace doorstep::vision

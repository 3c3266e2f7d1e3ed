// What is wrong with a straightened page; private to this folder.
#pragma once

#include <vector>

#include <opencv2/core.hpp>

#include "vision/document/page.hpp"

namespace doorstep::vision {

// Figures of a page; grey levels 0–255.
struct PageFigures {
    double paper = 0;        // level of the bare paper
    double contrast = 0;     // paper minus the typical ink
    double ink_share = 0;    // of the page's pixels
    double steepness = 0;    // of the edges of writing: 1 jumps within a pixel, 0.1 takes ten
    double glare_share = 0;  // of the page: burnt-out although the paper elsewhere is not
};

// Measures a page at about archive resolution (larger ones are shrunk first, dpi 0 is taken as A4).
PageFigures measure(const cv::Mat& grey, double dpi);

// The reasons that the figures give: Blurred, TooDark, Faint, Blank, Glare.
std::vector<PageReason> reasons_of(const PageFigures& figures);

}  // namespace doorstep::vision

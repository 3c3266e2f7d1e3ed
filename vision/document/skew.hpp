// How crooked the text lines of a page stand; private to this folder.
#pragma once

#include <optional>

#include <opencv2/core.hpp>

namespace doorstep::vision {

// Marks of writing: 255 where a pixel is darker than its surroundings, 0 elsewhere. `grey` is 8 bit.
cv::Mat ink_mask(const cv::Mat& grey);

// Degrees by which the lines fall to the right (turn the picture counter-clockwise by it to level them), within
// ±most_skew_deg; nothing when the page has too little text or no direction stands out.
std::optional<double> text_skew(const cv::Mat& grey);

}  // namespace doorstep::vision

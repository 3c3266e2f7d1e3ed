// OpenCV's view of our pictures; private to this folder.
#pragma once

#include <opencv2/core.hpp>

#include "vision/image/image.hpp"

namespace doorstep::vision {

// The image's own pixels as a matrix, no copy; the image must outlive it. Channels are R,G,B.
inline cv::Mat view(Image& image) {
    return {image.height(), image.width(), CV_8UC(image.channels()), image.data(), image.stride()};
}
// As above for reading: OpenCV has no const matrix, whoever writes into it is wrong.
inline cv::Mat view(const Image& image) {
    return {image.height(), image.width(), CV_8UC(image.channels()), const_cast<std::uint8_t*>(image.data()),
            image.stride()};
}

}  // namespace doorstep::vision

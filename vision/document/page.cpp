#include "vision/document/page.hpp"

namespace doorstep {

std::string_view ErrorNames<vision::PageError>::name(vision::PageError e) {
    switch (e) {
        case vision::PageError::TooSmall:
            return "TooSmall";
        case vision::PageError::Failed:
            return "Failed";
    }
    return "?";
}

}  // namespace doorstep

namespace doorstep::vision {

std::string_view page_reason_name(PageReason reason) {
    switch (reason) {
        case PageReason::Blurred:
            return "blurred";
        case PageReason::TooDark:
            return "too-dark";
        case PageReason::Faint:
            return "faint";
        case PageReason::CutOff:
            return "cut-off";
        case PageReason::Blank:
            return "blank";
        case PageReason::LowDpi:
            return "low-dpi";
        case PageReason::Glare:
            return "glare";
    }
    return "?";
}

}  // namespace doorstep::vision

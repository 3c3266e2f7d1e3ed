// From a photograph or scan to a straight page with a verdict. The only header of this folder that others include.
#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "vision/document/paper_size.hpp"
#include "vision/image/image.hpp"

namespace doorstep::vision {

enum class PageError {
    TooSmall = 1,  // ask for another picture: a side below least_page_side shows nothing readable
    Failed,        // out of memory inside OpenCV; log, ask again
};

// What is wrong with a page; the kiosk has one sentence and one "what now" for each.
enum class PageReason {
    Blurred = 1,  // scan or photograph again, hold still
    TooDark,      // more light
    Faint,        // writing too light: scan darker, or trace it
    CutOff,       // lay the page wholly into the picture
    Blank,        // perhaps the wrong side
    LowDpi,       // scan with at least PageOptions::least_dpi
    Glare,        // a lamp mirrors in the paper: turn it a little
};

}  // namespace doorstep::vision

template <>
struct doorstep::ErrorNames<doorstep::vision::PageError> {
    static constexpr std::string_view module = "page";
    static std::string_view name(vision::PageError e);
};

namespace doorstep::vision {

// Nothing can be judged on a picture with a shorter side.
constexpr int least_page_side = 64;
// Text that stands more crooked than this is not turned: it is then rather a picture, a table or sideways.
constexpr double most_skew_deg = 15.0;
// DA/T 31-2017.
constexpr double archive_dpi = 200.0;

// "blurred", "too-dark", "faint", "cut-off", "blank", "low-dpi", "glare"; for JSON and messages, never for the screen.
std::string_view page_reason_name(PageReason reason);

struct PagePoint {
    double x = 0;
    double y = 0;
};

struct PageOptions {
    // Resolution of the source when the caller knows it (a scanner's setting); 0: what the file says.
    double dpi = 0;
    // Below it the reason LowDpi is given; 0 switches that off. Unknown resolution is not judged by it.
    double least_dpi = archive_dpi;
};

struct PageResult {
    // TL, TR, BR, BL in pixels of the upright source; may lie outside when the page is cut off.
    std::array<PagePoint, 4> corners{};
    // False: no edges seen, the page fills the frame (flatbed, feeder) and the corners are the frame's.
    bool edges_seen = false;
    // Clockwise quarter turns done, in degrees. This version never turns by quarters: always 0.
    int rotation = 0;
    // Degrees by which the text lines were turned beyond the page's edges, clockwise positive.
    double turned_deg = 0;
    // Skew of the text lines that is left in `page`, clockwise positive; 0 when there are too few lines to tell.
    double skew_deg = 0;
    PaperSize size = PaperSize::Unknown;
    // Of `page`; 0 when unknown, as for photographs.
    double dpi = 0;
    // Empty when the page is good; each reason at most once, in the order of the enum.
    std::vector<PageReason> reasons{};
    // The straightened page, in the colours of the source.
    Image page;

    bool ok() const { return reasons.empty(); }
};

// Finds the page (or takes the whole frame), straightens it and judges it. The source stays as it is. Nothing that the
// frame shows inside the page's edges is cropped: turning enlarges the canvas. Reentrant; about 0.2 s for A4 at 300
// dpi. Errors: TooSmall, Failed. A bad page is a value with reasons, not an error.
Result<PageResult> straighten(const Image& source, const PageOptions& options = {});

}  // namespace doorstep::vision

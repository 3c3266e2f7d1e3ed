#include "device-drivers/receipt/receipt_page.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

#include <poppler-document.h>
#include <poppler-global.h>
#include <poppler-image.h>
#include <poppler-page-renderer.h>
#include <poppler-page.h>

namespace doorstep {

std::string_view ErrorNames<devices::ReceiptPageError>::name(devices::ReceiptPageError e) {
    using devices::ReceiptPageError;
    switch (e) {
        case ReceiptPageError::NotAPdf:
            return "NotAPdf";
        case ReceiptPageError::TooLong:
            return "TooLong";
        case ReceiptPageError::Empty:
            return "Empty";
    }
    return "?";
}

}  // namespace doorstep

namespace doorstep::devices {
namespace {

constexpr std::uint8_t ink_below = 250;
constexpr int dots_between_pages = 24;
constexpr int most_pages = 20;
constexpr double mm_an_inch = 25.4;
constexpr double longest_points = longest_receipt_mm / mm_an_inch * 72;
constexpr std::uint8_t white = 255;

// Pixels of a picture, left out at the right and below.
struct Box {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
};

poppler::image draw(const poppler::page& page, double dpi, const Box& part) {
    poppler::page_renderer renderer;
    renderer.set_image_format(poppler::image::format_gray8);
    renderer.set_render_hint(poppler::page_renderer::antialiasing, true);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing, true);
    return renderer.render_page(&page, dpi, dpi, part.x, part.y, part.width, part.height);
}

const std::uint8_t* row_of(const poppler::image& image, int y) {
    return reinterpret_cast<const std::uint8_t*>(image.const_data()) +
           static_cast<std::ptrdiff_t>(y) * image.bytes_per_row();
}

// Where there is ink; nothing on a blank page.
std::optional<Box> inked(const poppler::image& image) {
    int left = image.width();
    int right = -1;
    int top = -1;
    int bottom = -1;
    for (int y = 0; y < image.height(); ++y) {
        const auto* row = row_of(image, y);
        for (int x = 0; x < image.width(); ++x) {
            if (row[x] < ink_below) {
                left = std::min(left, x);
                right = std::max(right, x);
                top = top < 0 ? y : top;
                bottom = y;
            }
        }
    }
    return right < 0 ? std::nullopt : std::optional(Box{left, top, right - left + 1, bottom - top + 1});
}

// Overwritten when it goes: it shows somebody's paper.
struct WipedImage {
    poppler::image image;
    ~WipedImage() {
        if (image.is_valid()) {
            wipe(image.data(),
                 static_cast<std::size_t>(image.bytes_per_row()) * static_cast<std::size_t>(image.height()));
        }
    }
};

void append(GreyPicture& picture, const poppler::image& image, const Box& part) {
    const int gap = picture.height == 0 ? 0 : dots_between_pages;
    const auto width = static_cast<std::size_t>(picture.width);
    const int left = (picture.width - part.width) / 2;
    const auto begin = picture.pixels.size() + width * static_cast<std::size_t>(gap);
    picture.pixels.resize(begin + width * static_cast<std::size_t>(part.height), white);
    for (int y = 0; y < part.height; ++y) {
        std::copy_n(row_of(image, part.y + y) + part.x, part.width,
                    picture.pixels.data() + begin + width * static_cast<std::size_t>(y) + left);
    }
    picture.height += gap + part.height;
}

// One page, at the resolution at which its ink is as wide as the head at most.
Status append_page(GreyPicture& picture, const poppler::page& page) {
    const auto size = page.page_rect();
    if (size.height() > 2 * longest_points || size.width() > 2 * longest_points) {
        return ReceiptPageError::TooLong;
    }
    const auto whole = [&](double dpi) {
        return Box{0, 0, static_cast<int>(std::ceil(size.width() * dpi / 72)),
                   static_cast<int>(std::ceil(size.height() * dpi / 72))};
    };
    const WipedImage natural{draw(page, receipt_dpi, whole(receipt_dpi))};
    if (!natural.image.is_valid()) {
        return ReceiptPageError::NotAPdf;
    }
    const auto ink = inked(natural.image);
    if (!ink) {
        return {};
    }
    if (ink->width <= picture.width) {
        append(picture, natural.image, *ink);
        return {};
    }
    // A pixel of the ink may round away at the edge: two less than the head.
    const double dpi = receipt_dpi * (picture.width - 2) / ink->width;
    const WipedImage smaller{draw(page, dpi, whole(dpi))};
    auto part = smaller.image.is_valid() ? inked(smaller.image) : std::nullopt;
    if (!part) {
        return ReceiptPageError::NotAPdf;
    }
    part->width = std::min(part->width, picture.width);
    append(picture, smaller.image, *part);
    return {};
}

}  // namespace

Result<GreyPicture> render_receipt(BytesView pdf, int head_dots) {
    // Its complaints may quote the paper: what matters of them is told by the error.
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    const std::unique_ptr<poppler::document> document(
        poppler::document::load_from_raw_data(reinterpret_cast<const char*>(pdf.data()), static_cast<int>(pdf.size())));
    if (!document || document->is_locked()) {
        return ReceiptPageError::NotAPdf;
    }
    if (document->pages() > most_pages) {
        return ReceiptPageError::TooLong;
    }
    GreyPicture picture;
    picture.width = head_dots;
    for (int i = 0; i < document->pages(); ++i) {
        const std::unique_ptr<poppler::page> page(document->create_page(i));
        if (!page) {
            return ReceiptPageError::NotAPdf;
        }
        DOORSTEP_CHECK(append_page(picture, *page));
        if (picture.height > longest_receipt_mm * receipt_dpi / mm_an_inch) {
            return ReceiptPageError::TooLong;
        }
    }
    return picture.height > 0 ? Result<GreyPicture>(std::move(picture)) : Error(ReceiptPageError::Empty);
}

}  // namespace doorstep::devices

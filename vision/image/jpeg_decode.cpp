#include <array>
#include <csetjmp>
#include <cstdio>
#include <optional>

#include <jpeglib.h>
// jerror.h after jpeglib.h: it needs its macros.
#include <jerror.h>

#include "vision/image/exif.hpp"
#include "vision/image/formats.hpp"

namespace doorstep::vision {
namespace {

// A progressive file may ask for thousands of passes over all pixels; honest ones have about ten.
constexpr int max_scans = 100;

// libjpeg leaves by longjmp, which skips destructors: each method that calls it holds only plain values, and everything
// that owns memory is a member.
class JpegReader {
  public:
    JpegReader() {
        decoder_.err = jpeg_std_error(&errors_);
        errors_.error_exit = [](j_common_ptr common) { std::longjmp(self(common).return_point_, 1); };
        errors_.emit_message = [](j_common_ptr common, int level) { self(common).note_warning(level); };
        errors_.output_message = [](j_common_ptr) {};
        jpeg_create_decompress(&decoder_);
        decoder_.client_data = this;
        progress_.progress_monitor = [](j_common_ptr common) { self(common).watch_scans(); };
        decoder_.progress = &progress_;
    }
    JpegReader(const JpegReader&) = delete;
    JpegReader& operator=(const JpegReader&) = delete;
    ~JpegReader() { jpeg_destroy_decompress(&decoder_); }

    // Reads up to the first pixel; false on error.
    bool read_header(BytesView file) {
        if (setjmp(return_point_) != 0) {  // NOLINT(cert-err52-cpp): libjpeg's only way out
            return false;
        }
        jpeg_mem_src(&decoder_, file.data(), file.size());
        jpeg_save_markers(&decoder_, JPEG_APP0 + 1, 0xFFFF);
        return jpeg_read_header(&decoder_, TRUE) == JPEG_HEADER_OK;
    }
    // Reads the pixels into an image of the file's size; false on error.
    bool read_pixels(Image& image) {
        if (setjmp(return_point_) != 0) {  // NOLINT(cert-err52-cpp): libjpeg's only way out
            return false;
        }
        decoder_.out_color_space = image.colour() == Colour::Grey ? JCS_GRAYSCALE : JCS_RGB;
        jpeg_start_decompress(&decoder_);
        while (decoder_.output_scanline < decoder_.output_height) {
            JSAMPROW row = image.row(static_cast<int>(decoder_.output_scanline));
            jpeg_read_scanlines(&decoder_, &row, 1);
        }
        jpeg_finish_decompress(&decoder_);
        return true;
    }
    const jpeg_decompress_struct& header() const { return decoder_; }
    bool truncated() const { return truncated_; }
    bool damaged() const { return damaged_; }
    Error error() const {
        if (truncated_) {
            return ImageError::Truncated;
        }
        std::array<char, JMSG_LENGTH_MAX> text{};
        // const_cast: libjpeg formats the message it stored, changing nothing.
        auto* common = reinterpret_cast<j_common_ptr>(const_cast<jpeg_decompress_struct*>(&decoder_));
        errors_.format_message(common, text.data());
        return {too_many_scans_ ? ImageError::TooLarge : ImageError::Damaged, text.data()};
    }

  private:
    static JpegReader& self(j_common_ptr common) { return *static_cast<JpegReader*>(common->client_data); }

    void note_warning(int level) {
        if (level >= 0) {
            return;  // a trace message
        }
        truncated_ = truncated_ || errors_.msg_code == JWRN_JPEG_EOF;
        damaged_ = damaged_ || errors_.msg_code == JWRN_HIT_MARKER || errors_.msg_code == JWRN_HUFF_BAD_CODE;
    }
    void watch_scans() {
        if (decoder_.input_scan_number > max_scans) {
            too_many_scans_ = true;
            std::longjmp(return_point_, 1);
        }
    }

    jpeg_decompress_struct decoder_{};
    jpeg_error_mgr errors_{};
    jpeg_progress_mgr progress_{};
    std::jmp_buf return_point_{};
    bool truncated_ = false;
    bool damaged_ = false;
    bool too_many_scans_ = false;
};

double file_dpi(const jpeg_decompress_struct& header) {
    if (header.saw_JFIF_marker == FALSE || header.X_density != header.Y_density) {
        return 0;
    }
    constexpr double inch_in_cm = 2.54;
    switch (header.density_unit) {
        case 1:
            return believable_dpi(header.X_density);
        case 2:
            return believable_dpi(header.X_density * inch_in_cm);
        default:
            return 0;
    }
}

int file_orientation(const jpeg_decompress_struct& header) {
    for (const auto* marker = header.marker_list; marker != nullptr; marker = marker->next) {
        const int orientation = exif_orientation({marker->data, marker->data_length});
        if (orientation != 1) {
            return orientation;
        }
    }
    return 1;
}

}  // namespace

Result<Image> decode_jpeg(BytesView file) {
    JpegReader reader;
    if (!reader.read_header(file)) {
        return reader.error();
    }
    const auto& header = reader.header();
    if (header.jpeg_color_space == JCS_CMYK || header.jpeg_color_space == JCS_YCCK ||
        header.jpeg_color_space == JCS_UNKNOWN || header.data_precision != 8) {
        return ImageError::Unsupported;
    }
    if (header.image_width > static_cast<unsigned>(max_side) || header.image_height > static_cast<unsigned>(max_side)) {
        return ImageError::TooLarge;
    }
    const auto colour = header.jpeg_color_space == JCS_GRAYSCALE ? Colour::Grey : Colour::Rgb;
    DOORSTEP_TRY(auto image,
                 Image::make(static_cast<int>(header.image_width), static_cast<int>(header.image_height), colour));
    // Read here: libjpeg drops the segments and the resolution with the last row.
    const int orientation = file_orientation(header);
    image.set_dpi(file_dpi(header));
    if (!reader.read_pixels(image)) {
        return reader.error();
    }
    if (reader.truncated()) {
        return ImageError::Truncated;
    }
    if (reader.damaged()) {
        return Error(ImageError::Damaged, "JPEG data breaks off or makes no sense");
    }
    return upright(std::move(image), orientation);
}

}  // namespace doorstep::vision

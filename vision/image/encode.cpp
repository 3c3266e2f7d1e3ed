#include "vision/image/encode.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>
#include <png.h>
#include <zlib.h>

namespace doorstep::vision {
namespace {

// As in the decoder: libjpeg leaves by longjmp, so whatever owns memory is a member.
class JpegWriter {
  public:
    JpegWriter() {
        encoder_.err = jpeg_std_error(&errors_);
        errors_.error_exit = [](j_common_ptr common) {
            std::longjmp(static_cast<JpegWriter*>(common->client_data)->return_point_, 1);
        };
        errors_.output_message = [](j_common_ptr) {};
        jpeg_create_compress(&encoder_);
        encoder_.client_data = this;
    }
    JpegWriter(const JpegWriter&) = delete;
    JpegWriter& operator=(const JpegWriter&) = delete;
    ~JpegWriter() {
        jpeg_destroy_compress(&encoder_);
        // libjpeg fills it from the beginning: behind what it used nothing was ever written, and touching all of it
        // would cost more than the compression.
        wipe(buffer_, finished_ ? used_ : size_);
        std::free(buffer_);  // NOLINT: libjpeg took it with malloc
    }

    bool write(const Image& image, int quality) {
        if (setjmp(return_point_) != 0) {  // NOLINT(cert-err52-cpp): libjpeg's only way out
            return false;
        }
        // Room for the worst case, so that libjpeg never grows it and leaves an unwiped block behind.
        size_ = image.pixels().size() * 2 + 65536;
        buffer_ = static_cast<unsigned char*>(std::malloc(size_));  // NOLINT: libjpeg's contract
        if (buffer_ == nullptr) {
            size_ = 0;
            return false;
        }
        used_ = size_;
        jpeg_mem_dest(&encoder_, &buffer_, &used_);
        encoder_.image_width = static_cast<JDIMENSION>(image.width());
        encoder_.image_height = static_cast<JDIMENSION>(image.height());
        encoder_.input_components = image.channels();
        encoder_.in_color_space = image.colour() == Colour::Grey ? JCS_GRAYSCALE : JCS_RGB;
        jpeg_set_defaults(&encoder_);
        jpeg_set_quality(&encoder_, quality, TRUE);
        if (image.dpi() > 0) {
            encoder_.density_unit = 1;
            encoder_.X_density = encoder_.Y_density = static_cast<UINT16>(std::lround(std::min(image.dpi(), 65535.0)));
        }
        jpeg_start_compress(&encoder_, TRUE);
        while (encoder_.next_scanline < encoder_.image_height) {
            // const_cast: libjpeg reads the row only.
            auto* row = const_cast<std::uint8_t*>(image.row(static_cast<int>(encoder_.next_scanline)));
            jpeg_write_scanlines(&encoder_, &row, 1);
        }
        jpeg_finish_compress(&encoder_);
        finished_ = true;
        return true;
    }
    BytesView bytes() const { return {buffer_, used_}; }

  private:
    jpeg_compress_struct encoder_{};
    jpeg_error_mgr errors_{};
    std::jmp_buf return_point_{};
    unsigned char* buffer_ = nullptr;
    unsigned long used_ = 0;
    std::size_t size_ = 0;
    bool finished_ = false;
};

void append_big_endian(WipedBytes& to, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        to.push_back(static_cast<std::uint8_t>(value >> shift));
    }
}

// The resolution chunk; libpng's simple interface cannot write one.
WipedBytes physical_chunk(double dpi) {
    constexpr double metre_in_inches = 39.3701;
    WipedBytes chunk;
    append_big_endian(chunk, 9);
    const auto type = as_bytes("pHYs");
    chunk.insert(chunk.end(), type.begin(), type.end());
    const auto per_metre = static_cast<std::uint32_t>(std::lround(dpi * metre_in_inches));
    append_big_endian(chunk, per_metre);
    append_big_endian(chunk, per_metre);
    chunk.push_back(1);
    append_big_endian(chunk,
                      static_cast<std::uint32_t>(crc32(0, chunk.data() + 4, static_cast<uInt>(chunk.size() - 4))));
    return chunk;
}

}  // namespace

Result<WipedBytes> encode_jpeg(const Image& image, int quality) {
    JpegWriter writer;
    if (!writer.write(image, std::clamp(quality, 1, 100))) {
        return ImageError::EncodeFailed;
    }
    return WipedBytes(writer.bytes().begin(), writer.bytes().end());
}

Result<WipedBytes> encode_png(const Image& image) {
    png_image png{};
    png.version = PNG_IMAGE_VERSION;
    png.width = static_cast<png_uint_32>(image.width());
    png.height = static_cast<png_uint_32>(image.height());
    png.format = image.colour() == Colour::Grey ? PNG_FORMAT_GRAY : PNG_FORMAT_RGB;
    png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(png);
    WipedBytes bytes(size);
    if (png_image_write_to_memory(&png, bytes.data(), &size, 0, image.data(), 0, nullptr) == 0) {
        return Error(ImageError::EncodeFailed, png.message);
    }
    bytes.resize(size);
    if (image.dpi() > 0) {
        constexpr std::ptrdiff_t after_header = 8 + 25;
        const auto chunk = physical_chunk(image.dpi());
        bytes.insert(bytes.begin() + after_header, chunk.begin(), chunk.end());
    }
    return bytes;
}

}  // namespace doorstep::vision

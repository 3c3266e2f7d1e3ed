#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include <jpeglib.h>
#include <png.h>

#include "base/files.hpp"
#include "emulators/media/picture.hpp"

namespace doorstep::emulators {
namespace {

constexpr std::size_t largest_file = std::size_t{64} * 1024 * 1024;
constexpr unsigned longest_side = 12000;

// libjpeg reports an error by a call that must not return.
struct JpegErrors {
    jpeg_error_mgr manager;
    std::jmp_buf escape;
};

void on_jpeg_error(j_common_ptr info) {
    std::longjmp(reinterpret_cast<JpegErrors*>(info->err)->escape, 1);
}

void on_jpeg_message(j_common_ptr) {}

// Only plain old data lives between setjmp and longjmp; `out` belongs to the caller.
bool decode_jpeg_rows(const Bytes& file, std::unique_ptr<Picture>& out, bool& too_large) {
    jpeg_decompress_struct info{};
    JpegErrors errors{};
    info.err = jpeg_std_error(&errors.manager);
    errors.manager.error_exit = on_jpeg_error;
    errors.manager.output_message = on_jpeg_message;
    if (setjmp(errors.escape) != 0) {  // NOLINT(cert-err52-cpp): libjpeg's way
        jpeg_destroy_decompress(&info);
        return false;
    }
    jpeg_create_decompress(&info);
    jpeg_mem_src(&info, file.data(), file.size());
    jpeg_read_header(&info, TRUE);
    too_large = info.image_width > longest_side || info.image_height > longest_side;
    if (!too_large) {
        info.out_color_space = JCS_RGB;
        jpeg_start_decompress(&info);
        out = std::make_unique<Picture>(Size{static_cast<int>(info.output_width), static_cast<int>(info.output_height)},
                                        Rgb{});
        while (info.output_scanline < info.output_height) {
            JSAMPROW row = out->row(static_cast<int>(info.output_scanline));
            jpeg_read_scanlines(&info, &row, 1);
        }
        jpeg_finish_decompress(&info);
    }
    jpeg_destroy_decompress(&info);
    return !too_large;
}

Result<Picture> decode_jpeg(const Bytes& file, const std::string& name) {
    std::unique_ptr<Picture> picture;
    bool too_large = false;
    if (!decode_jpeg_rows(file, picture, too_large)) {
        return Error(too_large ? PictureError::TooLarge : PictureError::NotAPicture, name);
    }
    return *picture;
}

Result<Picture> decode_png(const Bytes& file, const std::string& name) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&image, file.data(), file.size()) == 0) {
        return Error(PictureError::NotAPicture, name);
    }
    if (image.width > longest_side || image.height > longest_side) {
        png_image_free(&image);
        return Error(PictureError::TooLarge, name);
    }
    image.format = PNG_FORMAT_RGB;
    Picture picture({static_cast<int>(image.width), static_cast<int>(image.height)}, {});
    const png_color white = {255, 255, 255};
    if (png_image_finish_read(&image, &white, picture.row(0), 0, nullptr) == 0) {
        return Error(PictureError::NotAPicture, name);
    }
    return picture;
}

}  // namespace

Result<Picture> load_picture(const std::filesystem::path& file) {
    std::error_code ignored;
    const auto real = std::filesystem::canonical(file, ignored);  // a link to a picture is fine here
    DOORSTEP_TRY(const Bytes bytes, read_file(real.empty() ? file : real, largest_file));
    const bool png = bytes.size() > 8 && png_sig_cmp(bytes.data(), 0, 8) == 0;
    return png ? decode_png(bytes, file.native()) : decode_jpeg(bytes, file.native());
}

Bytes encode_jpeg(const Picture& picture, int quality, int dpi) {
    jpeg_compress_struct info{};
    jpeg_error_mgr errors{};
    info.err =
        jpeg_std_error(&errors);  // its error_exit ends the program; encoding to memory fails for want of memory only
    jpeg_create_compress(&info);
    unsigned char* data = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&info, &data, &size);
    info.image_width = static_cast<JDIMENSION>(picture.size().width);
    info.image_height = static_cast<JDIMENSION>(picture.size().height);
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, quality, TRUE);
    if (dpi > 0) {
        info.density_unit = 1;
        info.X_density = info.Y_density = static_cast<UINT16>(dpi);
    }
    jpeg_start_compress(&info, TRUE);
    while (info.next_scanline < info.image_height) {
        auto* row = const_cast<JSAMPROW>(picture.row(static_cast<int>(info.next_scanline)));  // libjpeg's old signature
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    Bytes result(data, data + size);
    std::free(data);  // NOLINT(cppcoreguidelines-no-malloc): libjpeg allocated it
    return result;
}

}  // namespace doorstep::emulators

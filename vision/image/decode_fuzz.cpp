// Decoders of pictures from cameras, scanners and spool files: whatever the bytes, a result within the bounds.
#include <cstdlib>

#include "base/testing/fuzz_target.hpp"
#include "vision/image/decode.hpp"
#include "vision/image/encode.hpp"

namespace {

using doorstep::vision::Colour;
using doorstep::vision::Image;

doorstep::Bytes plain(const doorstep::WipedBytes& bytes) {
    return {bytes.begin(), bytes.end()};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto image = doorstep::vision::decode_image({data, size});
    if (image &&
        (image->width() < 1 || image->pixels().size() != image->stride() * static_cast<std::size_t>(image->height()))) {
        std::abort();
    }
    return 0;
}

std::vector<doorstep::Bytes> fuzz_seeds() {
    std::vector<doorstep::Bytes> seeds;
    for (const auto colour : {Colour::Grey, Colour::Rgb}) {
        auto image = Image::make(19, 17, colour).value();
        for (int y = 0; y < image.height(); ++y) {
            image.row(y)[y % 3] = static_cast<std::uint8_t>(y * 15);
        }
        image.set_dpi(200);
        seeds.push_back(plain(doorstep::vision::encode_jpeg(image).value()));
        seeds.push_back(plain(doorstep::vision::encode_png(image).value()));
        auto sideways = seeds[seeds.size() - 2];
        const std::string app1(
            "\xFF\xE1\0\x22"
            "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
            36);
        sideways.insert(sideways.begin() + 2, app1.begin(), app1.end());
        seeds.push_back(sideways);
    }
    return seeds;
}

// doorstep-code-reader PICTURE.png: prints the text of each code on it, a line each.
#include <png.h>
#include <zbar.h>

#include <cstdio>
#include <vector>

int main(int argc, char** argv) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (argc != 2 || png_image_begin_read_from_file(&image, argv[1]) == 0) {
        std::fprintf(stderr, "doorstep-code-reader PICTURE.png\n");
        return 2;
    }
    image.format = PNG_FORMAT_GRAY;
    std::vector<unsigned char> grey(PNG_IMAGE_SIZE(image));
    png_image_finish_read(&image, nullptr, grey.data(), 0, nullptr);
    zbar::ImageScanner scanner;
    zbar::Image page(image.width, image.height, "Y800", grey.data(), grey.size());
    const int found = scanner.scan(page);
    for (auto code = page.symbol_begin(); code != page.symbol_end(); ++code) {
        std::puts(code->get_data().c_str());
    }
    return found > 0 ? 0 : 1;
}

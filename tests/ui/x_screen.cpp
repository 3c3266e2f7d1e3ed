#include "tests/ui/x_screen.hpp"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <png.h>

#include <chrono>
#include <cstdint>
#include <thread>
#include <vector>

#include "base/clock.hpp"

// Xlib spells int as Status.
#undef Status

namespace doorstep::ui {
namespace {

// A finger rests some milliseconds on the glass; a click of no length is not what a person does.
constexpr auto finger_rest = std::chrono::milliseconds(40);
// The error of a measured change; shorter would take the processor from what is measured.
constexpr auto between_looks = std::chrono::milliseconds(4);

}  // namespace

struct XScreen::State {
    Display* display = nullptr;
    ~State() {
        if (display != nullptr) {
            XCloseDisplay(display);
        }
    }
    Window root() const { return DefaultRootWindow(display); }
};

XScreen::XScreen(std::unique_ptr<State> state) : state_(std::move(state)) {}
XScreen::~XScreen() = default;

Result<std::unique_ptr<XScreen>> XScreen::open() {
    auto state = std::make_unique<State>();
    state->display = XOpenDisplay(nullptr);
    if (state->display == nullptr) {
        return Error(ScreenError::NoDisplay, "DISPLAY names no X server");
    }
    return std::unique_ptr<XScreen>(new XScreen(std::move(state)));
}

int XScreen::width() const {
    return DisplayWidth(state_->display, DefaultScreen(state_->display));
}

int XScreen::height() const {
    return DisplayHeight(state_->display, DefaultScreen(state_->display));
}

void XScreen::click(int x, int y) {
    drag(x, y, x, y);
}

void XScreen::drag(int from_x, int from_y, int to_x, int to_y) {
    XTestFakeMotionEvent(state_->display, -1, from_x, from_y, CurrentTime);
    XTestFakeButtonEvent(state_->display, 1, True, CurrentTime);
    XSync(state_->display, False);
    std::this_thread::sleep_for(finger_rest);
    if (from_x != to_x || from_y != to_y) {
        XTestFakeMotionEvent(state_->display, -1, to_x, to_y, CurrentTime);
    }
    XTestFakeButtonEvent(state_->display, 1, False, CurrentTime);
    XSync(state_->display, False);
}

bool XScreen::key(const std::string& name) {
    const KeySym symbol = XStringToKeysym(name.c_str());
    const KeyCode code = symbol == NoSymbol ? KeyCode{0} : XKeysymToKeycode(state_->display, symbol);
    if (code == 0) {
        return false;
    }
    XTestFakeKeyEvent(state_->display, code, True, CurrentTime);
    XTestFakeKeyEvent(state_->display, code, False, CurrentTime);
    XSync(state_->display, False);
    return true;
}

std::optional<std::int64_t> XScreen::wait_change(int x, int y, int width, int height, int timeout_ms) {
    const auto look = [&]() -> std::string {
        XImage* image = XGetImage(state_->display, state_->root(), x, y, static_cast<unsigned>(width),
                                  static_cast<unsigned>(height), AllPlanes, ZPixmap);
        if (image == nullptr) {
            return {};
        }
        std::string pixels(image->data, static_cast<std::size_t>(image->bytes_per_line) * image->height);
        XDestroyImage(image);
        return pixels;
    };
    const std::string before = look();
    for (const auto end = monotonic_milliseconds() + timeout_ms; monotonic_milliseconds() < end;) {
        if (look() != before) {
            return monotonic_milliseconds();
        }
        std::this_thread::sleep_for(between_looks);
    }
    return std::nullopt;
}

Status XScreen::save_png(const std::filesystem::path& file) {
    XImage* image = XGetImage(state_->display, state_->root(), 0, 0, static_cast<unsigned>(width()),
                              static_cast<unsigned>(height()), AllPlanes, ZPixmap);
    if (image == nullptr) {
        return Error(ScreenError::NoDisplay, "the screen gave no picture");
    }
    png_image out{};
    out.version = PNG_IMAGE_VERSION;
    out.width = static_cast<png_uint_32>(image->width);
    out.height = static_cast<png_uint_32>(image->height);
    out.format = PNG_FORMAT_BGRA;
    out.flags = PNG_IMAGE_FLAG_FAST;
    // The fourth byte of an X pixel means nothing; a picture needs it opaque.
    for (int y = 0; y < image->height; ++y) {
        auto* row =
            reinterpret_cast<std::uint8_t*>(image->data) + static_cast<std::ptrdiff_t>(y) * image->bytes_per_line;
        for (int x = 0; x < image->width; ++x) {
            row[4 * x + 3] = 255;
        }
    }
    const int written = png_image_write_to_file(&out, file.c_str(), 0, image->data, image->bytes_per_line, nullptr);
    XDestroyImage(image);
    return written != 0 ? Status{} : Status(Error(ScreenError::NotWritten, file.native()));
}

}  // namespace doorstep::ui

#include "device-drivers/serial/serial_line.hpp"

#include <termios.h>

namespace doorstep::devices {
namespace {

struct Speed {
    unsigned baud;
    speed_t code;
};
constexpr Speed speeds[] = {{115200, B115200}, {57600, B57600}, {38400, B38400}, {19200, B19200}, {9600, B9600}};

const Speed* speed_of(unsigned baud) {
    for (const auto& speed : speeds) {
        if (speed.baud == baud) {
            return &speed;
        }
    }
    return nullptr;
}

}  // namespace

bool is_serial_baud(unsigned baud) {
    return speed_of(baud) != nullptr;
}

std::optional<std::string_view> make_raw(int descriptor, unsigned baud, FlowControl flow) {
    const Speed* const speed = speed_of(baud);
    termios settings{};
    if (speed == nullptr || ::tcgetattr(descriptor, &settings) != 0) {
        return "tcgetattr";
    }
    ::cfmakeraw(&settings);
    settings.c_cflag |= CLOCAL | CREAD | CS8;
    settings.c_cflag &= ~static_cast<tcflag_t>(CSTOPB | PARENB | (flow == FlowControl::Off ? CRTSCTS : 0));
    settings.c_cc[VMIN] = 0;
    settings.c_cc[VTIME] = 0;
    ::cfsetispeed(&settings, speed->code);
    ::cfsetospeed(&settings, speed->code);
    return ::tcsetattr(descriptor, TCSANOW, &settings) == 0 ? std::nullopt
                                                            : std::optional<std::string_view>("tcsetattr");
}

}  // namespace doorstep::devices

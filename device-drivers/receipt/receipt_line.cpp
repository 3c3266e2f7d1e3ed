#include "device-drivers/receipt/receipt_line.hpp"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <optional>
#include <utility>

namespace doorstep::devices {
namespace {

constexpr std::string_view scheme = "escpos:";
constexpr std::pair<unsigned, speed_t> speeds[] = {
    {9600, B9600}, {19200, B19200}, {38400, B38400}, {57600, B57600}, {115200, B115200}};
constexpr std::pair<unsigned, int> heads[] = {{58, 384}, {80, 576}};

template <class List>
auto find(const List& list, unsigned wanted) -> decltype(&list[0].second) {
    for (const auto& [key, value] : list) {
        if (key == wanted) {
            return &value;
        }
    }
    return nullptr;
}

std::optional<unsigned> number_of(std::string_view text) {
    unsigned value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    return failed == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

bool take_setting(std::string_view setting, ReceiptAddress& address) {
    const auto equals = setting.find('=');
    const auto value = equals == std::string_view::npos ? std::nullopt : number_of(setting.substr(equals + 1));
    if (!value) {
        return false;
    }
    const auto key = setting.substr(0, equals);
    if (key == "width") {
        const auto* dots = find(heads, *value);
        address.head_dots = dots != nullptr ? *dots : 0;
        return dots != nullptr;
    }
    address.baud = *value;
    return key == "baud" && find(speeds, *value) != nullptr;
}

Status make_raw(int fd, unsigned baud) {
    termios settings{};
    const auto* speed = find(speeds, baud);
    if (speed == nullptr || ::tcgetattr(fd, &settings) != 0) {
        return PrintError::Missing;
    }
    ::cfmakeraw(&settings);
    settings.c_cflag |= CLOCAL | CREAD | CS8;
    settings.c_cflag &= ~static_cast<tcflag_t>(CSTOPB | PARENB);
    settings.c_cc[VMIN] = 0;
    settings.c_cc[VTIME] = 0;
    ::cfsetispeed(&settings, *speed);
    ::cfsetospeed(&settings, *speed);
    return ::tcsetattr(fd, TCSANOW, &settings) == 0 ? Status() : Status(PrintError::Missing);
}

}  // namespace

Result<ReceiptAddress> parse_receipt_address(std::string_view text) {
    const Error bad(PrintError::BadAddress, "not escpos:DEVICE[?width=58|80][&baud=N]");
    if (!text.starts_with(scheme)) {
        return bad;
    }
    text.remove_prefix(scheme.size());
    const auto mark = text.find('?');
    ReceiptAddress address;
    address.device = text.substr(0, mark);
    auto rest = mark == std::string_view::npos ? std::string_view() : text.substr(mark + 1);
    while (!rest.empty()) {
        const auto end = std::min(rest.find('&'), rest.size());
        if (!take_setting(rest.substr(0, end), address)) {
            return bad;
        }
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return address.device.is_absolute() ? Result<ReceiptAddress>(address) : bad;
}

Status ReceiptLine::open(const ReceiptAddress& address) {
    FileDescriptor opened(::open(address.device.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (!opened.valid()) {
        return Error(PrintError::Missing, std::strerror(errno));
    }
    if (::isatty(opened.get()) != 0) {
        DOORSTEP_CHECK(make_raw(opened.get(), address.baud));
        ::tcflush(opened.get(), TCIFLUSH);
    }
    fd_ = std::move(opened);
    return {};
}

Result<std::size_t> ReceiptLine::write_some(BytesView bytes) {
    const auto n = ::write(fd_.get(), bytes.data(), bytes.size());
    if (n >= 0) {
        return static_cast<std::size_t>(n);
    }
    return errno == EAGAIN || errno == EINTR || errno == ENOSPC ? Result<std::size_t>(std::size_t{0})
                                                                : Error(PrintError::Missing, std::strerror(errno));
}

Result<std::size_t> ReceiptLine::read_some(std::span<std::uint8_t> into) {
    pollfd ready{fd_.get(), POLLIN, 0};
    ::poll(&ready, 1, 0);
    const auto n = ::read(fd_.get(), into.data(), into.size());
    if (n > 0) {
        return static_cast<std::size_t>(n);
    }
    const bool gone = (n < 0 && errno != EAGAIN && errno != EINTR) || (ready.revents & (POLLHUP | POLLNVAL)) != 0;
    return gone ? Result<std::size_t>(Error(PrintError::Missing, "unplugged")) : Result<std::size_t>(std::size_t{0});
}

void ReceiptLine::wait(bool to_write, std::chrono::milliseconds longest) const {
    pollfd ready{fd_.get(), static_cast<short>(to_write ? POLLIN | POLLOUT : POLLIN), 0};
    ::poll(&ready, 1, static_cast<int>(longest.count()));
}

}  // namespace doorstep::devices

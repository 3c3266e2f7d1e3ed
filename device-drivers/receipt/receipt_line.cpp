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

#include "base/files.hpp"
#include "device-drivers/serial/serial_line.hpp"

namespace doorstep::devices {
namespace {

constexpr std::string_view scheme = "escpos:";

// Dots across, of a roll so many millimetres wide; 0: there is none such.
int head_dots(unsigned width) {
    return width == 58 ? narrow_head_dots : width == 80 ? wide_head_dots : 0;
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
        address.head_dots = head_dots(*value);
        return address.head_dots != 0;
    }
    address.baud = *value;
    return key == "baud" && is_serial_baud(*value);
}

class NodeLine final : public ReceiptLine {
  public:
    Status open(const ReceiptAddress& address) override;
    void close() override { fd_.reset(); }
    bool is_open() const override { return fd_.valid(); }
    Result<std::size_t> write_some(BytesView bytes) override;
    Result<std::size_t> read_some(std::span<std::uint8_t> into) override;
    void wait(bool to_write, std::chrono::milliseconds longest) override;

  private:
    FileDescriptor fd_;
};

Status NodeLine::open(const ReceiptAddress& address) {
    FileDescriptor opened(::open(address.device.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (!opened.valid()) {
        return Error(PrintError::Missing, std::strerror(errno));
    }
    if (::isatty(opened.get()) != 0) {
        if (make_raw(opened.get(), address.baud, FlowControl::AsFound)) {
            return PrintError::Missing;
        }
        ::tcflush(opened.get(), TCIFLUSH);
    }
    fd_ = std::move(opened);
    return {};
}

Result<std::size_t> NodeLine::write_some(BytesView bytes) {
    const auto n = ::write(fd_.get(), bytes.data(), bytes.size());
    if (n >= 0) {
        return static_cast<std::size_t>(n);
    }
    return errno == EAGAIN || errno == EINTR || errno == ENOSPC ? Result<std::size_t>(std::size_t{0})
                                                                : Error(PrintError::Missing, std::strerror(errno));
}

Result<std::size_t> NodeLine::read_some(std::span<std::uint8_t> into) {
    pollfd ready{fd_.get(), POLLIN, 0};
    ::poll(&ready, 1, 0);
    const auto n = ::read(fd_.get(), into.data(), into.size());
    if (n > 0) {
        return static_cast<std::size_t>(n);
    }
    const bool gone = (n < 0 && errno != EAGAIN && errno != EINTR) || (ready.revents & (POLLHUP | POLLNVAL)) != 0;
    return gone ? Result<std::size_t>(Error(PrintError::Missing, "unplugged")) : Result<std::size_t>(std::size_t{0});
}

void NodeLine::wait(bool to_write, std::chrono::milliseconds longest) {
    pollfd ready{fd_.get(), static_cast<short>(to_write ? POLLIN | POLLOUT : POLLIN), 0};
    ::poll(&ready, 1, static_cast<int>(longest.count()));
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

std::unique_ptr<ReceiptLine> make_receipt_line() {
    return std::make_unique<NodeLine>();
}

}  // namespace doorstep::devices

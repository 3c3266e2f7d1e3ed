#include "device-drivers/code/code_line.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
// after sys/ioctl.h
#include <linux/input.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <climits>
#include <cstring>
#include <utility>

#include <fmt/format.h>

#include "base/files.hpp"
#include "device-drivers/serial/serial_line.hpp"

namespace doorstep {

std::string_view ErrorNames<devices::CodeLineError>::name(devices::CodeLineError e) {
    using devices::CodeLineError;
    switch (e) {
        case CodeLineError::BadAddress:
            return "BadAddress";
        case CodeLineError::Missing:
            return "Missing";
        case CodeLineError::Denied:
            return "Denied";
        case CodeLineError::WrongKind:
            return "WrongKind";
        case CodeLineError::Taken:
            return "Taken";
    }
    return "?";
}

}  // namespace doorstep

namespace doorstep::devices {
namespace {

constexpr std::string_view serial_scheme = "serial:";
constexpr std::string_view keys_scheme = "keys:";
constexpr std::string_view baud_key = "baud=";

bool take_baud(std::string_view setting, CodeAddress& address) {
    if (!setting.starts_with(baud_key)) {
        return false;
    }
    setting.remove_prefix(baud_key.size());
    const auto [end, failed] = std::from_chars(setting.data(), setting.data() + setting.size(), address.baud);
    return failed == std::errc() && end == setting.data() + setting.size() && is_serial_baud(address.baud);
}

using Bits = std::array<unsigned long, KEY_MAX / (CHAR_BIT * sizeof(unsigned long)) + 1>;

bool has(const Bits& bits, unsigned bit) {
    constexpr auto width = CHAR_BIT * sizeof(unsigned long);
    return (bits.at(bit / width) >> (bit % width) & 1U) != 0;
}

// Letters, Enter and no place on a surface: a keyboard, and no touch screen.
bool is_keyboard(int node) {
    Bits kinds{};
    Bits keys{};
    return ::ioctl(node, EVIOCGBIT(0, sizeof kinds), kinds.data()) >= 0 &&
           ::ioctl(node, EVIOCGBIT(EV_KEY, sizeof keys), keys.data()) >= 0 && has(kinds, EV_KEY) &&
           !has(kinds, EV_ABS) && has(keys, KEY_A) && has(keys, KEY_Z) && has(keys, KEY_ENTER);
}

// A text that the device tells of itself; empty when it tells none.
std::string told(int node, unsigned long request, std::array<char, 128>& into) {
    into.fill(0);
    return ::ioctl(node, request, into.data()) > 0 ? std::string(into.data(), ::strnlen(into.data(), into.size()))
                                                   : std::string();
}

class NodeLine final : public CodeLine {
  public:
    Status open(const CodeAddress& address) override;
    void close() override { fd_.reset(); }
    Result<std::size_t> read(std::span<std::uint8_t> into) override;
    int descriptor() const override { return fd_.get(); }
    const CodeIdentity& identity() const override { return identity_; }

  private:
    Status take_serial(const FileDescriptor& line, const CodeAddress& address);
    Status take_keys(const FileDescriptor& node, const CodeAddress& address);

    FileDescriptor fd_;
    CodeIdentity identity_;
};

Status NodeLine::open(const CodeAddress& address) {
    const bool serial = address.speech == CodeSpeech::Serial;
    FileDescriptor opened(
        ::open(address.device.c_str(), (serial ? O_RDWR : O_RDONLY) | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (!opened.valid()) {
        const bool denied = errno == EACCES || errno == EPERM;
        const auto code = denied           ? CodeLineError::Denied
                          : errno == EBUSY ? CodeLineError::Taken
                                           : CodeLineError::Missing;
        return Error(code, std::strerror(errno));
    }
    identity_ = {};
    DOORSTEP_CHECK(serial ? take_serial(opened, address) : take_keys(opened, address));
    fd_ = std::move(opened);
    return {};
}

Status NodeLine::take_serial(const FileDescriptor& line, const CodeAddress& address) {
    if (::isatty(line.get()) == 0) {
        return Error(CodeLineError::WrongKind, "not a serial line");
    }
    if (const auto failed = make_raw(line.get(), address.baud, FlowControl::Off)) {
        return Error(CodeLineError::Missing, std::string(*failed));
    }
    ::ioctl(line.get(), TIOCEXCL);  // who opens it after us is refused; a line that cannot is shared as all lines are
    ::tcflush(line.get(), TCIFLUSH);
    identity_.transport = "serial " + address.device.string();
    return {};
}

Status NodeLine::take_keys(const FileDescriptor& node, const CodeAddress& address) {
    if (!is_keyboard(node.get())) {
        return Error(CodeLineError::WrongKind, "not a keyboard");
    }
    if (::ioctl(node.get(), EVIOCGRAB, 1) != 0) {
        return Error(CodeLineError::Taken, std::strerror(errno));
    }
    std::array<char, 128> text{};
    identity_.model = told(node.get(), EVIOCGNAME(sizeof text), text);
    identity_.serial = told(node.get(), EVIOCGUNIQ(sizeof text), text);
    input_id id{};
    ::ioctl(node.get(), EVIOCGID, &id);
    identity_.transport = fmt::format("keys {:04x}:{:04x} {}", id.vendor, id.product, address.device.string());
    // What was typed before the grab went to everybody: it is nobody's code.
    std::array<std::uint8_t, sizeof(input_event) * 16> old{};
    while (::read(node.get(), old.data(), old.size()) > 0) {
    }
    wipe(old.data(), old.size());
    return {};
}

Result<std::size_t> NodeLine::read(std::span<std::uint8_t> into) {
    const auto n = ::read(fd_.get(), into.data(), into.size());
    if (n >= 0) {
        return static_cast<std::size_t>(n);
    }
    return errno == EAGAIN || errno == EINTR ? Result<std::size_t>(std::size_t{0})
                                             : Error(CodeLineError::Missing, std::strerror(errno));
}

}  // namespace

Result<CodeAddress> parse_code_address(std::string_view text) {
    const Error bad(CodeLineError::BadAddress, "not serial:DEVICE[?baud=N] nor keys:DEVICE");
    CodeAddress address;
    if (text.starts_with(keys_scheme)) {
        address.speech = CodeSpeech::Keys;
        address.device = text.substr(keys_scheme.size());
        return address.device.is_absolute() ? Result<CodeAddress>(address) : bad;
    }
    if (!text.starts_with(serial_scheme)) {
        return bad;
    }
    text.remove_prefix(serial_scheme.size());
    const auto mark = text.find('?');
    address.device = text.substr(0, mark);
    const bool good_baud = mark == std::string_view::npos || take_baud(text.substr(mark + 1), address);
    return good_baud && address.device.is_absolute() ? Result<CodeAddress>(address) : bad;
}

std::unique_ptr<CodeLine> make_code_line() {
    return std::make_unique<NodeLine>();
}

}  // namespace doorstep::devices

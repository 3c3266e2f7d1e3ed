#include "device-drivers/idcard/channel_serial.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/files.hpp"
#include "device-drivers/serial/serial_line.hpp"

namespace doorstep {

std::string_view ErrorNames<devices::ChannelError>::name(devices::ChannelError e) {
    using devices::ChannelError;
    switch (e) {
        case ChannelError::Missing:
            return "Missing";
        case ChannelError::Denied:
            return "Denied";
        case ChannelError::Unplugged:
            return "Unplugged";
        case ChannelError::Stalled:
            return "Stalled";
    }
    return "?";
}

}  // namespace doorstep

namespace doorstep::devices {
namespace {

class SerialChannel final : public Channel {
  public:
    explicit SerialChannel(std::filesystem::path device) : device_(std::move(device)) {}

    Status open() override {
        FileDescriptor opened(::open(device_.c_str(), O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
        if (!opened.valid()) {
            const auto code = errno == EACCES || errno == EPERM ? ChannelError::Denied : ChannelError::Missing;
            return Error(code, std::strerror(errno));
        }
        if (::isatty(opened.get()) == 0) {
            return Error(ChannelError::Missing, "not a serial line");
        }
        fd_ = std::move(opened);
        return {};
    }

    void close() override { fd_.reset(); }

    Status set_baud(unsigned baud) override {
        if (const auto failed = make_raw(fd_.get(), baud, FlowControl::Off)) {
            return Error(ChannelError::Unplugged, std::string(*failed));
        }
        discard();
        return {};
    }

    Status write(BytesView bytes) override {
        while (!bytes.empty()) {
            const auto n = ::write(fd_.get(), bytes.data(), bytes.size());
            if (n < 0 && errno == EINTR) {
                continue;
            }
            if (n < 0) {
                return errno == EAGAIN ? ChannelError::Stalled : ChannelError::Unplugged;
            }
            bytes = bytes.subspan(static_cast<std::size_t>(n));
        }
        return {};
    }

    // A raw terminal with VMIN 0 answers 0 both for "nothing there" and for a hang-up; poll's POLLHUP tells them apart,
    // and the reader calls only when poll said so.
    Result<std::size_t> read(std::span<std::uint8_t> into) override {
        const auto n = ::read(fd_.get(), into.data(), into.size());
        if (n >= 0) {
            return static_cast<std::size_t>(n);
        }
        if (errno == EAGAIN || errno == EINTR) {
            return std::size_t{0};
        }
        return ChannelError::Unplugged;
    }

    void discard() override { ::tcflush(fd_.get(), TCIFLUSH); }
    int descriptor() const override { return fd_.get(); }
    std::string name() const override { return "serial " + device_.string(); }

  private:
    std::filesystem::path device_;
    FileDescriptor fd_;
};

}  // namespace

std::unique_ptr<Channel> make_serial_channel(std::filesystem::path device) {
    return std::make_unique<SerialChannel>(std::move(device));
}

}  // namespace doorstep::devices

#include "emulators/idcard/pseudo_terminal.hpp"

#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdlib>
#include <utility>

namespace doorstep::emulators {
namespace {

Status set_access(const std::filesystem::path& device, const TerminalAccess& access) {
    gid_t group_id = ::getegid();  // devpts gives the device to group tty else
    if (!access.group.empty()) {
        const auto* group = ::getgrnam(access.group.c_str());
        if (group == nullptr) {
            return Error(FileError::NotFound, "group " + access.group);
        }
        group_id = group->gr_gid;
    }
    if (::chown(device.c_str(), static_cast<uid_t>(-1), group_id) != 0) {
        return file_error(errno, device.native());
    }
    return ::chmod(device.c_str(), access.mode) == 0 ? Status{} : file_error(errno, device.native());
}

Status point(const std::filesystem::path& link, const std::filesystem::path& device) {
    struct stat info {};
    if (::lstat(link.c_str(), &info) == 0 && !S_ISLNK(info.st_mode)) {
        return Error(FileError::NotRegular, link.native() + " is no link");
    }
    auto fresh = link;
    fresh += ".part";
    ::unlink(fresh.c_str());
    if (::symlink(device.c_str(), fresh.c_str()) != 0 || ::rename(fresh.c_str(), link.c_str()) != 0) {
        return file_error(errno, link.native());
    }
    return {};
}

}  // namespace

PseudoTerminal::PseudoTerminal(FileDescriptor master, FileDescriptor slave, std::filesystem::path device,
                               std::filesystem::path link)
    : master_(std::move(master)), slave_(std::move(slave)), device_(std::move(device)), link_(std::move(link)) {}

PseudoTerminal::~PseudoTerminal() {
    if (master_.valid()) {
        ::unlink(link_.c_str());
    }
}

Result<PseudoTerminal> PseudoTerminal::open(const std::filesystem::path& link, const TerminalAccess& access) {
    FileDescriptor master(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK));
    std::array<char, 64> name{};
    if (!master.valid() || ::grantpt(master.get()) != 0 || ::unlockpt(master.get()) != 0 ||
        ::ptsname_r(master.get(), name.data(), name.size()) != 0) {
        return file_error(errno, "pseudo terminal");
    }
    const std::filesystem::path device = name.data();
    FileDescriptor slave(::open(device.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC));
    termios line{};
    if (!slave.valid() || ::tcgetattr(slave.get(), &line) != 0) {
        return file_error(errno, device.native());
    }
    ::cfmakeraw(&line);
    if (::tcsetattr(slave.get(), TCSANOW, &line) != 0) {
        return file_error(errno, device.native());
    }
    DOORSTEP_CHECK(set_access(device, access));
    DOORSTEP_CHECK(make_folder(link.parent_path(), 0755));
    DOORSTEP_CHECK(point(link, device));
    return PseudoTerminal(std::move(master), std::move(slave), device, link);
}

unsigned PseudoTerminal::baud() const {
    termios line{};
    if (::tcgetattr(master_.get(), &line) != 0) {
        return 0;
    }
    constexpr std::pair<speed_t, unsigned> speeds[] = {
        {B115200, 115200}, {B57600, 57600}, {B38400, 38400}, {B19200, 19200}, {B9600, 9600}};
    for (const auto& [speed, baud] : speeds) {
        if (::cfgetospeed(&line) == speed) {
            return baud;
        }
    }
    return 0;
}

}  // namespace doorstep::emulators

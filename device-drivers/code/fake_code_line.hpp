// A code reader's serial line for tests: a pseudo terminal that is plugged and pulled.
#pragma once

#include <fcntl.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

#include "base/files.hpp"

namespace doorstep::devices::testing {

class FakeCodeLine {
  public:
    FakeCodeLine() {
        std::string name = "/dev/shm/codeXXXXXX";
        folder_ = ::mkdtemp(name.data());
    }
    ~FakeCodeLine() { std::filesystem::remove_all(folder_); }
    FakeCodeLine(const FakeCodeLine&) = delete;
    FakeCodeLine& operator=(const FakeCodeLine&) = delete;

    std::filesystem::path device() const { return folder_ / "code"; }
    std::string address() const { return "serial:" + device().string() + "?baud=19200"; }
    // The driver's end, kept open so that a driver that closes does not hang the line up.
    int slave() const { return slave_.get(); }

    void plug() {
        master_ = FileDescriptor(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
        ASSERT_EQ(::unlockpt(master_.get()), 0);
        char name[64];
        ASSERT_EQ(::ptsname_r(master_.get(), name, sizeof name), 0);
        slave_ = FileDescriptor(::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC));
        termios raw{};
        ASSERT_EQ(::tcgetattr(slave_.get(), &raw), 0);
        ::cfmakeraw(&raw);
        ASSERT_EQ(::tcsetattr(slave_.get(), TCSANOW, &raw), 0);
        std::filesystem::create_symlink(name, device());
    }
    void unplug() {
        std::filesystem::remove(device());
        slave_.reset();
        master_.reset();
    }
    void say(std::string_view bytes) const {
        ASSERT_EQ(::write(master_.get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    }
    // Something that is no device.
    void put_a_file() const { std::ofstream(device()) << "DS1\r"; }

  private:
    std::filesystem::path folder_;
    FileDescriptor master_;
    FileDescriptor slave_;
};

}  // namespace doorstep::devices::testing

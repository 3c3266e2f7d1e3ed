#include "emulators/idcard/reader_emulator.hpp"

#include <fcntl.h>
#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <cstdlib>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/files.hpp"

namespace doorstep::emulators {
namespace {

// The driver's end of the line.
class Host {
  public:
    Host(const std::filesystem::path& link, speed_t speed) : fd_(::open(link.c_str(), O_RDWR | O_NOCTTY)) {
        termios line{};
        ::tcgetattr(fd_.get(), &line);
        ::cfmakeraw(&line);
        ::cfsetspeed(&line, speed);
        ::tcsetattr(fd_.get(), TCSANOW, &line);
    }
    void send(std::string_view hex) {
        const auto bytes = *from_hex(hex);
        ASSERT_EQ(::write(fd_.get(), bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    }
    // What came within `ms`, at most `count` bytes.
    Bytes receive(std::size_t count, int ms) {
        Bytes got;
        pollfd wait{fd_.get(), POLLIN, 0};
        while (got.size() < count && ::poll(&wait, 1, ms) > 0) {
            Bytes piece(count - got.size());
            const ssize_t n = ::read(fd_.get(), piece.data(), piece.size());
            if (n <= 0) {
                break;
            }
            got.insert(got.end(), piece.begin(), piece.begin() + n);
        }
        return got;
    }
    FileDescriptor fd_;
};

class ReaderOnALine : public ::testing::Test {
  protected:
    void SetUp() override {
        char pattern[] = "/tmp/dsemuXXXXXX";
        folder_ = ::mkdtemp(pattern);
        auto started = ReaderEmulator::start(
            {folder_ / "reader", std::filesystem::path(DOORSTEP_SOURCE_DIR) / "tests/cards", {}, 115200, {}});
        ASSERT_TRUE(started) << started.error().text();
        reader_ = std::move(*started);
    }
    void TearDown() override {
        reader_.reset();
        std::filesystem::remove_all(folder_);
    }
    std::filesystem::path folder_;
    std::unique_ptr<ReaderEmulator> reader_;
    static constexpr auto status = "aaaaaa9669000311ffed";
};

TEST_F(ReaderOnALine, AnswersStatusAtItsBaud) {
    Host host(folder_ / "reader", B115200);
    host.send(status);
    EXPECT_EQ(to_hex(host.receive(11, 2000)), "aaaaaa9669000400009094");
}

TEST_F(ReaderOnALine, IsSilentAtTheWrongBaud) {
    Host host(folder_ / "reader", B9600);
    host.send(status);
    EXPECT_TRUE(host.receive(11, 100).empty());
    EXPECT_EQ((*reader_->order({{"do", "status"}}))["wrong_baud_bytes"], 10);
    Host again(folder_ / "reader", B115200);
    again.send(status);
    EXPECT_EQ(again.receive(11, 2000).size(), 11U);
}

TEST_F(ReaderOnALine, ReadsACardThatWasLaidDown) {
    Host host(folder_ / "reader", B115200);
    ASSERT_TRUE(reader_->order({{"do", "insert"}, {"card", "li-guihua"}}));
    host.send("aaaaaa96690003200122");
    EXPECT_EQ(host.receive(15, 2000).size(), 15U);
    host.send("aaaaaa96690003200221");
    EXPECT_EQ(host.receive(19, 2000).size(), 19U);
    host.send("aaaaaa96690003300132");
    EXPECT_EQ(host.receive(1295, 2000).size(), 1295U);
    EXPECT_EQ((*reader_->order({{"do", "status"}}))["stray_bytes"], 0);
}

TEST_F(ReaderOnALine, SilenceAndSpeech) {
    Host host(folder_ / "reader", B115200);
    ASSERT_TRUE(reader_->order({{"do", "silence"}}));
    host.send(status);
    EXPECT_TRUE(host.receive(11, 100).empty());
    ASSERT_TRUE(reader_->order({{"do", "speak"}}));
    host.send(status);
    EXPECT_EQ(host.receive(11, 2000).size(), 11U);
}

TEST_F(ReaderOnALine, UnplugHangsTheLineUpAndPlugBringsItBack) {
    Host host(folder_ / "reader", B115200);
    ASSERT_TRUE(reader_->order({{"do", "unplug"}}));
    pollfd wait{host.fd_.get(), POLLIN, 0};
    ASSERT_EQ(::poll(&wait, 1, 2000), 1);
    EXPECT_NE(wait.revents & POLLHUP, 0);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "reader"));
    ASSERT_TRUE(reader_->order({{"do", "plug"}}));
    Host again(folder_ / "reader", B115200);
    again.send(status);
    EXPECT_EQ(again.receive(11, 2000).size(), 11U);
}

TEST_F(ReaderOnALine, GarbageArrivesAndOrdersThatMakeNoSenseAreRefused) {
    Host host(folder_ / "reader", B115200);
    ASSERT_TRUE(reader_->order({{"do", "garbage"}, {"bytes", 40}}));
    EXPECT_EQ(host.receive(40, 2000).size(), 40U);
    EXPECT_FALSE(reader_->order({{"do", "garbage"}, {"bytes", 0}}));
    EXPECT_FALSE(reader_->order({{"do", "insert"}, {"card", "nobody"}}));
    EXPECT_FALSE(reader_->order({{"do", "dance"}}));
}

}  // namespace
}  // namespace doorstep::emulators

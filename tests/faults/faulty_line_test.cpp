// The bad line does what it says, and nothing else: plain sockets on both ends of it.
#include "tests/faults/faulty_line.hpp"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/clock.hpp"
#include "base/files.hpp"
#include "tests/faults/zmtp_frames.hpp"

namespace doorstep::faults {
namespace {

constexpr int long_ms = 20'000;
constexpr int moment_ms = 100;

// A greeting, then short and long frames of those sizes, heads included.
std::string conversation(const std::vector<std::size_t>& sizes) {
    std::string out(64, 'g');
    for (const auto size : sizes) {
        constexpr std::size_t short_most = 2 + 255;
        std::string head = size <= short_most ? std::string{0, static_cast<char>(size - 2)} : std::string{2};
        for (int shift = 56; size > short_most && shift >= 0; shift -= 8) {
            head += static_cast<char>((size - 9) >> shift & 0xFFU);
        }
        out += head + std::string(size - head.size(), 'b');
    }
    return out;
}

TEST(ZmtpFramesTest, AreFoundHoweverTheBytesCome) {
    const std::vector<std::size_t> sizes{30, 40'000, 257, 258, 2, 70'000};
    const auto bytes = conversation(sizes);
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{65}, bytes.size()}) {
        ZmtpFrames frames;
        for (std::size_t at = 0; at < bytes.size(); at += step) {
            frames.take(std::string_view(bytes).substr(at, step));
        }
        ASSERT_EQ(frames.frames().size(), sizes.size() + 1) << step;
        for (std::size_t i = 0; i < sizes.size(); ++i) {
            EXPECT_EQ(frames.frames()[i + 1].size, sizes[i]);
        }
        EXPECT_EQ(frames.end(), bytes.size());
    }
}

class FaultyLineTest : public ::testing::Test {
  protected:
    FaultyLineTest() {
        sockaddr_in address = at(0);
        socklen_t size = sizeof address;
        EXPECT_EQ(::bind(listener_.get(), reinterpret_cast<sockaddr*>(&address), size), 0);
        EXPECT_EQ(::listen(listener_.get(), 4), 0);
        ::getsockname(listener_.get(), reinterpret_cast<sockaddr*>(&address), &size);
        line_.lead_to("tcp://127.0.0.1:" + std::to_string(ntohs(address.sin_port)));
    }
    static sockaddr_in at(int port) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        return address;
    }
    bool connect() {
        station_ = FileDescriptor(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        const auto text = line_.address();
        const auto address = at(std::stoi(text.substr(text.rfind(':') + 1)));
        return ::connect(station_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
    }
    void open(const LineFault& fault) {
        line_.play([fault](std::size_t) { return fault; });
        ASSERT_TRUE(connect());
        if (fault.trouble != Trouble::Swallow) {
            township_ = FileDescriptor(::accept(listener_.get(), nullptr, nullptr));
        }
    }
    static void say(const FileDescriptor& fd, const std::string& bytes) {
        ASSERT_EQ(::send(fd.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL), static_cast<ssize_t>(bytes.size()));
    }
    // What comes until the end of the connection, `most` bytes, or silence; `ended` says how it was.
    std::string hear(const FileDescriptor& fd, std::size_t most, int longest_ms = long_ms) {
        std::string out;
        ended_ = false;
        while (out.size() < most) {
            pollfd ready{fd.get(), POLLIN, 0};
            if (::poll(&ready, 1, longest_ms) == 0) {
                return out;
            }
            char piece[4096];
            const auto n = ::recv(fd.get(), piece, std::min(sizeof piece, most - out.size()), 0);
            if (n <= 0) {
                ended_ = true;
                return out;
            }
            out.append(piece, static_cast<std::size_t>(n));
        }
        return out;
    }
    FileDescriptor listener_{::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    FaultyLine line_;
    FileDescriptor station_;
    FileDescriptor township_;
    bool ended_ = false;
    const std::string words_ = conversation({100, 1000, 100});
};

TEST_F(FaultyLineTest, WithoutAFaultEverythingPassesBothWays) {
    open({});
    say(station_, words_);
    EXPECT_EQ(hear(township_, words_.size()), words_);
    say(township_, words_);
    EXPECT_EQ(hear(station_, words_.size()), words_);
    EXPECT_EQ(line_.last_frames(Way::ToTownship).size(), 4U);
    station_.reset();
    EXPECT_EQ(hear(township_, 1), "");
    EXPECT_TRUE(ended_);
}

TEST_F(FaultyLineTest, CutsAtTheBeginningInTheMiddleAndAtTheEndOfAFrame) {
    const std::map<Place, std::size_t> places{
        {Place::Beginning, 64 + 100}, {Place::Middle, 64 + 100 + 500}, {Place::End, 64 + 100 + 1000}};
    for (const auto& [place, bytes] : places) {
        open({Trouble::Cut, Way::ToTownship, 2, place, 0});
        say(station_, words_);
        EXPECT_EQ(hear(township_, words_.size()), words_.substr(0, bytes));
        EXPECT_TRUE(ended_);
        EXPECT_EQ(hear(station_, 1), "");
        EXPECT_TRUE(ended_);
    }
    EXPECT_EQ(line_.done().at(Trouble::Cut), 3U);
}

TEST_F(FaultyLineTest, CutsTheOtherWayToo) {
    open({Trouble::Reset, Way::ToStation, 1, Place::Middle, 0});
    say(station_, words_);
    EXPECT_EQ(hear(township_, words_.size()), words_);
    say(township_, words_);
    EXPECT_EQ(hear(station_, words_.size()), words_.substr(0, 64 + 50));
    EXPECT_TRUE(ended_);
}

TEST_F(FaultyLineTest, AStalledLineTellsNobody) {
    open({Trouble::Stall, Way::ToTownship, 0, Place::End, 0});
    say(station_, words_);
    EXPECT_EQ(hear(township_, 64), words_.substr(0, 64));
    EXPECT_EQ(hear(township_, 1, moment_ms), "");
    EXPECT_FALSE(ended_);
    say(township_, words_);
    EXPECT_EQ(hear(station_, 1, moment_ms), "");
    EXPECT_FALSE(ended_);
    station_.reset();
    EXPECT_EQ(hear(township_, 1, moment_ms), "");
    EXPECT_FALSE(ended_) << "the township does not hear that the station hung up";
    line_.cut_all();
    EXPECT_EQ(hear(township_, 1), "");
    EXPECT_TRUE(ended_);
}

TEST_F(FaultyLineTest, ADeafLineHearsOneWayOnly) {
    open({Trouble::Deaf, Way::ToStation, 0, Place::End, 0});
    say(township_, words_);
    EXPECT_EQ(hear(station_, 64), words_.substr(0, 64));
    EXPECT_EQ(hear(station_, 1, moment_ms), "");
    say(station_, words_);
    EXPECT_EQ(hear(township_, words_.size()), words_);
}

TEST_F(FaultyLineTest, ATricklingLineGivesAByteASecond) {
    open({Trouble::Trickle, Way::ToTownship, 0, Place::End, 0});
    const auto begun = monotonic_milliseconds();
    say(station_, words_);
    EXPECT_EQ(hear(township_, 64 + 2), words_.substr(0, 64 + 2));
    EXPECT_GE(monotonic_milliseconds() - begun, 2000) << "a second before each of the two";
    EXPECT_EQ(line_.done().at(Trouble::Trickle), 1U);
}

TEST_F(FaultyLineTest, ALateLineKeepsTheOrder) {
    open({Trouble::Delay, Way::ToTownship, 0, Place::Beginning, 300});
    const auto begun = monotonic_milliseconds();
    say(station_, words_);
    EXPECT_EQ(hear(township_, words_.size()), words_);
    EXPECT_GE(monotonic_milliseconds() - begun, 300);
}

TEST_F(FaultyLineTest, AHalfOpenLineTakesAndGivesNothing) {
    open({Trouble::Swallow});
    say(station_, words_);
    EXPECT_EQ(hear(station_, 1, moment_ms), "");
    EXPECT_FALSE(ended_);
    EXPECT_EQ(line_.done().at(Trouble::Swallow), 1U);
}

TEST_F(FaultyLineTest, AwayIsRefusedAndBackAtTheSamePort) {
    open({});
    line_.set_away(true);
    EXPECT_EQ(hear(station_, 1), "");
    EXPECT_TRUE(ended_);
    EXPECT_FALSE(connect());
    line_.set_away(false);
    EXPECT_TRUE(connect());
}

TEST_F(FaultyLineTest, LeadingNowhereItEndsTheConnection) {
    line_.lead_to("");
    ASSERT_TRUE(connect());
    EXPECT_EQ(hear(station_, 1), "");
    EXPECT_TRUE(ended_);
}

}  // namespace
}  // namespace doorstep::faults

#include "tests/road/road.hpp"

#include <fcntl.h>
#include <linux/if.h>
#include <linux/if_tun.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <mutex>

#include <fmt/format.h>

#include "base/files.hpp"
#include "tests/road/lane.hpp"

namespace doorstep::road {
namespace {

constexpr std::size_t largest_packet = 2048;

std::int64_t now_us() {
    return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

// A tun device of the calling process' namespace, up, with that address.
FileDescriptor make_tun(const char* address) {
    FileDescriptor fd(::open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK));
    ifreq request{};
    request.ifr_flags = IFF_TUN | IFF_NO_PI;
    std::strncpy(request.ifr_name, "road0", IFNAMSIZ - 1);
    const auto up = fmt::format(
        "ip link set lo up && ip address add {}/24 dev road0 && ip link set road0 mtu 1500 txqueuelen 1000 up",
        address);
    if (fd.get() < 0 || ::ioctl(fd.get(), TUNSETIFF, &request) != 0 || ::system(up.c_str()) != 0) {
        return FileDescriptor(-1);
    }
    return fd;
}

bool send_descriptor(int socket, int fd) {
    char byte = 0;
    iovec content{&byte, 1};
    std::array<char, CMSG_SPACE(sizeof fd)> control{};
    msghdr message{};
    message.msg_iov = &content;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    auto* header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof fd);
    std::memcpy(CMSG_DATA(header), &fd, sizeof fd);
    return ::sendmsg(socket, &message, 0) == 1;
}

FileDescriptor receive_descriptor(int socket) {
    char byte = 0;
    iovec content{&byte, 1};
    int fd = -1;
    std::array<char, CMSG_SPACE(sizeof fd)> control{};
    msghdr message{};
    message.msg_iov = &content;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    if (::recvmsg(socket, &message, MSG_CMSG_CLOEXEC) != 1 || CMSG_FIRSTHDR(&message) == nullptr) {
        return FileDescriptor(-1);
    }
    std::memcpy(&fd, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof fd);
    return FileDescriptor(fd);
}

// The far end's keeper: holds the namespace until its parent dies.
[[noreturn]] void keep_far_end(int socket) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const bool made = ::unshare(CLONE_NEWNET) == 0;
    const auto tun = made ? make_tun(far_address) : FileDescriptor(-1);
    if (tun.get() < 0 || !send_descriptor(socket, tun.get())) {
        ::_exit(1);
    }
    for (;;) {
        ::pause();
    }
}

// TCP payload of an IPv4 packet; 0 of anything else.
std::size_t payload_of(const std::string& packet) {
    const auto byte = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(packet[at])); };
    constexpr std::size_t least = 40;
    constexpr std::size_t tcp = 6;
    if (packet.size() < least || byte(0) >> 4U != 4 || byte(9) != tcp) {
        return 0;
    }
    const auto headers = (byte(0) & 15U) * 4;
    const auto total = byte(2) * 256 + byte(3);
    if (headers + 20 > packet.size() || total > packet.size()) {
        return 0;
    }
    const auto tcp_header = (byte(headers + 12) >> 4U) * 4;
    return total > headers + tcp_header ? total - headers - tcp_header : 0;
}

}  // namespace

struct Road::Ends {
    FileDescriptor near;
    FileDescriptor far;
    pid_t keeper = -1;
    FileDescriptor stop_read;
    FileDescriptor stop_write;
    std::mutex mutex;
    RoadSettings settings;
};

std::unique_ptr<Road> Road::build(const RoadSettings& settings, std::string& why) {
    int sockets[2];
    int stop[2];
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0 || ::pipe2(stop, O_CLOEXEC) != 0) {
        why = "no pipes";
        return nullptr;
    }
    const FileDescriptor ours(sockets[0]);
    FileDescriptor theirs(sockets[1]);
    auto ends = std::make_unique<Ends>();
    ends->stop_read = FileDescriptor(stop[0]);
    ends->stop_write = FileDescriptor(stop[1]);
    ends->settings = settings;
    ends->keeper = ::fork();
    if (ends->keeper == 0) {
        keep_far_end(theirs.get());
    }
    theirs = FileDescriptor(-1);
    ends->far = receive_descriptor(ours.get());
    if (ends->far.get() >= 0 && ::unshare(CLONE_NEWNET) == 0) {
        ends->near = make_tun(near_address);
    }
    if (ends->far.get() < 0 || ends->near.get() < 0) {
        ::kill(ends->keeper, SIGKILL);
        ::waitpid(ends->keeper, nullptr, 0);
        why = "no network namespace with a tun device here (root, /dev/net/tun, ip)";
        return nullptr;
    }
    return std::unique_ptr<Road>(new Road(std::move(ends)));
}

Road::Road(std::unique_ptr<Ends> ends) : ends_(std::move(ends)), forwarder_([this] { forward(); }) {}

Road::~Road() {
    [[maybe_unused]] const auto n =
        ::write(ends_->stop_write.get(), "", 1);  // closing it is not enough: the keeper has it too
    forwarder_.join();
    ::kill(ends_->keeper, SIGKILL);
    ::waitpid(ends_->keeper, nullptr, 0);
}

std::vector<std::string> Road::to_far() const {
    return {"nsenter", "--net", "--target", std::to_string(ends_->keeper), "--"};
}

void Road::set(const RoadSettings& settings) {
    const std::lock_guard lock(ends_->mutex);
    ends_->settings = settings;
}

RoadSettings Road::settings() const {
    const std::lock_guard lock(ends_->mutex);
    return ends_->settings;
}

void Road::take(const FileDescriptor& from, Lane& lane, std::atomic<std::uint64_t>& payload) {
    const auto weather = settings();
    std::array<char, largest_packet> bytes;
    for (;;) {
        const auto n = ::read(from.get(), bytes.data(), bytes.size());
        if (n <= 0) {
            return;
        }
        std::string packet(bytes.data(), static_cast<std::size_t>(n));
        if (open_) {
            payload += payload_of(packet);
            lane.enter(std::move(packet), now_us(), weather);
        }
    }
}

void Road::give(Lane& lane, const FileDescriptor& to) {
    while (const auto packet = lane.leave(now_us())) {
        if (open_) {
            [[maybe_unused]] const auto n = ::write(to.get(), packet->data(), packet->size());
        }
    }
}

void Road::forward() {
    constexpr std::int64_t us_a_second = 1'000'000;
    constexpr std::int64_t longest_wait_us = us_a_second;
    Lane up(ends_->settings.seed);
    Lane down(ends_->settings.seed + 1);
    for (;;) {
        const auto now = now_us();
        const auto latest = now + longest_wait_us;
        const auto wait =
            std::max<std::int64_t>(std::min(up.next_us().value_or(latest), down.next_us().value_or(latest)) - now, 0);
        const timespec time{static_cast<time_t>(wait / us_a_second), static_cast<long>(wait % us_a_second) * 1000};
        std::array<pollfd, 3> set{
            {{ends_->near.get(), POLLIN, 0}, {ends_->far.get(), POLLIN, 0}, {ends_->stop_read.get(), POLLIN, 0}}};
        ::ppoll(set.data(), set.size(), &time, nullptr);
        if (set[2].revents != 0) {
            return;
        }
        take(ends_->near, up, to_far_);
        take(ends_->far, down, to_near_);
        give(up, ends_->far);
        give(down, ends_->near);
    }
}

}  // namespace doorstep::road

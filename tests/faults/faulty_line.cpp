#include "tests/faults/faulty_line.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <thread>
#include <utility>

#include "base/clock.hpp"
#include "base/files.hpp"

namespace doorstep::faults {
namespace {

constexpr std::size_t piece_bytes = 64U << 10U;
constexpr std::size_t most_waiting = 1U << 20U;  // bytes held back a way; then the sender is left waiting
constexpr std::int64_t trickle_ms = 1000;
constexpr int most_pending = 16;

sockaddr_in loopback(std::uint16_t port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    address.sin_port = htons(port);
    return address;
}

std::uint16_t port_in(const std::string& endpoint) {
    const auto colon = endpoint.rfind(':');
    return colon == std::string::npos ? std::uint16_t{0}
                                      : static_cast<std::uint16_t>(std::atoi(endpoint.c_str() + colon + 1));
}

// Port 0: any.
FileDescriptor listen_at(std::uint16_t port) {
    FileDescriptor fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int yes = 1;
    ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    const auto address = loopback(port);
    if (::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(fd.get(), most_pending) != 0) {
        throw std::runtime_error("the line has no port");
    }
    return fd;
}

std::uint16_t port_of(int fd) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

// Not valid when nobody listens there.
FileDescriptor connect_to(std::uint16_t port) {
    FileDescriptor fd(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const auto address = loopback(port);
    if (port == 0 || ::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        fd.reset();
        return fd;
    }
    ::fcntl(fd.get(), F_SETFL, O_NONBLOCK);
    return fd;
}

// What closes it tells the other end so by a reset.
void close_hard(FileDescriptor& fd) {
    const linger none{1, 0};
    if (fd.valid()) {
        ::setsockopt(fd.get(), SOL_SOCKET, SO_LINGER, &none, sizeof none);
    }
    fd.reset();
}

struct Piece {
    std::int64_t due_ms = 0;
    std::string bytes;
};

struct OneWay {
    ZmtpFrames frames;
    std::uint64_t read = 0;
    std::uint64_t passed = 0;
    std::deque<Piece> waiting;
    std::size_t waiting_bytes = 0;
    bool stopped = false;
    bool trickles = false;
    std::int64_t next_drop_ms = 0;  // when it trickles
};

// One connection of a station and what is to happen to it.
class Passage {
  public:
    Passage(FileDescriptor station, FileDescriptor township, const LineFault& fault)
        : ends_{std::move(station), std::move(township)}, fault_(fault) {}

    // Reads what has come, passes on what may pass. False when the connection is over.
    bool turn(const std::array<bool, 2>& readable) {
        if (is_silent()) {
            return outlives_its_ends(readable);
        }
        for (const auto way : {Way::ToTownship, Way::ToStation}) {
            if (readable[index(way)] && !take_in(way)) {
                pass_on(Way::ToTownship);
                pass_on(Way::ToStation);
                return false;
            }
        }
        return ends_[0].valid() && pass_on(Way::ToTownship) && pass_on(Way::ToStation);
    }
    void close(bool hard) {
        for (auto& end : ends_) {
            hard ? close_hard(end) : end.reset();
        }
    }
    // The end that this way's bytes come from, and what is to be told of it. A full way is not asked for more.
    pollfd source(Way way) const {
        const auto& one = ways_[index(way)];
        const bool full = one.waiting_bytes > most_waiting;
        return {full ? -1 : ends_[index(way)].get(), static_cast<short>(one.stopped ? POLLRDHUP : POLLIN), 0};
    }
    // When something must be done though nothing comes; -1: never.
    std::int64_t next_due_ms() const {
        std::int64_t due = -1;
        for (const auto& one : ways_) {
            if (!one.stopped && !one.waiting.empty()) {
                const auto at = one.trickles ? one.next_drop_ms : one.waiting.front().due_ms;
                due = due < 0 ? at : std::min(due, at);
            }
        }
        return due;
    }
    const std::vector<ZmtpFrames::Frame>& frames(Way way) const { return ways_[index(way)].frames.frames(); }
    Trouble trouble() const { return fault_.trouble; }
    // Whether its trouble came to pass; told once.
    bool take_struck() { return std::exchange(struck_, false); }

  private:
    static std::size_t index(Way way) { return way == Way::ToTownship ? 0 : 1; }

    bool is_silent() const { return ways_[0].stopped && ways_[1].stopped; }

    // Of a silent line neither end hears that the other hung up.
    bool outlives_its_ends(const std::array<bool, 2>& hung_up) {
        for (std::size_t i = 0; i < ends_.size(); ++i) {
            if (hung_up[i]) {
                ends_[i].reset();
            }
        }
        return ends_[0].valid() || ends_[1].valid();
    }

    bool take_in(Way way) {
        auto& one = ways_[index(way)];
        std::string bytes(piece_bytes, '\0');
        const auto n = ::recv(ends_[index(way)].get(), bytes.data(), bytes.size(), 0);
        if (n <= 0) {
            return n < 0 && (errno == EAGAIN || errno == EINTR);
        }
        if (fault_.trouble == Trouble::Swallow) {
            strike();
            return true;
        }
        bytes.resize(static_cast<std::size_t>(n));
        one.frames.take(bytes);
        one.read += bytes.size();
        one.waiting_bytes += bytes.size();
        const bool late = fault_.trouble == Trouble::Delay;
        late ? strike() : void();
        one.waiting.push_back({monotonic_milliseconds() + (late ? fault_.delay_ms : 0), std::move(bytes)});
        return true;
    }

    // The byte at which the trouble begins, once it can be told.
    std::optional<std::uint64_t> place() const {
        const auto& one = ways_[index(fault_.way)];
        const auto& list = one.frames.frames();
        if (fault_.frame > list.size()) {
            return std::nullopt;
        }
        if (fault_.place == Place::Beginning) {
            return fault_.frame == list.size() ? one.frames.end() : list[fault_.frame].start;
        }
        if (fault_.frame == list.size()) {
            return std::nullopt;
        }
        const auto& frame = list[fault_.frame];
        return frame.start + (fault_.place == Place::Middle ? frame.size / 2 : frame.size);
    }

    bool has_place() const {
        return fault_.trouble != Trouble::None && fault_.trouble != Trouble::Delay &&
               fault_.trouble != Trouble::Swallow;
    }

    // The trouble's place is reached: behind a frame at once, else when more is said than may pass.
    bool is_there(const OneWay& one, std::uint64_t at) const {
        return one.passed == at && (fault_.place == Place::End || one.read > at);
    }

    // False when the connection is over.
    bool pass_on(Way way) {
        auto& one = ways_[index(way)];
        if (one.stopped) {
            return true;
        }
        const auto at = has_place() && !came_ && way == fault_.way ? place() : std::nullopt;
        const auto room = at ? *at - std::min(*at, one.passed) : most_waiting * 2;
        if (!one.trickles && !give(way, room)) {
            return false;
        }
        if (at && is_there(one, *at)) {
            strike();
            if (fault_.trouble == Trouble::Cut || fault_.trouble == Trouble::Reset) {
                return false;
            }
            begin_trouble(one);
        }
        return !one.trickles || drop(way);
    }

    void strike() {
        struck_ = struck_ || !came_;
        came_ = true;
    }

    void begin_trouble(OneWay& one) {
        one.trickles = fault_.trouble == Trouble::Trickle;
        one.next_drop_ms = monotonic_milliseconds() + trickle_ms;
        one.stopped = fault_.trouble == Trouble::Stall || fault_.trouble == Trouble::Deaf;
        if (fault_.trouble == Trouble::Stall) {
            ways_[0].stopped = ways_[1].stopped = true;
        }
    }

    // Gives on up to so many bytes of what is due. False when the other end is gone.
    bool give(Way way, std::uint64_t most) {
        auto& one = ways_[index(way)];
        const auto now = monotonic_milliseconds();
        while (most > 0 && !one.waiting.empty() && one.waiting.front().due_ms <= now) {
            auto& piece = one.waiting.front();
            const auto size = std::min<std::uint64_t>(most, piece.bytes.size());
            const auto n = ::send(ends_[1 - index(way)].get(), piece.bytes.data(), size, MSG_NOSIGNAL);
            if (n < 0) {
                piece.due_ms = now + 1;  // its buffer is full: asked again in a moment
                return errno == EAGAIN || errno == EINTR;
            }
            const auto given = static_cast<std::size_t>(n);
            one.passed += given;
            one.waiting_bytes -= given;
            most -= given;
            piece.bytes.erase(0, given);
            if (piece.bytes.empty()) {
                one.waiting.pop_front();
            }
        }
        return true;
    }

    bool drop(Way way) {
        auto& one = ways_[index(way)];
        if (one.waiting.empty() || monotonic_milliseconds() < one.next_drop_ms) {
            return true;
        }
        one.next_drop_ms = monotonic_milliseconds() + trickle_ms;
        return give(way, 1);
    }

    std::array<FileDescriptor, 2> ends_;  // station, township
    std::array<OneWay, 2> ways_;
    LineFault fault_;
    bool came_ = false;
    bool struck_ = false;
};

}  // namespace

const char* name_of(Trouble trouble) {
    switch (trouble) {
        case Trouble::None:
            return "none";
        case Trouble::Cut:
            return "cut";
        case Trouble::Reset:
            return "reset";
        case Trouble::Stall:
            return "stall";
        case Trouble::Deaf:
            return "deaf";
        case Trouble::Trickle:
            return "trickle";
        case Trouble::Delay:
            return "delay";
        case Trouble::Swallow:
            return "half-open";
    }
    return "?";
}

struct FaultyLine::State {
    FileDescriptor listener = listen_at(0);
    const std::uint16_t port = port_of(listener.get());
    const FileDescriptor bell{::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    std::vector<Passage> passages;

    mutable std::mutex mutex;  // guards what follows
    std::uint16_t target = 0;
    Script script = [](std::size_t) { return LineFault{}; };
    bool away = false;
    bool cut = false;
    std::size_t orders = 0;  // given and followed
    std::size_t followed = 0;
    std::condition_variable obeyed;
    std::size_t connections = 0;
    std::map<Trouble, std::size_t> done;
    std::array<std::vector<ZmtpFrames::Frame>, 2> last_frames;

    std::atomic<bool> stop = false;
    std::thread thread;

    void ring() const {
        const std::uint64_t one = 1;
        [[maybe_unused]] const auto n = ::write(bell.get(), &one, sizeof one);
    }
    // Gives an order and waits until the thread has followed it.
    void order(const std::function<void()>& change);
    void run();
    void take_orders();
    void accept_all();
    void turn_passages(const std::vector<pollfd>& polled);
    std::vector<pollfd> to_poll() const;
    int wait_ms() const;
};

FaultyLine::FaultyLine() : state_(std::make_unique<State>()) {
    state_->thread = std::thread([state = state_.get()] { state->run(); });
}

FaultyLine::~FaultyLine() {
    state_->stop = true;
    state_->ring();
    state_->thread.join();
}

std::string FaultyLine::address() const {
    return "tcp://127.0.0.1:" + std::to_string(state_->port);
}

void FaultyLine::lead_to(const std::string& township) {
    const std::lock_guard lock(state_->mutex);
    state_->target = port_in(township);
}

void FaultyLine::play(Script script) {
    const std::lock_guard lock(state_->mutex);
    state_->script = std::move(script);
}

void FaultyLine::set_away(bool away) {
    state_->order([&] { state_->away = away; });
}

void FaultyLine::cut_all() {
    state_->order([&] { state_->cut = true; });
}

std::map<Trouble, std::size_t> FaultyLine::done() const {
    const std::lock_guard lock(state_->mutex);
    return state_->done;
}

std::size_t FaultyLine::connections() const {
    const std::lock_guard lock(state_->mutex);
    return state_->connections;
}

std::vector<ZmtpFrames::Frame> FaultyLine::last_frames(Way way) const {
    const std::lock_guard lock(state_->mutex);
    return state_->last_frames[way == Way::ToTownship ? 0 : 1];
}

void FaultyLine::State::order(const std::function<void()>& change) {
    std::unique_lock lock(mutex);
    change();
    const auto mine = ++orders;
    ring();
    obeyed.wait(lock, [&] { return followed >= mine; });
}

void FaultyLine::State::run() {
    while (!stop) {
        auto polled = to_poll();
        ::poll(polled.data(), polled.size(), wait_ms());
        take_orders();
        turn_passages(polled);
        accept_all();
    }
    passages.clear();
}

// The bell, the port, and two for each passage in their order.
std::vector<pollfd> FaultyLine::State::to_poll() const {
    std::vector<pollfd> out{{bell.get(), POLLIN, 0}, {listener.get(), POLLIN, 0}};
    for (const auto& passage : passages) {
        out.push_back(passage.source(Way::ToTownship));
        out.push_back(passage.source(Way::ToStation));
    }
    return out;
}

int FaultyLine::State::wait_ms() const {
    std::int64_t due = -1;
    for (const auto& passage : passages) {
        const auto at = passage.next_due_ms();
        due = at >= 0 && (due < 0 || at < due) ? at : due;
    }
    return due < 0 ? -1 : static_cast<int>(std::max<std::int64_t>(0, due - monotonic_milliseconds()));
}

void FaultyLine::State::take_orders() {
    std::uint64_t rings = 0;
    [[maybe_unused]] const auto n = ::read(bell.get(), &rings, sizeof rings);
    const std::lock_guard lock(mutex);
    if (away) {
        listener.reset();
    } else if (!listener.valid()) {
        listener = listen_at(port);
    }
    if (away || cut) {
        for (auto& passage : passages) {
            passage.close(true);
        }
    }
    cut = false;
    followed = orders;
    obeyed.notify_all();
}

void FaultyLine::State::turn_passages(const std::vector<pollfd>& polled) {
    constexpr std::size_t before = 2;
    std::vector<Passage> left;
    for (std::size_t i = 0; i < passages.size(); ++i) {
        auto& passage = passages[i];
        const bool open = passage.turn({polled[before + 2 * i].revents != 0, polled[before + 2 * i + 1].revents != 0});
        const std::lock_guard lock(mutex);
        done[passage.trouble()] += passage.take_struck() ? 1 : 0;
        if (i + 1 == passages.size()) {
            last_frames = {passage.frames(Way::ToTownship), passage.frames(Way::ToStation)};
        }
        if (open) {
            left.push_back(std::move(passage));
        } else {
            passage.close(passage.trouble() == Trouble::Reset);
        }
    }
    passages = std::move(left);
}

void FaultyLine::State::accept_all() {
    while (listener.valid()) {
        FileDescriptor station(::accept4(listener.get(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!station.valid()) {
            return;
        }
        const std::lock_guard lock(mutex);
        const auto fault = script(connections++);
        if (fault.trouble == Trouble::Swallow) {
            passages.emplace_back(std::move(station), FileDescriptor{}, fault);
            continue;
        }
        auto township = connect_to(target);
        if (!township.valid()) {
            close_hard(station);
            continue;
        }
        passages.emplace_back(std::move(station), std::move(township), fault);
    }
}

}  // namespace doorstep::faults

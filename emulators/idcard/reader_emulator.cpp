#include "emulators/idcard/reader_emulator.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <mutex>
#include <optional>
#include <random>
#include <thread>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/log.hpp"
#include "emulators/control/control_socket.hpp"
#include "emulators/idcard/sam_module.hpp"

namespace doorstep::emulators {
namespace {

using nlohmann::json;
using SteadyTime = std::chrono::steady_clock::time_point;
constexpr int most_garbage = 64 * 1024;

class Emulator final : public ReaderEmulator {
  public:
    Emulator(ReaderOptions options, PseudoTerminal terminal)
        : options_(std::move(options)),
          terminal_(std::move(terminal)),
          baud_(options_.baud),
          wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
          thread_([this] { run(); }) {}

    ~Emulator() override {
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake();
        thread_.join();
    }

    Result<json> order(const json& what) override;

  private:
    // A command that the module still works on.
    struct Pending {
        SamCommand command;
        SteadyTime due;
    };

    void run();
    int wait_ms() const;
    void receive();
    void work();
    void send(BytesView bytes);
    void wake();
    Result<json> insert(const json& what);
    Result<json> garbage(const json& what);
    Result<json> plug();
    json status() const;

    const ReaderOptions options_;
    std::mutex mutex_;  // guards all below
    std::optional<PseudoTerminal> terminal_;
    SamModule module_;
    SamLine line_;
    std::optional<Pending> pending_;
    unsigned baud_;
    bool silent_ = false;
    bool stopping_ = false;
    std::size_t commands_ = 0;
    std::size_t wrong_baud_bytes_ = 0;
    std::mt19937 noise_{20261123};  // repeatable
    FileDescriptor wake_;
    std::thread thread_;
};

void Emulator::wake() {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto n = ::write(wake_.get(), &one, sizeof one);
}

int Emulator::wait_ms() const {
    if (!pending_) {
        return -1;
    }
    const auto left = pending_->due - std::chrono::steady_clock::now();
    return std::max(0, static_cast<int>(std::chrono::ceil<std::chrono::milliseconds>(left).count()));
}

void Emulator::run() {
    for (;;) {
        std::array<pollfd, 2> waits{};
        int timeout = -1;
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) {
                return;
            }
            waits[0] = {wake_.get(), POLLIN, 0};
            waits[1] = {terminal_ ? terminal_->descriptor() : -1, POLLIN, 0};
            timeout = wait_ms();
        }
        ::poll(waits.data(), waits.size(), timeout);
        std::uint64_t ignored = 0;
        [[maybe_unused]] const auto n = ::read(wake_.get(), &ignored, sizeof ignored);
        const std::lock_guard lock(mutex_);
        if (terminal_ && (waits[1].revents & POLLIN) != 0) {
            receive();
        }
        work();
    }
}

void Emulator::receive() {
    std::array<std::uint8_t, 4096> piece{};
    const ssize_t n = ::read(terminal_->descriptor(), piece.data(), piece.size());
    if (n <= 0) {
        return;
    }
    if (terminal_->baud() != baud_) {  // at another speed nothing that arrives means anything
        wrong_baud_bytes_ += static_cast<std::size_t>(n);
        line_.clear();
        return;
    }
    line_.feed(BytesView(piece).first(static_cast<std::size_t>(n)));
}

void Emulator::work() {
    for (;;) {
        if (!pending_) {
            auto command = line_.next();
            if (!command) {
                return;
            }
            ++commands_;
            const auto time = module_.time_for(*command, options_.read_time);
            pending_ = Pending{std::move(*command), std::chrono::steady_clock::now() + time};
        }
        if (std::chrono::steady_clock::now() < pending_->due) {
            return;
        }
        const auto reaction = module_.react(pending_->command);
        pending_.reset();
        if (!silent_) {
            send(reaction.answer);
        }
        baud_ = reaction.then_baud.value_or(baud_);
    }
}

void Emulator::send(BytesView bytes) {
    constexpr int patience_ms = 1000;  // nobody reads for so long: what is left is lost, as on a real line
    while (terminal_ && !bytes.empty()) {
        const ssize_t n = ::write(terminal_->descriptor(), bytes.data(), bytes.size());
        if (n > 0) {
            bytes = bytes.subspan(static_cast<std::size_t>(n));
            continue;
        }
        pollfd wait{terminal_->descriptor(), POLLOUT, 0};
        if ((n < 0 && errno != EAGAIN && errno != EINTR) || ::poll(&wait, 1, patience_ms) <= 0) {
            return;
        }
    }
}

json Emulator::status() const {
    return {{"plugged", terminal_.has_value()},
            {"device", terminal_ ? terminal_->device().native() : ""},
            {"link", options_.link.native()},
            {"card", module_.card_name()},
            {"silent", silent_},
            {"baud", baud_},
            {"commands", commands_},
            {"stray_bytes", line_.stray_bytes()},
            {"wrong_baud_bytes", wrong_baud_bytes_}};
}

Result<json> Emulator::insert(const json& what) {
    DOORSTEP_TRY(Card card, load_card(options_.cards, what.value("card", "")));
    module_.insert(std::move(card));
    return status();
}

Result<json> Emulator::garbage(const json& what) {
    const int count = what.value("bytes", 64);
    if (count < 1 || count > most_garbage) {
        return Error(ControlError::Refused, fmt::format("bytes: 1 … {}", most_garbage));
    }
    Bytes bytes(static_cast<std::size_t>(count));
    std::generate(bytes.begin(), bytes.end(), [this] { return static_cast<std::uint8_t>(noise_()); });
    for (std::size_t i = 0; i + 5 <= bytes.size(); i += 16) {  // pieces of a preamble, the worst kind of noise
        const std::array<std::uint8_t, 4> false_start = {0xAA, 0xAA, 0xAA, 0x96};
        std::copy(false_start.begin(), false_start.end(), bytes.begin() + static_cast<std::ptrdiff_t>(i));
    }
    send(bytes);
    return status();
}

Result<json> Emulator::plug() {
    if (!terminal_) {
        DOORSTEP_TRY(PseudoTerminal fresh, PseudoTerminal::open(options_.link, options_.access));
        terminal_.emplace(std::move(fresh));
        baud_ = options_.baud;
    }
    return status();
}

Result<json> Emulator::order(const json& what) {
    const auto word = what.value("do", "");
    Result<json> answer = Error(ControlError::Refused, fmt::format("unknown order \"{}\"", word));
    {
        const std::lock_guard lock(mutex_);
        if (word == "insert") {
            answer = insert(what);
        } else if (word == "garbage") {
            answer = garbage(what);
        } else if (word == "plug") {
            answer = plug();
        } else if (word == "remove") {
            module_.remove();
            answer = status();
        } else if (word == "silence" || word == "speak") {
            silent_ = word == "silence";
            answer = status();
        } else if (word == "unplug") {
            terminal_.reset();
            line_.clear();
            pending_.reset();
            answer = status();
        } else if (word == "status") {
            answer = status();
        }
    }
    wake();
    log::info("order {}: {}", word, answer ? "done" : answer.error().text());
    return answer;
}

}  // namespace

Result<std::unique_ptr<ReaderEmulator>> ReaderEmulator::start(ReaderOptions options) {
    DOORSTEP_TRY(PseudoTerminal terminal, PseudoTerminal::open(options.link, options.access));
    return std::unique_ptr<ReaderEmulator>(std::make_unique<Emulator>(std::move(options), std::move(terminal)));
}

}  // namespace doorstep::emulators

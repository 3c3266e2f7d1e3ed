#include "device-drivers/code/code_reader.hpp"

#include <poll.h>

#include <array>
#include <utility>

namespace doorstep::devices {
namespace {

constexpr std::size_t read_size = 1536;  // 64 records of a key
constexpr int most_reads = 16;           // then the loop's others have their turn

}  // namespace

CodeReader::CodeReader(EventLoop& loop, CodeAddress address, Callbacks callbacks, CodeDelays delays,
                       std::unique_ptr<CodeLine> line)
    : loop_(loop),
      address_(std::move(address)),
      callbacks_(std::move(callbacks)),
      delays_(delays),
      line_(std::move(line)),
      decoder_(address_.speech) {}

CodeReader::~CodeReader() {
    loop_.cancel(look_timer_);
    loop_.cancel(settle_timer_);
    if (line_->descriptor() >= 0) {
        loop_.unwatch(line_->descriptor());
    }
}

std::string CodeReader::name() const {
    return (address_.speech == CodeSpeech::Serial ? "serial " : "keys ") + address_.device.string();
}

void CodeReader::start() {
    look_timer_ = loop_.after(0, [this] { look(); });
}

void CodeReader::look() {
    look_timer_ = 0;
    if (const auto opened = line_->open(address_); !opened) {
        look_timer_ = loop_.after(delays_.look_again, [this] { look(); });
        return tell(opened.error());
    }
    decoder_.forget();
    loop_.watch(line_->descriptor(), POLLIN, [this](short events) { ready(events); });
    tell(std::nullopt);
}

void CodeReader::ready(short events) {
    const auto came = drain();
    // A line that was pulled off reads as empty; only poll tells it from a quiet one.
    if (came && *came == 0 && (events & (POLLHUP | POLLERR | POLLNVAL)) != 0) {
        return lost(Error(CodeLineError::Missing, "unplugged"));
    }
    if (!came) {
        return lost(came.error());
    }
    arm_settle();
}

// How many bytes have come.
Result<std::size_t> CodeReader::drain() {
    std::array<std::uint8_t, read_size> buffer{};
    std::size_t came = 0;
    for (int i = 0; i < most_reads; ++i) {
        DOORSTEP_TRY(const std::size_t n, line_->read(buffer));
        if (n == 0) {
            break;
        }
        came += n;
        last_byte_ms_ = loop_.now();
        decoder_.feed(BytesView(buffer).first(n), callbacks_.seen);
        wipe(buffer.data(), n);
    }
    return came;
}

void CodeReader::arm_settle() {
    if (decoder_.in_hand() && settle_timer_ == 0) {
        settle_timer_ = loop_.after(delays_.settle, [this] { settle(); });
    }
}

void CodeReader::settle() {
    settle_timer_ = 0;
    if (line_->descriptor() < 0) {
        return;
    }
    // On a late loop the rest of the code waits in the line.
    if (const auto came = drain(); !came) {
        return lost(came.error());
    }
    if (loop_.now() - last_byte_ms_ >= delays_.settle) {
        decoder_.settle(callbacks_.seen);
    }
    arm_settle();
}

bool CodeReader::catch_up() {
    if (line_->descriptor() < 0) {
        return false;
    }
    if (const auto came = drain(); !came) {
        lost(came.error());
        return false;
    }
    arm_settle();
    return decoder_.in_hand();
}

void CodeReader::lost(const Error& why) {
    loop_.unwatch(line_->descriptor());
    line_->close();
    decoder_.forget();
    look_timer_ = loop_.after(delays_.look_again, [this] { look(); });
    tell(why);
}

void CodeReader::tell(std::optional<Error> trouble) {
    const auto text = trouble ? trouble->text() : std::string();
    if (told_ != text) {
        told_ = text;
        callbacks_.status(trouble, line_->identity());
    }
}

}  // namespace doorstep::devices

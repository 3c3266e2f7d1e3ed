#include "emulators/chip/chip_card.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/files.hpp"
#include "emulators/control/control_socket.hpp"

namespace doorstep::emulators {
namespace {

using nlohmann::json;
constexpr int look_every_ms = 5;
constexpr std::size_t length_bytes = 2;
constexpr std::size_t too_long_atr = 40;

// What vpcd asks besides commands; each is a message of one byte.
enum Control : std::uint8_t { PowerOff = 0, PowerOn = 1, Reset = 2, GetAtr = 4 };

// Thirteen historical bytes, as social-security cards have them: the last eight are a serial number.
constexpr const char* atr_hex = "3b6d0000815444000102030405060708a9";
// What the applet answers to each command; anything else is "instruction not known".
const std::map<std::string, std::string>& applet() {
    static const std::map<std::string, std::string> answers{
        {"00a4040007f0444f4f525301", "9000"},
        {"00b2010400", "6108"},                  // as T=0 cards do: the answer waits
        {"00c0000008", "0106c7e0caafcfe79000"},  // 青石乡 in GB18030
        {"00b2020400", "6c07"},                  // and the length was wrong
        {"00b2020407", "02059901022026ff9000"},
    };
    return answers;
}

class Card final : public ChipCard {
  public:
    explicit Card(int port) : port_(port), thread_([this] { run(); }) {}
    ~Card() override {
        over_ = true;
        thread_.join();
    }
    Result<json> order(const json& what) override;

  private:
    void run();
    void connect();
    void serve();
    std::optional<Bytes> receive();
    void answer(BytesView request);
    void answer_command(const std::string& command);
    void send(BytesView bytes);
    void pull();

    const int port_;
    std::mutex mutex_;  // guards all below
    FileDescriptor line_;
    std::string card_;  // empty: in the hand
    Bytes received_;
    bool powered_just_now_ = false;
    int commands_ = 0;
    int misunderstood_ = 0;
    int remove_at_ = 0;
    int silent_at_ = 0;
    int error_at_ = 0;
    std::string error_word_;
    std::atomic<bool> over_ = false;
    std::thread thread_;
};

void Card::run() {
    while (!over_) {
        {
            const std::lock_guard lock(mutex_);
            connect();
            serve();
        }
        ::poll(nullptr, 0, look_every_ms);
    }
}

// vpcd takes one card at a time; while pcscd is away nobody listens.
void Card::connect() {
    if (card_.empty() || line_.valid()) {
        return;
    }
    FileDescriptor fresh(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port_));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fresh.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
        line_ = std::move(fresh);
        received_.clear();
    }
}

void Card::serve() {
    std::array<std::uint8_t, 512> buffer{};
    while (line_.valid()) {
        const auto n = ::recv(line_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
        if (n == 0 || (n < 0 && errno != EAGAIN)) {
            return line_.reset();
        }
        if (n < 0) {
            return;
        }
        received_.insert(received_.end(), buffer.begin(), buffer.begin() + n);
        while (const auto message = receive()) {
            answer(*message);
        }
    }
}

// A message is its length, two bytes big-endian, and that many bytes.
std::optional<Bytes> Card::receive() {
    if (received_.size() < length_bytes) {
        return std::nullopt;
    }
    const std::size_t length = received_[0] << 8U | received_[1];
    if (received_.size() < length_bytes + length) {
        return std::nullopt;
    }
    const auto begin = received_.begin() + length_bytes;
    const auto end = begin + static_cast<std::ptrdiff_t>(length);
    Bytes message(begin, end);
    received_.erase(received_.begin(), end);
    return message;
}

void Card::answer(BytesView request) {
    if (request.size() != 1) {
        return answer_command(to_hex(request));
    }
    switch (request[0]) {
        case PowerOn:
        case Reset:
            powered_just_now_ = true;
            return;
        case PowerOff:
            return;
        case GetAtr:
            // A mute card is felt by the reader's switch and cannot be powered up. vpcd reports that only for an answer
            // that is longer than one may be.
            send(card_ == "mute" && powered_just_now_ ? Bytes(too_long_atr) : from_hex(atr_hex).value());
            powered_just_now_ = false;
            return;
        default:
            ++misunderstood_;
    }
}

void Card::answer_command(const std::string& command) {
    ++commands_;
    if (commands_ == remove_at_) {
        return pull();
    }
    if (commands_ == silent_at_) {
        return;
    }
    const auto found = applet().find(command);
    const bool knows = found != applet().end() && card_ == "test-applet";
    const bool selects = command.starts_with("00a4");
    if (!knows && !selects) {
        ++misunderstood_;
    }
    const auto* const unknown = selects ? "6a82" : "6d00";
    send(from_hex(commands_ == error_at_ ? error_word_ : knows ? found->second : unknown).value());
}

void Card::send(BytesView bytes) {
    Bytes message{static_cast<std::uint8_t>(bytes.size() >> 8U), static_cast<std::uint8_t>(bytes.size())};
    message.insert(message.end(), bytes.begin(), bytes.end());
    if (::send(line_.get(), message.data(), message.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(message.size())) {
        pull();
    }
}

void Card::pull() {
    line_.reset();
    card_.clear();
}

Result<json> Card::order(const json& what) {
    const std::lock_guard lock(mutex_);
    const auto word = what.value("do", "");
    if (word == "insert") {
        pull();
        card_ = what.value("card", "test-applet");
        commands_ = 0;
    } else if (word == "remove") {
        pull();
    } else if (word == "remove-at") {
        remove_at_ = what.value("command", 0);
    } else if (word == "silent-at") {
        silent_at_ = what.value("command", 0);
    } else if (word == "error-at") {
        error_at_ = what.value("command", 0);
        error_word_ = what.value("word", "6f00");
    } else if (word != "status") {
        return Error(ControlError::Refused, fmt::format("unknown order \"{}\"", word));
    }
    return json{{"inserted", !card_.empty()},
                {"connected", line_.valid()},
                {"commands", commands_},
                {"misunderstood", misunderstood_}};
}

}  // namespace

std::unique_ptr<ChipCard> ChipCard::make(int port) {
    return std::make_unique<Card>(port);
}

}  // namespace doorstep::emulators

#include "emulators/code/code_emulator.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/log.hpp"
#include "emulators/control/control_socket.hpp"

namespace doorstep::emulators {
namespace {

using nlohmann::json;
constexpr std::size_t most_garbage = 3000;  // less than a terminal holds for who does not read

class Emulator final : public CodeEmulator {
  public:
    Emulator(CodeOptions options, PseudoTerminal terminal)
        : options_(std::move(options)), terminal_(std::move(terminal)) {}
    Result<json> order(const json& what) override;

  private:
    Status say(const std::string& bytes);
    void hear();
    json report();

    const CodeOptions options_;
    std::mutex mutex_;  // guards all below
    std::optional<PseudoTerminal> terminal_;
    std::mt19937 random_{7};  // the same garbage each time
    int shown_ = 0;
    std::size_t misunderstood_ = 0;
};

Status Emulator::say(const std::string& bytes) {
    if (!terminal_) {
        return Error(ControlError::Refused, "it is not plugged in");
    }
    const auto n = ::write(terminal_->descriptor(), bytes.data(), bytes.size());
    return n == static_cast<ssize_t>(bytes.size()) ? Status()
                                                   : Error(ControlError::Refused, "the driver does not read");
}

// A reader takes no commands from us: whatever comes is a driver's mistake.
void Emulator::hear() {
    std::array<char, 256> buffer{};
    for (ssize_t n = 1; terminal_ && n > 0;) {
        n = ::read(terminal_->descriptor(), buffer.data(), buffer.size());
        misunderstood_ += static_cast<std::size_t>(std::max<ssize_t>(n, 0));
    }
}

json Emulator::report() {
    hear();
    return {{"plugged", terminal_.has_value()},
            {"baud", terminal_ ? terminal_->baud() : 0},
            {"shown", shown_},
            {"misunderstood", misunderstood_}};
}

Result<json> Emulator::order(const json& what) {
    const std::lock_guard lock(mutex_);
    const auto word = what.value("do", "");
    if (word == "show" || word == "half") {
        DOORSTEP_CHECK(say(what.value("text", "") + (word == "show" && options_.end_mark ? "\r\n" : "")));
        ++shown_;
    } else if (word == "garbage") {
        std::string bytes(std::min(what.value("bytes", std::size_t{100}), most_garbage), '\0');
        for (auto& byte : bytes) {
            byte = static_cast<char>(random_());
        }
        DOORSTEP_CHECK(say(bytes));
    } else if (word == "unplug") {
        terminal_.reset();
    } else if (word == "plug" && !terminal_) {
        DOORSTEP_TRY(PseudoTerminal fresh, PseudoTerminal::open(options_.link, options_.access));
        terminal_.emplace(std::move(fresh));
    } else if (word != "status" && word != "plug") {
        return Error(ControlError::Refused, fmt::format("unknown order \"{}\"", word));
    }
    log::info("order {}", word);
    return report();
}

}  // namespace

Result<std::unique_ptr<CodeEmulator>> CodeEmulator::start(CodeOptions options) {
    DOORSTEP_TRY(PseudoTerminal terminal, PseudoTerminal::open(options.link, options.access));
    return std::unique_ptr<CodeEmulator>(std::make_unique<Emulator>(std::move(options), std::move(terminal)));
}

}  // namespace doorstep::emulators

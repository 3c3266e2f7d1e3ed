#include "emulators/receipt/receipt_emulator.hpp"

#include <poll.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/files.hpp"
#include "base/log.hpp"
#include "emulators/control/control_socket.hpp"

namespace doorstep::emulators {
namespace {

using nlohmann::json;
using Clock = std::chrono::steady_clock;
constexpr int look_every_ms = 5;
constexpr std::size_t input_buffer = 4096;  // as printers have; full, it takes nothing more

std::optional<ReceiptTroubles> troubles_of(const std::string& word) {
    ReceiptTroubles troubles;
    troubles.no_paper = word == "empty";
    troubles.low_paper = word == "low";
    troubles.cover_open = word == "cover-open";
    troubles.knife_stuck = word == "knife";
    troubles.too_hot = word == "hot";
    const bool known = word == "ok" || troubles.stopped() || troubles.low_paper;
    return known ? std::optional(troubles) : std::nullopt;
}

class Emulator final : public ReceiptEmulator {
  public:
    Emulator(ReceiptOptions options, PseudoTerminal terminal)
        : options_(std::move(options)),
          terminal_(std::move(terminal)),
          decoder_(options_.head_dots, [this](BytesView bytes) { answer(bytes); }),
          thread_([this] { run(); }) {}
    ~Emulator() override {
        over_ = true;
        thread_.join();
    }
    Result<json> order(const json& what) override;
    std::vector<Receipt> receipts() const override {
        const std::lock_guard lock(mutex_);
        return decoder_.receipts();
    }

  private:
    void run();
    void take();
    void put_down();
    void answer(BytesView bytes);
    json report() const;

    const ReceiptOptions options_;
    mutable std::mutex mutex_;  // guards all below
    std::optional<PseudoTerminal> terminal_;
    ReceiptDecoder decoder_;
    std::string state_ = "ok";
    bool silent_ = false;
    std::size_t kept_ = 0;  // receipts that lie in the folder
    std::atomic<bool> over_ = false;
    std::thread thread_;
};

void Emulator::answer(BytesView bytes) {
    if (terminal_ && !silent_) {
        [[maybe_unused]] const auto n = ::write(terminal_->descriptor(), bytes.data(), bytes.size());
    }
}

void Emulator::take() {
    std::array<std::uint8_t, 512> buffer{};
    while (terminal_ && decoder_.waiting() < input_buffer) {
        const auto n = ::read(terminal_->descriptor(), buffer.data(), buffer.size());
        if (n <= 0) {
            return;
        }
        if (!silent_) {
            decoder_.arrive(BytesView(buffer).first(static_cast<std::size_t>(n)));
        }
    }
}

// Each receipt as a picture that can be looked at (PBM).
void Emulator::put_down() {
    for (; !options_.folder.empty() && kept_ < decoder_.receipts().size(); ++kept_) {
        const auto& receipt = decoder_.receipts()[kept_];
        auto file = fmt::format("P4\n{} {}\n", receipt.bytes_a_row * 8, receipt.rows());
        file.append(as_text(receipt.dots));
        const auto written =
            write_file_atomically(options_.folder / fmt::format("{:04}.pbm", kept_ + 1), as_bytes(file), 0644);
        if (!written) {
            log::error("receipt not kept: {}", written.error().text());
        }
    }
}

void Emulator::run() {
    auto last = Clock::now();
    double rows = 0;
    while (!over_) {
        ::poll(nullptr, 0, look_every_ms);
        const std::lock_guard lock(mutex_);
        const auto now = Clock::now();
        rows += std::chrono::duration<double>(now - last).count() * options_.rows_a_second;
        last = now;
        take();
        decoder_.work(static_cast<std::size_t>(rows));
        rows -= static_cast<double>(static_cast<std::size_t>(rows));
        put_down();
    }
}

json Emulator::report() const {
    return {{"state", state_},
            {"plugged", terminal_.has_value()},
            {"receipts", decoder_.receipts().size()},
            {"uncut_rows", decoder_.uncut_rows()},
            {"misunderstood", decoder_.misunderstood()}};
}

Result<json> Emulator::order(const json& what) {
    const std::lock_guard lock(mutex_);
    const auto word = what.value("do", "");
    if (word == "state") {
        const auto troubles = troubles_of(what.value("state", ""));
        if (!troubles) {
            return Error(ControlError::Refused, "state: ok, empty, low, cover-open, knife or hot");
        }
        state_ = what.value("state", "");
        decoder_.set(*troubles);
    } else if (word == "unplug") {
        terminal_.reset();
        decoder_.forget();
    } else if (word == "plug" && !terminal_) {
        DOORSTEP_TRY(PseudoTerminal fresh, PseudoTerminal::open(options_.link, options_.access));
        terminal_.emplace(std::move(fresh));
    } else if (word == "silence" || word == "speak") {
        silent_ = word == "silence";
    } else if (word != "status" && word != "plug") {
        return Error(ControlError::Refused, fmt::format("unknown order \"{}\"", word));
    }
    log::info("order {}", word);
    return report();
}

}  // namespace

Result<std::unique_ptr<ReceiptEmulator>> ReceiptEmulator::start(ReceiptOptions options) {
    if (!options.folder.empty()) {
        DOORSTEP_CHECK(make_folder(options.folder, 0755));
    }
    DOORSTEP_TRY(PseudoTerminal terminal, PseudoTerminal::open(options.link, options.access));
    return std::unique_ptr<ReceiptEmulator>(std::make_unique<Emulator>(std::move(options), std::move(terminal)));
}

}  // namespace doorstep::emulators

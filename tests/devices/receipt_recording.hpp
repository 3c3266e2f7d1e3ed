// A receipt printer's line that is recorded, and one that is played back in a time of its own; what the driver is asked
// is part of a recording too.
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "device-drivers/receipt/escpos_printer.hpp"
#include "tests/devices/recordings.hpp"

namespace doorstep::devices::testing {

class RecordedReceiptLine final : public ReceiptLine {
  public:
    explicit RecordedReceiptLine(Recorder& recorder) : recorder_(recorder) {}
    Status open(const ReceiptAddress& address) override {
        auto opened = line_->open(address);
        recorder_.note_outcome(Kind::Open, opened);
        return opened;
    }
    void close() override {
        if (line_->is_open()) {
            line_->close();
            recorder_.note(Kind::Close);
        }
    }
    bool is_open() const override { return line_->is_open(); }
    Result<std::size_t> write_some(BytesView bytes) override {
        auto size = line_->write_some(bytes.first(std::min(bytes.size(), largest_piece)));
        if (size && *size > 0) {
            recorder_.note(Kind::To, {}, bytes.first(*size));
        }
        return size;
    }
    Result<std::size_t> read_some(std::span<std::uint8_t> into) override {
        auto size = line_->read_some(into);
        if (size && *size > 0) {
            recorder_.note(Kind::From, {}, into.first(*size));
        }
        return size;
    }
    void wait(bool to_write, std::chrono::milliseconds longest) override { line_->wait(to_write, longest); }

  private:
    Recorder& recorder_;
    const std::unique_ptr<ReceiptLine> line_ = make_receipt_line();
};

class ReplayedReceiptLine final : public ReceiptLine {
  public:
    explicit ReplayedReceiptLine(ReplayScript& script) : script_(script) {}
    Status open(const ReceiptAddress& /*address*/) override {
        auto opened = taken<PrintError>(script_, Kind::Open);
        open_ = opened.has_value();
        return opened;
    }
    void close() override {
        if (std::exchange(open_, false)) {
            script_.take({Kind::Close, 0, {}, 0, {}});
        }
    }
    bool is_open() const override { return open_; }
    // Takes nothing while the recording has something else first; what is never taken ends by the driver's own waits.
    Result<std::size_t> write_some(BytesView bytes) override {
        if (script_.is_now(Kind::Close)) {
            return PrintError::Missing;
        }
        if (!script_.is_now(Kind::To)) {
            return std::size_t{0};
        }
        const auto* const step = script_.take_bytes(bytes);
        return step == nullptr ? std::size_t{0} : step->bytes.size();
    }
    Result<std::size_t> read_some(std::span<std::uint8_t> into) override {
        if (script_.is_now(Kind::Close)) {
            return PrintError::Missing;
        }
        return come(script_, into);
    }
    void wait(bool to_write, std::chrono::milliseconds longest) override {
        const bool ready =
            script_.is_now(Kind::From) || script_.is_now(Kind::Close) || (to_write && script_.is_now(Kind::To));
        now_ += ready ? std::chrono::milliseconds(0) : std::max(longest, std::chrono::milliseconds(1));
    }
    std::chrono::steady_clock::time_point now() const override { return now_; }

  private:
    ReplayScript& script_;
    bool open_ = false;
    std::chrono::steady_clock::time_point now_{std::chrono::hours(1)};
};

// A picture of its own size in points, black but for a rim, as a PDF without fonts: nothing that another version of a
// library draws otherwise.
inline std::string small_paper() {
    const std::string picture = "0 g 10 6 120 20 re f";
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
           "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 144 32]/Contents 4 0 R>>endobj\n4 0 obj<</Length " +
           std::to_string(picture.size()) + ">>stream\n" + picture +
           "\nendstream endobj\ntrailer<</Root 1 0 R/Size 5>>\n%%EOF\n";
}

inline std::string trouble_word(PrinterTrouble trouble) {
    constexpr std::array<const char*, 9> words{"NoTrouble", "Jam",     "CoverOpen", "PaperOut", "TonerOut",
                                               "Paused",    "Offline", "SpoolFull", "Other"};
    return words.at(static_cast<std::size_t>(trouble));
}
inline std::string phase_word(JobPhase phase) {
    constexpr std::array<const char*, 6> words{"Waiting", "Printing", "Stopped", "Printed", "Cancelled", "Aborted"};
    return words.at(static_cast<std::size_t>(phase));
}

// Asks the driver one thing and says how that ended: "NoTrouble", "PaperOut" …, "Taken", "Printing", "Printed", "Done",
// or an error's name. `last_job`: the number of the paper taken last.
inline std::string ask_printer(Printer& printer, const std::string& question, int& last_job) {
    if (question == "Status") {
        const auto status = printer.status();
        return status ? trouble_word(status->trouble) : std::string(status.error().name());
    }
    if (question == "Submit") {
        const auto taken = printer.submit(as_bytes(small_paper()), {}, "1");
        last_job = taken.value_or(last_job);
        return taken ? "Taken" : std::string(taken.error().name());
    }
    if (question == "Job") {
        const auto job = printer.job(last_job);
        return job ? phase_word(job->phase) : std::string(job.error().name());
    }
    const auto done = question == "Cancel" ? printer.cancel(last_job) : printer.recall();
    return done ? "Done" : std::string(done.error().name());
}

// The driver, with the waits that it had when it was recorded, against a recording; the difference, or nothing.
inline std::string replay_receipt(const Recording& recording, const ReceiptDelays& delays = {}) {
    ReplayScript script(recording);
    EscPosPrinter printer("escpos:/dev/replayed?width=58", delays, std::make_unique<ReplayedReceiptLine>(script));
    int last_job = 0;
    while (!script.ended() && !script.differs()) {
        if (!script.is_now(Kind::Read)) {
            script.differ("the driver took no such step");
            break;
        }
        const auto question = script.now()->word;
        script.pass();
        told(script, ask_printer(printer, question, last_job));
    }
    return script.difference();
}

}  // namespace doorstep::devices::testing

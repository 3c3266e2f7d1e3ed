// A receipt printer (ESC/POS, 58 or 80 mm) behind the printer seam. Papers are pictures: drawn here, sent in bands,
// each band asked after, so that "printed" means that the paper is out and cut. Thread-bound.
#pragma once

#include <array>
#include <chrono>
#include <deque>
#include <memory>
#include <optional>

#include "device-drivers/printer/printer.hpp"
#include "device-drivers/receipt/escpos_messages.hpp"
#include "device-drivers/receipt/receipt_line.hpp"

namespace doorstep::devices {

// All waits; tests may shorten them.
struct ReceiptDelays {
    std::chrono::milliseconds answer_within{1000};  // a status; a printer that says nothing counts as not there
    std::chrono::milliseconds print_for{300};       // one look at a job: so long paper is sent meanwhile
    std::chrono::milliseconds stuck_after{5000};    // well, but nothing is printed: it was switched off and on
};

// Rows of one band, 3 mm of paper, and bands that may wait in the printer: what still comes out of it after a cancel.
constexpr std::size_t rows_a_band = 24;
constexpr std::size_t bands_ahead = 2;

class EscPosPrinter final : public Printer {
  public:
    // See parse_receipt_address; a wrong one is told by the first call (BadAddress). Nothing is opened yet.
    explicit EscPosPrinter(std::string address, ReceiptDelays delays = {},
                           std::unique_ptr<ReceiptLine> line = make_receipt_line());
    std::string name() const override { return address_; }
    Result<PrinterStatus> status() override;
    // Refused for what is no PDF, longer than a receipt or blank. The name stands nowhere on the paper.
    Result<int> submit(BytesView pdf, const PrintWish& wish, const std::string& name) override;
    // Sends what the printer takes meanwhile. NoSuchJob once the line was lost: nobody knows how much came out.
    Result<JobStatus> job(int id) override;
    // Nothing more of it is sent; what came out so far is cut off.
    Status cancel(int id) override;
    // Ends a picture that a dead process left half sent: the printer would take the next paper for the rest of it.
    Status recall() override;

  private:
    struct Job {
        int id = 0;
        std::deque<WipedBytes> blocks;  // the first one may be partly sent
        std::size_t begun = 0;          // bytes of the first one that were sent
        std::size_t sent = 0;           // blocks
        std::size_t passed = 0;         // blocks printed
        std::deque<std::size_t> ends;   // of its papers: the number of blocks up to there
        int pages = 0;
        bool cancelled = false;
    };
    Status ready();
    void lose();
    Status take_answers();
    Status send_some();
    Status send_what_fits();
    Status finish_block();
    Status send_all(BytesView bytes);
    Status ask_trouble(PrinterTrouble& trouble);
    bool may_send() const;
    void passed();
    std::optional<JobStatus> ended();
    bool is_stuck() const;
    std::chrono::milliseconds left(std::chrono::steady_clock::time_point end) const;

    const std::string address_;
    const ReceiptDelays delays_;
    const std::unique_ptr<ReceiptLine> line_;
    EscPosAnswers answers_;
    std::optional<Job> job_;
    std::size_t of_earlier_jobs_ = 0;  // answers that are still to come for what was sent before this job
    int last_id_ = 0;
    std::array<std::optional<std::uint8_t>, 3> state_;  // Offline, Error, Paper: as answered last
    int unanswered_ = 0;                                // statuses in a row
    std::chrono::steady_clock::time_point moved_{};     // when it last printed something, or had a reason not to
};

// For the print handler.
std::unique_ptr<Printer> make_receipt_printer(const std::string& address);

}  // namespace doorstep::devices

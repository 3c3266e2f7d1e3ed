// What a receipt printer makes of the bytes it gets (ESC/POS): rows of dots on paper, cuts, answers. Strict: a byte
// that is no command it knows is counted. Pure: no I/O, no clock. Thread-bound.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "base/wiped_bytes.hpp"

namespace doorstep::emulators {

// Dots on one piece of paper, row by row, eight a byte, most significant bit left.
struct Receipt {
    std::size_t bytes_a_row = 0;
    Bytes dots;
    std::size_t rows() const { return bytes_a_row == 0 ? 0 : dots.size() / bytes_a_row; }
};

struct ReceiptTroubles {
    bool no_paper = false;
    bool low_paper = false;
    bool cover_open = false;
    bool knife_stuck = false;
    bool too_hot = false;
    bool stopped() const { return no_paper || cover_open || knife_stuck || too_hot; }
};

class ReceiptDecoder {
  public:
    // `head_dots`: 384 or 576. `answer`: bytes to the host.
    ReceiptDecoder(int head_dots, std::function<void(BytesView)> answer);

    // Bytes as they arrive. Status at once is answered at once, even inside a picture; all else waits.
    void arrive(BytesView bytes);
    // Prints what waits, as long as nothing is wrong; stops after that many rows of dots.
    void work(std::size_t most_rows);
    void set(const ReceiptTroubles& troubles) { troubles_ = troubles; }
    const ReceiptTroubles& troubles() const { return troubles_; }
    // Switched off: what waits and what stands on uncut paper is gone.
    void forget();

    // Bytes that wait.
    std::size_t waiting() const { return buffer_.size(); }
    // Cut off so far.
    const std::vector<Receipt>& receipts() const { return receipts_; }
    // Rows with ink on paper that is not cut yet.
    std::size_t uncut_rows() const { return paper_.rows(); }
    // Bytes and commands that it does not know, and pictures wider than the head.
    int misunderstood() const { return misunderstood_; }

  private:
    void answer_at_once(std::uint8_t which);
    std::size_t command(std::size_t& rows);
    std::optional<std::size_t> picture(std::size_t& rows);
    void feed(std::size_t rows);
    void cut();

    const std::size_t bytes_a_row_;
    const std::function<void(BytesView)> answer_;
    ReceiptTroubles troubles_;
    Bytes buffer_;
    Bytes tail_;  // the last two bytes that arrived
    Receipt paper_;
    std::vector<Receipt> receipts_;
    std::size_t picture_done_ = 0;  // rows of the picture in hand that are on the paper already
    int misunderstood_ = 0;
};

}  // namespace doorstep::emulators

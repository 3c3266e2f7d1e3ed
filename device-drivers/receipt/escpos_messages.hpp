// What is said to receipt printers (ESC/POS) and what they answer: pure coders, no I/O.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>

#include "base/wiped_bytes.hpp"
#include "device-drivers/printer/printer_status.hpp"

namespace doorstep::devices {

// What can be asked. The first three are answered at once, whatever the printer is doing (DLE EOT n); Passed is
// answered in order: when all that was sent before it has been printed (GS r 1).
enum class EscPosQuestion : std::uint8_t { Offline = 2, Error = 3, Paper = 4, Passed = 100 };

struct EscPosAnswer {
    EscPosQuestion question{};
    std::uint8_t byte = 0;
    friend bool operator==(const EscPosAnswer&, const EscPosAnswer&) = default;
};

Bytes encode_question(EscPosQuestion question);
// ESC @: forgets settings and what stands in the line, not what waits to be printed.
Bytes encode_reset();
// A picture of whole rows (GS v 0): `bytes_a_row` × `rows` bytes, most significant bit left, 1 is black.
WipedBytes encode_rows(BytesView rows, std::size_t bytes_a_row);
// Feeds that many dots' lines out (ESC J, 255 at most each) and cuts where the knife then stands (GS V 66).
Bytes encode_feed_and_cut(unsigned feed_dots);

// Answers are single bytes without a name: bits that never change tell the two kinds apart, the order of the questions
// tells which of a kind it is. Thread-bound. Bytes that answer nothing are dropped: noise, flow control, status sent
// unasked.
class EscPosAnswers {
  public:
    // A question was sent. Above most_open the oldest of its kind is given up.
    void asked(EscPosQuestion question);
    // Bytes that came; the answers among them are returned by next().
    void feed(BytesView bytes);
    std::optional<EscPosAnswer> next();
    // Questions of that kind that wait for their answer.
    std::size_t open(EscPosQuestion question) const;
    // The printer will not answer these any more.
    void give_up_at_once_kind() { at_once_.clear(); }
    void clear();

    // No driver asks more than this before it reads.
    static constexpr std::size_t most_open = 64;

  private:
    std::deque<EscPosQuestion> at_once_;
    std::deque<EscPosQuestion> in_order_;
    std::deque<EscPosAnswer> answers_;
};

// What the answers to Offline, Error and Paper say. Low paper is no trouble. Several: what a person mends first.
PrinterTrouble trouble_of(std::uint8_t offline, std::uint8_t error, std::uint8_t paper);

}  // namespace doorstep::devices

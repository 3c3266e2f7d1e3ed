#include "device-drivers/receipt/escpos_messages.hpp"

#include <algorithm>

namespace doorstep::devices {
namespace {

constexpr std::uint8_t dle = 0x10;
constexpr std::uint8_t eot = 0x04;
constexpr std::uint8_t esc = 0x1B;
constexpr std::uint8_t gs = 0x1D;

// Bits 0, 1, 4 and 7 of an answer never change: 0, 1, 1, 0 to DLE EOT, and bits 4 and 7 are 0 to GS r.
constexpr std::uint8_t at_once_mask = 0x93;
constexpr std::uint8_t at_once_bits = 0x12;
constexpr std::uint8_t in_order_mask = 0x90;

std::uint8_t low(std::size_t number) {
    return static_cast<std::uint8_t>(number & 0xFFU);
}
std::uint8_t high(std::size_t number) {
    return static_cast<std::uint8_t>(number >> 8U & 0xFFU);
}

bool has(std::uint8_t byte, std::uint8_t bits) {
    return (byte & bits) != 0;
}

std::optional<EscPosQuestion> take_first(std::deque<EscPosQuestion>& open) {
    if (open.empty()) {
        return std::nullopt;
    }
    const auto question = open.front();
    open.pop_front();
    return question;
}

}  // namespace

Bytes encode_question(EscPosQuestion question) {
    if (question == EscPosQuestion::Passed) {
        return {gs, 'r', 1};
    }
    return {dle, eot, static_cast<std::uint8_t>(question)};
}

Bytes encode_reset() {
    return {esc, '@'};
}

WipedBytes encode_rows(BytesView rows, std::size_t bytes_a_row) {
    const std::size_t count = bytes_a_row == 0 ? 0 : rows.size() / bytes_a_row;
    WipedBytes bytes{gs, 'v', '0', 0, low(bytes_a_row), high(bytes_a_row), low(count), high(count)};
    bytes.insert(bytes.end(), rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count * bytes_a_row));
    return bytes;
}

Bytes encode_feed_and_cut(unsigned feed_dots) {
    constexpr unsigned most = 255;
    constexpr std::uint8_t partial_cut_after_feeding = 66;
    Bytes bytes;
    for (; feed_dots > 0; feed_dots -= std::min(feed_dots, most)) {
        bytes.insert(bytes.end(), {esc, 'J', static_cast<std::uint8_t>(std::min(feed_dots, most))});
    }
    bytes.insert(bytes.end(), {gs, 'V', partial_cut_after_feeding, 0});
    return bytes;
}

void EscPosAnswers::asked(EscPosQuestion question) {
    auto& open = question == EscPosQuestion::Passed ? in_order_ : at_once_;
    open.push_back(question);
    if (open.size() > most_open) {
        open.pop_front();
    }
}

void EscPosAnswers::feed(BytesView bytes) {
    for (const auto byte : bytes) {
        std::optional<EscPosQuestion> question;
        if ((byte & at_once_mask) == at_once_bits) {
            question = take_first(at_once_);
        } else if ((byte & in_order_mask) == 0) {
            question = take_first(in_order_);
        }
        if (question) {
            answers_.push_back({*question, byte});
        }
    }
}

std::optional<EscPosAnswer> EscPosAnswers::next() {
    if (answers_.empty()) {
        return std::nullopt;
    }
    const auto answer = answers_.front();
    answers_.pop_front();
    return answer;
}

std::size_t EscPosAnswers::open(EscPosQuestion question) const {
    const auto& open = question == EscPosQuestion::Passed ? in_order_ : at_once_;
    return static_cast<std::size_t>(std::count(open.begin(), open.end(), question));
}

void EscPosAnswers::clear() {
    at_once_.clear();
    in_order_.clear();
    answers_.clear();
}

PrinterTrouble trouble_of(std::uint8_t offline, std::uint8_t error, std::uint8_t paper) {
    constexpr std::uint8_t cover_open = 0x04;
    constexpr std::uint8_t stopped_without_paper = 0x20;
    constexpr std::uint8_t knife = 0x08;
    constexpr std::uint8_t beyond_repair = 0x20;
    constexpr std::uint8_t mends_itself = 0x40;  // the head is too hot
    constexpr std::uint8_t no_paper = 0x60;
    if (has(error, knife)) {
        return PrinterTrouble::Jam;
    }
    if (has(offline, cover_open)) {
        return PrinterTrouble::CoverOpen;
    }
    if (has(paper, no_paper) || has(offline, stopped_without_paper)) {
        return PrinterTrouble::PaperOut;
    }
    if (has(error, beyond_repair)) {
        return PrinterTrouble::Other;
    }
    return has(error, mends_itself) ? PrinterTrouble::Paused : PrinterTrouble::None;
}

}  // namespace doorstep::devices

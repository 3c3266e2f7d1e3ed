#include "emulators/receipt/receipt_decoder.hpp"

#include <algorithm>
#include <utility>

namespace doorstep::emulators {
namespace {

constexpr std::uint8_t dle = 0x10;
constexpr std::uint8_t eot = 0x04;
constexpr std::uint8_t esc = 0x1B;
constexpr std::uint8_t gs = 0x1D;
constexpr std::size_t picture_head = 8;  // GS v 0 m xL xH yL yH

std::size_t number(const Bytes& bytes, std::size_t at) {
    return bytes[at] | static_cast<std::size_t>(bytes[at + 1]) << 8U;
}

}  // namespace

ReceiptDecoder::ReceiptDecoder(int head_dots, std::function<void(BytesView)> answer)
    : bytes_a_row_(static_cast<std::size_t>(head_dots) / 8), answer_(std::move(answer)) {
    paper_.bytes_a_row = bytes_a_row_;
}

void ReceiptDecoder::arrive(BytesView bytes) {
    for (const auto byte : bytes) {
        buffer_.push_back(byte);
        tail_.push_back(byte);
        const auto n = tail_.size();
        if (n >= 3 && tail_[n - 3] == dle && tail_[n - 2] == eot) {
            buffer_.resize(buffer_.size() - std::min<std::size_t>(buffer_.size(), 3));
            tail_.clear();
            answer_at_once(byte);
        }
    }
    tail_.erase(tail_.begin(), tail_.end() - static_cast<std::ptrdiff_t>(std::min<std::size_t>(tail_.size(), 2)));
}

void ReceiptDecoder::answer_at_once(std::uint8_t which) {
    unsigned bits = 0x12;  // those that never change
    switch (which) {
        case 1:
            bits |= troubles_.stopped() ? 0x08U : 0U;
            break;
        case 2:
            bits |= troubles_.cover_open ? 0x04U : 0U;
            bits |= troubles_.no_paper ? 0x20U : 0U;
            bits |= troubles_.knife_stuck || troubles_.too_hot ? 0x40U : 0U;
            break;
        case 3:
            bits |= troubles_.knife_stuck ? 0x08U : 0U;
            bits |= troubles_.too_hot ? 0x40U : 0U;
            break;
        case 4:
            bits |= troubles_.low_paper || troubles_.no_paper ? 0x0CU : 0U;
            bits |= troubles_.no_paper ? 0x60U : 0U;
            break;
        default:
            ++misunderstood_;
            return;
    }
    const auto byte = static_cast<std::uint8_t>(bits);
    answer_({&byte, 1});
}

void ReceiptDecoder::feed(std::size_t rows) {
    paper_.dots.resize(paper_.dots.size() + rows * bytes_a_row_, 0);
}

void ReceiptDecoder::cut() {
    receipts_.push_back(std::exchange(paper_, Receipt{bytes_a_row_, {}}));
}

// Rows of a picture that have come, also before its last one. Its whole size once all of it is on the paper.
std::optional<std::size_t> ReceiptDecoder::picture(std::size_t& rows) {
    if (buffer_.size() < picture_head) {
        return std::nullopt;
    }
    const auto width = number(buffer_, 4);
    const auto height = number(buffer_, 6);
    if (width == 0 || width > bytes_a_row_ || buffer_[3] != 0) {
        ++misunderstood_;
        return 1;
    }
    while (rows > 0 && picture_done_ < height && buffer_.size() >= picture_head + (picture_done_ + 1) * width) {
        const auto from = buffer_.begin() + static_cast<std::ptrdiff_t>(picture_head + picture_done_ * width);
        paper_.dots.insert(paper_.dots.end(), from, from + static_cast<std::ptrdiff_t>(width));
        paper_.dots.resize(paper_.dots.size() + bytes_a_row_ - width, 0);
        ++picture_done_;
        --rows;
    }
    if (picture_done_ < height) {
        return std::nullopt;
    }
    picture_done_ = 0;
    return picture_head + height * width;
}

// Carries out the command at the beginning; how many bytes it had, 0 when some of it is still to come.
std::size_t ReceiptDecoder::command(std::size_t& rows) {
    const auto have = buffer_.size();
    if (buffer_[0] == 0) {
        return 1;
    }
    if (buffer_[0] == dle && have < 3) {
        return 0;  // perhaps a question at once
    }
    if (have < 2 || (buffer_[0] != esc && buffer_[0] != gs)) {
        misunderstood_ += buffer_[0] == esc || buffer_[0] == gs ? 0 : 1;
        return buffer_[0] == esc || buffer_[0] == gs ? 0 : 1;
    }
    if (buffer_[0] == esc && buffer_[1] == '@') {
        return 2;
    }
    if (have < 3) {
        return 0;
    }
    if (buffer_[0] == esc && buffer_[1] == 'J') {
        feed(buffer_[2]);
        rows -= std::min<std::size_t>(rows, buffer_[2]);
        return 3;
    }
    if (buffer_[0] == gs && buffer_[1] == 'r' && buffer_[2] == 1) {
        const std::uint8_t byte = troubles_.low_paper ? 0x03 : 0x00;
        answer_({&byte, 1});
        return 3;
    }
    if (buffer_[0] == gs && buffer_[1] == 'V' && buffer_[2] == 66) {
        if (have < 4) {
            return 0;
        }
        feed(buffer_[3]);
        cut();
        return 4;
    }
    if (buffer_[0] == gs && buffer_[1] == 'v' && buffer_[2] == '0') {
        return picture(rows).value_or(0);
    }
    ++misunderstood_;
    return 1;
}

void ReceiptDecoder::work(std::size_t most_rows) {
    std::size_t rows = most_rows;
    while (!troubles_.stopped() && !buffer_.empty() && rows > 0) {
        const auto used = command(rows);
        if (used == 0) {
            return;
        }
        buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(used));
    }
}

void ReceiptDecoder::forget() {
    buffer_.clear();
    tail_.clear();
    paper_ = Receipt{bytes_a_row_, {}};
    picture_done_ = 0;
}

}  // namespace doorstep::emulators

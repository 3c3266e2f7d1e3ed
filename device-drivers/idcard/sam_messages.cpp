#include "device-drivers/idcard/sam_messages.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace doorstep::devices {
namespace {

constexpr std::array<std::uint8_t, 5> preamble{0xAA, 0xAA, 0xAA, 0x96, 0x69};
constexpr std::size_t header_size = preamble.size() + 2;
constexpr std::size_t status_size = 3;
constexpr std::size_t smallest_length = status_size + 1;
constexpr std::size_t text_size = 256;
constexpr std::size_t photo_size = 1024;
constexpr std::size_t address_size = 70;
constexpr std::size_t most_addresses = 4;

std::uint8_t xor_of(BytesView bytes) {
    std::uint8_t sum = 0;
    for (const auto byte : bytes) {
        sum = static_cast<std::uint8_t>(sum ^ byte);
    }
    return sum;
}

std::size_t u16_be(BytesView bytes, std::size_t at) {
    return static_cast<std::size_t>(bytes[at]) << 8U | bytes[at + 1];
}

std::uint32_t little_endian(BytesView bytes, std::size_t at, std::size_t size) {
    std::uint32_t value = 0;
    for (std::size_t i = size; i > 0; --i) {
        value = value << 8U | bytes[at + i - 1];
    }
    return value;
}

// Preamble, Len, body, check byte over Len and body.
Bytes frame(BytesView body) {
    Bytes bytes(preamble.begin(), preamble.end());
    const std::size_t length = body.size() + 1;
    bytes.push_back(static_cast<std::uint8_t>(length >> 8U));
    bytes.push_back(static_cast<std::uint8_t>(length));
    bytes.insert(bytes.end(), body.begin(), body.end());
    bytes.push_back(xor_of(BytesView(bytes).subspan(preamble.size())));
    return bytes;
}

}  // namespace

Bytes encode_sam_command(SamCommand command) {
    const auto code = static_cast<std::uint16_t>(command);
    const std::array<std::uint8_t, 2> body{static_cast<std::uint8_t>(code >> 8U), static_cast<std::uint8_t>(code)};
    return frame(body);
}

Bytes encode_sam_frame_size(std::uint8_t size) {
    constexpr auto code = static_cast<std::uint16_t>(SamCommand::FrameSize);
    const std::array<std::uint8_t, 3> body{static_cast<std::uint8_t>(code >> 8U),
                                           static_cast<std::uint8_t>(code & 0xFFU), size};
    return frame(body);
}

Bytes encode_sam_answer(SamStatus status, BytesView data) {
    Bytes body{0, 0, static_cast<std::uint8_t>(status)};
    body.insert(body.end(), data.begin(), data.end());
    return frame(body);
}

bool can_answer(SamCommand command, const SamAnswer& answer) {
    const auto size = answer.data.size();
    if (answer.status == SamStatus::Found) {
        return command == SamCommand::Find;
    }
    if (answer.status != SamStatus::Ok) {
        return size == 0;
    }
    switch (command) {
        case SamCommand::Reset:
        case SamCommand::Status:
        case SamCommand::FrameSize:
            return size == 0;
        case SamCommand::Id:
            return size == 16;
        case SamCommand::Find:
            return false;
        case SamCommand::Select:
            return size == 8;
        case SamCommand::ReadBase:
            return split_base(answer.data).has_value();
        case SamCommand::ReadWithFingerprints:
            return split_with_fingerprints(answer.data).has_value();
        case SamCommand::ReadNewAddresses:
            return size <= most_addresses * address_size && size % address_size == 0;
        case SamCommand::ReadManagement:
            return size == 28;
    }
    return true;  // not one of ours
}

void SamDecoder::feed(BytesView bytes) {
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
}

// The buffer keeps its room: what moved down and what went are overwritten in it.
void SamDecoder::drop(std::size_t count) {
    std::move(buffer_.begin() + static_cast<std::ptrdiff_t>(count), buffer_.end(), buffer_.begin());
    const auto rest = buffer_.size() - count;
    wipe(buffer_.data() + rest, count);
    buffer_.resize(rest);
}

// Drops what cannot begin a frame; true when a whole preamble stands at the beginning.
bool SamDecoder::find_preamble() {
    const auto found = std::search(buffer_.begin(), buffer_.end(), preamble.begin(), preamble.end());
    if (found != buffer_.end()) {
        strays_ += static_cast<std::uint64_t>(found - buffer_.begin());
        drop(static_cast<std::size_t>(found - buffer_.begin()));
        return true;
    }
    std::size_t keep = std::min(buffer_.size(), preamble.size() - 1);
    while (keep > 0 &&
           !std::equal(buffer_.end() - static_cast<std::ptrdiff_t>(keep), buffer_.end(), preamble.begin())) {
        --keep;
    }
    strays_ += buffer_.size() - keep;
    drop(buffer_.size() - keep);
    return false;
}

SamDecoder::Outcome SamDecoder::next() {
    while (find_preamble()) {
        if (buffer_.size() < header_size) {
            return Outcome::Incomplete;
        }
        const std::size_t length = u16_be(buffer_, preamble.size());
        if (length < smallest_length || length > largest_sam_length) {
            strays_ += preamble.size();
            drop(preamble.size());
            return Outcome::Garbled;
        }
        if (buffer_.size() < header_size + length) {
            return Outcome::Incomplete;
        }
        const BytesView checked = BytesView(buffer_).subspan(preamble.size(), 2 + length);
        const BytesView body = checked.subspan(2, length - 1);
        if (xor_of(checked) != 0 || body[0] != 0 || body[1] != 0) {
            strays_ += preamble.size();
            drop(preamble.size());
            return Outcome::Garbled;
        }
        answer_.status = static_cast<SamStatus>(body[2]);
        answer_.data.assign(body.begin() + status_size, body.end());
        drop(header_size + length);
        return Outcome::Answer;
    }
    return Outcome::Incomplete;
}

std::optional<SamBase> split_base(BytesView data) {
    constexpr std::size_t lengths_size = 4;
    if (data.size() != lengths_size + text_size + photo_size || u16_be(data, 0) != text_size ||
        u16_be(data, 2) != photo_size) {
        return std::nullopt;
    }
    return SamBase{data.subspan(lengths_size, text_size), data.subspan(lengths_size + text_size)};
}

std::optional<SamBase> split_with_fingerprints(BytesView data) {
    constexpr std::size_t lengths_size = 6;
    constexpr std::size_t fixed = lengths_size + text_size + photo_size;
    if (data.size() < fixed || u16_be(data, 0) != text_size || u16_be(data, 2) != photo_size) {
        return std::nullopt;
    }
    const std::size_t size = u16_be(data, 4);
    if (size != data.size() - fixed || size % fingerprint_size != 0 || size > most_fingerprints * fingerprint_size) {
        return std::nullopt;
    }
    return SamBase{data.subspan(lengths_size, text_size), data.subspan(lengths_size + text_size, photo_size),
                   data.subspan(fixed)};
}

std::string sam_id_text(BytesView data) {
    if (data.size() != 16) {
        return {};
    }
    return fmt::format("{:02}.{:02}-{:08}-{:010}-{:010}", little_endian(data, 0, 2), little_endian(data, 2, 2),
                       little_endian(data, 4, 4), little_endian(data, 8, 4), little_endian(data, 12, 4));
}

}  // namespace doorstep::devices

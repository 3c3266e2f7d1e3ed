#include "device-drivers/idcard/recording_mask.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/encoding.hpp"
#include "base/id_number.hpp"
#include "device-drivers/idcard/text_block.hpp"

namespace doorstep::devices {
namespace {

constexpr std::array<std::uint8_t, 5> preamble{0xAA, 0xAA, 0xAA, 0x96, 0x69};
constexpr std::size_t header_size = preamble.size() + 2;
constexpr std::size_t status_size = 3;
constexpr std::size_t chip_serial_size = 8;
constexpr std::size_t sam_id_size = 16;
constexpr std::size_t address_size = 70;
constexpr std::size_t type_offset = 248;
// Tried in turn until the driver takes the same way over the masked bytes.
constexpr std::array<std::uint8_t, 4> fillers{0x5A, 0x00, 0x33, 0x0F};

struct Filled {
    std::string_view text;
    std::size_t bytes;
};

void append(Bytes& block, std::string_view text, std::size_t size) {
    auto wide = utf8_to_utf16le(text).value();
    wide.resize(std::min(wide.size(), size));
    block.insert(block.end(), wide.begin(), wide.end());
    for (std::size_t i = wide.size(); i < size; i += 2) {
        block.push_back(' ');
        block.push_back(0);
    }
}

// What varies between the verdicts.
struct TestPerson {
    std::string number;
    std::string birth = "19700101";
};

std::vector<Filled> fields_of(CardVariant variant, const TestPerson& person) {
    constexpr std::string_view name = "测试甲";
    constexpr std::string_view address = "测试省测试县测试村1号";
    constexpr std::string_view issuer = "测试县公安局";
    constexpr std::string_view from = "20150601";
    constexpr std::string_view until = "20350601";
    constexpr std::string_view english = "TEST, PERSON";
    switch (variant) {
        case CardVariant::HmtPermit:
            return {{name, 30},   {"1", 2},   {"", 4},     {person.birth, 16}, {address, 70}, {person.number, 36},
                    {issuer, 30}, {from, 16}, {until, 16}, {"C12345678", 18},  {"01", 4},     {"", 6},
                    {"J", 2},     {"", 6}};
        case CardVariant::Foreign2017:
            return {{english, 120}, {"1", 2},    {"UTO990119700101", 30}, {"UTO", 6}, {name, 30},
                    {from, 16},     {until, 16}, {person.birth, 16},      {"01", 4},  {"1500", 8},
                    {"I", 2},       {"", 6}};
        case CardVariant::Foreign2023:
            return {{name, 30},          {"1", 2}, {"00", 4},  {person.birth, 16}, {english, 70},
                    {person.number, 36}, {"", 30}, {from, 16}, {until, 16},        {"", 22},
                    {"UTO", 6},          {"Y", 2}, {"", 6}};
        case CardVariant::Citizen:
            break;
    }
    return {{name, 30},          {"1", 2},     {"01", 4},  {person.birth, 16}, {address, 70},
            {person.number, 36}, {issuer, 30}, {from, 16}, {until, 16},        {"", 36}};
}

Bytes test_block(CardVariant variant, const TestPerson& person) {
    Bytes block;
    for (const auto& field : fields_of(variant, person)) {
        append(block, field.text, field.bytes);
    }
    return block;
}

std::string test_number() {
    const std::string first = "99010119700101001";
    return first + id_number_check_character(first);
}

CardVariant variant_of(BytesView block) {
    switch (block[type_offset]) {
        case 'J':
            return CardVariant::HmtPermit;
        case 'I':
            return CardVariant::Foreign2017;
        case 'Y':
            return CardVariant::Foreign2023;
        default:
            return CardVariant::Citizen;
    }
}

// A frame as SamDecoder sees it; `good`: whole, and its check byte and status bytes are right.
struct Frame {
    std::size_t at;      // of its preamble
    std::size_t length;  // Len
    bool good;
};

std::uint8_t xor_of(BytesView bytes) {
    std::uint8_t sum = 0;
    for (const auto byte : bytes) {
        sum = static_cast<std::uint8_t>(sum ^ byte);
    }
    return sum;
}

Frame frame_at(BytesView bytes, std::size_t at) {
    const std::size_t begin = at + preamble.size();
    Frame frame{at, 0, false};
    if (begin + 2 <= bytes.size()) {
        frame.length = static_cast<std::size_t>(bytes[begin] << 8U | bytes[begin + 1]);
    }
    if (frame.length > status_size && frame.length <= largest_sam_length &&
        at + header_size + frame.length <= bytes.size()) {
        const auto checked = bytes.subspan(begin, 2 + frame.length);
        frame.good = xor_of(checked) == 0 && checked[2] == 0 && checked[3] == 0;
    }
    return frame;
}

std::vector<Frame> frames_in(BytesView bytes) {
    std::vector<Frame> frames;
    auto from = bytes.begin();
    for (;;) {
        const auto found = std::search(from, bytes.end(), preamble.begin(), preamble.end());
        if (found == bytes.end()) {
            return frames;
        }
        const auto frame = frame_at(bytes, static_cast<std::size_t>(found - bytes.begin()));
        frames.push_back(frame);
        from = found + static_cast<std::ptrdiff_t>(frame.good ? header_size + frame.length : preamble.size());
    }
}

void append_pattern(Bytes& out, std::string_view word, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) {
        out.push_back(static_cast<std::uint8_t>(word[i % word.size()]));
    }
}

// `base` stands in `data`: the lengths before it stay, all else is the test person's.
Bytes masked_base(BytesView data, const SamBase& base) {
    Bytes masked(data.begin(), base.text.begin());
    const auto text = masked_text_block(base.text);
    masked.insert(masked.end(), text.begin(), text.end());
    append_pattern(masked, "TESTPHOTO", base.photo.size());
    append_pattern(masked, "TESTPRINT", base.fingerprints.size());
    return masked;
}

Bytes masked_data(SamCommand asked, BytesView data) {
    if (data.size() == chip_serial_size) {
        const bool zeros = std::all_of(data.begin(), data.end(), [](std::uint8_t b) { return b == 0; });
        return zeros ? Bytes(data.begin(), data.end()) : Bytes{1, 2, 3, 4, 5, 6, 7, 8};
    }
    if (data.size() == sam_id_size && asked == SamCommand::Id) {
        return {data.begin(), data.end()};
    }
    if (const auto base = split_base(data)) {
        return masked_base(data, *base);
    }
    if (const auto base = split_with_fingerprints(data)) {
        return masked_base(data, *base);
    }
    Bytes masked;
    if (!data.empty() && data.size() % address_size == 0) {
        while (masked.size() < data.size()) {
            append(masked, "测试新地址1号", address_size);
        }
        return masked;
    }
    return Bytes(data.size(), 0);
}

Bytes masked_with(SamCommand asked, BytesView answer, const std::vector<Frame>& frames, std::uint8_t filler) {
    Bytes masked(answer.begin(), answer.end());
    // Parts of preambles stay: noise that looks like a beginning is what a decoder stumbles over.
    std::replace_if(
        masked.begin(), masked.end(),
        [](std::uint8_t b) { return std::find(preamble.begin(), preamble.end(), b) == preamble.end(); }, filler);
    for (const auto& frame : frames) {
        const auto kept = std::min(frame.at + header_size + status_size, answer.size());
        std::copy(answer.begin() + static_cast<std::ptrdiff_t>(frame.at),
                  answer.begin() + static_cast<std::ptrdiff_t>(kept),
                  masked.begin() + static_cast<std::ptrdiff_t>(frame.at));
        if (frame.good) {
            const auto body = answer.subspan(frame.at + header_size + status_size, frame.length - status_size - 1);
            const auto fresh =
                encode_sam_answer(static_cast<SamStatus>(answer[frame.at + header_size + 2]), masked_data(asked, body));
            std::copy(fresh.begin(), fresh.end(), masked.begin() + static_cast<std::ptrdiff_t>(frame.at));
        }
    }
    return masked;
}

// How the driver fares with the bytes: every outcome, status and size, and whether something is left over.
std::vector<std::size_t> way_over(BytesView bytes) {
    SamDecoder decoder;
    decoder.feed(bytes);
    std::vector<std::size_t> way;
    for (auto next = decoder.next(); next != SamDecoder::Outcome::Incomplete; next = decoder.next()) {
        way.push_back(static_cast<std::size_t>(next));
        if (next == SamDecoder::Outcome::Answer) {
            const auto answer = decoder.take_answer();
            way.push_back(static_cast<std::size_t>(answer.status));
            way.push_back(answer.data.size());
        }
    }
    way.push_back(decoder.has_rest() ? 1 : 0);
    return way;
}

}  // namespace

Bytes masked_text_block(BytesView block) {
    if (block.size() != text_block_size) {
        return Bytes(block.size(), 0);
    }
    TestPerson person{test_number()};
    const auto card = parse_text_block(block);
    if (!card && card.error().is(TextBlockError::BadCheckDigit)) {
        person.number.back() = person.number.back() == '1' ? '2' : '1';
    } else if (!card) {
        person.birth = "99999999";
    }
    auto masked = test_block(variant_of(block), person);
    masked[type_offset] = block[type_offset];
    masked[type_offset + 1] = block[type_offset + 1];
    return masked;
}

Bytes masked_answer(SamCommand asked, BytesView answer) {
    const auto frames = frames_in(answer);
    const auto way = way_over(answer);
    for (const auto filler : fillers) {
        auto masked = masked_with(asked, answer, frames, filler);
        if (way_over(masked) == way) {
            return masked;
        }
    }
    return Bytes(answer.size(), fillers[0]);
}

}  // namespace doorstep::devices

#include "device-drivers/idcard/usb_pipes.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/clock.hpp"
#include "device-drivers/idcard/sam_messages.hpp"

namespace doorstep::devices {
namespace {

constexpr std::array<std::uint8_t, 5> preamble{0xAA, 0xAA, 0xAA, 0x96, 0x69};
constexpr std::size_t header_size = preamble.size() + 2;
constexpr std::size_t largest_piece = 2048;  // of a single pair: one whole answer
constexpr std::size_t most_of_an_answer = 8192;
constexpr std::size_t packet_size = 512;  // the largest of a bulk pipe, and a multiple of every other
constexpr std::size_t in_packets(std::size_t bytes) {
    return (bytes + packet_size - 1) / packet_size * packet_size;
}
constexpr PipeLayout four_pipes{0x02, 0x06, 0x81, 0x85};
constexpr std::uint8_t direction_in = 0x80;

// Bytes from the preamble to the end of the frame that begins there; 0 when no whole header is there yet, or a bad one.
std::size_t frame_size(BytesView bytes) {
    const auto found = std::search(bytes.begin(), bytes.end(), preamble.begin(), preamble.end());
    const auto at = static_cast<std::size_t>(found - bytes.begin());
    if (at + header_size > bytes.size()) {
        return 0;
    }
    const auto length = static_cast<std::size_t>(bytes[at + 5] << 8U | bytes[at + 6]);
    return length > 0 && length <= largest_sam_length ? at + header_size + length : 0;
}

}  // namespace

bool find_layout(std::span<const std::uint8_t> bulk_endpoints, PipeLayout& layout) {
    const auto has = [&](std::uint8_t endpoint) {
        return std::find(bulk_endpoints.begin(), bulk_endpoints.end(), endpoint) != bulk_endpoints.end();
    };
    if (has(four_pipes.head_out) && has(four_pipes.rest_out) && has(four_pipes.head_in) && has(four_pipes.rest_in)) {
        layout = four_pipes;
        return true;
    }
    const auto is_in = [](std::uint8_t endpoint) { return (endpoint & direction_in) != 0; };
    const auto in = std::find_if(bulk_endpoints.begin(), bulk_endpoints.end(), is_in);
    const auto out = std::find_if_not(bulk_endpoints.begin(), bulk_endpoints.end(), is_in);
    if (in == bulk_endpoints.end() || out == bulk_endpoints.end()) {
        return false;
    }
    layout = {*out, *out, *in, *in};
    return true;
}

PipeResult PipeExchange::send(BytesView frame) {
    if (layout_.single() || frame.size() <= header_size) {
        return pipes_.out(layout_.head_out, frame, delays_.out);
    }
    const auto head = pipes_.out(layout_.head_out, frame.first(header_size), delays_.out);
    return head == PipeResult::Done ? pipes_.out(layout_.rest_out, frame.subspan(header_size), delays_.out) : head;
}

// What a module still says to a command that was given up, or said behind an answer, is not the answer to the next one.
// When this one is given up meanwhile, it is not sent either.
PipeResult PipeExchange::drain(const std::function<bool()>& abandoned) {
    constexpr int most_rounds = 16;
    std::array<std::uint8_t, largest_piece> buffer{};
    unsigned within = std::exchange(doubt_, delays_.drain);
    for (const auto endpoint : {layout_.head_in, layout_.rest_in}) {
        for (int round = 0; round < most_rounds; ++round) {
            std::size_t got = 0;
            const auto result = pipes_.in(endpoint, buffer, got, std::exchange(within, delays_.drain));
            wipe(buffer.data(), got);
            if (result == PipeResult::Gone) {
                return result;
            }
            if (abandoned()) {
                return PipeResult::TimedOut;
            }
            if (result == PipeResult::Stalled) {
                pipes_.unstall(endpoint);
            } else if (got == 0) {
                break;
            }
        }
    }
    return PipeResult::Done;
}

// How many bytes to ask for, and from where; at the bound nothing more is wanted. Always whole packets: what a module
// sends behind an answer has to come with it. Left in the pipe it would be the beginning of the next answer's rest, and
// so on for ever; and a controller takes a packet that is longer than asked for as an error.
std::size_t PipeExchange::wanted(std::uint8_t& endpoint) const {
    const auto whole = frame_size(came_);
    endpoint = layout_.head_in;
    if (layout_.single()) {
        return came_.size() < most_of_an_answer ? largest_piece : 0;
    }
    if (whole == 0) {
        return came_.size() < header_size ? packet_size : 0;
    }
    endpoint = layout_.rest_in;
    return in_packets(whole - came_.size());
}

// What came is one good answer to this command and nothing else; or else something may be left in the pipes.
unsigned PipeExchange::doubt(BytesView frame) const {
    SamDecoder decoder;
    decoder.feed(came_);
    if (decoder.next() != SamDecoder::Outcome::Answer || decoder.has_rest() || decoder.strays() > 0) {
        return delays_.drain;
    }
    const auto asked = static_cast<SamCommand>(frame[header_size] << 8U | frame[header_size + 1]);
    return can_answer(asked, decoder.take_answer()) ? 0 : delays_.late;
}

PipeResult PipeExchange::receive(const std::function<bool()>& abandoned, const Arrived& arrived) {
    std::array<std::uint8_t, std::max(in_packets(largest_sam_length), largest_piece)> buffer{};
    const auto end = monotonic_milliseconds() + delays_.answer;
    while (!abandoned() && monotonic_milliseconds() < end) {
        std::uint8_t endpoint = 0;
        const auto want = wanted(endpoint);
        if (want == 0) {
            return PipeResult::TimedOut;  // four pipes: seven bytes that are no header; one pair: nothing but noise
        }
        std::size_t got = 0;
        const auto result = pipes_.in(endpoint, std::span(buffer).first(want), got, delays_.look);
        came_.insert(came_.end(), buffer.begin(), buffer.begin() + static_cast<std::ptrdiff_t>(got));
        if (got > 0) {
            arrived(BytesView(buffer).first(got));
            wipe(buffer.data(), got);
        }
        if (result == PipeResult::Gone) {
            return result;
        }
        if (result == PipeResult::Stalled) {
            pipes_.unstall(endpoint);
        }
        if (const auto whole = frame_size(came_); whole > 0 && came_.size() >= whole) {
            return PipeResult::Done;
        }
    }
    return PipeResult::TimedOut;
}

PipeResult PipeExchange::run(BytesView frame, const std::function<bool()>& abandoned, const Arrived& arrived) {
    if (doubt_ > 0) {
        if (const auto drained = drain(abandoned); drained != PipeResult::Done) {
            return drained;
        }
    }
    doubt_ = delays_.drain;
    if (const auto sent = send(frame); sent != PipeResult::Done) {
        return sent == PipeResult::TimedOut ? PipeResult::Stalled : sent;
    }
    const auto received = receive(abandoned, arrived);
    if (received == PipeResult::Done) {
        doubt_ = doubt(frame);
    }
    came_.clear();  // wipes itself
    return received;
}

}  // namespace doorstep::devices

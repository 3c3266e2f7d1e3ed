// A recording of a device's line: JSON lines with time, both directions, what was asked of the driver and how it ended.
// Of card readers it is written by RecordingChannel and replayed by replay.hpp; of other drivers that talk bytes by
// tests/devices/ (code readers, receipt printers, chip cards). Pure coders, reentrant.
//
// The first line is the head with the driver's room, then one step a line; times are milliseconds since the beginning.
//   {"recording":"doorstep-idcard","version":1,"transport":"serial","bauds":[115200,9600]}
//   {"at":0,"open":""}              opened; or the channel's error, as "Missing"
//   {"at":0,"baud":115200}          speed set (with "error" when it failed)
//   {"at":1,"to":"aaaaaa9669…"}     bytes to the reader, hex (with "error")
//   {"at":3,"from":"aaaaaa9669…"}   bytes from it; content of a card is test content (recording_mask.hpp)
//   {"at":9,"read":""}              a card read was asked for, with what was wished for beside (replay.hpp:
//   wishes_word)
//   {"at":9,"result":"Citizen"}     how it ended: the layout, or the name of the ReadError
//   {"at":9,"close":""}             closed: it was unplugged
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::devices {

enum class RecordingError {
    NotARecording = 1,  // say so: the first line is no head of ours
    UnknownVersion,     // say so: made by a newer program
    BadLine,            // say the line; nothing of the file is used
    TooLarge,           // say so: over one of the bounds below
};

// 16 MiB and 100,000 steps are an hour of polling; a longer one is refused, not cut.
constexpr std::size_t largest_recording = std::size_t{16} << 20U;
constexpr std::size_t most_steps = 100'000;
// Of one step, in bytes: more never comes in one read.
constexpr std::size_t largest_piece = 8192;

struct RecordedStep {
    enum class Kind : std::uint8_t { Open, Close, Baud, To, From, Read, Result };
    Kind kind = Kind::Open;
    std::int64_t at_ms = 0;
    Bytes bytes;        // To, From
    unsigned baud = 0;  // Baud
    std::string word;   // Result, Read; the error of Open, Baud and To, empty when it went well
    friend bool operator==(const RecordedStep&, const RecordedStep&) = default;
};

struct Recording {
    std::string driver = "idcard";  // its room: "idcard", "code", "receipt", "pcsc"
    std::string transport;          // "serial"
    std::vector<unsigned> bauds;    // that the driver was told to try; at least one of a card reader
    std::vector<RecordedStep> steps;
    friend bool operator==(const Recording&, const Recording&) = default;
};

// One line without its end.
std::string recording_head(std::string_view transport, const std::vector<unsigned>& bauds,
                           std::string_view driver = "idcard");
std::string recording_line(const RecordedStep& step);
// The whole text; errors name the line.
Result<Recording> parse_recording(std::string_view text);

}  // namespace doorstep::devices

template <>
struct doorstep::ErrorNames<doorstep::devices::RecordingError> {
    static constexpr std::string_view module = "recording";
    static std::string_view name(devices::RecordingError e);
};

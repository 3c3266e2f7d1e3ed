// Frames of SAM modules (DEVICES §1): pure coders, no I/O. Tolerant of noise around frames, strict inside them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::devices {

// The commands that the driver uses: CMD and PARA in one number.
enum class SamCommand : std::uint16_t {
    Reset = 0x10FF,
    Status = 0x11FF,
    Id = 0x12FF,
    Find = 0x2001,
    Select = 0x2002,
    ReadBase = 0x3001,
    ReadNewAddresses = 0x3003,      // up to four, of removals since the card was made
    ReadManagement = 0x3005,        // 28 bytes that only the issuing authority understands
    ReadWithFingerprints = 0x3010,  // ReadBase and up to two fingerprints: SECURITY 18 says when
    FrameSize = 0x61FF,             // of the radio link to the card; has a byte of its own
};

// SW3 of an answer. Other values than these occur and are kept as they are.
enum class SamStatus : std::uint8_t {
    Ok = 0x90,
    Found = 0x9F,
    CardAuthentication = 0x31,
    ReaderAuthentication = 0x32,
    ReadFailed = 0x41,
    NotAuthorised = 0x66,
    FindFailed = 0x80,
    SelectFailed = 0x81,
    NoContent = 0x91,  // the card has none of what was asked for
};

struct SamAnswer {
    SamStatus status{};
    WipedBytes data;
};

// Len of the largest answer that exists: base data with two fingerprints (2,321 bytes of frame).
constexpr std::size_t largest_sam_length = 2314;

// Preamble, length, command, check byte.
Bytes encode_sam_command(SamCommand command);
// FrameSize with its byte.
Bytes encode_sam_frame_size(std::uint8_t size);
// An answer's frame; for tests and emulators.
Bytes encode_sam_answer(SamStatus status, BytesView data);

// Whether a module that was asked this can have meant that: the status and size that a good answer to it has, or an
// error without data. Answers do not name their command; one that came late is told from the right one by this only.
bool can_answer(SamCommand command, const SamAnswer& answer);

// Cuts what a reader sends into answers. Thread-bound; what was received is wiped as it goes.
class SamDecoder {
  public:
    enum class Outcome { Incomplete, Answer, Garbled };
    // Takes what arrived.
    void feed(BytesView bytes);
    // The next thing in the stream: Incomplete (feed more), Answer (answer() holds it) or Garbled (a frame with a wrong
    // check byte or status bytes that cannot be; the search goes on behind its preamble).
    Outcome next();
    // Of the last Answer.
    SamAnswer take_answer() { return std::move(answer_); }
    // True when bytes wait that are no whole frame: the beginning of one, or noise.
    bool has_rest() const { return !buffer_.empty(); }
    // Bytes that belonged to no good frame, since the beginning: a sign that the line is noisy.
    std::uint64_t strays() const { return strays_; }
    // Forgets everything received; before each command, so that a late answer is not taken for the next one.
    void clear() { drop(buffer_.size()); }

  private:
    void drop(std::size_t count);
    bool find_preamble();
    std::uint64_t strays_ = 0;
    WipedBytes buffer_;
    SamAnswer answer_;
};

constexpr std::size_t fingerprint_size = 512;
constexpr std::size_t most_fingerprints = 2;

struct SamBase {
    BytesView text;
    BytesView photo;
    BytesView fingerprints{};  // of none, one or two fingers, 512 bytes each in a format of the card's own
};
// The content of a good answer to ReadBase; nothing when the lengths in it are not 256 and 1024 or do not fill it.
std::optional<SamBase> split_base(BytesView data);
// And to ReadWithFingerprints, whose third length is 0, 512 or 1024.
std::optional<SamBase> split_with_fingerprints(BytesView data);
// "05.01-20261123-0000000042-0000000007" from the 16 bytes of the module's id; empty when it has another size.
std::string sam_id_text(BytesView data);

}  // namespace doorstep::devices

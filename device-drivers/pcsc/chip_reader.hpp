// One reader of pcscd: what lies in it, and commands to the card. Calls of libpcsclite wait as long as pcscd and reader
// do, hence the worker around it. Thread-bound.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "device-drivers/pcsc/chip_messages.hpp"

namespace doorstep::devices {

// How things are; compared to tell changes.
struct ChipPresence {
    std::string reader;  // its name as pcscd has it
    bool present = false;
    bool mute = false;        // a card is there and gives no answer to reset
    Bytes atr;                // empty without a card or for a mute one
    std::uint16_t event = 0;  // pcscd's count of insertions and removals: a card changed between two looks is seen
    friend bool operator==(const ChipPresence&, const ChipPresence&) = default;
};

class ChipReader {
  public:
    // The first reader whose name begins with that; empty: the first of all.
    explicit ChipReader(std::string name_begins) : name_begins_(std::move(name_begins)) {}
    ~ChipReader();
    ChipReader(const ChipReader&) = delete;
    ChipReader& operator=(const ChipReader&) = delete;

    // Asks pcscd, without waiting for a change. NoService, ReaderMissing; after either it begins anew.
    Result<ChipPresence> look();
    // Powers the card up for us alone. NoCard, Mute, Taken, ReaderMissing, NoService.
    Status connect();
    // One command; the answer with its status word. Removed, Mute, ReaderMissing, NoService. After connect() only.
    Result<WipedBytes> transmit(BytesView command);
    // Powers the card down; no effect when not connected.
    void disconnect();

  private:
    Status begin();
    void end();
    Result<std::string> find_reader();
    Error with_what_is_there(const Error& error);

    const std::string name_begins_;
    std::optional<long> context_;  // SCARDCONTEXT
    std::optional<long> card_;     // SCARDHANDLE
    std::string reader_;
    unsigned long protocol_ = 0;
};

}  // namespace doorstep::devices

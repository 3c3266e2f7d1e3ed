// What is read of which card without keys: data in chip-cards.toml, run over any way to a card.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "device-drivers/pcsc/chip_messages.hpp"

namespace doorstep::devices {

// Bounds of a file of scripts; beyond them it is BadScript.
constexpr std::size_t most_chip_scripts = 32;
constexpr std::size_t most_chip_steps = 64;
constexpr std::size_t largest_chip_command = 261;  // header, Lc, 255 bytes, Le

struct ChipStep {
    Bytes command;
    std::string field;                // empty: nothing is kept of the answer
    std::optional<std::uint8_t> tag;  // nothing: the whole answer is the value
    ChipForm form = ChipForm::Text;
    bool optional = false;  // an error word here only leaves the field out
};

struct ChipScript {
    std::string name;
    Bytes select;  // a card that answers this well is one of this kind
    std::vector<ChipStep> steps;
};

// The scripts of a file, in its order; BadScript says which card and what is wrong with it.
Result<std::vector<ChipScript>> parse_chip_scripts(std::string_view toml);
Result<std::vector<ChipScript>> load_chip_scripts(const std::filesystem::path& file);

struct ChipField {
    std::string name;
    WipedString value;
};

struct ChipReading {
    std::string card;  // the script's name
    std::vector<ChipField> fields;
};

// One command and its answer with the status word, at most largest_chip_answer bytes; its errors end the run.
using ChipTransmit = std::function<Result<WipedBytes>(BytesView command)>;

// Runs the first script whose select the card answers well. Follows 61xx (more to fetch) and 6Cxx (other length) as
// ISO 7816-4 has them. Unknown, Refused, Garbled, Cancelled, or what `transmit` failed with.
Result<ChipReading> read_chip(const std::vector<ChipScript>& scripts, const ChipTransmit& transmit,
                              const std::function<bool()>& cancelled);

}  // namespace doorstep::devices

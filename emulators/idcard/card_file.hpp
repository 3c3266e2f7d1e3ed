// A synthetic identity card: a JSON file with its fields in words becomes the blocks that a SAM module hands out.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::emulators {

enum class CardFileError {
    BadFile = 1,  // correct the JSON file: the detail names the member
    TooLong,      // shorten the text: the card has no room for it
    UnknownCard,  // name a card of the folder; the detail lists them
};

// When the card goes away by itself.
enum class RemovedAfter { Never, Find, Select, Read };

// What is wrong with a card, for tests of the driver.
struct CardFaults {
    bool wrong_checksum = false;        // answers to reads carry a wrong CHK
    bool silent = false;                // reads are never answered
    bool half_answer = false;           // reads stop in the middle of the answer
    bool unreadable = false;            // reads answer SW3 41
    bool not_authorised = false;        // reads answer SW3 66: this module may not read such cards
    bool not_selectable = false;        // select answers 81
    std::chrono::milliseconds slow{0};  // added to the time of each read
    RemovedAfter removed_after = RemovedAfter::Never;
};

struct Card {
    std::string name;    // the file's name without ".json"
    Bytes text;          // 256 bytes
    Bytes photo;         // 1024 bytes, see test_photo_block
    Bytes fingerprints;  // 0, 512 or 1024 bytes
    Bytes new_address;   // 0 … 4 × 70 bytes
    Bytes management;    // 28 bytes
    CardFaults faults;
};

// Reads one card. BadFile when a member is missing, unknown or of the wrong type.
Result<Card> parse_card(std::string_view name, const nlohmann::json& file);
// folder/<name>.json; UnknownCard lists what is there. Names are [a-z0-9-]+, nothing else is looked up.
Result<Card> load_card(const std::filesystem::path& folder, std::string_view name);

// Our test-only picture format in the place of WLT (1024 bytes): "DOORPIC1", then 17 × 21 pixels, one byte RGB 3-3-2
// each, row by row, zero to the end. A decoder enlarges each pixel 6 × 6 to 102 × 126. The picture is a plain head
// and shoulders whose colours depend on `seed`.
Bytes test_photo_block(unsigned seed);

}  // namespace doorstep::emulators

template <>
struct doorstep::ErrorNames<doorstep::emulators::CardFileError> {
    static constexpr std::string_view module = "card-file";
    static std::string_view name(emulators::CardFileError e);
};

#include "emulators/idcard/card_file.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <vector>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/calendar_date.hpp"
#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/files.hpp"

namespace doorstep {

std::string_view ErrorNames<emulators::CardFileError>::name(emulators::CardFileError e) {
    using emulators::CardFileError;
    switch (e) {
        case CardFileError::BadFile:
            return "BadFile";
        case CardFileError::TooLong:
            return "TooLong";
        case CardFileError::UnknownCard:
            return "UnknownCard";
    }
    return "?";
}

}  // namespace doorstep

namespace doorstep::emulators {
namespace {

using nlohmann::json;

constexpr std::size_t text_size = 256;
constexpr std::size_t address_size = 70;
constexpr std::size_t most_addresses = 4;
constexpr std::size_t management_size = 28;
constexpr std::size_t fingerprint_size = 512;

enum class Kind { Text, Sex, Date, Until, Fixed };

// One field of a text block: `key` of the JSON file, or the constant text itself for Fixed.
struct Field {
    std::string_view key;
    std::size_t bytes;
    Kind kind = Kind::Text;
    bool optional = false;
};

// DOMAIN §2.1; each list sums to 256.
constexpr Field citizen[] = {{"name", 30},
                             {"sex", 2, Kind::Sex},
                             {"ethnicity", 4},
                             {"birth", 16, Kind::Date},
                             {"address", 70},
                             {"number", 36},
                             {"issuer", 30},
                             {"valid_from", 16, Kind::Date},
                             {"valid_until", 16, Kind::Until},
                             {"", 36, Kind::Fixed}};
constexpr Field permit[] = {{"name", 30},
                            {"sex", 2, Kind::Sex},
                            {"", 4, Kind::Fixed},
                            {"birth", 16, Kind::Date},
                            {"address", 70},
                            {"number", 36},
                            {"issuer", 30},
                            {"valid_from", 16, Kind::Date},
                            {"valid_until", 16, Kind::Until},
                            {"pass_number", 18},
                            {"issue_count", 4},
                            {"", 6, Kind::Fixed},
                            {"J", 2, Kind::Fixed},
                            {"", 6, Kind::Fixed}};
constexpr Field foreigner_2017[] = {{"english_name", 120},
                                    {"sex", 2, Kind::Sex},
                                    {"number", 30},
                                    {"country", 6},
                                    {"name", 30, Kind::Text, true},
                                    {"valid_from", 16, Kind::Date},
                                    {"valid_until", 16, Kind::Until},
                                    {"birth", 16, Kind::Date},
                                    {"version", 4},
                                    {"authority", 8},
                                    {"I", 2, Kind::Fixed},
                                    {"", 6, Kind::Fixed}};
constexpr Field foreigner_2023[] = {{"name", 30, Kind::Text, true},
                                    {"sex", 2, Kind::Sex},
                                    {"renewals", 4},
                                    {"birth", 16, Kind::Date},
                                    {"english_name", 70},
                                    {"number", 36},
                                    {"", 30, Kind::Fixed},
                                    {"valid_from", 16, Kind::Date},
                                    {"valid_until", 16, Kind::Until},
                                    {"english_name_2", 22, Kind::Text, true},
                                    {"country", 6},
                                    {"Y", 2, Kind::Fixed},
                                    {"old_number_link", 6}};
// A layout nobody knows yet: a citizen's fields under a letter that no rule names.
constexpr Field unknown[] = {
    {"name", 30}, {"", 188, Kind::Fixed}, {"", 30, Kind::Fixed}, {"Q", 2, Kind::Fixed}, {"", 6, Kind::Fixed}};

struct Layout {
    std::string_view name;
    std::span<const Field> fields;
};
constexpr Layout layouts[] = {{"citizen", citizen},
                              {"permit", permit},
                              {"foreigner-2017", foreigner_2017},
                              {"foreigner-2023", foreigner_2023},
                              {"unknown", unknown}};

Error bad(std::string_view member, std::string_view why) {
    return {CardFileError::BadFile, fmt::format("{}: {}", member, why)};
}

Result<std::string> date_text(std::string_view key, const std::string& iso) {
    const auto date = CalendarDate::parse(iso);
    if (!date) {
        return bad(key, "not a date like 1968-11-04");
    }
    return date->compact_text();
}

Result<std::string> field_text(const Field& field, const json& file) {
    if (field.kind == Kind::Fixed) {
        return std::string(field.key);
    }
    const auto found = file.find(field.key);
    if (found == file.end() && field.optional) {
        return std::string();
    }
    if (found == file.end() || !found->is_string()) {
        return bad(field.key, "a text is needed");
    }
    const auto text = found->get<std::string>();
    switch (field.kind) {
        case Kind::Sex:
            if (text != "male" && text != "female" && text != "unstated") {
                return bad(field.key, "male, female or unstated");
            }
            return std::string(text == "male" ? "1" : text == "female" ? "2" : "9");
        case Kind::Date:
            return date_text(field.key, text);
        case Kind::Until:
            return text == "长期" ? text : date_text(field.key, text);
        default:
            return text;
    }
}

Status append_padded(Bytes& block, std::string_view key, const std::string& text, std::size_t size) {
    DOORSTEP_TRY(const Bytes wide, utf8_to_utf16le(text));
    if (wide.size() > size) {
        return Error(CardFileError::TooLong, fmt::format("{}: {} bytes of {}", key, wide.size(), size));
    }
    block.insert(block.end(), wide.begin(), wide.end());
    for (std::size_t i = wide.size(); i < size; i += 2) {
        block.push_back(' ');
        block.push_back(0);
    }
    return {};
}

Result<Bytes> text_block(const Layout& layout, const json& file) {
    Bytes block;
    for (const auto& field : layout.fields) {
        DOORSTEP_TRY(const std::string text, field_text(field, file));
        DOORSTEP_CHECK(append_padded(block, field.key, text, field.bytes));
    }
    if (block.size() != text_size) {
        return bad("layout", fmt::format("{} has {} bytes", layout.name, block.size()));
    }
    return block;
}

Result<RemovedAfter> removed_after(const json& faults) {
    const auto text = faults.value("removed_after", "");
    if (text.empty()) {
        return RemovedAfter::Never;
    }
    if (text == "find") {
        return RemovedAfter::Find;
    }
    if (text == "select") {
        return RemovedAfter::Select;
    }
    if (text == "read") {
        return RemovedAfter::Read;
    }
    return bad("removed_after", "find, select or read");
}

Status only_known(const json& object, const std::set<std::string, std::less<>>& known) {
    for (const auto& item : object.items()) {
        if (!known.contains(item.key())) {
            return bad(item.key(), "nobody reads this member");
        }
    }
    return {};
}

Result<CardFaults> parse_faults(const json& file) {
    const auto faults = file.value("faults", json::object());
    DOORSTEP_CHECK(only_known(faults, {"wrong_checksum", "silent", "half_answer", "unreadable", "not_authorised",
                                       "not_selectable", "slow_ms", "removed_after"}));
    CardFaults result;
    result.wrong_checksum = faults.value("wrong_checksum", false);
    result.silent = faults.value("silent", false);
    result.half_answer = faults.value("half_answer", false);
    result.unreadable = faults.value("unreadable", false);
    result.not_authorised = faults.value("not_authorised", false);
    result.not_selectable = faults.value("not_selectable", false);
    result.slow = std::chrono::milliseconds(faults.value("slow_ms", 0));
    DOORSTEP_TRY(result.removed_after, removed_after(faults));
    return result;
}

Result<Bytes> new_addresses(const json& file) {
    Bytes block;
    const auto list = file.value("new_address", std::vector<std::string>{});
    if (list.size() > most_addresses) {
        return bad("new_address", "at most four");
    }
    for (const auto& address : list) {
        DOORSTEP_CHECK(append_padded(block, "new_address", address, address_size));
    }
    return block;
}

// A test pattern that says on sight that it is no fingerprint.
Result<Bytes> fingerprint_block(const json& file) {
    const auto count = file.value("fingerprints", 0);
    if (count < 0 || count > 2) {
        return bad("fingerprints", "0, 1 or 2");
    }
    Bytes block(static_cast<std::size_t>(count) * fingerprint_size);
    for (std::size_t i = 0; i < block.size(); ++i) {
        block[i] = static_cast<std::uint8_t>("TESTPRINT"[i % 9]);
    }
    return block;
}

Bytes management_block(std::string_view name) {
    Bytes block(management_size, 0);
    const auto digest = sha256(as_bytes(name));
    std::copy_n(digest.begin(), std::min(management_size, digest.size()), block.begin());
    return block;
}

Result<Card> parse_card_or_throw(std::string_view name, const json& file) {
    if (!file.is_object()) {
        return bad(name, "a card is a JSON object");
    }
    const auto wanted = file.value("layout", "");
    const auto* layout =
        std::find_if(std::begin(layouts), std::end(layouts), [&](const auto& l) { return l.name == wanted; });
    if (layout == std::end(layouts)) {
        return bad("layout", "citizen, permit, foreigner-2017, foreigner-2023 or unknown");
    }
    std::set<std::string, std::less<>> known = {"layout", "note", "new_address", "fingerprints", "faults"};
    for (const auto& field : layout->fields) {
        if (field.kind != Kind::Fixed) {
            known.emplace(field.key);
        }
    }
    DOORSTEP_CHECK(only_known(file, known));
    Card card;
    card.name = name;
    DOORSTEP_TRY(card.text, text_block(*layout, file));
    DOORSTEP_TRY(card.new_address, new_addresses(file));
    DOORSTEP_TRY(card.fingerprints, fingerprint_block(file));
    DOORSTEP_TRY(card.faults, parse_faults(file));
    card.management = management_block(name);
    card.photo = test_photo_block(card.management[0]);
    return card;
}

Error unknown_card(const std::filesystem::path& folder, std::string_view name) {
    std::set<std::string> names;
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        if (entry.path().extension() == ".json") {
            names.insert(entry.path().stem());
        }
    }
    return {CardFileError::UnknownCard,
            fmt::format("no card {} in {}; there are: {}", name, folder.native(), fmt::join(names, " "))};
}

std::uint8_t head_and_shoulders(int x, int y, unsigned seed) {
    const int dx = x - 8;
    const int head = dx * dx * 100 / 20 + (y - 8) * (y - 8) * 100 / 36;
    if (head <= 100) {
        return y < 5 ? 0x00 : 0xf6;  // dark hair above a light face
    }
    const bool shoulders = y >= 15 && std::abs(dx) <= 3 + (y - 14);
    return shoulders ? static_cast<std::uint8_t>(seed | 0x01) : 0xdb;
}

}  // namespace

Result<Card> parse_card(std::string_view name, const json& file) {
    try {
        return parse_card_or_throw(name, file);
    } catch (const json::exception& wrong) {
        return bad(name, wrong.what());
    }
}

Result<Card> load_card(const std::filesystem::path& folder, std::string_view name) {
    const bool plain =
        !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string_view::npos;
    constexpr std::size_t largest_file = 16 * 1024;
    const auto text = plain ? read_text_file(folder / fmt::format("{}.json", name), largest_file)
                            : Result<std::string>(FileError::NotFound);
    if (!text) {
        return text.error().is(FileError::NotFound) ? unknown_card(folder, name) : text.error();
    }
    return parse_card(name, json::parse(*text, nullptr, false));
}

Bytes test_photo_block(unsigned seed) {
    constexpr int width = 17;
    constexpr int height = 21;
    constexpr std::size_t size = 1024;
    Bytes block;
    for (const char c : std::string_view("DOORPIC1")) {
        block.push_back(static_cast<std::uint8_t>(c));
    }
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            block.push_back(head_and_shoulders(x, y, seed));
        }
    }
    block.resize(size, 0);
    return block;
}

}  // namespace doorstep::emulators

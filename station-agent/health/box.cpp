#include "station-agent/health/box.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include <nlohmann/json.hpp>

#include "base/files.hpp"

namespace doorstep::agent {
namespace {

using nlohmann::json;

constexpr std::size_t hash_digits = 64;
constexpr std::int64_t coldest = -60;
constexpr std::int64_t hottest = 200;
constexpr std::int64_t most = 1LL << 40;  // of anything that is counted; beyond it a disk's firmware is making it up

std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
    return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

std::optional<std::int64_t> within(std::optional<std::int64_t> value, std::int64_t least, std::int64_t highest) {
    return value && *value >= least && *value <= highest ? value : std::nullopt;
}

bool is_hash(std::string_view text) {
    return text.size() == hash_digits && text.find_first_not_of("0123456789abcdef") == text.npos;
}

void take_line(Box& box, std::string_view line) {
    const auto space = line.find(' ');
    const auto word = line.substr(0, space);
    const auto value = space == line.npos ? std::string_view{} : line.substr(space + 1);
    if (word == "root-hash" && is_hash(value)) {
        box.root_hash = value;
    } else if (word == "root" && (value == "intact" || value == "damaged")) {
        box.root_damaged = value == "damaged";
    } else if (word == "temperature") {
        box.celsius = within(number_of(value), coldest, hottest);
    }
}

// The value at that path; null when a step of it is not there.
const json& at(const json& from, std::initializer_list<const char*> path) {
    static const json nothing;
    const json* here = &from;
    for (const auto* step : path) {
        const auto found = here->is_object() ? here->find(step) : here->end();
        if (!here->is_object() || found == here->end()) {
            return nothing;
        }
        here = &*found;
    }
    return *here;
}

std::optional<std::int64_t> count_at(const json& from, std::initializer_list<const char*> path) {
    const auto& value = at(from, path);
    if (value.is_number_unsigned()) {
        const auto number = value.get<std::uint64_t>();
        return number <= static_cast<std::uint64_t>(most) ? std::optional(static_cast<std::int64_t>(number))
                                                          : std::nullopt;
    }
    return value.is_number_integer() ? within(value.get<std::int64_t>(), coldest, most) : std::nullopt;
}

// Attributes of ATA disks by their numbers. Reallocated, pending and uncorrectable sectors have raw values that makers
// agree on; of wear only the normalised value, which begins at 100 and goes down.
struct AtaSums {
    std::optional<std::int64_t> bad_sectors;
    std::optional<std::int64_t> worn;
};

AtaSums ata_sums(const json& table) {
    constexpr std::array bad_ids{5, 197, 198};
    constexpr std::array wear_ids{177, 202, 231, 233};
    constexpr std::int64_t full = 100;
    AtaSums sums;
    for (const auto& row : table) {
        const auto id = count_at(row, {"id"});
        const auto has_id = [&](const auto& ids) { return id && std::find(ids.begin(), ids.end(), *id) != ids.end(); };
        const auto raw = count_at(row, {"raw", "value"});
        const auto normal = within(count_at(row, {"value"}), 0, full);
        if (has_id(bad_ids) && raw) {
            sums.bad_sectors = std::min(sums.bad_sectors.value_or(0) + *raw, most);
        } else if (has_id(wear_ids) && normal) {
            sums.worn = std::max(sums.worn.value_or(0), full - *normal);
        }
    }
    return sums;
}

void add(std::vector<wire::HealthFact>& facts, wire::HealthFact::What what, std::optional<std::int64_t> value) {
    if (value) {
        facts.push_back(fact_of(what, *value));
    }
}

}  // namespace

wire::HealthFact fact_of(wire::HealthFact::What what, std::int64_t value) {
    wire::HealthFact fact;
    fact.set_what(what);
    fact.set_value(value);
    return fact;
}

Box parse_box(std::string_view text) {
    Box box;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        take_line(box, text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return box;
}

std::vector<wire::HealthFact> parse_smart(std::string_view text) {
    const auto report = json::parse(text, nullptr, false);
    std::vector<wire::HealthFact> facts;
    if (const auto& passed = at(report, {"smart_status", "passed"}); passed.is_boolean()) {
        facts.push_back(fact_of(wire::HealthFact::DISK_FAILING, passed.get<bool>() ? 0 : 1));
    }
    const auto ata = ata_sums(at(report, {"ata_smart_attributes", "table"}));
    const auto& nvme = at(report, {"nvme_smart_health_information_log"});
    const auto errors = count_at(nvme, {"media_errors"});
    const auto used = count_at(nvme, {"percentage_used"});
    add(facts, wire::HealthFact::DISK_BAD_SECTORS, errors ? errors : ata.bad_sectors);
    add(facts, wire::HealthFact::DISK_WORN, used ? used : ata.worn);
    add(facts, wire::HealthFact::DISK_HOT, within(count_at(report, {"temperature", "current"}), coldest, hottest));
    add(facts, wire::HealthFact::DISK_HOURS, count_at(report, {"power_on_time", "hours"}));
    return facts;
}

Box read_box(const std::filesystem::path& folder) {
    const auto text = read_text_file(folder / box_file, largest_box_file);
    return text ? parse_box(*text) : Box{};
}

std::vector<wire::HealthFact> read_smart(const std::filesystem::path& folder) {
    const auto text = read_text_file(folder / smart_file, largest_smart_file);
    return text ? parse_smart(*text) : std::vector<wire::HealthFact>{};
}

}  // namespace doorstep::agent

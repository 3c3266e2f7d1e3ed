#include "township/feed/purposes.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/config.hpp"
#include "base/files.hpp"
#include "base/paths.hpp"
#include "forms/case_states.hpp"
#include "township/archive/stations.hpp"
#include "township/feed/feed_error.hpp"

namespace doorstep::township {
namespace {

constexpr std::size_t largest_file = 1U << 20U;

struct Field {
    std::string_view name;
    std::string_view standard;
};

constexpr std::array<Field, 10> of_change{{{"case", "ISO 7064 MOD 97-10"},
                                           {"scheme", "schemes/"},
                                           {"scheme_version", "schemes/"},
                                           {"station", "Doorstep"},
                                           {"at", "GB/T 7408"},
                                           {"state", "forms/case_states"},
                                           {"state_from", "forms/case_states"},
                                           {"check_in.way", "envelope.proto"},
                                           {"check_in.reason", "envelope.proto"},
                                           {"check_in.person_present", "Doorstep"}}};
constexpr std::array<Field, 8> of_person{{{"name", "text"},
                                          {"number", "GB 11643"},
                                          {"phone", "text"},
                                          {"relation", "GB/T 4761"},
                                          {"sex", "GB/T 2261.1"},
                                          {"birth", "GB/T 7408"},
                                          {"birth_year", "GB/T 7408"},
                                          {"area", "GB/T 2260"}}};
constexpr std::array<Field, 10> of_application{{{"applicant.nation", "GB/T 3304"},
                                                {"household.size", "number"},
                                                {"answers.marital", "GB/T 2261.2"},
                                                {"answers.hukou_kind", "schemes/"},
                                                {"answers.income_wages", "fen"},
                                                {"answers.income_own", "fen"},
                                                {"answers.income_transfer", "fen"},
                                                {"answers.income_other", "fen"},
                                                {"answers.spending_medical", "fen"},
                                                {"answers.spending_education", "fen"}}};

Error bad(std::string_view purpose, std::string_view why) {
    return {FeedError::BadPurposes, fmt::format("{}: {}", purpose, why)};
}

Status read_items(Config& config, Purpose& out) {
    DOORSTEP_TRY(const auto items, config.texts(out.id + ".items", {}));
    for (const auto& item : items) {
        if (item != "case-state" && item != "check-in") {
            return bad(out.id, "items knows case-state and check-in, not " + item);
        }
        (item == "case-state" ? out.case_states : out.check_ins) = true;
    }
    return items.empty() ? Status(bad(out.id, "items is missing")) : Status{};
}

Status read_states(Config& config, Purpose& out) {
    DOORSTEP_TRY(out.states, config.texts(out.id + ".states", {}));
    for (const auto& state : out.states) {
        if (!forms::parse_case_state(state)) {
            return bad(out.id, "no state is called " + state);
        }
    }
    return {};
}

Status read_fields(Config& config, Purpose& out) {
    DOORSTEP_TRY(out.fields, config.texts(out.id + ".fields", {}));
    const auto& known = all_feed_fields();
    for (const auto& field : out.fields) {
        if (std::none_of(known.begin(), known.end(), [&](const FeedField& one) { return one.name == field; })) {
            return bad(out.id, "no field is called " + field);
        }
    }
    return out.fields.empty() ? Status(bad(out.id, "fields is missing")) : Status{};
}

Result<Purpose> read_purpose(Config& config, const std::string& id) {
    Purpose out;
    out.id = id;
    if (!is_station_id(id)) {
        return bad(id, "an id has a-z, 0-9 and -, at most 40 of them");
    }
    DOORSTEP_TRY(out.to, config.text(id + ".to", ""));
    DOORSTEP_TRY(out.why, config.text(id + ".why", ""));
    if (!is_station_id(out.to) || out.why.empty()) {
        return bad(id, "to (the county's id) or why is missing");
    }
    DOORSTEP_CHECK(read_items(config, out));
    DOORSTEP_CHECK(read_states(config, out));
    DOORSTEP_CHECK(read_fields(config, out));
    return out;
}

}  // namespace

bool Purpose::has(std::string_view field) const {
    return std::find(fields.begin(), fields.end(), field) != fields.end();
}

bool Purpose::wants(std::string_view beginning) const {
    return std::any_of(fields.begin(), fields.end(),
                       [&](const std::string& field) { return field.starts_with(beginning); });
}

const std::vector<FeedField>& all_feed_fields() {
    static const std::vector<FeedField> all = [] {
        std::vector<FeedField> out;
        const auto add = [&](std::string_view group, const Field& field) {
            out.push_back({fmt::format("{}{}", group, field.name), field.standard});
        };
        for (const auto& field : of_change) {
            add("", field);
        }
        for (const auto* group : {"applicant.", "members.", "obligors."}) {
            for (const auto& field : of_person) {
                // The applicant's relation is to nobody.
                if (field.name != "relation" || std::string_view(group) != "applicant.") {
                    add(group, field);
                }
            }
        }
        for (const auto& field : of_application) {
            add("", field);
        }
        return out;
    }();
    return all;
}

Result<std::vector<Purpose>> purposes_from(std::string_view toml) {
    auto config = Config::parse(toml);
    if (!config) {
        return Error(FeedError::BadPurposes, config.error().detail());
    }
    std::vector<Purpose> out;
    for (const auto& id : config->tables()) {
        auto purpose = read_purpose(*config, id);
        if (!purpose) {
            return Error(FeedError::BadPurposes, purpose.error().detail());
        }
        out.push_back(std::move(*purpose));
    }
    const auto finished = config->finish();
    return finished ? Result<std::vector<Purpose>>(std::move(out))
                    : Result<std::vector<Purpose>>(
                          Error(FeedError::BadPurposes, "unknown key " + finished.error().detail()));
}

Result<std::vector<Purpose>> load_purposes() {
    const auto file = configuration_folder() / purposes_file;
    auto text = read_text_file(file, largest_file);
    if (!text && text.error().is(FileError::NotFound)) {
        return Error(FeedError::NoSuchPurpose, fmt::format("there is no {}: nothing is fed upward", file.native()));
    }
    if (!text) {
        return text.error();
    }
    return purposes_from(*text);
}

Result<Purpose> purpose_named(const std::vector<Purpose>& purposes, std::string_view id) {
    std::string known;
    for (const auto& purpose : purposes) {
        if (purpose.id == id) {
            return purpose;
        }
        known += (known.empty() ? "" : ", ") + purpose.id;
    }
    return Error(FeedError::NoSuchPurpose, fmt::format("no purpose is called {}; there are: {}", id, known));
}

}  // namespace doorstep::township

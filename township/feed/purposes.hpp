// Purposes of the county feed as data: which changes and which fields of them each needs, and no more (SECURITY 31).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace doorstep::township {

struct Purpose {
    std::string id;   // a-z, 0-9 and -, at most 40
    std::string to;   // the county as it is pinned here
    std::string why;  // in words; stands in the audit chain
    bool case_states = false;
    bool check_ins = false;
    std::vector<std::string> states;  // only cases that come into one of these; empty: into any
    std::vector<std::string> fields;  // of all_feed_fields()
    bool has(std::string_view field) const;
    // True when a field of that group ("members.", "applicant.nation") is wanted.
    bool wants(std::string_view beginning) const;
};

// A field that a purpose may name, with the standard whose codes it holds (docs/county-feed.md lists them).
struct FeedField {
    std::string name;
    std::string_view standard;
};
// All of them, in the order of the documentation.
const std::vector<FeedField>& all_feed_fields();

constexpr auto purposes_file = "feed-purposes.toml";
// From TOML text: one table a purpose. BadPurposes names table and field.
Result<std::vector<Purpose>> purposes_from(std::string_view toml);
// /etc/doorstep/feed-purposes.toml; without one NoSuchPurpose says where it should lie.
Result<std::vector<Purpose>> load_purposes();
// NoSuchPurpose lists those there are.
Result<Purpose> purpose_named(const std::vector<Purpose>& purposes, std::string_view id);

}  // namespace doorstep::township

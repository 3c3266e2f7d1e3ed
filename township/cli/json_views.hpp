// The stable JSON shapes of the command line (township/README.md). Names and numbers are masked unless a purpose was
// given; times are UTC ISO 8601.
#pragma once

#include <nlohmann/json.hpp>

#include "township/archive/tasks.hpp"
#include "township/workflow/case_reader.hpp"

namespace doorstep::township {

// UTC text, or null for 0.
nlohmann::json json_time(std::int64_t milliseconds);
nlohmann::json to_json(const CaseSummary& summary);
nlohmann::json to_json(const CaseDetail& detail);
nlohmann::json to_json(const CheckInView& check_in);
nlohmann::json to_json(const AuditEntry& entry);
nlohmann::json to_json(const Task& task);

// An array of to_json of each.
template <class T>
nlohmann::json to_json_array(const std::vector<T>& list) {
    auto out = nlohmann::json::array();
    for (const auto& item : list) {
        out.push_back(to_json(item));
    }
    return out;
}

}  // namespace doorstep::township

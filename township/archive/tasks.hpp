// The tray: what a person must look at (SECURITY 28). Nothing is refused because it stands here.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/uuid.hpp"
#include "township/archive/archive.hpp"

namespace doorstep::township {

struct Task {
    std::int64_t id = 0;
    std::string kind;  // "refused", "stranger", "needs-person", "downlink"
    std::string station;
    Uuid submission;  // nil when it is about none
    std::string case_number;
    std::string what;  // code and place, never an answer
    std::int64_t at_ms = 0;
    std::int64_t times = 1;
    std::int64_t done_ms = 0;
    std::string done_who;
};

// Most open tasks of a kind and station; over it the oldest entry "more-of-the-same" counts up instead, so that a
// hostile station cannot fill the disk.
constexpr std::int64_t most_open_tasks = 1000;

// Adds a task, or counts up an open one that is the same.
Status add_task(Archive& archive, const Task& task);
// Open tasks, oldest first; with `all` the done ones too. At most 10,000.
Result<std::vector<Task>> list_tasks(Archive& archive, bool all);
// NoSuchCase when there is no open task of that id.
Status finish_task(Archive& archive, std::int64_t id, std::string_view who);

}  // namespace doorstep::township

// What another process takes of the machine, from /proc. Reentrant.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace doorstep::rig {

struct ChildProcess {
    int pid = 0;
    std::string program;  // file name of what it runs
};

// Memory in it that is in RAM (VmRSS); nothing when it has ended.
std::optional<std::int64_t> resident_kib(int pid);
// Its share of the memory in RAM (Pss): what is shared is divided among those that share it. Nothing when it has ended
// or is not ours to look at (an undumpable process shows it to root only).
std::optional<std::int64_t> proportional_kib(int pid);
// Open descriptors; nothing when it has ended or is not ours to look at.
std::optional<std::int64_t> open_descriptors(int pid);
// Processor time that it has used since it began, milliseconds; nothing when it has ended.
std::optional<std::int64_t> processor_ms(int pid);
// Time that its main thread was ready and waited for a processor since it began, milliseconds. Nothing when it has
// ended.
std::optional<std::int64_t> starved_ms(int pid);
// The processes that it started and that have not been reaped.
std::vector<ChildProcess> children_of(int pid);

}  // namespace doorstep::rig

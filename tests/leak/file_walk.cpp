#include "tests/leak/file_walk.hpp"

#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

namespace doorstep::leak {
namespace {

namespace fs = std::filesystem;

// The kernel's own views of itself, wherever they are mounted: reading them tells nothing and may never end.
bool stores_nothing(const fs::path& folder) {
    constexpr std::array<long, 9> views{PROC_SUPER_MAGIC,    SYSFS_MAGIC,        CGROUP_SUPER_MAGIC,
                                        CGROUP2_SUPER_MAGIC, DEVPTS_SUPER_MAGIC, DEBUGFS_MAGIC,
                                        SECURITYFS_MAGIC,    TRACEFS_MAGIC,      BPF_FS_MAGIC};
    struct statfs info {};
    return statfs(folder.c_str(), &info) == 0 &&
           std::any_of(views.begin(), views.end(), [&info](auto view) { return info.f_type == view; });
}

bool passed_over(const fs::path& folder, const std::vector<fs::path>& except) {
    return std::any_of(except.begin(), except.end(), [&folder](const fs::path& other) { return folder == other; }) ||
           stores_nothing(folder);
}

void walk(const fs::path& folder, const std::vector<fs::path>& except, Snapshot& out) {
    std::error_code denied;
    for (const auto& entry : fs::directory_iterator(folder, fs::directory_options::skip_permission_denied, denied)) {
        struct stat info {};
        if (lstat(entry.path().c_str(), &info) != 0) {
            continue;
        }
        if (S_ISDIR(info.st_mode) && !passed_over(entry.path(), except)) {
            walk(entry.path(), except, out);
        } else if (S_ISREG(info.st_mode)) {
            out[entry.path().native()] = {info.st_ino, static_cast<std::uint64_t>(info.st_size),
                                          info.st_mtim.tv_sec * 1'000'000'000 + info.st_mtim.tv_nsec};
        }
    }
}

}  // namespace

Snapshot take_snapshot(const std::vector<fs::path>& roots, const std::vector<fs::path>& except) {
    Snapshot out;
    for (const auto& root : roots) {
        if (!passed_over(root, except)) {
            walk(root, except, out);
        }
    }
    return out;
}

void save(const Snapshot& snapshot, const fs::path& file) {
    std::ofstream out(file);
    for (const auto& [path, trace] : snapshot) {
        out << trace.inode << ' ' << trace.size << ' ' << trace.changed_ns << ' ' << path << '\n';
    }
}

Snapshot load(const fs::path& file) {
    Snapshot out;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        std::istringstream fields(line);
        Trace trace;
        std::string path;
        fields >> trace.inode >> trace.size >> trace.changed_ns;
        fields.get();
        std::getline(fields, path);
        out[path] = trace;
    }
    return out;
}

std::vector<std::string> written_between(const Snapshot& before, const Snapshot& after) {
    std::vector<std::string> out;
    for (const auto& [path, trace] : after) {
        const auto found = before.find(path);
        if (found == before.end() || found->second != trace) {
            out.push_back(path);
        }
    }
    return out;
}

}  // namespace doorstep::leak

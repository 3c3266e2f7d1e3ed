// How often processes under measurement waited for the disk. Thread-safe.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>

namespace doorstep::bench {

// Counted by sync_count.c in each process that has it preloaded and is given the file in DOORSTEP_SYNC_COUNT.
class SyncCount {
  public:
    // Makes that file; without it (said on stderr) nothing is counted.
    explicit SyncCount(std::filesystem::path file);
    std::uint64_t now() const { return count_ != nullptr ? count_->load() : 0; }
    const std::filesystem::path& file() const { return file_; }

  private:
    std::filesystem::path file_;
    const std::atomic<std::uint64_t>* count_ = nullptr;  // mapped until the process ends
};

}  // namespace doorstep::bench

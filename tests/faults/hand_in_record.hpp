// Who was promised what: written by the one who hands in, read by the checker (check.hpp). One JSON object a line:
//   {"did":"made","submission":ID,"station":S,"parts":[{"part":1,"size":N,"sha256":HEX}]}   before the first try
//   {"did":"answered","submission":ID,"station":S,"case":NUMBER}                            each answer to the person
//   {"did":"confirmed","station":S,"count":N}               what that station says the township has acknowledged to it
#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "base/files.hpp"
#include "base/uuid.hpp"

namespace doorstep::faults {

// Appends; each line is in the file when the function returns. Thread-safe. Throws when the file cannot be written.
class HandInRecord {
  public:
    explicit HandInRecord(std::filesystem::path file);
    // Contents of parts 1, 2, …
    void made(const Uuid& id, const std::string& station, const std::vector<std::string>& parts);
    void answered(const Uuid& id, const std::string& station, const std::string& case_number);
    void confirmed(const std::string& station, std::uint64_t count);
    const std::filesystem::path& file() const { return file_; }

  private:
    void write(const std::string& line);
    std::filesystem::path file_;
    FileDescriptor fd_;
    std::mutex mutex_;
};

}  // namespace doorstep::faults

// Which kiosk became which station, kept beside the reports of a bench: a kiosk that was cut off gets its own row
// again, and a row that is done is not waited for.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/error.hpp"

namespace doorstep::setup {

enum class RecordError {
    Unreadable = 1,  // stop and say the file: removing it begins the bench anew
};

struct RecordedRow {
    std::string kiosk;  // BenchPlaces::kiosk_name(); empty: none yet
    std::string steps;  // of the result; empty while it is not a station
};

class StickRecord {
  public:
    // By station; none when the file is not there. Unreadable, or a file's errors.
    static Result<StickRecord> load(const std::filesystem::path& file);
    // Durable.
    Status keep(const std::string& station, const RecordedRow& row);
    const std::map<std::string, RecordedRow>& rows() const { return rows_; }

  private:
    explicit StickRecord(std::filesystem::path file) : file_(std::move(file)) {}
    std::filesystem::path file_;
    std::map<std::string, RecordedRow> rows_;
};

}  // namespace doorstep::setup

template <>
struct doorstep::ErrorNames<doorstep::setup::RecordError> {
    static constexpr std::string_view module = "record";
    static std::string_view name(setup::RecordError) { return "Unreadable"; }
};

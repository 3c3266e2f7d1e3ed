// Complaints and objections, sealed past the desk as they were past the station's clerk: no list, case, export or page
// of the others shows one. Who may call these functions is the caller's to decide (township.toml, [complaints]); each
// look is in the audit chain. Thread-bound with the archive.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "township/archive/audit.hpp"

namespace doorstep::township {

struct ComplaintRow {
    std::string number;  // 12 digits, as on the receipt
    std::string station;
    std::int64_t received_ms = 0;
    std::int64_t answers = 0;  // sent so far
};

struct ComplaintDetail {
    ComplaintRow row;
    std::string about;        // "decision", "treatment", "listing"; empty: not said
    std::string words;        // as they were written
    std::string case_number;  // the decision that is meant, where one was named
    std::string name;         // empty: without a name
    std::string id_number;    // empty: without a name
    std::int64_t pages = 0;   // scanned beside the words
};

// Newest first, at most 1000. The words are not opened.
Result<std::vector<ComplaintRow>> list_complaints(Archive& archive, const Actor& actor);
// NoSuchCase; PurposeNeeded when the actor says none.
Result<ComplaintDetail> read_complaint(Archive& archive, std::string_view number, const Actor& actor);
// Writes the scanned pages into a new or empty folder, as <part>.jpg …; how many. Errors as read_complaint().
Result<std::size_t> write_complaint_pages(Archive& archive, std::string_view number,
                                          const std::filesystem::path& folder, const Actor& actor);
// To whoever holds the receipt, at the station where it was handed in. The id. NoSuchCase, BadNews.
Result<Bytes> answer_complaint(Archive& archive, std::string_view number, std::string_view text, const Actor& actor);

}  // namespace doorstep::township

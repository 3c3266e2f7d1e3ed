// Administrative codes (GB/T 2260) from 1980 on. Half of them are abolished and stand on valid cards: warn, never
// reject.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/error.hpp"
#include "forms/forms_error.hpp"

namespace doorstep::forms {

enum class AreaStatus {
    InUse,
    Abolished,  // a note for the clerk at most
    Unknown,    // a note for the clerk at most
};

struct Area {
    std::string name;       // "东城区"
    std::string province;   // "北京市"
    std::string city;       // "直辖" where there is none
    std::string successor;  // code(s) that followed an abolished one; may be empty
    AreaStatus status = AreaStatus::Unknown;
};

// Reentrant, read-only once loaded.
class AreaCodes {
  public:
    // areacodes.csv (≤ 2 MiB); BadTable when a row does not fit.
    static Result<AreaCodes> load(const std::filesystem::path& csv);
    // Of the CSV text.
    static Result<AreaCodes> parse(std::string_view csv);
    // The newest row of a code; status Unknown and empty names when there is none.
    Area find(std::string_view code) const;
    std::size_t size() const { return areas_.size(); }

  private:
    std::unordered_map<std::string, Area> areas_;
};

}  // namespace doorstep::forms

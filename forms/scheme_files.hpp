// Where the files of one scheme are read from: a folder, or the bytes of a package. Not for other rooms.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/toml.hpp"
#include "forms/bounded_json.hpp"

namespace doorstep::forms {

// Counts the bytes of all that it reads: together at most `largest_text`. Thread-bound.
class SchemeFiles {
  public:
    using Given = std::map<std::string_view, std::string_view>;
    explicit SchemeFiles(std::filesystem::path folder) : folder_(std::move(folder)) {}
    // Names as given, each behind the prefix; `given` outlives this.
    SchemeFiles(const Given& given, std::string prefix) : given_(&given), prefix_(std::move(prefix)) {}

    bool has(const std::string& name) const;
    // TooLarge, NotFound and other file errors; the detail names the file.
    Result<std::string> read(const std::string& name);
    // BadToml, with the line; TooLarge, TooDeep as of JSON.
    Result<toml::table> read_toml(const std::string& name);
    Result<Json> read_json(const std::string& name);

  private:
    Result<std::string> bytes(const std::string& name) const;

    const Given* given_ = nullptr;  // null: a folder
    std::filesystem::path folder_;
    std::string prefix_;
    std::size_t used_ = 0;
};

}  // namespace doorstep::forms

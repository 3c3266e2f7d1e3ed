// What the law gives to whoever does not agree: until when, and by which article. Data (codes/remedies.json), which a
// county may correct without a new program. Reentrant.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"

namespace doorstep::forms {

class Remedies {
  public:
    // No remedies: nothing is told.
    Remedies() = default;
    // FileError; BadJson, TooLarge, TooDeep, also for an entry without Chinese words or without its article.
    static Result<Remedies> load(const std::filesystem::path& file);
    static Result<Remedies> parse(std::string_view text);
    // Against what a complaint is about ("decision", "treatment", "listing"), each with its article behind it; Chinese
    // where that language has no words. Empty for anything else.
    std::vector<std::string> lines(const std::string& about, const std::string& language) const;

  private:
    struct Remedy {
        std::map<std::string, std::string> words;  // by language
        std::string source;
    };
    std::map<std::string, std::vector<Remedy>> remedies_;
};

}  // namespace doorstep::forms

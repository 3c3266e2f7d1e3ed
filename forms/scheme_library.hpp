// All schemes of a folder: what the choosing page offers, and the versions that drafts began with. A new version of a
// scheme takes the folder of its id; the one before stays as "ID@VERSION" until its last draft is gone (72 h).
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.hpp"
#include "forms/scheme.hpp"

namespace doorstep::forms {

// The folder whose form asks what a person needs (schemes/guide): no scheme that one can apply for.
inline constexpr std::string_view guide_id = "guide";

// Reentrant; thread-bound where add() is called. Schemes keep their address while the library lives, also when it is
// moved or others are added.
class SchemeLibrary {
  public:
    // Every subfolder with a scheme.toml, named "ID" or "ID@VERSION" as the file says. One that cannot be read is left
    // out and stands in refused(). BadScheme when none can; at most `most_schemes` are read, the others are refused.
    static Result<SchemeLibrary> load(const std::filesystem::path& folder);
    static constexpr std::size_t most_schemes = 100;

    // One more version. True when it is new; false when exactly that one is here already and stays. TooLarge beyond
    // `most_schemes`.
    Result<bool> add(Scheme scheme);

    // Exactly that version; nullptr when it is not here.
    const Scheme* find(std::string_view id, std::uint32_t version) const;
    // The highest version; nullptr when the id is not known.
    const Scheme* newest(std::string_view id) const;
    // The newest version of each scheme that has its place on the choosing page, in order.
    std::vector<const Scheme*> offered() const;
    // What the guide's answers point to, in the order of offered(); empty when nothing does. Without a guide: empty.
    std::vector<const Scheme*> suggested(std::string_view guide_answers) const;
    // The guide's questions; nullptr when there are none.
    const Scheme* guide() const { return newest(guide_id); }
    // The name in the language; the id when the scheme is not here.
    std::string name(std::string_view id, std::string_view language) const;
    // Why folders were left out.
    const std::vector<Error>& refused() const { return refused_; }

  private:
    std::map<std::pair<std::string, std::uint32_t>, Scheme> schemes_;
    std::vector<Error> refused_;
};

}  // namespace doorstep::forms

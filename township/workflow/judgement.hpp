// Does a submission validate? By the same forms/ as the kiosk. What does not is put before a person, never refused
// (SECURITY 28). Thread-bound: keeps the schemes it has loaded.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "forms/scheme.hpp"
#include "township/workflow/contents.hpp"

namespace doorstep::township {

class Judgement {
  public:
    // `schemes` is the folder of schemes/ (share_folder()/schemes).
    explicit Judgement(std::filesystem::path schemes) : folder_(std::move(schemes)) {}
    // Words for the tray, one a reason; empty when nothing is to be said. Code and place, never an answer.
    std::vector<std::string> problems_of(const wire::Header& header, const Contents& contents);
    // The scheme's name in Chinese; its id when it is not known here.
    std::string scheme_name(const std::string& id);

  private:
    // The scheme in that version, or the newest one; version 0: the newest.
    const forms::Scheme* scheme(const std::string& id, std::uint32_t version = 0);
    const forms::Scheme* in_folder(const std::string& name);

    std::filesystem::path folder_;
    std::map<std::string, std::optional<forms::Scheme>> loaded_;  // by the folder's name
};

}  // namespace doorstep::township

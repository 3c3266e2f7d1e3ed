#include "station-agent/update/said.hpp"

#include <algorithm>
#include <array>

#include "base/files.hpp"
#include "base/version.hpp"

namespace doorstep::agent {
namespace {

constexpr std::array<std::string_view, 10> codes{"checking", "installing", "installed", "same",  "not-signed",
                                                 "not-ours", "not-yet",    "tried",     "older", "failed"};

}  // namespace

std::optional<wire::UpdateSaid> parse_said(std::string_view text) {
    const auto word = [&text] {
        const auto end = std::min(text.find(' '), text.size());
        const auto first = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        return first;
    };
    text = text.substr(0, text.find('\n'));
    const auto code = word();
    const auto version = word();
    if (std::find(codes.begin(), codes.end(), code) == codes.end()) {
        return std::nullopt;
    }
    wire::UpdateSaid said;
    said.set_code(std::string(code));
    if (parse_version(version)) {
        said.set_version(std::string(version));
    }
    return said;
}

std::optional<wire::UpdateSaid> read_said(const std::filesystem::path& file) {
    const auto text = read_text_file(file, longest_said);
    return text ? parse_said(*text) : std::nullopt;
}

}  // namespace doorstep::agent

#include "forms/scheme_package.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "forms/scheme_files.hpp"

namespace doorstep::forms {
namespace {

constexpr std::size_t longest_name = 64;
constexpr std::string_view common = "common/";

// What may be a folder's or a file's name; no way leads out of it.
bool is_plain(std::string_view name) {
    return !name.empty() && name.size() <= longest_name && name.front() != '.' &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                      c == '_' || c == '.';
           });
}

Error bad(std::string why) {
    return {FormsError::BadScheme, std::move(why)};
}

Result<SchemeFiles::Given> sorted(const Package& package) {
    if (!is_plain(package.id) || package.id == "common") {
        return bad("its id is none");
    }
    if (package.files.size() > most_package_files) {
        return Error(FormsError::TooLarge, fmt::format("{} files", package.files.size()));
    }
    SchemeFiles::Given files;
    std::size_t total = 0;
    for (const auto& [name, content] : package.files) {
        total += name.size() + content.size();
        if (total > largest_package) {
            return Error(FormsError::TooLarge, fmt::format("more than {} bytes", largest_package));
        }
        if (!is_package_file_name(name)) {
            return bad("a file's name is none of a scheme's");
        }
        if (!files.emplace(name, content).second) {
            return bad(fmt::format("{} stands there twice", name));
        }
    }
    return files;
}

}  // namespace

bool is_package_file_name(std::string_view name) {
    return is_plain(name) || (name.starts_with(common) && is_plain(name.substr(common.size())));
}

Result<Scheme> load_package(const Package& package) {
    DOORSTEP_TRY(const auto given, sorted(package));
    SchemeFiles files(given, "");
    SchemeFiles shared(given, std::string(common));
    DOORSTEP_TRY(auto scheme, Scheme::read(files, shared));
    if (scheme.id() != package.id || scheme.version() != package.version) {
        return bad(fmt::format("it is {} {}, not {} {}", scheme.id(), scheme.version(), package.id, package.version));
    }
    return scheme;
}

}  // namespace doorstep::forms

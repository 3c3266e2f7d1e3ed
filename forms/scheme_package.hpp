// A scheme that came as bytes (issue 7: the township's downlink replaces schemes on a running kiosk): the files of a
// package that the agent has unpacked (archive/scheme_archive.hpp). Nothing is written to a disk: there is no folder
// that a name could lead out of, and no link. Agent and kiosk read it with this one function.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "forms/scheme.hpp"

namespace doorstep::forms {

// A name as in the scheme's folder, or "common/NAME" as in the folder beside it.
struct PackageFile {
    std::string_view name;
    std::string_view content;
};
struct Package {
    std::string_view id;
    std::uint32_t version = 0;
    std::vector<PackageFile> files;
};

// Names and contents together; a scheme of ours has 40 KiB. Beyond: TooLarge.
inline constexpr std::size_t largest_package = 2U << 20U;
inline constexpr std::size_t most_package_files = 32;

// A name of a file within a scheme's folder, or "common/" and one. No way leads out of it.
bool is_package_file_name(std::string_view name);
// The scheme, read whole. BadScheme for a name that is none of a scheme's files, one that stands twice, an id that no
// folder could have, and for files that hold another id or version than the package says; TooLarge; else as
// Scheme::load(). Reentrant.
Result<Scheme> load_package(const Package& package);

// The same of a message with id(), version() and files() of name() and content(): wire.SchemePackage, which forms/
// knows nothing of. The message is borrowed meanwhile.
template <class Message>
Result<Scheme> load_package_of(const Message& message) {
    Package package{message.id(), message.version(), {}};
    for (const auto& file : message.files()) {
        package.files.push_back({file.name(), file.content()});
    }
    return load_package(package);
}

}  // namespace doorstep::forms

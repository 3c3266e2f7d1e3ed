// Schemes as the downlink carries them, made of the shipped ones.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "base/files.hpp"
#include "protocol/messages/release.pb.h"

namespace doorstep::kiosk {

// In every file where `from` stands, once; it must stand somewhere.
struct SchemeEdit {
    std::string from;
    std::string to;
};

inline void edit(wire::SchemePackage& package, const SchemeEdit& wanted) {
    bool found = false;
    for (auto& file : *package.mutable_files()) {
        const auto at = file.content().find(wanted.from);
        if (at != std::string::npos) {
            file.mutable_content()->replace(at, wanted.from.size(), wanted.to);
            found = true;
        }
    }
    if (!found) {
        throw std::runtime_error("no file holds " + wanted.from);
    }
}

// The scheme of that folder of `schemes` with the common texts, changed; of that version.
inline wire::SchemePackage package_of(const std::filesystem::path& schemes, const std::string& id,
                                      std::uint32_t version, const std::vector<SchemeEdit>& edits = {}) {
    constexpr std::size_t largest = 1U << 20U;
    wire::SchemePackage package;
    package.set_id(id);
    package.set_version(version);
    for (const auto& [folder, prefix] : {std::pair<std::string, std::string>{id, ""}, {"common", "common/"}}) {
        for (const auto& entry : std::filesystem::directory_iterator(schemes / folder)) {
            auto& file = *package.add_files();
            file.set_name(prefix + entry.path().filename().native());
            file.set_content(read_text_file(entry.path(), largest).value());
        }
    }
    edit(package, {"\nversion = 1\n", "\nversion = " + std::to_string(version) + "\n"});
    for (const auto& one : edits) {
        edit(package, one);
    }
    return package;
}

}  // namespace doorstep::kiosk

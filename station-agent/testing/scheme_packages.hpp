// Packages of the scheme linshi as orders carry them, and what the kiosk gets of them.
#pragma once

#include <filesystem>
#include <map>
#include <string>

#include "base/files.hpp"
#include "forms/archive/scheme_archive.hpp"
#include "protocol/envelope/scheme_signature.hpp"
#include "protocol/messages/release.pb.h"

namespace doorstep::agent::testing {

using SchemeFiles = std::map<std::string, std::string>;

// The scheme of this source tree with that version.
inline SchemeFiles scheme_files(std::uint32_t version) {
    SchemeFiles files;
    const std::filesystem::path schemes(DOORSTEP_SOURCE_DIR "/schemes");
    constexpr std::size_t largest = 1 << 20;
    for (const auto& [folder, prefix] : {std::pair{"linshi", ""}, std::pair{"common", "common/"}}) {
        for (const auto& entry : std::filesystem::directory_iterator(schemes / folder)) {
            auto text = read_text_file(entry.path(), largest).value();
            if (const auto at = text.find("\nversion = 1\n"); at != std::string::npos) {
                text.replace(at, 13, "\nversion = " + std::to_string(version) + "\n");
            }
            files.emplace(prefix + entry.path().filename().native(), std::move(text));
        }
    }
    return files;
}

// As the kiosk gets it.
inline std::string as_handed_on(std::uint32_t version) {
    wire::SchemePackage package;
    package.set_id("linshi");
    package.set_version(version);
    for (const auto& [name, content] : scheme_files(version)) {
        auto& file = *package.add_files();
        file.set_name(name);
        file.set_content(content);
    }
    return package.SerializeAsString();
}

// A package's bytes as an order carries them.
inline wire::ReleaseOrder order_of(std::uint32_t version, const Bytes& bytes) {
    wire::ReleaseOrder order;
    auto& package = *order.mutable_scheme();
    package.set_id("linshi");
    package.set_version(version);
    package.add_files()->set_content(std::string(as_text(bytes)));
    return order;
}

inline Bytes packed(const SchemeFiles& files, std::uint32_t version, const protocol::SigningKeys& key,
                    const std::string& minimum_app = "0.1.0") {
    const auto bare = forms::pack_files(files, {"linshi", version, minimum_app, {}}).value();
    auto archive = forms::unpack_scheme(bare, {}, "9.9.9").value();
    const auto signature = protocol::sign_scheme_manifest(archive.manifest_text, key);
    return forms::with_signature(std::move(archive), {protocol::key_id(key.public_key), signature}).value();
}

}  // namespace doorstep::agent::testing

// Files that go between the machine that serves the line and the machine of whoever signs: keys of the people who
// release, and orders. Reentrant.
#pragma once

#include <filesystem>
#include <string>

#include "base/error.hpp"
#include "protocol/envelope/keys.hpp"
#include "protocol/messages/release.pb.h"

namespace doorstep::township {

// Makes FOLDER/release.key (0600: public half, secret half) and FOLDER/release.pub ("doorstep-release-key", base64,
// holder). Never replaces one. BadKeyFile when there is one.
Status make_release_key(const std::filesystem::path& folder, const std::string& holder);
// BadKeyFile when it is none.
Result<protocol::SigningKeys> load_release_key(const std::filesystem::path& file);
struct ReleasePublic {
    Bytes public_key;
    std::string holder;
};
// BadKeyFile when it is none.
Result<ReleasePublic> load_release_public(const std::filesystem::path& file);

// A serialized SignedRelease, whole or not at all. BadRelease when it is none or over the bound.
Result<wire::SignedRelease> load_order(const std::filesystem::path& file);
Status save_order(const std::filesystem::path& file, const wire::SignedRelease& release);

// True for a scheme's package (forms/archive/), which is signed as well.
bool is_scheme_package(const std::filesystem::path& file);
struct SignedPackage {
    std::string scheme;
    std::uint32_t version = 0;
    std::size_t signatures = 0;
};
// Adds that key's signature to the package in FILE and writes it to OUT. BadRelease when it is none, or broken.
Result<SignedPackage> sign_package(const std::filesystem::path& file, const protocol::SigningKeys& keys,
                                   const std::filesystem::path& out);

// What this key signed last stands beside it: a number that does not rise, or leaps, is BadRelease; signing the same
// order again is not. Notes the order.
Status note_signed(const std::filesystem::path& key_file, const wire::ReleaseOrder& order,
                   const wire::SignedRelease& release);

}  // namespace doorstep::township

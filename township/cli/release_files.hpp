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

// What this key signed last stands beside it: a number that does not rise, or leaps, is BadRelease; signing the same
// order again is not. Notes the order.
Status note_signed(const std::filesystem::path& key_file, const wire::ReleaseOrder& order,
                   const wire::SignedRelease& release);

}  // namespace doorstep::township

// The township's keys: files of mode 0600 in <state>/keys, made once by `init`. The recipient's private halves are read
// by the opener alone (gateway/opener.hpp).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "protocol/curve/curve.hpp"
#include "protocol/envelope/envelope.hpp"
#include "protocol/envelope/keys.hpp"

namespace doorstep::township {

struct TownshipKeys {
    std::string township;           // id, as stations name it in receiving_township
    protocol::CurveKeys curve;      // the line's server end
    protocol::SigningKeys gateway;  // acknowledgements, time, downlink
    protocol::Recipient recipient;  // newest public sealing key and its epoch
    WipedBytes archive;             // 32 bytes: pages and sealed columns
    WipedBytes lookup;              // 32 bytes: "found by" columns
};

// A sealing key with its private half.
struct RecipientKey {
    std::uint32_t epoch = 0;
    protocol::BoxKeys keys;
};

// Makes what is missing; false when all was there already. Never replaces a key. File errors.
Result<bool> make_keys(const std::filesystem::path& folder, std::string_view township);
// NotInitialised when there are none, BadKeyFile when one is broken.
Result<TownshipKeys> load_keys(const std::filesystem::path& folder);
// A pair in a file of its own (0600): public half, then secret half. BadKeyFile when it is none.
Result<protocol::SigningKeys> load_signing_keys(const std::filesystem::path& file);
Status save_signing_keys(const std::filesystem::path& file, const protocol::SigningKeys& keys);
// The pair of the next epoch, made unless it was before: nothing is sealed to it until publish_recipient().
Result<RecipientKey> make_recipient(const std::filesystem::path& folder);
// That epoch is the newest from now on; none that has its public half already is changed. BadKeyFile when its private
// half is not here or another's, or when it is not the next epoch.
Status publish_recipient(const std::filesystem::path& folder, std::uint32_t epoch, BytesView public_key);
// Puts a pair that was kept elsewhere (shares.hpp) into a keys folder, its public half too. BadKeyFile when another key
// of that epoch is there.
Status put_recipient(const std::filesystem::path& folder, const RecipientKey& key);
// Destroys the private half of an epoch that is not the newest; no error when it is gone. Who may still need it is the
// caller's to check. BadKeyFile for the newest.
Status destroy_recipient(const std::filesystem::path& folder, std::uint32_t epoch);
// Where an epoch's private half lies.
std::filesystem::path recipient_key_file(const std::filesystem::path& folder, std::uint32_t epoch);
// Every epoch's pair that is here, oldest first: for the opener only.
Result<std::vector<RecipientKey>> load_recipient_keys(const std::filesystem::path& folder);

}  // namespace doorstep::township

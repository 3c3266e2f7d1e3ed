#include "township/archive/keys.hpp"

#include <fmt/format.h>

#include "base/files.hpp"
#include "base/uuid.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

constexpr std::size_t public_size = 32;
constexpr std::size_t secret_size = 32;
constexpr std::size_t sign_secret_size = 64;
constexpr std::size_t longest_name = 64;
constexpr std::uint32_t most_epochs = 1000;
constexpr auto name_file = "township";

std::string recipient_file(std::uint32_t epoch) {
    return fmt::format("recipient-{:04}.key", epoch);
}
std::string recipient_public_file(std::uint32_t epoch) {
    return fmt::format("recipient-{:04}.pub", epoch);
}

bool there(const std::filesystem::path& file) {
    std::error_code error;
    return std::filesystem::exists(file, error);
}

Result<WipedBytes> load(const std::filesystem::path& file, std::size_t size) {
    auto content = read_file(file, size);
    if (!content || content->size() != size) {
        return Error(TownshipError::BadKeyFile, file.filename().native());
    }
    WipedBytes out(content->begin(), content->end());
    wipe(content->data(), content->size());
    return out;
}

template <class Keys>
Result<Keys> load_pair(const std::filesystem::path& file, std::size_t secret) {
    DOORSTEP_TRY(const WipedBytes content, load(file, public_size + secret));
    Keys keys;
    keys.public_key.assign(content.begin(), content.begin() + public_size);
    keys.secret_key.assign(content.begin() + public_size, content.end());
    return keys;
}

// The newest epoch whose public half is here; 1 at least.
std::uint32_t newest_epoch(const std::filesystem::path& folder) {
    std::uint32_t epoch = 1;
    while (epoch < most_epochs && there(folder / recipient_public_file(epoch + 1))) {
        ++epoch;
    }
    return epoch;
}

// Public half, then secret half.
template <class Keys>
Status save_pair(const std::filesystem::path& file, const Keys& keys) {
    WipedBytes content(keys.public_key.begin(), keys.public_key.end());
    content.insert(content.end(), keys.secret_key.begin(), keys.secret_key.end());
    return write_file_durably(file, content, 0600);
}

Status save_random(const std::filesystem::path& file) {
    WipedBytes key(secret_size);
    fill_random(key);
    return write_file_durably(file, key, 0600);
}

}  // namespace

Result<bool> make_keys(const std::filesystem::path& folder, std::string_view township) {
    DOORSTEP_CHECK(make_folder(folder, 0700));
    if (there(folder / name_file)) {
        // Once made a key is never made anew: another archive key would shut away all that is held.
        for (const auto* name : {"curve.key", "gateway.key", "archive.key", "lookup.key"}) {
            if (!there(folder / name)) {
                return Error(TownshipError::BadKeyFile, std::string(name) + " is missing: restore it");
            }
        }
        return false;
    }
    bool made = false;
    const auto unless_there = [&](const std::string& name, const auto& make) -> Status {
        if (there(folder / name)) {
            return {};
        }
        made = true;
        return make(folder / name);
    };
    DOORSTEP_CHECK(
        unless_there("curve.key", [](const auto& file) { return save_pair(file, protocol::make_curve_keys()); }));
    DOORSTEP_CHECK(
        unless_there("gateway.key", [](const auto& file) { return save_pair(file, protocol::make_signing_keys()); }));
    DOORSTEP_CHECK(
        unless_there(recipient_file(1), [](const auto& file) { return save_pair(file, protocol::make_box_keys()); }));
    DOORSTEP_CHECK(unless_there(recipient_public_file(1), [&](const auto& file) -> Status {
        DOORSTEP_TRY(const auto keys, load_pair<protocol::BoxKeys>(folder / recipient_file(1), secret_size));
        return write_file_durably(file, keys.public_key, 0600);
    }));
    DOORSTEP_CHECK(unless_there("archive.key", save_random));
    DOORSTEP_CHECK(unless_there("lookup.key", save_random));
    // Last: its presence says that all others are there.
    DOORSTEP_CHECK(
        unless_there(name_file, [&](const auto& file) { return write_file_durably(file, as_bytes(township), 0600); }));
    return made;
}

Result<protocol::SigningKeys> load_signing_keys(const std::filesystem::path& file) {
    return load_pair<protocol::SigningKeys>(file, sign_secret_size);
}

Status save_signing_keys(const std::filesystem::path& file, const protocol::SigningKeys& keys) {
    return save_pair(file, keys);
}

Result<TownshipKeys> load_keys(const std::filesystem::path& folder) {
    auto name = read_text_file(folder / name_file, longest_name);
    if (!name) {
        return name.error().is(FileError::NotFound) ? Error(TownshipError::NotInitialised, folder.native())
                                                    : Error(TownshipError::BadKeyFile, name.error().text());
    }
    TownshipKeys keys;
    keys.township = *name;
    DOORSTEP_TRY(keys.curve, load_pair<protocol::CurveKeys>(folder / "curve.key", secret_size));
    DOORSTEP_TRY(keys.gateway, load_signing_keys(folder / "gateway.key"));
    DOORSTEP_TRY(keys.archive, load(folder / "archive.key", secret_size));
    DOORSTEP_TRY(keys.lookup, load(folder / "lookup.key", secret_size));
    const auto epoch = newest_epoch(folder);
    DOORSTEP_TRY(const auto recipient, load(folder / recipient_public_file(epoch), public_size));
    keys.recipient = {Bytes(recipient.begin(), recipient.end()), epoch};
    return keys;
}

std::filesystem::path recipient_key_file(const std::filesystem::path& folder, std::uint32_t epoch) {
    return folder / recipient_file(epoch);
}

Result<RecipientKey> make_recipient(const std::filesystem::path& folder) {
    RecipientKey next;
    next.epoch = newest_epoch(folder) + 1;
    const auto file = recipient_key_file(folder, next.epoch);
    if (!there(file)) {
        DOORSTEP_CHECK(save_pair(file, protocol::make_box_keys()));
    }
    DOORSTEP_TRY(next.keys, load_pair<protocol::BoxKeys>(file, secret_size));
    return next;
}

Status publish_recipient(const std::filesystem::path& folder, std::uint32_t epoch, BytesView public_key) {
    DOORSTEP_TRY(const auto keys, load_pair<protocol::BoxKeys>(recipient_key_file(folder, epoch), secret_size));
    if (as_text(keys.public_key) != as_text(public_key) || epoch > newest_epoch(folder) + 1) {
        return Error(TownshipError::BadKeyFile, recipient_file(epoch) + " is another key, or not the next");
    }
    return there(folder / recipient_public_file(epoch))
               ? Status{}
               : write_file_durably(folder / recipient_public_file(epoch), keys.public_key, 0600);
}

Status put_recipient(const std::filesystem::path& folder, const RecipientKey& key) {
    DOORSTEP_CHECK(make_folder(folder, 0700));
    const auto file = recipient_key_file(folder, key.epoch);
    const auto published = folder / recipient_public_file(key.epoch);
    if (there(published)) {
        DOORSTEP_TRY(const auto before, load(published, public_size));
        if (as_text(before) != as_text(key.keys.public_key)) {
            return Error(TownshipError::BadKeyFile, published.filename().native() + " is another key");
        }
    }
    DOORSTEP_CHECK(save_pair(file, key.keys));
    return write_file_durably(published, key.keys.public_key, 0600);
}

Status destroy_recipient(const std::filesystem::path& folder, std::uint32_t epoch) {
    if (epoch >= newest_epoch(folder)) {
        return Error(TownshipError::BadKeyFile, recipient_file(epoch) + " is the newest");
    }
    const auto file = recipient_key_file(folder, epoch);
    if (!there(file)) {
        return {};
    }
    DOORSTEP_CHECK(overwrite_with_noise(file));
    std::error_code error;
    std::filesystem::remove(file, error);
    return error ? Status(file_error(error.value(), file.filename().native())) : sync_folder(folder);
}

Result<std::vector<RecipientKey>> load_recipient_keys(const std::filesystem::path& folder) {
    std::vector<RecipientKey> out;
    const auto last = newest_epoch(folder) + 1;  // one may be made and not published yet
    for (std::uint32_t epoch = 1; epoch <= last; ++epoch) {
        if (there(folder / recipient_file(epoch))) {
            DOORSTEP_TRY(auto keys, load_pair<protocol::BoxKeys>(folder / recipient_file(epoch), secret_size));
            out.push_back({epoch, std::move(keys)});
        }
    }
    return out.empty() ? Result<std::vector<RecipientKey>>(Error(TownshipError::NotInitialised, folder.native()))
                       : Result<std::vector<RecipientKey>>(std::move(out));
}

}  // namespace doorstep::township

#include "township/feed/partners.hpp"

#include <array>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/files.hpp"
#include "township/archive/stations.hpp"
#include "township/feed/feed_error.hpp"

namespace doorstep::township {
namespace {

using nlohmann::json;
constexpr auto key_file = "feed.key";
constexpr std::size_t public_size = 32;
// How the file is laid out: signing pair, then sealing pair, public half first.
constexpr std::array<std::size_t, 4> key_sizes{32, 64, 32, 32};
constexpr std::size_t key_file_size = 160;

// Halves in the order of the file.
std::array<std::pair<Bytes*, WipedBytes*>, 2> halves(FeedKeys& keys) {
    return {{{&keys.sign.public_key, &keys.sign.secret_key}, {&keys.box.public_key, &keys.box.secret_key}}};
}

Status make_keys_file(const std::filesystem::path& file) {
    FeedKeys keys{protocol::make_signing_keys(), protocol::make_box_keys()};
    WipedBytes content;
    for (const auto& [open, secret] : halves(keys)) {
        content.insert(content.end(), open->begin(), open->end());
        content.insert(content.end(), secret->begin(), secret->end());
    }
    return write_file_durably(file, content, 0600);
}

Result<Bytes> key_in(const json& object, const char* name) {
    const auto found = object.find(name);
    const auto bytes = found != object.end() && found->is_string() ? from_hex(found->get_ref<const std::string&>())
                                                                   : Result<Bytes>(EncodingError::BadHex);
    return bytes && bytes->size() == public_size
               ? *bytes
               : Result<Bytes>(Error(FeedError::BadKeyFile, fmt::format("{} is no key", name)));
}

}  // namespace

Result<FeedKeys> feed_keys(const Archive& archive) {
    const auto file = archive.folder() / "keys" / key_file;
    auto content = read_file(file, key_file_size);
    if (!content && content.error().is(FileError::NotFound)) {
        DOORSTEP_CHECK(make_keys_file(file));
        content = read_file(file, key_file_size);
    }
    if (!content || content->size() != key_file_size) {
        return Error(FeedError::BadKeyFile, key_file);
    }
    FeedKeys keys;
    auto at = content->begin();
    auto size = key_sizes.begin();
    for (const auto& [open, secret] : halves(keys)) {
        open->assign(at, at + static_cast<std::ptrdiff_t>(size[0]));
        at += static_cast<std::ptrdiff_t>(size[0]);
        secret->assign(at, at + static_cast<std::ptrdiff_t>(size[1]));
        at += static_cast<std::ptrdiff_t>(size[1]);
        size += 2;
    }
    wipe(content->data(), content->size());
    return keys;
}

std::string FeedPartner::fingerprint() const {
    Bytes both = sign_public;
    both.insert(both.end(), box_public.begin(), box_public.end());
    const auto hex = to_hex(sha256(both));
    return fmt::format("{}-{}-{}-{}", hex.substr(0, 4), hex.substr(4, 4), hex.substr(8, 4), hex.substr(12, 4));
}

FeedPartner own_partner(const Archive& archive, const FeedKeys& keys) {
    return {archive.keys().township, keys.sign.public_key, keys.box.public_key};
}

std::string to_text(const FeedPartner& partner) {
    return json{{"place", partner.place},
                {"sign_public", to_hex(partner.sign_public)},
                {"box_public", to_hex(partner.box_public)}}
               .dump(2) +
           "\n";
}

Result<FeedPartner> partner_from(std::string_view text) {
    const json object = text.size() > largest_partner_file ? json() : json::parse(text, nullptr, false);
    FeedPartner out;
    if (!object.is_object() || !object.contains("place") || !object["place"].is_string()) {
        return Error(FeedError::BadKeyFile, "not the keys of a place");
    }
    out.place = object["place"].get<std::string>();
    if (!is_station_id(out.place)) {
        return Error(FeedError::BadKeyFile, "its id is none");
    }
    DOORSTEP_TRY(out.sign_public, key_in(object, "sign_public"));
    DOORSTEP_TRY(out.box_public, key_in(object, "box_public"));
    return out;
}

Status pin_partner(Archive& archive, const FeedPartner& partner, bool replace) {
    auto& db = archive.database();
    return db.transaction([&]() -> Status {
        const auto before = partner_named(archive, partner.place);
        const bool same =
            before && before->sign_public == partner.sign_public && before->box_public == partner.box_public;
        if (same || (!before && !before.error().is(FeedError::NoPartner))) {
            return before ? Status{} : Status(before.error());
        }
        if (before && !replace) {
            return Error(FeedError::OtherKeys, partner.place + " is pinned with other keys: --replace if they are new");
        }
        return db.run(
            "INSERT INTO feed_partners (place, sign_public, box_public, pinned_ms) VALUES (?1, ?2, ?3, ?4) "
            "ON CONFLICT (place) DO UPDATE SET sign_public = ?2, box_public = ?3, pinned_ms = ?4",
            {partner.place, partner.sign_public, partner.box_public, archive.now()});
    });
}

Result<FeedPartner> partner_named(Archive& archive, std::string_view place) {
    DOORSTEP_TRY(const Rows rows,
                 archive.database().query("SELECT place, sign_public, box_public FROM feed_partners WHERE place = ?1",
                                          {std::string(place)}));
    if (rows.empty()) {
        return Error(FeedError::NoPartner, fmt::format("the keys of {} are not pinned here", place));
    }
    return FeedPartner{rows[0].text(0), rows[0].bytes(1), rows[0].bytes(2)};
}

}  // namespace doorstep::township

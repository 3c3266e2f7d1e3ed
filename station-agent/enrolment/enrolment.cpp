#include "station-agent/enrolment/enrolment.hpp"

#include <nlohmann/json.hpp>

#include "base/encoding.hpp"
#include "base/files.hpp"
#include "protocol/envelope/enrolment_code.hpp"
#include "protocol/envelope/enrolment_text.hpp"
#include "protocol/envelope/release.hpp"
#include "protocol/envelope/statements.hpp"

namespace doorstep {

std::string_view ErrorNames<agent::EnrolmentError>::name(agent::EnrolmentError e) {
    switch (e) {
        case agent::EnrolmentError::BadInvitation:
            return "BadInvitation";
        case agent::EnrolmentError::OtherStation:
            return "OtherStation";
        case agent::EnrolmentError::BadKeys:
            return "BadKeys";
        case agent::EnrolmentError::WrongCode:
            return "WrongCode";
        case agent::EnrolmentError::OtherReleaseKeys:
            return "OtherReleaseKeys";
    }
    return "?";
}

namespace agent {
namespace {

using nlohmann::json;

constexpr std::size_t largest_file = 64U << 10U;
constexpr std::size_t public_key_size = 32;
constexpr auto invitation_name = "enrolment.json";

// One key pair in one file: public half, then secret half.
struct PairFile {
    const char* name;
    std::size_t secret_size;
};
constexpr PairFile sign_file{"sign.key", 64};
constexpr PairFile box_file{"box.key", 32};
constexpr PairFile curve_file{"curve.key", 32};

template <class Keys>
Result<bool> load_pair(const std::filesystem::path& folder, const PairFile& file, Keys& keys) {
    auto content = read_file(folder / file.name, public_key_size + file.secret_size);
    if (!content && content.error().is(FileError::NotFound)) {
        return false;
    }
    if (!content || content->size() != public_key_size + file.secret_size) {
        return Error(EnrolmentError::BadKeys, file.name);
    }
    const auto middle = content->begin() + public_key_size;
    keys.public_key.assign(content->begin(), middle);
    keys.secret_key.assign(middle, content->end());
    wipe(content->data(), content->size());
    return true;
}

template <class Keys>
Status load_or_make_pair(const std::filesystem::path& folder, const PairFile& file, Keys& keys, Keys (*make)()) {
    DOORSTEP_TRY(const bool there, load_pair(folder, file, keys));
    if (there) {
        return {};
    }
    keys = make();
    WipedBytes content(keys.public_key.begin(), keys.public_key.end());
    content.insert(content.end(), keys.secret_key.begin(), keys.secret_key.end());
    return write_file_durably(folder / file.name, content, 0600);
}

Result<Bytes> key_of(const json& invitation, const char* name) {
    auto key = from_base64(invitation.value(name, std::string()));
    if (!key || key->size() != public_key_size) {
        return Error(EnrolmentError::BadInvitation, name);
    }
    return key;
}

Result<std::vector<Bytes>> release_keys_of(const json& invitation) {
    std::vector<Bytes> keys;
    if (!invitation.contains("release_public")) {
        return keys;
    }
    for (const auto& text : invitation.at("release_public")) {
        auto key = from_base64(text.get<std::string>());
        if (!key || key->size() != public_key_size || keys.size() == protocol::most_release_keys) {
            return Error(EnrolmentError::BadInvitation, "release_public");
        }
        keys.push_back(std::move(*key));
    }
    return keys;
}

Result<Enrolment> parse_invitation(std::string_view text) {
    const json invitation = json::parse(text, nullptr, false);
    if (!invitation.is_object()) {
        return Error(EnrolmentError::BadInvitation, "no JSON object");
    }
    try {
        Enrolment enrolment;
        enrolment.station = invitation.value("station", std::string());
        enrolment.township = invitation.value("township", std::string());
        enrolment.address = invitation.value("address", std::string());
        enrolment.confirmed = !invitation.contains("confirm_code");
        DOORSTEP_TRY(enrolment.server_curve_public, key_of(invitation, "server_curve_public"));
        DOORSTEP_TRY(enrolment.gateway_sign_public, key_of(invitation, "gateway_sign_public"));
        DOORSTEP_TRY(enrolment.recipient.public_key, key_of(invitation, "recipient_public"));
        DOORSTEP_TRY(enrolment.release_keys, release_keys_of(invitation));
        enrolment.recipient.epoch = invitation.value("recipient_epoch", 0U);
        if (enrolment.station.empty() || enrolment.township.empty()) {
            return Error(EnrolmentError::BadInvitation, "station or township");
        }
        return enrolment;
    } catch (const json::exception&) {
        return Error(EnrolmentError::BadInvitation, "a field of another type");
    }
}

protocol::SigningKeys make_sign() {
    return protocol::make_signing_keys();
}
protocol::BoxKeys make_box() {
    return protocol::make_box_keys();
}

std::string reply_text(const Enrolment& keys, const std::string& token_text, BytesView token) {
    Bytes signed_bytes(token.begin(), token.end());
    for (const auto* key : {&keys.curve.public_key, &keys.sign.public_key, &keys.box.public_key}) {
        signed_bytes.insert(signed_bytes.end(), key->begin(), key->end());
    }
    const json reply{{"station", keys.station},
                     {"token", token_text},
                     {"curve_public", to_base64(keys.curve.public_key)},
                     {"sign_public", to_base64(keys.sign.public_key)},
                     {"box_public", to_base64(keys.box.public_key)},
                     {"signature", to_base64(protocol::sign(protocol::domains::enrolment, signed_bytes, keys.sign))}};
    return reply.dump(2) + "\n";
}

protocol::EnrolmentTranscript transcript_of(const Enrolment& enrolment, BytesView token) {
    return {enrolment.station,
            enrolment.township,
            Bytes(token.begin(), token.end()),
            enrolment.server_curve_public,
            enrolment.gateway_sign_public,
            enrolment.recipient.public_key,
            enrolment.release_keys,
            enrolment.curve.public_key,
            enrolment.sign.public_key,
            enrolment.box.public_key};
}

Status keep(const std::filesystem::path& keys_folder, const json& enrolment) {
    const std::string text = enrolment.dump(2);
    return write_file_durably(keys_folder / invitation_name, as_bytes(text), 0600);
}

}  // namespace

Result<std::optional<Enrolment>> load_enrolment(const std::filesystem::path& keys_folder) {
    const auto text = read_text_file(keys_folder / invitation_name, largest_file);
    if (!text && text.error().is(FileError::NotFound)) {
        return std::optional<Enrolment>{};
    }
    DOORSTEP_CHECK(text);
    DOORSTEP_TRY(Enrolment enrolment, parse_invitation(*text));
    DOORSTEP_TRY(const bool sign, load_pair(keys_folder, sign_file, enrolment.sign));
    DOORSTEP_TRY(const bool box, load_pair(keys_folder, box_file, enrolment.box));
    DOORSTEP_TRY(const bool curve, load_pair(keys_folder, curve_file, enrolment.curve));
    if (!sign || !box || !curve) {
        return Error(EnrolmentError::BadKeys, "a key file is missing");
    }
    return std::optional<Enrolment>{std::move(enrolment)};
}

Result<Enrolled> enrol(const std::filesystem::path& keys_folder, std::string_view text, const EnrolOptions& options) {
    const auto invitation = protocol::invitation_json(text);
    if (!invitation) {
        return Error(EnrolmentError::BadInvitation, invitation.error().text());
    }
    DOORSTEP_TRY(Enrolment enrolment, parse_invitation(*invitation));
    auto kept = json::parse(*invitation);
    const std::string token_text = kept.contains("token") && kept["token"].is_string() ? kept["token"] : json("");
    const auto token = from_base64(token_text);
    if (!token || token->empty()) {
        return Error(EnrolmentError::BadInvitation, "token");
    }
    DOORSTEP_TRY(const auto present, load_enrolment(keys_folder));
    if (present && (present->station != enrolment.station || present->township != enrolment.township)) {
        return Error(EnrolmentError::OtherStation, present->station);
    }
    if (present && !present->release_keys.empty()) {
        kept["release_public"] = json::array();
        for (const auto& key : present->release_keys) {
            kept["release_public"].push_back(to_base64(key));
        }
        enrolment.release_keys = present->release_keys;
    }
    const auto fingerprint = protocol::release_fingerprint(enrolment.release_keys);
    if (!options.release_fingerprint.empty() && fingerprint != options.release_fingerprint) {
        return Error(EnrolmentError::OtherReleaseKeys, fingerprint);
    }
    DOORSTEP_CHECK(make_folder(keys_folder, 0700));
    DOORSTEP_CHECK(load_or_make_pair(keys_folder, sign_file, enrolment.sign, make_sign));
    DOORSTEP_CHECK(load_or_make_pair(keys_folder, box_file, enrolment.box, make_box));
    DOORSTEP_CHECK(load_or_make_pair(keys_folder, curve_file, enrolment.curve, protocol::make_curve_keys));
    // The token is used up by the reply and is not kept.
    kept.erase("token");
    kept.erase("confirm_code");
    Enrolled done{reply_text(enrolment, token_text, *token), enrolment.release_keys.empty() ? "" : fingerprint, {}};
    if (options.typed_code) {
        const auto transcript = transcript_of(enrolment, *token);
        done.code = protocol::enrolment_code(transcript, protocol::CodeOf::Kiosk);
        kept["confirm_code"] = protocol::enrolment_code(transcript, protocol::CodeOf::Township);
        kept["wrong_codes"] = 0;
    }
    DOORSTEP_CHECK(keep(keys_folder, kept));
    return done;
}

Status confirm_enrolment(const std::filesystem::path& keys_folder, std::string_view typed) {
    DOORSTEP_TRY(const std::string text, read_text_file(keys_folder / invitation_name, largest_file));
    auto kept = json::parse(text, nullptr, false);
    if (!kept.is_object()) {
        return Error(EnrolmentError::BadInvitation, "no enrolment");
    }
    if (!kept.contains("confirm_code")) {
        return {};
    }
    const int wrong = kept.value("wrong_codes", 0);
    if (wrong >= most_wrong_codes) {
        return Error(EnrolmentError::WrongCode, "too often: begin the enrolment anew");
    }
    if (!protocol::same_code(kept.value("confirm_code", std::string()), typed)) {
        kept["wrong_codes"] = wrong + 1;
        DOORSTEP_CHECK(keep(keys_folder, kept));
        return Error(EnrolmentError::WrongCode, std::to_string(most_wrong_codes - wrong - 1) + " tries left");
    }
    kept.erase("confirm_code");
    kept.erase("wrong_codes");
    return keep(keys_folder, kept);
}

}  // namespace agent
}  // namespace doorstep

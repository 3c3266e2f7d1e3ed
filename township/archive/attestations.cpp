#include "township/archive/attestations.hpp"

#include <algorithm>
#include <array>

#include "base/version.hpp"
#include "township/archive/stations.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

using Word = AttestationVerdict::Word;

constexpr std::size_t hash_digits = 64;

// By which of the station's keys it is signed; Good: by the one that it has now.
Result<Word> judge_key(Archive& archive, std::string_view text, const std::string& station) {
    DOORSTEP_TRY(const auto found, find_station(archive, station));
    DOORSTEP_TRY(
        const Rows keys,
        archive.database().query("SELECT k.sign_public, EXISTS (SELECT 1 FROM revocations r WHERE r.sign_public = "
                                 "k.sign_public) FROM station_keys k WHERE k.station = ?1 ORDER BY k.since_ms DESC",
                                 {station}));
    const auto signer = std::find_if(keys.begin(), keys.end(), [&](const Row& row) {
        return static_cast<bool>(protocol::verify_attestation_text(text, row.bytes(0)));
    });
    if (signer == keys.end()) {
        return Word::NotSigned;
    }
    if (signer->number(1) != 0 || !found || !found->enrolled()) {
        return Word::Revoked;
    }
    return signer->bytes(0) == found->sign_public ? Word::Good : Word::OldKey;
}

}  // namespace

std::string_view name_of(Word word) {
    constexpr std::array<std::string_view, 7> names{"good",    "malformed", "not-signed",   "revoked",
                                                    "old-key", "no-image",  "unknown-image"};
    return names.at(static_cast<std::size_t>(word));
}

Status add_image(Archive& archive, std::string_view version, std::string_view root_hash) {
    if (!parse_version(version)) {
        return Error(TownshipError::BadRelease, "a version is numbers between dots");
    }
    if (root_hash.size() != hash_digits || root_hash.find_first_not_of("0123456789abcdef") != root_hash.npos) {
        return Error(TownshipError::BadRelease, "a root hash is 64 hex digits");
    }
    return archive.database().run(
        "INSERT INTO known_images VALUES (?1, ?2, ?3) ON CONFLICT (root_hash) DO UPDATE SET version = ?2, added_ms = "
        "?3",
        {std::string(root_hash), std::string(version), archive.now()});
}

Result<std::vector<KnownImage>> known_images(Archive& archive) {
    DOORSTEP_TRY(const Rows rows, archive.database().query("SELECT version, root_hash, added_ms FROM known_images "
                                                           "ORDER BY added_ms DESC, version DESC"));
    std::vector<KnownImage> images;
    for (const auto& row : rows) {
        images.push_back({row.text(0), row.text(1), row.number(2)});
    }
    return images;
}

Result<AttestationVerdict> judge_attestation(Archive& archive, std::string_view text) {
    constexpr std::int64_t second_ms = 1000;
    constexpr std::int64_t latest = INT64_MAX / second_ms;
    AttestationVerdict verdict;
    auto said = protocol::parse_attestation_text(text);
    if (!said) {
        return verdict;
    }
    verdict.said = std::move(*said);
    verdict.age_ms = archive.now() - std::min(verdict.said.unix_seconds, latest) * second_ms;
    DOORSTEP_TRY(verdict.word, judge_key(archive, text, verdict.said.station));
    if (verdict.word != Word::Good) {
        return verdict;
    }
    DOORSTEP_TRY(const Rows known,
                 archive.database().query("SELECT 1 FROM known_images WHERE root_hash = ?1 AND version = ?2",
                                          {verdict.said.root_hash, verdict.said.version}));
    if (known.empty()) {
        verdict.word = verdict.said.root_hash.empty() ? Word::NoImage : Word::UnknownImage;
    }
    return verdict;
}

}  // namespace doorstep::township

#include "forms/archive/scheme_archive.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/files.hpp"
#include "forms/archive/tar_zstd.hpp"
#include "forms/bounded_json.hpp"
#include "forms/scheme.hpp"
#include "forms/scheme_package.hpp"

namespace doorstep {

std::string_view ErrorNames<forms::ArchiveError>::name(forms::ArchiveError e) {
    constexpr std::array<std::string_view, 13> names{
        "?",         "NotAnArchive", "TooLarge",    "NotAFile",  "BadName",     "Twice", "BadManifest", "BadSignature",
        "NotSigned", "TooNew",       "MissingFile", "ExtraFile", "OtherContent"};
    const auto number = static_cast<std::size_t>(e);
    return names.at(number < names.size() ? number : 0);
}

namespace forms {
namespace {

constexpr auto manifest_name = "manifest.json";
constexpr auto signature_name = "manifest.sig";
constexpr std::size_t most_signatures = 16;

using Version = std::array<std::uint32_t, 3>;

std::optional<Version> version_of(std::string_view text) {
    Version version{};
    const char* at = text.data();
    const char* end = text.data() + text.size();
    for (std::size_t i = 0; i < version.size(); ++i) {
        if (i > 0 && (at == end || *at++ != '.')) {
            return std::nullopt;
        }
        const auto read = std::from_chars(at, end, version.at(i));
        if (read.ec != std::errc{}) {
            return std::nullopt;
        }
        at = read.ptr;
    }
    return at == end ? std::optional(version) : std::nullopt;
}

Error bad_manifest(std::string why) {
    return {ArchiveError::BadManifest, std::move(why)};
}

std::string manifest_text(const Manifest& manifest) {
    const Json json{{"scheme", manifest.scheme},
                    {"version", manifest.version},
                    {"minimum_app", manifest.minimum_app},
                    {"sha256", manifest.digests}};
    return json.dump(1) + "\n";
}

Result<Manifest> read_manifest(const std::string& text) {
    DOORSTEP_TRY(const Json json, parse_object(text));
    Manifest manifest;
    const auto& digests = json.value("sha256", Json());
    if (json.size() != 4 || !json.value("scheme", Json()).is_string() ||
        !json.value("version", Json()).is_number_unsigned() || !json.value("minimum_app", Json()).is_string() ||
        !digests.is_object()) {
        return bad_manifest("it has scheme, version, minimum_app and sha256, and nothing else");
    }
    manifest.scheme = json["scheme"];
    const auto version = json["version"].get<std::uint64_t>();
    manifest.version = static_cast<std::uint32_t>(version);
    manifest.minimum_app = json["minimum_app"];
    if (manifest.version != version || !version_of(manifest.minimum_app)) {
        return bad_manifest("version or minimum_app is none");
    }
    for (const auto& [name, digest] : digests.items()) {
        if (!digest.is_string()) {
            return bad_manifest("a SHA-256 is none");
        }
        manifest.digests.emplace(name, digest);
    }
    return manifest;
}

// A line a signature: the key's id in hex, a blank, the signature in base64.
std::string signature_text(const std::vector<ManifestSignature>& signatures) {
    std::string text;
    for (const auto& one : signatures) {
        text += fmt::format("{} {}\n", to_hex(one.key_id), to_base64(one.signature));
    }
    return text;
}

Result<std::vector<ManifestSignature>> read_signatures(std::string_view text) {
    std::vector<ManifestSignature> signatures;
    while (!text.empty()) {
        const auto end = text.find('\n');
        const auto line = text.substr(0, end);
        const auto blank = line.find(' ');
        if (end == std::string_view::npos || blank == std::string_view::npos || signatures.size() >= most_signatures) {
            return Error(ArchiveError::BadSignature, "manifest.sig");
        }
        auto id = from_hex(line.substr(0, blank));
        auto signature = from_base64(line.substr(blank + 1));
        if (!id || !signature) {
            return Error(ArchiveError::BadSignature, "manifest.sig");
        }
        signatures.push_back({std::move(*id), std::move(*signature)});
        text.remove_prefix(end + 1);
    }
    return signatures;
}

std::string digest_of(const std::string& content) {
    return to_hex(sha256(as_bytes(content)));
}

Status check_files(const Manifest& manifest, const NamedFiles& files) {
    for (const auto& [name, digest] : manifest.digests) {
        const auto found = files.find(name);
        if (found == files.end()) {
            return Error(ArchiveError::MissingFile, is_package_file_name(name) ? name : "a name that is none");
        }
        if (digest_of(found->second) != digest) {
            return Error(ArchiveError::OtherContent, name);
        }
    }
    const auto extra = std::find_if(files.begin(), files.end(),
                                    [&](const auto& file) { return !manifest.digests.contains(file.first); });
    return extra == files.end() ? Status{} : Status(Error(ArchiveError::ExtraFile, extra->first));
}

Status add_folder(const std::filesystem::path& folder, const std::string& prefix, NamedFiles& files) {
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const auto name = prefix + entry.path().filename().native();
        if (!is_package_file_name(name) || name == manifest_name || name == signature_name) {
            return Error(ArchiveError::BadName, name);
        }
        auto content = read_text_file(entry.path(), largest_archive);
        if (!content) {
            const bool other = content.error().is(FileError::NotRegular);
            return other ? Error(ArchiveError::NotAFile, name) : content.error();
        }
        files.emplace(name, std::move(*content));
    }
    return error ? Status(file_error(error.value(), folder.native())) : Status{};
}

Result<Bytes> write_archive(const SchemeArchive& archive) {
    NamedFiles all = archive.files;
    all.emplace(manifest_name, archive.manifest_text);
    if (!archive.signatures.empty()) {
        all.emplace(signature_name, signature_text(archive.signatures));
    }
    return write_tar(all);
}

std::string taken_out(NamedFiles& files, const char* name) {
    const auto found = files.extract(name);
    return found.empty() ? std::string() : found.mapped();
}

}  // namespace

std::string_view app_version() {
    return DOORSTEP_VERSION;
}

bool looks_packed(BytesView bytes) {
    constexpr std::array<std::uint8_t, 4> magic{0x28, 0xB5, 0x2F, 0xFD};  // of zstd, RFC 8878
    return bytes.size() > magic.size() && std::equal(magic.begin(), magic.end(), bytes.begin());
}

Result<Bytes> pack_scheme(const std::filesystem::path& folder, std::string_view minimum_app) {
    DOORSTEP_TRY(const Scheme scheme, Scheme::load(folder));
    NamedFiles files;
    DOORSTEP_CHECK(add_folder(folder, "", files));
    DOORSTEP_CHECK(add_folder(folder / ".." / "common", "common/", files));
    return pack_files(std::move(files), {scheme.id(), scheme.version(), std::string(minimum_app), {}});
}

Result<Bytes> pack_files(std::map<std::string, std::string> files, Manifest head) {
    if (!version_of(head.minimum_app)) {
        return bad_manifest("a minimum is three numbers with dots between");
    }
    head.digests.clear();
    for (const auto& [name, content] : files) {
        head.digests.emplace(name, digest_of(content));
    }
    const auto text = manifest_text(head);
    return write_archive({std::move(head), text, {}, std::move(files)});
}

Result<Bytes> with_signature(SchemeArchive archive, ManifestSignature signature) {
    std::erase_if(archive.signatures, [&](const auto& one) { return one.key_id == signature.key_id; });
    archive.signatures.push_back(std::move(signature));
    return write_archive(archive);
}

Result<SchemeArchive> unpack_scheme(BytesView bytes, const SignedBy& signed_by, std::string_view app) {
    SchemeArchive archive;
    DOORSTEP_TRY(archive.files, read_tar(bytes));
    archive.manifest_text = taken_out(archive.files, manifest_name);
    DOORSTEP_TRY(archive.signatures, read_signatures(taken_out(archive.files, signature_name)));
    if (archive.manifest_text.empty()) {
        return bad_manifest("manifest.json is missing");
    }
    if (signed_by && !signed_by(archive.manifest_text, archive.signatures)) {
        return Error(ArchiveError::NotSigned, "no release key that counts has signed it");
    }
    auto manifest = read_manifest(archive.manifest_text);
    if (!manifest) {
        return bad_manifest(manifest.error().text());
    }
    archive.manifest = std::move(*manifest);
    const auto ours = version_of(app);
    if (!ours || *version_of(archive.manifest.minimum_app) > *ours) {
        return Error(ArchiveError::TooNew, fmt::format("it wants {}, this is {}", archive.manifest.minimum_app, app));
    }
    DOORSTEP_CHECK(check_files(archive.manifest, archive.files));
    return archive;
}

}  // namespace forms
}  // namespace doorstep

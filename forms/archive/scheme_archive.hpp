// A scheme as one file (issue 7): tar and zstd of its folder, with manifest.json, which says what scheme of what
// version it is, which version of Doorstep it wants and the SHA-256 of each file, and manifest.sig, signatures of the
// release key (SECURITY 7) over manifest.json as it stands. Written and read in memory: nothing is laid on a disk. The
// same folder gives the same bytes. Reentrant.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "base/wiped_bytes.hpp"

namespace doorstep::forms {

// Each: refuse the package, what is there stays.
enum class ArchiveError {
    NotAnArchive = 1,  // no tar within zstd, or cut short
    TooLarge,          // the file, what it unpacks to, or the number of its files
    NotAFile,          // a link, a folder, a device
    BadName,           // a name that leads elsewhere or that no scheme's file has
    Twice,             // two files of one name
    BadManifest,       // manifest.json is missing or is none
    BadSignature,      // manifest.sig is no list of signatures
    NotSigned,         // none of the keys that count has signed it
    TooNew,            // it wants a later version of Doorstep
    MissingFile,       // the manifest names a file that is not there
    ExtraFile,         // a file is there that the manifest does not name
    OtherContent,      // a file's SHA-256 is not the manifest's
};

// Of the file, and of what it unpacks to, counted before it is unpacked: a small file may promise a large one.
inline constexpr std::size_t largest_archive = 2U << 20U;

struct Manifest {
    std::string scheme;
    std::uint32_t version = 0;
    std::string minimum_app;                     // "0.1.0"
    std::map<std::string, std::string> digests;  // file name → SHA-256 in lower-case hex
};
struct ManifestSignature {
    Bytes key_id;
    Bytes signature;
};
struct SchemeArchive {
    Manifest manifest;
    std::string manifest_text;  // as carried: what is signed
    std::vector<ManifestSignature> signatures;
    std::map<std::string, std::string> files;  // "steps.json", "common/texts.en.toml"
};

// Whether a key that counts has signed that text.
using SignedBy = std::function<bool(std::string_view manifest, const std::vector<ManifestSignature>& signatures)>;

// This build's version, "0.1.0".
std::string_view app_version();

// The package of a scheme's folder and the common texts beside it, not signed yet. NotAFile for a link within;
// TooLarge; BadManifest for a minimum that is no version; errors of Scheme::load() for a folder that does not load.
Result<Bytes> pack_scheme(const std::filesystem::path& folder, std::string_view minimum_app = app_version());
// The same of files that are given; the scheme's id, its version and the minimum stand in `head`, the digests are made.
// TooLarge, BadManifest.
Result<Bytes> pack_files(std::map<std::string, std::string> files, Manifest head);
// The package with one signature more; the one that this key made before is replaced.
Result<Bytes> with_signature(SchemeArchive archive, ManifestSignature signature);
// The package, whole, when everything about it is right; ArchiveError. No file's content is looked at before the
// signature was. `signed_by` empty: for whoever is about to sign. `app`: what the manifest's minimum is held against.
Result<SchemeArchive> unpack_scheme(BytesView bytes, const SignedBy& signed_by, std::string_view app = app_version());
// True for bytes that begin as a package does, whatever follows.
bool looks_packed(BytesView bytes);

}  // namespace doorstep::forms

template <>
struct doorstep::ErrorNames<doorstep::forms::ArchiveError> {
    static constexpr std::string_view module = "package";
    static std::string_view name(forms::ArchiveError e);
};

#include "township/cli/release_files.hpp"

#include <sstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "base/encoding.hpp"
#include "base/files.hpp"
#include "forms/archive/scheme_archive.hpp"
#include "protocol/envelope/release.hpp"
#include "protocol/envelope/scheme_signature.hpp"
#include "township/archive/keys.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

constexpr std::size_t public_size = 32;
constexpr std::size_t largest_small_file = 4096;
constexpr std::string_view public_word = "doorstep-release-key";
// Beyond it somebody has invented a number, and nothing behind it would ever be taken again.
constexpr std::uint64_t longest_leap = 1000;

Error bad_key(const std::filesystem::path& file) {
    return {TownshipError::BadKeyFile, file.native()};
}

}  // namespace

Status make_release_key(const std::filesystem::path& folder, const std::string& holder) {
    DOORSTEP_CHECK(make_folder(folder, 0700));
    const auto file = folder / "release.key";
    std::error_code error;
    if (std::filesystem::exists(file, error)) {
        return Error(TownshipError::BadKeyFile, file.native() + " is there already");
    }
    const auto keys = protocol::make_signing_keys();
    DOORSTEP_CHECK(save_signing_keys(file, keys));
    const auto text = fmt::format("{} {} {}\n", public_word, to_base64(keys.public_key), holder);
    return write_file_durably(folder / "release.pub", as_bytes(text), 0644);
}

Result<protocol::SigningKeys> load_release_key(const std::filesystem::path& file) {
    auto keys = load_signing_keys(file);
    return keys ? std::move(keys) : Result<protocol::SigningKeys>(bad_key(file));
}

Result<ReleasePublic> load_release_public(const std::filesystem::path& file) {
    DOORSTEP_TRY(const std::string text, read_text_file(file, largest_small_file));
    std::istringstream words(text);
    std::string word;
    std::string key;
    ReleasePublic out;
    words >> word >> key >> out.holder;
    auto bytes = from_base64(key);
    if (word != public_word || !bytes || bytes->size() != public_size) {
        return bad_key(file);
    }
    out.public_key = std::move(*bytes);
    return out;
}

Result<wire::SignedRelease> load_order(const std::filesystem::path& file) {
    constexpr std::size_t room = 64U << 10U;  // for signatures
    DOORSTEP_TRY(const Bytes content, read_file(file, protocol::largest_release + room));
    wire::SignedRelease release;
    if (!release.ParseFromArray(content.data(), static_cast<int>(content.size())) || release.order().empty()) {
        return Error(TownshipError::BadRelease, file.native() + " is no order");
    }
    return release;
}

Status save_order(const std::filesystem::path& file, const wire::SignedRelease& release) {
    const auto content = release.SerializeAsString();
    return write_file_durably(file, as_bytes(content), 0644);
}

bool is_scheme_package(const std::filesystem::path& file) {
    const auto bytes = read_file(file, forms::largest_archive);
    return bytes && forms::looks_packed(*bytes);
}

Result<SignedPackage> sign_package(const std::filesystem::path& file, const protocol::SigningKeys& keys,
                                   const std::filesystem::path& out) {
    DOORSTEP_TRY(const Bytes bytes, read_file(file, forms::largest_archive));
    auto archive = forms::unpack_scheme(bytes, {});
    if (!archive) {
        return Error(TownshipError::BadRelease, archive.error().text());
    }
    const auto manifest = archive->manifest;
    const auto text = archive->manifest_text;
    DOORSTEP_TRY(const Bytes made,
                 forms::with_signature(std::move(*archive), {protocol::key_id(keys.public_key),
                                                             protocol::sign_scheme_manifest(text, keys)}));
    DOORSTEP_TRY(const auto again, forms::unpack_scheme(made, {}));
    DOORSTEP_CHECK(write_file_durably(out, made, 0644));
    return SignedPackage{manifest.scheme, manifest.version, again.signatures.size()};
}

Status note_signed(const std::filesystem::path& key_file, const wire::ReleaseOrder& order,
                   const wire::SignedRelease& release) {
    auto memory = key_file;
    memory.replace_extension("signed");
    const auto text = read_text_file(memory, largest_small_file);
    if (!text && !text.error().is(FileError::NotFound)) {
        return text.error();
    }
    auto kept = text ? nlohmann::json::parse(*text, nullptr, false) : nlohmann::json::object();
    if (!kept.is_object()) {
        return Error(TownshipError::BadKeyFile, memory.native());
    }
    const auto last = kept.value(order.township(), nlohmann::json{{"sequence", 0}, {"digest", ""}});
    const auto number = last.value("sequence", std::uint64_t{0});
    const auto digest = to_hex(sha256(as_bytes(release.order())));
    if (number == order.sequence() && last.value("digest", std::string()) == digest) {
        return {};
    }
    const bool first = number == 0;
    if (order.sequence() <= number || (!first && order.sequence() - number > longest_leap)) {
        return Error(TownshipError::BadRelease, fmt::format("this key signed number {} of {} before; this is {}",
                                                            number, order.township(), order.sequence()));
    }
    kept[order.township()] = {{"sequence", order.sequence()}, {"digest", digest}};
    const auto out = kept.dump(2) + "\n";
    return write_file_durably(memory, as_bytes(out), 0600);
}

}  // namespace doorstep::township

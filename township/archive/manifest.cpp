#include "township/archive/manifest.hpp"

#include <algorithm>
#include <charconv>
#include <vector>

#include <fmt/format.h>

#include "base/encoding.hpp"
#include "township/archive/township_error.hpp"

namespace doorstep::township {
namespace {

constexpr std::string_view first_line = "doorstep-backup 1";
constexpr std::size_t hex_digest = 64;
constexpr std::size_t longest_path = 200;

Error bad(std::string_view why) {
    return {TownshipError::BadBackup, fmt::format("manifest: {}", why)};
}

Result<Digest> digest_from(std::string_view hex) {
    const auto bytes = from_hex(hex);
    if (hex.size() != hex_digest || !bytes) {
        return bad("a digest is none");
    }
    Digest out{};
    std::copy(bytes->begin(), bytes->end(), out.begin());
    return out;
}

template <class Number>
Result<Number> number_from(std::string_view text) {
    Number out = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size() && out >= 0
               ? Result<Number>(out)
               : Result<Number>(bad("a number is none"));
}

// Small letters, digits, dots, dashes; every step has a name that does not begin with a dot.
bool is_safe(std::string_view path) {
    char before = '/';
    for (const char c : path) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
        if (!plain && !((c == '.' || c == '/') && before != '/')) {
            return false;
        }
        before = c;
    }
    return before != '/' && path.size() <= longest_path;
}

// Cuts the text up to the next line break off.
std::string_view next_line(std::string_view& text) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return line;
}

// "NAME value" → value.
Result<std::string_view> value_of(std::string_view& text, std::string_view name) {
    const auto line = next_line(text);
    if (line.substr(0, name.size()) != name || line.size() <= name.size() + 1 || line[name.size()] != ' ') {
        return bad(fmt::format("no {}", name));
    }
    return line.substr(name.size() + 1);
}

// "<digest> <size> <path>"
Status add_file(Manifest& manifest, std::string_view line) {
    const auto size_end = line.size() > hex_digest ? line.find(' ', hex_digest + 1) : std::string_view::npos;
    if (size_end == std::string_view::npos || line[hex_digest] != ' ') {
        return bad("a line is cut");
    }
    Manifest::File file;
    DOORSTEP_TRY(file.digest, digest_from(line.substr(0, hex_digest)));
    DOORSTEP_TRY(file.size, number_from<std::uint64_t>(line.substr(hex_digest + 1, size_end - hex_digest - 1)));
    const auto path = line.substr(size_end + 1);
    if (!is_safe(path) || !manifest.files.emplace(path, file).second) {
        return bad("a path leads out of the folder or stands twice");
    }
    return {};
}

}  // namespace

std::string to_text(const Manifest& manifest) {
    std::string text = fmt::format("{}\ntownship {}\nmade {}\nkeys {}\ndatabase {}\n", first_line, manifest.township,
                                   manifest.made_ms, to_hex(manifest.keys), manifest.database);
    for (const auto& [path, file] : manifest.files) {
        text += fmt::format("{} {} {}\n", to_hex(file.digest), file.size, path);
    }
    return text + fmt::format("end {}\n", to_hex(sha256(as_bytes(text))));
}

Result<Manifest> manifest_from(std::string_view text) {
    constexpr std::size_t last_line = sizeof "end" + hex_digest + 1;
    if (text.size() < last_line || text.back() != '\n') {
        return bad("cut short");
    }
    auto rest = text.substr(0, text.size() - last_line);
    auto last = text.substr(rest.size());
    DOORSTEP_TRY(const auto end, value_of(last, "end"));
    if (end != to_hex(sha256(as_bytes(rest)))) {
        return bad("edited or cut short");
    }
    if (next_line(rest) != first_line) {
        return bad("another format");
    }
    Manifest manifest;
    DOORSTEP_TRY(manifest.township, value_of(rest, "township"));
    DOORSTEP_TRY(const auto made, value_of(rest, "made"));
    DOORSTEP_TRY(manifest.made_ms, number_from<std::int64_t>(made));
    DOORSTEP_TRY(const auto keys, value_of(rest, "keys"));
    DOORSTEP_TRY(manifest.keys, digest_from(keys));
    DOORSTEP_TRY(manifest.database, value_of(rest, "database"));
    while (!rest.empty()) {
        DOORSTEP_CHECK(add_file(manifest, next_line(rest)));
    }
    return manifest.files.count(manifest.database) == 1 ? Result<Manifest>(std::move(manifest))
                                                        : Result<Manifest>(bad("the database is not in it"));
}

}  // namespace doorstep::township
